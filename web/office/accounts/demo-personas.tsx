import { useState } from 'react';
import { call, newCommandId } from '../../kit/call.ts';
import { Icon } from '../../kit/icons.tsx';
import { ErrorBanner, Skeleton } from '../../kit/notice.tsx';
import { useRead } from '../../kit/query.ts';
import { say } from './messages.ts';

/** Everyone one may try the demo as, each one click away. */
export function DemoPersonas({ onIn }: { onIn: () => Promise<void> }) {
  const personas = useRead('accounts.personas', {});
  const [error, setError] = useState<unknown>(null);
  const [busy, setBusy] = useState<string | null>(null);
  const enter = async (key: string) => {
    setBusy(key);
    setError(null);
    try {
      const { face } = await call('accounts.demoSignIn', { key }, { commandId: newCommandId() });
      if (face === 'portal') location.assign('/');
      else await onIn();
    } catch (wrong) {
      setError(wrong);
    } finally {
      setBusy(null);
    }
  };
  return (
    <section className="panel personas">
      <h2>{say('demoTitle')}</h2>
      <p className="quiet">{say('demoWords')}</p>
      <ErrorBanner error={error ?? personas.error} />
      {personas.isPending && <Skeleton lines={6} />}
      <ul>
        {personas.data?.personas.map((persona) => (
          <li key={persona.key}>
            <button type="button" className="persona" disabled={busy !== null} onClick={() => void enter(persona.key)}>
              <Icon name={persona.face === 'portal' ? 'home' : 'person'} />
              <span>
                <strong>{persona.name}</strong> {persona.title}
                <span className="quiet">{persona.note}</span>
              </span>
              <Icon name={busy === persona.key ? 'clock' : 'chevron-right'} />
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
