import { useState } from 'react';
import { Button } from '../../kit/button.tsx';
import { Problem } from '../../kit/call.ts';
import { TextInput } from '../../kit/field.tsx';
import { Banner } from '../../kit/notice.tsx';
import { useCommand } from '../../kit/query.ts';
import { Card } from '../shell/card.tsx';
import { AccountError } from './account-error.tsx';
import { say } from './messages.ts';

/** A new password, proved with the old one. */
export function Password() {
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const [again, setAgain] = useState('');
  const [tried, setTried] = useState(false);
  const change = useCommand('accounts.changePassword', { refresh: ['accounts.sessions'] });
  const problem = change.error instanceof Problem ? change.error : null;
  const submit = () => {
    setTried(true);
    if (next !== again) return;
    change.mutate(
      { current, next },
      {
        onSuccess: () => {
          setCurrent('');
          setNext('');
          setAgain('');
          setTried(false);
        },
      },
    );
  };
  return (
    <Card title={say('password')}>
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <TextInput
          label={say('current')}
          type="password"
          autoComplete="current-password"
          value={current}
          onChange={(event) => setCurrent(event.target.value)}
          required
          maxLength={200}
          error={problem?.about('current')}
        />
        <TextInput
          label={say('next')}
          type="password"
          autoComplete="new-password"
          value={next}
          onChange={(event) => setNext(event.target.value)}
          required
          maxLength={200}
          hint={say('nextHint')}
          error={problem?.about('next')}
        />
        <TextInput
          label={say('repeat')}
          type="password"
          autoComplete="new-password"
          value={again}
          onChange={(event) => setAgain(event.target.value)}
          required
          maxLength={200}
          error={tried && next !== again ? say('mismatch') : undefined}
        />
        <AccountError error={change.error} />
        {change.isSuccess && <Banner tone="leaf" title={say('changed')} />}
        <div className="form-end">
          <Button type="submit" busy={change.isPending} disabled={!current || !next}>
            {say('change')}
          </Button>
        </div>
      </form>
    </Card>
  );
}
