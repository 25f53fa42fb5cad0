import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { useLocation } from 'wouter';
import { Button } from '../../kit/button.tsx';
import { Offline, Problem } from '../../kit/call.ts';
import { TextInput } from '../../kit/field.tsx';
import { Icon } from '../../kit/icons.tsx';
import { Banner, ErrorBanner } from '../../kit/notice.tsx';
import { Page } from '../../kit/page.tsx';
import { useCommand, useRead } from '../../kit/query.ts';
import { useBack } from '../back.ts';
import { AgreeForm } from './agree-form.tsx';
import { t } from './messages.ts';
import { knowsPasskeys, signInWithPasskey } from './passkey.ts';
import { RegisterForm } from './register-form.tsx';
import { useConfig, useMe } from './session.ts';
import { newTicket } from './ticket.ts';
import { WhoAmI } from './who-am-i.tsx';

const MOBILE = /^1[3-9]\d{9}$/;

/** Where to go after signing in: only to a page of our own. */
function destination(): string {
  const then = new URLSearchParams(location.search).get('then') ?? '/';
  return then.startsWith('/') && !then.startsWith('//') ? then : '/';
}

/** Seconds left until another code may be asked for. */
function useCountdown(): [number, (seconds: number) => void] {
  const [left, setLeft] = useState(0);
  useEffect(() => {
    if (left <= 0) return;
    const timer = setTimeout(() => setLeft(left - 1), 1000);
    return () => clearTimeout(timer);
  }, [left]);
  return [left, setLeft];
}

function Personas({ onSignedIn }: { onSignedIn: () => void }) {
  const personas = useRead('accounts.personas', {});
  const become = useCommand('accounts.demoSignIn');
  const residents = (personas.data?.personas ?? []).filter((persona) => persona.face === 'portal');
  if (residents.length === 0) return null;
  return (
    <section className="section">
      <h2>{t('demo')}</h2>
      <p className="quiet">{t('demoWords')}</p>
      <ul className="card rows">
        {residents.map((persona) => (
          <li key={persona.key}>
            <button
              type="button"
              className="row"
              disabled={become.isPending}
              onClick={() => become.mutate({ key: persona.key }, { onSuccess: onSignedIn })}
            >
              <Icon name="person" />
              <span className="row-words">
                <span>
                  {persona.name} · {persona.title}
                </span>
                <span className="row-under">{persona.note}</span>
              </span>
              <Icon name="chevron-right" />
            </button>
          </li>
        ))}
      </ul>
      <ErrorBanner error={become.error} />
    </section>
  );
}

/** The way in for whoever has made a passkey on this device. */
function WithPasskey({ onEntered }: { onEntered: (persons: { id: string; name: string }[]) => void }) {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const [failed, setFailed] = useState(false);
  const enter = async () => {
    setBusy(true);
    setError(undefined);
    setFailed(false);
    try {
      onEntered(await signInWithPasskey());
    } catch (wrong) {
      if (wrong instanceof Problem || wrong instanceof Offline) setError(wrong);
      // The browser's own refusal (broken off, none here) is not a fault of ours.
      else setFailed(true);
    } finally {
      setBusy(false);
    }
  };
  return (
    <div className="stack">
      <Button wide icon="lock" busy={busy} onClick={() => void enter()}>
        {t('passkeyEnter')}
      </Button>
      {failed && <p role="status">{t('passkeyFailed')}</p>}
      <ErrorBanner error={error} />
    </div>
  );
}

/** Signing in by phone and one-time code, or by a passkey; then who of the family, or name and village the first time. */
export default function SignInPage() {
  const back = useBack();
  const [, navigate] = useLocation();
  const client = useQueryClient();
  const config = useConfig();
  const me = useMe();
  const [phone, setPhone] = useState('');
  const [code, setCode] = useState('');
  const [asked, setAsked] = useState<{ phone: string; ticket: string; demoCode: string | null }>();
  // The same until the server answered, so that asking again after a lost answer is the same request.
  const ticket = useRef(newTicket());
  const [wrong, setWrong] = useState<string>();
  const [who, setWho] = useState<{ id: string; name: string }[]>();
  const [left, setLeft] = useCountdown();
  const sendCode = useCommand('accounts.sendCode');
  const signIn = useCommand('accounts.signInWithCode');

  const arrived = async () => {
    await client.invalidateQueries();
    navigate(destination(), { replace: true });
  };

  const askCode = (event?: FormEvent) => {
    event?.preventDefault();
    const clean = phone.replace(/\D/g, '');
    setWrong(MOBILE.test(clean) ? undefined : t('phoneWrong'));
    if (!MOBILE.test(clean)) return;
    sendCode.mutate(
      { phone: clean, ticket: ticket.current },
      {
        onSuccess: (sent) => {
          setAsked({ phone: clean, ticket: ticket.current, demoCode: sent.demoCode });
          ticket.current = newTicket();
          setLeft(sent.waitSeconds);
        },
      },
    );
  };

  const enter = (event: FormEvent) => {
    event.preventDefault();
    setWrong(/^\d{6}$/.test(code) ? undefined : t('codeWrong'));
    if (!asked || !/^\d{6}$/.test(code)) return;
    signIn.mutate(
      { phone: asked.phone, code, ticket: asked.ticket },
      {
        onSuccess: async ({ persons }) => {
          if (persons.length > 1) return setWho(persons);
          if (persons.length === 1) return arrived();
          await client.invalidateQueries({ queryKey: ['accounts.me'] });
        },
      },
    );
  };

  if (who) return <WhoAmI persons={who} onChosen={() => void arrived()} />;
  if (me.registering) {
    const { phone: proven, onFile } = me.registering;
    const agreed = (persons: { id: string; name: string }[]) => (persons.length > 1 ? setWho(persons) : void arrived());
    if (onFile.length > 0) return <AgreeForm phone={proven} names={onFile} onAgreed={agreed} />;
    return <RegisterForm phone={proven} onRegistered={() => void arrived()} />;
  }

  const fieldError = (error: unknown, path: string) => (error instanceof Problem ? error.about(path) : undefined);
  return (
    <Page title={t('signIn')} documentTitle={t('signIn')} onBack={back}>
      {new URLSearchParams(location.search).has('ended') && <Banner tone="wheat">{t('ended')}</Banner>}
      <p className="prose">{t('signInLead')}</p>
      {asked ? (
        <form className="stack" noValidate onSubmit={enter}>
          <p role="status">{t('sentTo', { phone: asked.phone })}</p>
          {asked.demoCode && (
            <Banner tone="brand" icon="message">
              {t('demoCode', { code: asked.demoCode })}
            </Banner>
          )}
          <TextInput
            label={t('code')}
            hint={t('codeHint')}
            error={wrong ?? fieldError(signIn.error, 'code')}
            inputMode="numeric"
            autoComplete="one-time-code"
            maxLength={6}
            value={code}
            className="code-input"
            onChange={(event) => setCode(event.target.value.replace(/\D/g, ''))}
          />
          <p role="note">{t('codeRisk')}</p>
          {!fieldError(signIn.error, 'code') && <ErrorBanner error={signIn.error} />}
          <Button look="filled" wide type="submit" busy={signIn.isPending}>
            {t('enter')}
          </Button>
          <div className="pair">
            <Button disabled={left > 0} onClick={() => askCode()}>
              {left > 0 ? t('againIn', { n: left }) : t('again')}
            </Button>
            <Button
              onClick={() => {
                setAsked(undefined);
                setCode('');
                setWrong(undefined);
                signIn.reset();
              }}
            >
              {t('otherPhone')}
            </Button>
          </div>
        </form>
      ) : (
        <form className="stack" noValidate onSubmit={askCode}>
          <TextInput
            label={t('phone')}
            type="tel"
            inputMode="numeric"
            autoComplete="tel-national"
            maxLength={13}
            value={phone}
            error={wrong ?? fieldError(sendCode.error, 'phone')}
            onChange={(event) => setPhone(event.target.value)}
          />
          {!fieldError(sendCode.error, 'phone') && <ErrorBanner error={sendCode.error} />}
          <Button look="filled" wide type="submit" busy={sendCode.isPending}>
            {t('sendCode')}
          </Button>
        </form>
      )}
      {knowsPasskeys() && !asked && <WithPasskey onEntered={(persons) => (persons.length > 1 ? setWho(persons) : void arrived())} />}
      {config.demo && <Personas onSignedIn={() => void arrived()} />}
      <p className="small">
        <a href="/office/">{t('staff')}</a>
      </p>
    </Page>
  );
}
