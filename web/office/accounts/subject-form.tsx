import { App } from 'antd';
import { useState } from 'react';
import { Button } from '../../kit/button.tsx';
import { Problem } from '../../kit/call.ts';
import { TextInput } from '../../kit/field.tsx';
import { ErrorBanner, Skeleton } from '../../kit/notice.tsx';
import { useCommand, useRead } from '../../kit/query.ts';
import { RefusalBanner } from '../shell/refusal-banner.tsx';
import { say } from './messages.ts';

/** By which name the identity provider knows somebody: seen, set, taken away. */
export function SubjectForm({ account, onDone }: { account: string; onDone: () => void }) {
  const { message } = App.useApp();
  const now = useRead('accounts.subject', { id: account });
  const link = useCommand('accounts.linkSubject', { refresh: ['accounts.subject'] });
  const unlink = useCommand('accounts.unlinkSubject', { refresh: ['accounts.subject'] });
  const [subject, setSubject] = useState('');
  const problem = link.error instanceof Problem ? link.error : null;
  const done = (words: string) => {
    void message.success(words);
    onDone();
  };
  if (now.isPending) return <Skeleton lines={3} />;
  if (now.error) return <ErrorBanner error={now.error} onRetry={() => void now.refetch()} />;
  const { linked } = now.data;
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault();
        link.mutate({ id: account, subject: subject.trim() }, { onSuccess: () => done(say('subjectDone')) });
      }}
    >
      {linked && <p>{say('subjectNow', { subject: linked.subject, by: linked.by })}</p>}
      <TextInput
        label={say('subjectLabel')}
        hint={say('subjectHint')}
        value={subject}
        onChange={(event) => setSubject(event.target.value)}
        maxLength={255}
        required
        autoComplete="off"
        spellCheck={false}
        error={problem?.about('subject')}
      />
      <RefusalBanner error={link.error ?? unlink.error} />
      <div className="form-end">
        {linked && (
          <Button busy={unlink.isPending} onClick={() => unlink.mutate({ id: account }, { onSuccess: () => done(say('subjectEnded')) })}>
            {say('subjectEnd')}
          </Button>
        )}
        <Button type="submit" look="filled" busy={link.isPending} disabled={!subject.trim()}>
          {say('subjectSave')}
        </Button>
      </div>
    </form>
  );
}
