import { useState } from 'react';
import { GLASS_REASONS } from '../../../domain/break-glass/contract.ts';
import { Button } from '../../kit/button.tsx';
import type { OutputOf } from '../../kit/call.ts';
import { momentText, timeText } from '../../kit/dates.ts';
import { TextArea } from '../../kit/field.tsx';
import { Banner, EmptyState, ErrorBanner } from '../../kit/notice.tsx';
import { useCommand } from '../../kit/query.ts';
import { say } from './messages.ts';

type Waiting = OutputOf<'breakGlass.waiting'>['items'][number];
/** What the second person has just answered. */
type Answer = 'agreed' | 'declinedDone';
const REFRESH = { refresh: ['breakGlass.waiting', 'breakGlass.openings', 'breakGlass.mine'] } as const;

function DeclineForm({ id, onDeclined }: { id: string; onDeclined: () => void }) {
  const [words, setWords] = useState('');
  const decline = useCommand('breakGlass.decline', { refresh: [...REFRESH.refresh] });
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault();
        decline.mutate({ id, words: words.trim() }, { onSuccess: onDeclined });
      }}
    >
      <TextArea
        label={say('declineWhy')}
        rows={2}
        value={words}
        onChange={(event) => setWords(event.target.value)}
        maxLength={100}
        autoFocus
      />
      <ErrorBanner error={decline.error} />
      <div className="form-end">
        <Button type="submit" busy={decline.isPending} disabled={words.trim().length < 2}>
          {say('declineSend')}
        </Button>
      </div>
    </form>
  );
}

function OneWaiting({ one, minutes, onAnswered }: { one: Waiting; minutes: number; onAnswered: (answer: Answer) => void }) {
  const [declining, setDeclining] = useState(false);
  const agree = useCommand('breakGlass.agree', { refresh: [...REFRESH.refresh] });
  return (
    <li className="panel plain-list">
      <p>
        <strong>{say('about', { village: one.village, name: one.personName })}</strong>
      </p>
      <p>{say('whatFor', { reason: GLASS_REASONS[one.reason], words: one.words })}</p>
      <p className="quiet">
        {say('asks', { asker: one.asker, role: one.askerRole })} · {say('askedAt', { when: momentText(one.askedAt) })} ·{' '}
        {say('waitingUntil', { time: timeText(one.answerBy) })}
      </p>
      {one.refusal && <Banner tone="wheat">{say('mayNot', { reason: one.refusal.reason })}</Banner>}
      {!one.refusal && <p className="quiet">{say('agreeNote')}</p>}
      <ErrorBanner error={agree.error} />
      <div className="row">
        {!one.refusal && (
          <Button
            icon="check"
            busy={agree.isPending}
            onClick={() => agree.mutate({ id: one.id }, { onSuccess: () => onAnswered('agreed') })}
          >
            {say('agree', { minutes })}
          </Button>
        )}
        <Button icon="close" aria-expanded={declining} onClick={() => setDeclining(!declining)}>
          {say('decline')}
        </Button>
      </div>
      {declining && <DeclineForm id={one.id} onDeclined={() => onAnswered('declinedDone')} />}
    </li>
  );
}

/** 等我确认: whom it is about, what for, and whether it may be oneself who agrees. */
export function WaitingList({ minutes, items }: OutputOf<'breakGlass.waiting'>) {
  const [answer, setAnswer] = useState<Answer>();
  return (
    <>
      {answer && <Banner tone="leaf" title={say(answer)} />}
      {items.length === 0 ? (
        <EmptyState icon="check" title={say('confirmNone')}>
          {say('confirmNoneWords')}
        </EmptyState>
      ) : (
        <ul className="stack">
          {items.map((one) => (
            <OneWaiting key={one.id} one={one} minutes={minutes} onAnswered={setAnswer} />
          ))}
        </ul>
      )}
    </>
  );
}
