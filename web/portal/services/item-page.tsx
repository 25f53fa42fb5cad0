import { useState } from 'react';
import { Link } from 'wouter';
import { Button } from '../../kit/button.tsx';
import { type OutputOf, Problem } from '../../kit/call.ts';
import { Icon } from '../../kit/icons.tsx';
import { Banner, EmptyState, ErrorBanner, Skeleton } from '../../kit/notice.tsx';
import { Page } from '../../kit/page.tsx';
import { useRead } from '../../kit/query.ts';
import { ReadAloud } from '../../kit/read-aloud.tsx';
import { useBack } from '../back.ts';
import { useElder } from '../elder.ts';
import { useHere } from '../territory/here.ts';
import { usePlace } from '../territory/places.ts';
import { AgencySheet } from './agency-sheet.tsx';
import { t } from './messages.ts';
import { Window } from './window.tsx';
import './services.css';

type Item = OutputOf<'services.item'>;

const daysOf = ({ instant, days }: Item): string => (instant ? t('daysInstant') : days ? t('daysCount', { n: days }) : t('daysUnstated'));

/** Where the page says which ways there are to get it done. */
function Ways({ item }: { item: Item }) {
  const ways = [
    item.instant && t('instantWords'),
    item.online && t('onlineWords'),
    item.proxy ? t('proxyWords') : !item.online && t('inPerson'),
  ].filter((way): way is string => Boolean(way));
  return (
    <ul className="item-ways">
      {ways.map((way) => (
        <li key={way} className="item-way">
          <Icon name="check" />
          {way}
        </li>
      ))}
    </ul>
  );
}

function Guide({ item, elder }: { item: Item; elder: boolean }) {
  return (
    <>
      <section className="section">
        <h2>{t('materials')}</h2>
        {item.materials.length > 0 ? (
          <ul className="card item-list">
            {item.materials.map(({ name }) => (
              <li key={name}>
                <Icon name="doc" />
                <span>{name}</span>
              </li>
            ))}
          </ul>
        ) : (
          <p className="quiet">{t('materialsNone')}</p>
        )}
      </section>
      {item.steps.length > 0 && !elder && (
        <section className="section">
          <h2>{t('steps')}</h2>
          <ol className="card item-list">
            {item.steps.map((step) => (
              <li key={step}>
                <span>{step}</span>
              </li>
            ))}
          </ol>
        </section>
      )}
      <section className="card">
        <dl className="facts long stack">
          <div>
            <dt>{t('days')}</dt>
            <dd>{daysOf(item)}</dd>
          </div>
          {item.department && (
            <div>
              <dt>{t('department')}</dt>
              <dd>{item.department}</dd>
            </div>
          )}
          {item.basis && !elder && (
            <div>
              <dt>{t('basis')}</dt>
              <dd>{item.basis}</dd>
            </div>
          )}
        </dl>
      </section>
    </>
  );
}

/** One item of the catalogue: what it is, what to bring, how long, and the ways to get it done (2.1). */
export default function ItemPage({ id }: { id: string }) {
  const back = useBack('/services');
  const elder = useElder();
  const read = useRead('services.item', { id });
  const { village, grid } = useHere();
  const township = usePlace(village?.code.slice(0, 9));
  const [asking, setAsking] = useState(false);
  const item = read.data;

  if (!item) {
    const gone = read.error instanceof Problem && [400, 404].includes(read.error.status);
    return (
      <Page title={t('services')} documentTitle={t('services')} onBack={back}>
        {gone ? (
          <EmptyState
            icon="search"
            title={t('gone')}
            action={
              <Link href="/services" className="button button-filled">
                {t('toServices')}
              </Link>
            }
          >
            {t('goneWords')}
          </EmptyState>
        ) : read.error ? (
          <ErrorBanner error={read.error} onRetry={() => void read.refetch()} />
        ) : (
          <Skeleton lines={8} />
        )}
      </Page>
    );
  }
  const spoken = t('spoken', {
    name: item.name,
    materials: item.materials.map(({ name }) => name).join('，') || t('spokenNothing'),
    days: daysOf(item),
  });
  return (
    <Page
      title={item.name}
      documentTitle={item.name}
      onBack={back}
      action={
        (item.online || item.proxy) && (
          <>
            {item.online && (
              <Link href={`/services/${id}/apply`} className="button button-filled button-wide">
                {t('applyFull')}
              </Link>
            )}
            {item.proxy && (
              <Button wide look={item.online ? 'outline' : 'filled'} icon="people" onClick={() => setAsking(true)}>
                {t('agency')}
              </Button>
            )}
          </>
        )
      }
    >
      {elder && <ReadAloud text={spoken} />}
      <Ways item={item} />
      {item.example && (
        <Banner tone="wheat" icon="info" title={t('exampleTitle')}>
          {t('exampleWords', { where: item.example })}
        </Banner>
      )}
      <Guide item={item} elder={elder} />
      <Window village={village} centre={township.data?.bodies.find((body) => body.kind === 'township-centre')} />
      <AgencySheet open={asking} item={item.name} village={village?.code} grid={grid?.code} onClose={() => setAsking(false)} />
    </Page>
  );
}
