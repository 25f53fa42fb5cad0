import { useState } from 'react';
import { Link } from 'wouter';
import { Icon } from '../../kit/icons.tsx';
import { Banner, ErrorBanner, Skeleton } from '../../kit/notice.tsx';
import { useOnline } from '../../kit/online.ts';
import { Page } from '../../kit/page.tsx';
import { word } from '../../kit/words.ts';
import { useBack } from '../back.ts';
import { BodyCard } from '../territory/body-card.tsx';
import { ChooseFirst } from '../territory/choose-first.tsx';
import { Folded } from '../territory/folded.tsx';
import { useHere } from '../territory/here.ts';
import { PersonCard } from '../territory/person-card.tsx';
import { usePlace } from '../territory/places.ts';
import { useServing } from '../territory/serving.ts';
import { FindItems } from './find-items.tsx';
import { t } from './messages.ts';
import './services.css';

/** Getting something done: find out how it is done, ask someone to run the errand, or go to the window. */
export default function ServicesPage() {
  const back = useBack();
  const online = useOnline();
  const { village, grid, loading } = useHere();
  const serving = useServing(village?.code, grid?.code);
  const township = usePlace(village?.code.slice(0, 9));
  // What the search has said is not said twice.
  const [findingFailed, setFindingFailed] = useState(false);
  const centre = township.data?.bodies.find((body) => body.kind === 'township-centre');

  return (
    <Page title={t('services')} documentTitle={t('services')} onBack={back}>
      {!online && (
        <Banner tone="wheat" icon="wifi-off">
          {word('offline')}
        </Banner>
      )}
      {village ? (
        <FindItems county={village.code.slice(0, 6)} onFailed={setFindingFailed} />
      ) : loading ? (
        <Skeleton card lines={5} />
      ) : (
        <ChooseFirst />
      )}

      <section className="section">
        <h2>{t('helpers')}</h2>
        <ul className="card rows">
          <li>
            <Link href="/file?category=affairs.station" className="row">
              <Icon name="people" />
              <span className="row-words">
                <span className="strong">{t('agency')}</span>
                <span className="row-under">{t('agencyWords')}</span>
              </span>
              <Icon name="chevron-right" />
            </Link>
          </li>
          <li>
            <Link href="/file?category=affairs.ask" className="row">
              <Icon name="message" />
              <span className="row-words">
                <span className="strong">{t('ask')}</span>
                <span className="row-under">{t('askWords')}</span>
              </span>
              <Icon name="chevron-right" />
            </Link>
          </li>
        </ul>
      </section>

      {village && serving.loading && <Skeleton card lines={4} />}
      {village && online && !findingFailed && <ErrorBanner error={serving.error} onRetry={() => void serving.refetch()} />}
      {serving.workers.length > 0 && (
        <section className="section">
          <h2>{t('workers')}</h2>
          <div className="card stack">
            <Folded
              show={4}
              more={(n) => t('moreWorkers', { n })}
              items={serving.workers.map((worker) => (
                <PersonCard key={worker.key} name={worker.name} under={worker.under} phone={worker.phone} />
              ))}
            />
          </div>
        </section>
      )}
      {serving.place && (
        <section className="section">
          <h2>{t('station')}</h2>
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
