import { useEffect } from 'react';
import { SESSION } from '../../../domain/accounts/limits.ts';
import { Banner } from '../../kit/notice.tsx';
import { useUntold } from '../../kit/sign-out.ts';
import { say } from './messages.ts';

const HOUR = 3_600_000;

/** Stands in place of the office from a sign-out until the server was told of it. */
export function LeftPage() {
  const untold = useUntold();
  useEffect(() => {
    document.title = say('office');
  }, []);
  return (
    <main className="frame-wait">
      {untold ? (
        <Banner tone="wheat" icon="wifi-off" title={say('left')}>
          {say('leftWords', { hours: SESSION.staff.idle / HOUR })}
        </Banner>
      ) : (
        <p role="status">{say('leaving')}</p>
      )}
    </main>
  );
}
