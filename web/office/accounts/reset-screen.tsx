import './sign-in.css';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { Button } from '../../kit/button.tsx';
import { Problem } from '../../kit/call.ts';
import { TextInput } from '../../kit/field.tsx';
import { ErrorBanner } from '../../kit/notice.tsx';
import { useCommand } from '../../kit/query.ts';
import { say as frame } from '../shell/messages.ts';
import { say } from './messages.ts';

/** Where a one-time link leads: choose a password and sign in with it. */
export function ResetScreen() {
  const { token } = useParams({ from: '/reset/$token' });
  const use = useCommand('accounts.useResetLink');
  const [password, setPassword] = useState('');
  const [again, setAgain] = useState('');
  const [tried, setTried] = useState(false);
  const same = password === again;
  return (
    <main className="sign-in">
      <p className="sign-in-head sign-in-brand">{frame('brand')}</p>
      <section className="panel sign-in-panel">
        <h1>{use.isSuccess ? say('resetDone') : say('resetTitle')}</h1>
        {use.isSuccess ? (
          <>
            <p>{say('resetDoneWords')}</p>
            <Link to="/sign-in" search={{}} className="button button-filled">
              {say('goSignIn')}
            </Link>
          </>
        ) : (
          <form
            className="form"
            onSubmit={(event) => {
              event.preventDefault();
              setTried(true);
              if (same) use.mutate({ token, password });
            }}
          >
            <p>{say('resetWords')}</p>
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
        )}
      </section>
    </main>
  );
}
