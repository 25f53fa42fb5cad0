import { ErrorBanner } from '../../kit/notice.tsx';
import { useCommand } from '../../kit/query.ts';
import { say } from './messages.ts';

/** An identity number, masked (undefined: not asked yet), and the touch that shows it whole and notes why; gone when the page closes. */
export function IdentityNumber({ personId, masked, purpose }: { personId: string; masked?: string; purpose: string }) {
  const reveal = useCommand('people.revealIdentity');
  if (masked === '') return <span className="quiet">{say('identityNone')}</span>;
  if (reveal.data) return reveal.data.number ? <span>{reveal.data.number}</span> : <span className="quiet">{say('identityNone')}</span>;
  return (
    <>
      {masked}{' '}
      <button type="button" className="link" disabled={reveal.isPending} onClick={() => reveal.mutate({ id: personId, purpose })}>
        {say(masked ? 'reveal' : 'identityReveal')}
      </button>
      <ErrorBanner error={reveal.error} />
    </>
  );
}
