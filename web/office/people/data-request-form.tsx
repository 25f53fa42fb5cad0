import { useState } from 'react';
import { DATA_REQUEST_CODES, DATA_REQUESTS, type DataRequest } from '../../../domain/matters/data-request/data-request.ts';
import { needlessIn } from '../../../domain/policy/needless.ts';
import { villageOf } from '../../../domain/territory/code.ts';
import { Button } from '../../kit/button.tsx';
import type { OutputOf } from '../../kit/call.ts';
import { ChoiceList } from '../../kit/choice-list.tsx';
import { TextArea } from '../../kit/field.tsx';
import { ErrorBanner } from '../../kit/notice.tsx';
import { useCommand } from '../../kit/query.ts';
import { say } from './messages.ts';

export interface TakenRequest {
  receipt: OutputOf<'matters.request-data'>;
  words: string;
}

/** Takes down what somebody at the counter asks about their own data (Personal Information Protection Law, article 50). */
export function DataRequestForm({
  personId,
  territory,
  onTaken,
}: {
  personId: string;
  territory: string;
  onTaken: (taken: TakenRequest) => void;
}) {
  const [kind, setKind] = useState<DataRequest>();
  const [words, setWords] = useState('');
  const [tried, setTried] = useState(false);
  const take = useCommand('matters.request-data', { refresh: ['matters.queue', 'matters.counts'] });
  const submit = () => {
    setTried(true);
    if (!kind || !words.trim()) return;
    take.mutate(
      { category: kind, village: villageOf(territory), words: words.trim(), channel: 'counter', personId },
      { onSuccess: (receipt) => onTaken({ receipt, words: `${DATA_REQUESTS[kind]}：${words.trim()}` }) },
    );
  };
  return (
    <form
      className="form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <p>{say('requestWords')}</p>
      <ChoiceList
        label={say('requestKind')}
        choices={DATA_REQUEST_CODES.map((value) => ({ value, label: DATA_REQUESTS[value] }))}
        value={kind}
        onChange={setKind}
        error={tried && !kind ? say('requestKindMissing') : undefined}
      />
      <TextArea
        label={say('requestSaid')}
        hint={needlessIn(words) ?? say('requestSaidHint')}
        error={tried && !words.trim() ? say('requestSaidMissing') : undefined}
        value={words}
        onChange={(event) => setWords(event.target.value)}
        rows={4}
        maxLength={1000}
      />
      <ErrorBanner error={take.error} />
      <div className="form-end">
        <Button type="submit" look="filled" icon="check" busy={take.isPending}>
          {say('requestDo')}
        </Button>
      </div>
    </form>
  );
}
