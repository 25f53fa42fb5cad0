import { useState } from 'react';
import { GLASS_REASONS, VERDICTS, type Verdict } from '../../../domain/break-glass/contract.ts';
import { Button } from '../../kit/button.tsx';
import type { OutputOf } from '../../kit/call.ts';
import { ChoiceList } from '../../kit/choice-list.tsx';
import { lastDayText, momentText, timeText } from '../../kit/dates.ts';
import { TextArea } from '../../kit/field.tsx';
import { Banner, EmptyState, ErrorBanner, Tag } from '../../kit/notice.tsx';
import { useCommand } from '../../kit/query.ts';
import { ListState } from '../shell/list-state.tsx';
import { usePages } from '../shell/pages.ts';
import { say } from './messages.ts';
import { StateTag } from './state-tag.tsx';

type Opening = OutputOf<'breakGlass.openings'>['items'][number];
const CHOICES = Object.entries(VERDICTS).map(([value, label]) => ({ value: value as Verdict, label }));

function ReviewForm({ id }: { id: string }) {
  const [verdict, setVerdict] = useState<Verdict>();
  const [words, setWords] = useState('');
  const review = useCommand('breakGlass.review', { refresh: ['breakGlass.openings'] });
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault();
        if (verdict) review.mutate({ id, verdict, words: words.trim() });
      }}
    >
      <ChoiceList label={say('verdict')} choices={CHOICES} value={verdict} onChange={setVerdict} inline />
      <TextArea label={say('verdictWords')} rows={2} value={words} onChange={(event) => setWords(event.target.value)} maxLength={200} />
      <ErrorBanner error={review.error} />
      <div className="form-end">
        <Button type="submit" icon="check" busy={review.isPending} disabled={!verdict || words.trim().length < 2}>
          {say('verdictSend')}
        </Button>
      </div>
    </form>
  );
}

function OneOpening({ one }: { one: Opening }) {
  const shut = useCommand('breakGlass.shut', { refresh: ['breakGlass.openings'] });
  const agreed = one.state === 'open' || one.state === 'over';
  return (
    <li className="panel plain-list">
      <p className="row">
        <StateTag state={one.state} />
        <strong>{say('about', { village: one.village, name: one.personName })}</strong>
        {one.overdue && (
          <Tag tone="brick" icon="warn">
            {say('overdue')}
          </Tag>
        )}
      </p>
      <p>{say('whatFor', { reason: GLASS_REASONS[one.reason], words: one.words })}</p>
      <p className="quiet">
        {say('asks', { asker: one.asker, role: one.askerRole })} · {say('askedAt', { when: momentText(one.askedAt) })}
      </p>
      {one.answeredBy && (
        <p className="quiet">
          {say(agreed ? 'agreedBy' : 'answeredBy', { who: one.answeredBy, role: one.answererRole ?? '' })}
          {agreed ? ` · ${say('looks', { count: one.looks })}` : `：${one.answerWords}`}
          {one.shutBy && ` · ${say('shutBy', { who: one.shutBy })}`}
        </p>
      )}
      {one.state === 'open' && (
        <div className="row">
          <span className="quiet">{say('shutsAt', { time: timeText(one.until ?? one.askedAt) })}</span>
          <Button icon="close" busy={shut.isPending} onClick={() => shut.mutate({ id: one.id })}>
            {say('shut')}
          </Button>
        </div>
      )}
      <ErrorBanner error={shut.error} />
      {one.review ? (
        <p>
          {say('reviewed', {
            by: one.review.by,
            when: momentText(one.review.at),
            verdict: VERDICTS[one.review.verdict],
            words: one.review.words,
          })}
        </p>
      ) : (
        one.state === 'over' && (
          <>
            {one.reviewBy && <p className="quiet">{say('reviewBy', { day: lastDayText(one.reviewBy) })}</p>}
            {one.refusal ? <p className="quiet">{one.refusal.reason}</p> : <ReviewForm id={one.id} />}
          </>
        )
      )}
    </li>
  );
}

/** 复核: every request of the range, by time; each opening gets a word. */
export function OpeningsList() {
  const list = usePages('breakGlass.openings', { limit: 30 });
  const overdue = list.data?.pages[0]?.overdue ?? 0;
  return (
    <>
      {overdue > 0 && <Banner tone="brick" title={say('overdueTitle', { count: overdue })} />}
      <ListState
        list={list}
        empty={
          <EmptyState icon="eye" title={say('reviewNone')}>
            {say('reviewNoneWords')}
          </EmptyState>
        }
      >
        <ul className="stack">
          {list.items.map((one) => (
            <OneOpening key={one.id} one={one} />
          ))}
        </ul>
      </ListState>
    </>
  );
}
