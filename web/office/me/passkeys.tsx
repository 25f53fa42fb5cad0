import { App } from 'antd';
import { useState } from 'react';
import { Button } from '../../kit/button.tsx';
import { Offline, Problem } from '../../kit/call.ts';
import { TextInput } from '../../kit/field.tsx';
import { makePasskey } from '../../kit/make-passkey.ts';
import { useCommand, useRead } from '../../kit/query.ts';
import { Card } from '../shell/card.tsx';
import { ReadState } from '../shell/read-state.tsx';
import { shortMoment } from '../shell/times.ts';
import { AccountError } from './account-error.tsx';
import { say } from './messages.ts';

/** Passkeys of this account: added from the device one sits at, named, removed. */
export function Passkeys() {
  const { message } = App.useApp();
  const passkeys = useRead('accounts.passkeys', {});
  const remove = useCommand('accounts.removePasskey', { refresh: ['accounts.passkeys'] });
  const [name, setName] = useState('');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const [said, setSaid] = useState('');
  const add = async () => {
    setBusy(true);
    setError(null);
    setSaid('');
    try {
      await makePasskey(name.trim());
      setName('');
      await passkeys.refetch();
      void message.success(say('passkeyAdded'));
    } catch (wrong) {
      if (wrong instanceof Problem || wrong instanceof Offline) setError(wrong);
      else setSaid(say('passkeyFailed'));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Card title={say('passkeys')} note={say('passkeysWords')}>
      <ReadState read={passkeys} lines={2}>
        {(data) => (
          <ul className="lines">
            {data.passkeys.length === 0 && <li className="quiet">{say('passkeysNone')}</li>}
            {data.passkeys.map((passkey) => (
              <li key={passkey.id}>
                <span>
                  {passkey.name}
                  <span className="quiet lines-note">
                    {passkey.usedAt ? say('passkeyUsed', { when: shortMoment(passkey.usedAt) }) : say('passkeyNever')}
                  </span>
                </span>
                <Button
                  disabled={remove.isPending}
                  onClick={() => remove.mutate({ id: passkey.id }, { onSuccess: () => void message.success(say('passkeyRemoved')) })}
                >
                  {say('passkeyRemove')}
                </Button>
              </li>
            ))}
          </ul>
        )}
      </ReadState>
      <form
        className="form passkey-add"
        onSubmit={(event) => {
          event.preventDefault();
          void add();
        }}
      >
        <TextInput
          label={say('passkeyName')}
          value={name}
          onChange={(event) => setName(event.target.value)}
          placeholder={say('passkeyNamePlaceholder')}
          maxLength={40}
          required
          autoComplete="off"
        />
        <AccountError error={error ?? remove.error} />
        {said && <p role="status">{said}</p>}
        <div className="form-end">
          <Button type="submit" icon="plus" busy={busy} disabled={!name.trim()}>
            {say('passkeyAdd')}
          </Button>
        </div>
      </form>
    </Card>
  );
}
