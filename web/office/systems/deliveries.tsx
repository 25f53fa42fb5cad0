import { ErrorBanner, Skeleton } from '../../kit/notice.tsx';
import { useRead } from '../../kit/query.ts';
import { shortMoment } from '../shell/times.ts';
import { eventTitle, say } from './messages.ts';

/** What a webhook was told lately, and what became of it. */
export function LatestDeliveries({ webhook }: { webhook: string }) {
  const read = useRead('webhooks.deliveries', { webhook });
  if (read.isPending) return <Skeleton lines={4} />;
  if (read.error) return <ErrorBanner error={read.error} onRetry={() => void read.refetch()} />;
  if (!read.data.deliveries.length) return <p>{say('deliveriesNone')}</p>;
  return (
    <div className="table-wrap">
      <table className="table table-cards">
        <thead>
          <tr>
            <th scope="col">{say('event')}</th>
            <th scope="col">{say('at')}</th>
            <th scope="col">{say('result')}</th>
          </tr>
        </thead>
        <tbody>
          {read.data.deliveries.map((one) => (
            <tr key={one.id}>
              <th scope="row">{eventTitle(one.event)}</th>
              <td data-label={say('at')}>{shortMoment(one.createdAt)}</td>
              <td data-label={say('result')}>
                {one.state === 'sent' && say('sent')}
                {one.state === 'dead' && say('deadOne', { n: one.attempts })}
                {one.state === 'waiting' &&
                  (one.attempts ? say('waitingOne', { n: one.attempts, at: shortMoment(one.nextAt) }) : say('waitingFirst'))}
                {one.problem && <span className="quiet"> {one.problem}</span>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
