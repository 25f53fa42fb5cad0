import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Button } from '../../kit/button.tsx';
import { Offline, Problem } from '../../kit/call.ts';
import { momentText } from '../../kit/dates.ts';
import { Icon } from '../../kit/icons.tsx';
import { makePasskey } from '../../kit/make-passkey.ts';
import { ErrorBanner } from '../../kit/notice.tsx';
import { useCommand, useRead } from '../../kit/query.ts';
import { t } from './messages.ts';
import { knowsPasskeys } from './passkey.ts';
import { SignInAgain } from './sign-in-again.tsx';

/** The own passkeys: a way in that needs no short message, for whoever wants it. */
export function PasskeysPart() {
  const client = useQueryClient();
  const read = useRead('accounts.passkeys', {}, { enabled: knowsPasskeys() });
  const remove = useCommand('accounts.removePasskey', { refresh: ['accounts.passkeys', 'messages.inbox'] });
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const [said, setSaid] = useState('');
  if (!knowsPasskeys()) return null;
  const kept = read.data?.passkeys ?? [];
  const add = async () => {
    setBusy(true);
    setError(undefined);
    setSaid('');
    remove.reset();
    try {
      await makePasskey();
      setSaid(t('passkeyAdded'));
    } catch (wrong) {
      if (wrong instanceof Problem || wrong instanceof Offline) setError(wrong);
      // The browser's own refusal (broken off, one is here already) is not a fault of ours.
      else setSaid(t('passkeyNotMade'));
    } finally {
      setBusy(false);
      await Promise.all(['accounts.passkeys', 'messages.inbox'].map((name) => client.invalidateQueries({ queryKey: [name] })));
    }
  };
  const trouble = error ?? remove.error ?? read.error;
  return (
    <section className="section">
      <h2>{t('passkeys')}</h2>
      <p className="quiet">{t('passkeysWords')}</p>
      {kept.length > 0 && (
        <ul className="card rows">
          {kept.map((key) => (
            <li key={key.id} className="row">
              <Icon name="lock" />
              <span className="row-words">
                <span>{key.name}</span>
                <span className="row-under">
                  {key.usedAt ? t('passkeyUsed', { at: momentText(key.usedAt) }) : t('passkeyMade', { at: momentText(key.createdAt) })}
                </span>
              </span>
              <Button busy={remove.isPending} onClick={() => remove.mutate({ id: key.id })}>
                {t('passkeyRemove')}
              </Button>
            </li>
          ))}
        </ul>
      )}
      <p role="status" hidden={said === ''}>
        {said}
      </p>
      <ErrorBanner error={trouble} />
      <SignInAgain error={trouble} />
      <Button icon="lock" busy={busy} onClick={() => void add()}>
        {t('passkeyAdd')}
      </Button>
    </section>
  );
}
