import './sign-in.css';
import { Link, useLocation } from '@tanstack/react-router';
import { useState } from 'react';
import { Button } from '../../kit/button.tsx';
import { Problem } from '../../kit/call.ts';
import { TextInput } from '../../kit/field.tsx';
import { ErrorBanner, Skeleton, sentenceOf } from '../../kit/notice.tsx';
import { useCommand, useRead } from '../../kit/query.ts';
import { say as frame } from '../shell/messages.ts';
import { shortMoment } from '../shell/times.ts';
import { say } from './messages.ts';

const isSpent = (error: unknown) => error instanceof Problem && (error.status === 400 || error.status === 401);

function GoSignIn() {
  return (
    <Link to="/sign-in" search={{}} className="button button-filled">
      {say('goSignIn')}
    </Link>
  );
}

function PasswordForm({ token, expiresAt, onDone }: { token: string; expiresAt: string; onDone: () => void }) {
  const use = useCommand('accounts.useResetLink');
  const [password, setPassword] = useState('');
  const [again, setAgain] = useState('');
  const [tried, setTried] = useState(false);
  const same = password === again;
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (same) use.mutate({ token, password }, { onSuccess: onDone });
      }}
    >
      <p>
        {say('resetWords')} <span className="quiet">{say('resetUntil', { at: shortMoment(expiresAt) })}</span>
      </p>
      <TextInput
        label={say('newPassword')}
        type="password"
        value={password}
        onChange={(event) => setPassword(event.target.value)}
        autoComplete="new-password"
        required
        maxLength={200}
        hint={say('newPasswordHint')}
        error={use.error instanceof Problem ? use.error.about('password') : undefined}
      />
      <TextInput
        label={say('repeat')}
        type="password"
        value={again}
        onChange={(event) => setAgain(event.target.value)}
        autoComplete="new-password"
        required
        maxLength={200}
        error={tried && !same ? say('mismatch') : undefined}
      />
      <ErrorBanner error={use.error} />
      <Button type="submit" look="filled" wide busy={use.isPending}>
        {say('resetDo')}
      </Button>
    </form>
  );
}

/** Where a one-time link leads: choose a password and sign in with it. A link that is no longer good says so before anything is typed. */
export function ResetScreen() {
  const token = useLocation().hash;
  const [done, setDone] = useState(false);
  const link = useRead('accounts.readResetLink', { token }, { enabled: !done });
  const spent = !done && isSpent(link.error);
  // Copied without its end: the server calls that a wrong field.
  const cut = spent && link.error instanceof Problem && link.error.status === 400;
  const { title, detail } = sentenceOf(link.error);
  return (
    <main className="sign-in">
      <p className="sign-in-head sign-in-brand">{frame('brand')}</p>
      <section className="panel sign-in-panel">
        <h1>{say(done ? 'resetDone' : spent ? 'resetSpentTitle' : 'resetTitle')}</h1>
        {done ? (
          <>
            <p>{say('resetDoneWords')}</p>
            <GoSignIn />
          </>
        ) : (
          <>
            {link.isPending && <Skeleton lines={4} />}
            {spent ? (
              <>
                <p>{cut ? say('resetCut') : [title, detail].join('')}</p>
                <GoSignIn />
              </>
            ) : (
              <ErrorBanner error={link.error} onRetry={() => void link.refetch()} />
            )}
            {link.data && !spent && <PasswordForm token={token} expiresAt={link.data.expiresAt} onDone={() => setDone(true)} />}
          </>
        )}
      </section>
    </main>
  );
}
