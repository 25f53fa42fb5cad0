import './sign-in.css';
import '../me/me.css';
import { useQueryClient } from '@tanstack/react-query';
import { Navigate, useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { Button } from '../../kit/button.tsx';
import { Offline, Problem } from '../../kit/call.ts';
import { makePasskey } from '../../kit/make-passkey.ts';
import { ErrorBanner, Skeleton } from '../../kit/notice.tsx';
import { useCommand } from '../../kit/query.ts';
import { signOut } from '../../kit/sign-out.ts';
import { AccountError } from '../me/account-error.tsx';
import { CodeForm, Qr, Secret } from '../me/totp.tsx';
import { useMe } from '../shell/me.ts';
import { say as frame } from '../shell/messages.ts';
import { say } from './messages.ts';

/** The three steps with an authenticator on the phone: install, scan, type. The secret is made when the page is opened. */
function WithPhone({ next, onDone }: { next: string; onDone: () => void }) {
  const start = useCommand('accounts.startTotp');
  const confirm = useCommand('accounts.confirmTotp');
  const { mutate } = start;
  useEffect(() => mutate({}), [mutate]);
  if (start.error) return <AccountError error={start.error} next={next} />;
  return (
    <ol className="factor-steps">
      <li>{say('factorApp')}</li>
      <li>
        {say('factorScan')} <Secret text={start.data?.secret ?? ''} />
        {start.data ? <Qr uri={start.data.uri} /> : <Skeleton lines={4} />}
      </li>
      <li>
        {say('factorCode')}
        <CodeForm
          label={say('factorDo')}
          look="filled"
          busy={confirm.isPending}
          error={confirm.error}
          onGiven={(code) => confirm.mutate({ code }, { onSuccess: onDone })}
        />
      </li>
    </ol>
  );
}

/** Where whoever came with a password alone sets up the second factor their post demands, or leaves. */
export function SecondFactorScreen() {
  const { next = '/' } = useSearch({ from: '/second-factor' });
  const navigate = useNavigate();
  const client = useQueryClient();
  const me = useMe();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const [said, setSaid] = useState('');
  useEffect(() => {
    document.title = `${say('factorTitle')} · ${frame('office')}`;
  }, []);
  const goOn = async (to: string) => {
    client.clear();
    await navigate({ to });
  };
  const withDevice = async () => {
    setBusy(true);
    setError(null);
    setSaid('');
    try {
      await makePasskey(say('factorKeyName'));
      await goOn(next);
    } catch (wrong) {
      if (wrong instanceof Problem || wrong instanceof Offline) setError(wrong);
      else setSaid(say('factorKeyFailed'));
    } finally {
      setBusy(false);
    }
  };
  const { entering } = me.data ?? {};
  if (me.data && !entering) return <Navigate to={me.data.actor ? next : '/sign-in'} replace />;
  return (
    <main className="sign-in">
      <p className="sign-in-head sign-in-brand">{frame('brand')}</p>
      <section className="panel sign-in-panel">
        <h1>{say('factorTitle')}</h1>
        <ErrorBanner error={me.error} onRetry={() => void me.refetch()} />
        {me.isPending && <Skeleton lines={8} />}
        {entering && (
          <>
            <p>{say('factorWords', { name: entering.name, range: entering.rangeName, role: entering.roleTitle })}</p>
            <WithPhone next={next} onDone={() => void goOn(next)} />
            <div className="form factor-other">
              <h2 className="factor-or">{say('factorOr')}</h2>
              <Button icon="lock" wide busy={busy} onClick={() => void withDevice()}>
                {say('factorKey')}
              </Button>
              <AccountError error={error} next={next} />
              {said && <p role="status">{said}</p>}
              <p className="quiet">{say('factorHelp')}</p>
            </div>
            <Button look="quiet" onClick={() => void signOut()}>
              {say('factorLeave')}
            </Button>
          </>
        )}
      </section>
    </main>
  );
}
