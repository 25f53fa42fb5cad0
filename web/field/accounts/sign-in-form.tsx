import { type FormEvent, useCallback, useEffect, useState } from 'react';
import { Button } from '../../kit/button.tsx';
import { call, newCommandId, type OutputOf } from '../../kit/call.ts';
import { TextInput } from '../../kit/field.tsx';
import { Icon } from '../../kit/icons.tsx';
import { Banner, ErrorBanner } from '../../kit/notice.tsx';
import { useOnline } from '../../kit/online.ts';
import { signedInAs } from '../shell/app.ts';
import { t } from '../shell/messages.ts';

type Me = OutputOf<'accounts.me'>;
type Personas = OutputOf<'accounts.personas'>['personas'];

/** Signing in with the staff account; in the demo with one touch. */
export function SignInForm() {
  const online = useOnline();
  const [username, setUsername] = useState('');
  const [password, setPassword] = useState('');
  const [totp, setTotp] = useState('');
  const [asksTotp, setAsksTotp] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const [unfinished, setUnfinished] = useState(false);
  const [stranger, setStranger] = useState<{ name: string; role: string }>();
  const [personas, setPersonas] = useState<Personas>([]);

  const arrive = useCallback(async () => {
    const me: Me = await call('accounts.me', {});
    const actor = me.actor;
    setUnfinished(me.entering !== null);
    if (actor?.kind === 'staff' && actor.role === 'grid-worker') return signedInAs(actor);
    if (actor) setStranger({ name: actor.name, role: actor.kind === 'staff' ? actor.roleTitle : '' });
  }, []);
  useEffect(() => {
    // Who signed in on another page of this browser need not do it again.
    if (!online) return;
    void arrive().catch(() => undefined);
    void call('accounts.personas', {})
      .then((found) => setPersonas(found.personas.filter((persona) => persona.key.startsWith('grid-worker'))))
      .catch(() => undefined);
  }, [online, arrive]);

  const run = async (work: () => Promise<void>) => {
    setBusy(true);
    setError(undefined);
    await work().catch(setError);
    setBusy(false);
  };
  const enter = (event: FormEvent) => {
    event.preventDefault();
    void run(async () => {
      const signedIn = await call('accounts.signIn', { username, password, ...(asksTotp && { totp }) }, { commandId: newCommandId() });
      if (signedIn.state === 'totp-needed') return setAsksTotp(true);
      if (signedIn.state === 'passkey-needed') return setUnfinished(true);
      await arrive();
    });
  };
  if (!online)
    return (
      <Banner tone="wheat" icon="wifi-off">
        {t('needNetwork')}
      </Banner>
    );
  return (
    <>
      {stranger && (
        <Banner
          tone="wheat"
          title={t('notWorker')}
          action={
            <a className="button button-outline" href="/office/">
              {t('toOffice')}
            </a>
          }
        >
          {t('notWorkerWords', stranger)}
        </Banner>
      )}
      {unfinished && (
        <Banner
          tone="wheat"
          title={t('factorFirst')}
          action={
            <a className="button button-outline" href="/office/">
              {t('toOffice')}
            </a>
          }
        >
          {t('factorFirstWords')}
        </Banner>
      )}
      <form className="stack" noValidate onSubmit={enter}>
        <TextInput
          label={t('username')}
          autoComplete="username"
          autoCapitalize="none"
          value={username}
          onChange={(event) => setUsername((event.target as HTMLInputElement).value)}
        />
        <TextInput
          label={t('password')}
          type="password"
          autoComplete="current-password"
          value={password}
          onChange={(event) => setPassword((event.target as HTMLInputElement).value)}
        />
        {asksTotp && (
          <TextInput
            label={t('totp')}
            hint={t('totpHint')}
            inputMode="numeric"
            autoComplete="one-time-code"
            maxLength={6}
            value={totp}
            onChange={(event) => setTotp((event.target as HTMLInputElement).value.replace(/\D/g, ''))}
          />
        )}
        <ErrorBanner error={error} />
        <Button look="filled" wide type="submit" busy={busy}>
          {t('enter')}
        </Button>
      </form>
      {personas.length > 0 && (
        <section className="group">
          <h2>{t('demo')}</h2>
          <ul className="field-rows">
            {personas.map((persona) => (
              <li key={persona.key}>
                <button
                  type="button"
                  className="field-row"
                  onClick={() =>
                    void run(async () => {
                      await call('accounts.demoSignIn', { key: persona.key }, { commandId: newCommandId() });
                      await arrive();
                    })
                  }
                >
                  <Icon name="person" />
                  <span className="field-row-words">
                    <strong>{persona.name}</strong>
                    <span className="field-row-under">{persona.title}</span>
                  </span>
                </button>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}
