import { useState } from 'react';
import { Icon } from '../../kit/icons.tsx';
import { EmptyState, ErrorBanner, Skeleton } from '../../kit/notice.tsx';
import { Page } from '../../kit/page.tsx';
import { useBack } from '../back.ts';
import { BodyCard } from './body-card.tsx';
import { ChooseFirst } from './choose-first.tsx';
import { Folded } from './folded.tsx';
import { useHere } from './here.ts';
import { t } from './messages.ts';
import { chooseVillage } from './my-village.ts';
import { OpenNumbers } from './open-numbers.tsx';
import { PersonCard } from './person-card.tsx';
import { useServing } from './serving.ts';
import { VillageSheet } from './village-sheet.tsx';

/** What is open to everyone about a village: how matters go, the bodies with their people, the grids with their workers. */
export default function VillagePage() {
  const back = useBack();
  const { village, loading } = useHere();
  const serving = useServing(village?.code, undefined);
  const [choosing, setChoosing] = useState(false);
  const bodies = serving.place?.bodies.filter((body) => body.people.length > 0 || body.phone) ?? [];

  if (!village) {
    return (
      <Page title={t('village')} documentTitle={t('village')} onBack={back}>
        {loading ? <Skeleton lines={5} /> : <ChooseFirst />}
      </Page>
    );
  }
  return (
    <Page title={t('village')} documentTitle={`${village.name} ${t('village')}`} onBack={back} wide>
      <button type="button" className="place-button" onClick={() => setChoosing(true)} aria-haspopup="dialog">
        {village.name}
        <Icon name="chevron-down" />
      </button>
      {!serving.error && <OpenNumbers village={village.code} />}
      {serving.loading && <Skeleton card lines={6} />}
      <ErrorBanner error={serving.error} onRetry={() => void serving.refetch()} />
      {serving.workers.length > 0 && (
        <section className="section">
          <h2>{t('grids')}</h2>
          <div className="card people-grid">
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
      {bodies.length > 0 && (
        <section className="section">
          <h2>{t('bodies')}</h2>
          <div className="bodies-grid">
            {bodies.map((body) => (
              <BodyCard key={body.id} body={body} />
            ))}
          </div>
        </section>
      )}
      {serving.place && bodies.length === 0 && serving.workers.length === 0 && (
        <EmptyState icon="people" title={t('bodiesEmpty')}>
          {t('bodiesEmptyWords')}
        </EmptyState>
      )}
      <VillageSheet
        open={choosing}
        value={village.code}
        onClose={() => setChoosing(false)}
        onChoose={(place) => {
          chooseVillage(place);
          setChoosing(false);
        }}
      />
    </Page>
  );
}
