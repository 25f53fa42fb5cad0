import { useState } from 'react';
import { Button } from '../../kit/button.tsx';
import { TextArea } from '../../kit/field.tsx';
import { ErrorBanner } from '../../kit/notice.tsx';
import { useCommand } from '../../kit/query.ts';

/** One sentence about a look: the question of a supervisor, or the answer to it. */
export function WordsForm({
  id,
  operation,
  label,
  send,
}: {
  id: string;
  operation: 'audit.askAbout' | 'audit.answerAbout';
  label: string;
  send: string;
}) {
  const [words, setWords] = useState('');
  const command = useCommand(operation, { refresh: ['audit.unusual', 'audit.askedOfMe'] });
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault();
        if (words.trim()) command.mutate({ id, words: words.trim() });
      }}
    >
      <TextArea label={label} value={words} maxLength={500} rows={2} onChange={(event) => setWords(event.target.value)} />
      <ErrorBanner error={command.error} />
      <div className="form-end">
        <Button type="submit" look="filled" busy={command.isPending} disabled={!words.trim()}>
          {send}
        </Button>
      </div>
    </form>
  );
}
