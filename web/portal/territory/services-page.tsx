import { Link } from 'wouter';
import { Icon } from '../../kit/icons.tsx';
import { ErrorBanner, Skeleton } from '../../kit/notice.tsx';
import { Page } from '../../kit/page.tsx';
import { useBack } from '../back.ts';
import { BodyCard } from './body-card.tsx';
import { ChooseFirst } from './choose-first.tsx';
import { Folded } from './folded.tsx';
import { useHere } from './here.ts';
import { t } from './messages.ts';
import { PersonCard } from './person-card.tsx';
import { usePlace } from './places.ts';
import { useServing } from './serving.ts';

/** Getting something done: ask someone to run the errand, ask how it is done, or go to the station. */
export default function ServicesPage() {
  const back = useBack();
  const { village, grid, loading } = useHere();
  const serving = useServing(village?.code, grid?.code);
  const township = usePlace(village?.code.slice(0, 9));
  const centre = township.data?.bodies.find((body) => body.kind === 'township-centre');

  return (
    <Page title={t('services')} documentTitle={t('services')} onBack={back}>
      <section className="stack">
        <ul className="card rows">
          <li>
            <Link href="/file?category=affairs.station" className="row">
              <Icon name="people" />
              <span className="row-words">
                <span className="strong">{t('agencyFile')}</span>
                <span className="row-under">{t('agencyWords')}</span>
              </span>
              <Icon name="chevron-right" />
            </Link>
          </li>
          <li>
            <Link href="/file?category=affairs.ask" className="row">
              <Icon name="message" />
              <span className="row-words">
                <span className="strong">{t('askFile')}</span>
                <span className="row-under">{t('askFileWords')}</span>
              </span>
              <Icon name="chevron-right" />
            </Link>
          </li>
        </ul>
      </section>

      {!village && !loading && <ChooseFirst />}
      {village && serving.loading && <Skeleton card lines={4} />}
      {village && <ErrorBanner error={serving.error} onRetry={() => void serving.refetch()} />}

      {serving.workers.length > 0 && (
        <section className="section">
          <h2>{t('grids')}</h2>
          <div className="card stack">
            <Folded
              show={4}
              more={(n) => t('moreGrids', { n })}
              items={serving.workers.map((worker) => (
                <PersonCard key={worker.key} name={worker.name} under={worker.under} phone={worker.phone} />
              ))}
            />
          </div>
        </section>
      )}
      {serving.place && (
        <section className="section">
          <h2>{t('stationTitle')}</h2>
          {serving.station ? <BodyCard body={serving.station} /> : <p className="quiet">{t('stationNone')}</p>}
        </section>
      )}
      {centre && (
        <section className="section">
          <h2>{t('centre')}</h2>
          <BodyCard body={{ ...centre, people: [] }} />
        </section>
      )}
    </Page>
  );
}
