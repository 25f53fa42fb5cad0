import { dayText } from '../../kit/dates.ts';
import { ErrorBanner, Skeleton } from '../../kit/notice.tsx';
import { useRead } from '../../kit/query.ts';
import { t } from './messages.ts';

type Share = { numerator: number; denominator: number } | null;

function Figure({ title, value, words }: { title: string; value: string; words: string }) {
  return (
    <div className="card number">
      <span className="quiet">{title}</span>
      <span className="number-value">{value}</span>
      <span className="number-words">{words}</span>
    </div>
  );
}

/** A share with what it is a share of; a figure about too few people is withheld by the server and says so here. */
function ShareFigure({ title, share, words }: { title: string; share: Share; words: 'onTimeWords' | 'satisfiedWords' }) {
  if (!share || share.denominator === 0)
    return <Figure title={title} value={t('noRate')} words={t(share ? 'noRateWords' : 'tooFewWords')} />;
  const { numerator, denominator } = share;
  return (
    <Figure title={title} value={`${Math.round((numerator / denominator) * 100)}%`} words={t(words, { n: denominator, k: numerator })} />
  );
}

/** How the village's appeals went: each share with its denominator, and the period. */
export function OpenNumbers({ village }: { village: string }) {
  const numbers = useRead('statistics.open', { territory: village });
  if (numbers.isLoading) return <Skeleton card lines={4} />;
  if (numbers.error || !numbers.data) return <ErrorBanner error={numbers.error} onRetry={() => void numbers.refetch()} />;
  const { since, until, received, answeredOnTime, satisfied } = numbers.data;
  const withheld = received === null && !answeredOnTime && !satisfied;
  return (
    <section className="section">
      <h2>{t('numbers')}</h2>
      <p className="quiet">{t('numbersPeriod', { from: dayText(since), until: dayText(until) })}</p>
      {withheld ? (
        <p className="card">{t('allTooFew')}</p>
      ) : (
        <>
          <div className="numbers">
            <Figure
              title={t('received')}
              value={received === null ? t('noRate') : t('receivedCount', { n: received })}
              words={received === null ? t('tooFewWords') : t('receivedWords')}
            />
            <ShareFigure title={t('onTime')} share={answeredOnTime} words="onTimeWords" />
            <ShareFigure title={t('satisfied')} share={satisfied} words="satisfiedWords" />
          </div>
          <p className="small quiet">{t('numbersRule')}</p>
        </>
      )}
    </section>
  );
}
