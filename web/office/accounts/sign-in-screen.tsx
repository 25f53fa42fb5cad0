import './sign-in.css';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { Button } from '../../kit/button.tsx';
import { call, newCommandId, Problem } from '../../kit/call.ts';
import { TextInput } from '../../kit/field.tsx';
import { Banner, ErrorBanner } from '../../kit/notice.tsx';
import { useMe } from '../shell/me.ts';
import { say as frame } from '../shell/messages.ts';
import { DemoPersonas } from './demo-personas.tsx';
import { say } from './messages.ts';
import { answerOfProvider, goToProvider } from './provider.ts';

/** User name and password, the six digits when asked, a passkey instead, and one click for each persona of the demo. */
export function SignInScreen() {
  const { next } = useSearch({ from: '/sign-in' });
  const navigate = useNavigate();
  const client = useQueryClient();
  const me = useMe();
  const [username, setUsername] = useState('');
  const [password, setPassword] = useState('');
  const [totp, setTotp] = useState<string | null>(null);
  const [busy, setBusy] = useState<'password' | 'passkey' | 'provider' | null>(null);
  /** What the identity provider's word is worth, while our own digits are asked. */
  const [ticket, setTicket] = useState<string | null>(null);
  const answer = useRef(answerOfProvider());
  const [error, setError] = useState<unknown>(null);
  const [said, setSaid] = useState('');
  useEffect(() => {
    document.title = `${say('signInTitle')} · ${frame('office')}`;
  }, []);

  const wanted = answer.current?.next ?? next ?? '/';
  const enter = async () => {
    client.clear();
    await navigate({ to: wanted });
  };
  const run = async (how: 'password' | 'passkey' | 'provider', attempt: () => Promise<void>) => {
    setBusy(how);
    setError(null);
    setSaid('');
    try {
      await attempt();
    } catch (wrong) {
      // The browser's own refusal of a passkey (cancelled, none here) is not a fault of ours.
      if (how === 'passkey' && wrong instanceof Error && !(wrong instanceof Problem) && wrong.name !== 'Offline')
        setSaid(say('passkeyFailed'));
      else setError(wrong);
    } finally {
      setBusy(null);
    }
  };
  const withPassword = () =>
    run('password', async () => {
      if (ticket !== null) {
        await call('accounts.giveProviderCode', { ticket, totp: totp ?? '' }, { commandId: newCommandId() });
        return enter();
      }
      const { state } = await call('accounts.signIn', { username, password, ...(totp && { totp }) }, { commandId: newCommandId() });
      if (state === 'totp-needed') setTotp('');
      else if (state === 'passkey-needed') setSaid(say('passkeyNeeded'));
      else await enter();
    });
  const withPasskey = () => {
    if (!username.trim()) return setSaid(say('passkeyNeedName'));
    return run('passkey', async () => {
      const { startAuthentication } = await import('@simplewebauthn/browser');
      const { options } = await call('accounts.passkeySignInOptions', { username }, { commandId: newCommandId() });
      const response = await startAuthentication({ optionsJSON: options as never });
      await call('accounts.signInWithPasskey', { username, response: response as never }, { commandId: newCommandId() });
      await enter();
    });
  };

  // biome-ignore lint/correctness/useExhaustiveDependencies: once, with what the address brought.
  useEffect(() => {
    const given = answer.current;
    if (!given) return;
    if (given.refused) return setSaid(say('providerRefused'));
    const { next: _next, refused: _refused, ...proof } = given;
    void run('provider', async () => {
      const finished = await call('accounts.finishProvider', proof, { commandId: newCommandId() });
      if (finished.state === 'passkey-needed') return setSaid(say('passkeyNeeded'));
      if (finished.state !== 'totp-needed') return enter();
      setTicket(finished.ticket);
      setTotp('');
    });
  }, []);

  return (
    <main className="sign-in">
      <div className="sign-in-head">
        <p className="sign-in-brand">{frame('brand')}</p>
        <p className="quiet">{say('signInSub')}</p>
      </div>
      <section className="panel sign-in-panel">
        <h1>{totp === null ? say('signInTitle') : say('totpTitle')}</h1>
        {me.data?.actor?.kind === 'resident' && <Banner title={frame('resident')}>{frame('residentWords')}</Banner>}
        <form
          className="form"
          onSubmit={(event) => {
            event.preventDefault();
            void withPassword();
          }}
        >
          {totp === null ? (
            <>
              <TextInput
                label={say('username')}
                value={username}
                onChange={(event) => setUsername(event.target.value)}
                autoComplete="username webauthn"
                autoCapitalize="none"
                spellCheck={false}
                required
                maxLength={64}
              />
              <TextInput
                label={say('password')}
                type="password"
                value={password}
                onChange={(event) => setPassword(event.target.value)}
                autoComplete="current-password"
                required
                maxLength={200}
              />
            </>
          ) : (
            <>
              <p>{say('totpWords')}</p>
              <TextInput
                label={say('totp')}
                value={totp}
                onChange={(event) => setTotp(event.target.value.replace(/\D/g, ''))}
                inputMode="numeric"
                autoComplete="one-time-code"
                maxLength={6}
                required
                autoFocus
              />
            </>
          )}
          <ErrorBanner error={error} />
          {said && <p role="status">{said}</p>}
          <Button type="submit" look="filled" wide busy={busy === 'password'}>
            {say('signIn')}
          </Button>
          {totp === null && me.data?.setup.provider && (
            <Button icon="person" wide busy={busy === 'provider'} onClick={() => void run('provider', () => goToProvider(wanted))}>
              {say('withProvider', { name: me.data.setup.provider.name })}
            </Button>
          )}
          {totp === null ? (
            <Button icon="lock" wide busy={busy === 'passkey'} onClick={() => void withPasskey()}>
              {say('passkey')}
            </Button>
          ) : (
            <Button
              look="quiet"
              onClick={() => {
                setTotp(null);
                setTicket(null);
              }}
            >
              {say('totpBack')}
            </Button>
          )}
        </form>
        <p className="quiet">{say('forgot')}</p>
        <p className="quiet">
          <a href="/">{say('toPortal')}</a>
        </p>
      </section>
      {me.data?.setup.demo && <DemoPersonas onIn={enter} />}
    </main>
  );
}
