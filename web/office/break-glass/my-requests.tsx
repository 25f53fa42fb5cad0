import { Link } from '@tanstack/react-router';
import { GLASS_REASONS } from '../../../domain/break-glass/contract.ts';
import { Button } from '../../kit/button.tsx';
import type { OutputOf } from '../../kit/call.ts';
import { momentText, timeText } from '../../kit/dates.ts';
import { EmptyState, ErrorBanner } from '../../kit/notice.tsx';
import { useCommand } from '../../kit/query.ts';
import { Card } from '../shell/card.tsx';
import { say } from './messages.ts';
import { StateTag } from './state-tag.tsx';

type Mine = OutputOf<'breakGlass.mine'>['items'][number];

function standing({ state, answeredBy, answerBy, answerWords, until }: Mine): string {
  const second = answeredBy ?? '';
  if (state === 'waiting') return say('waitingUntil', { time: timeText(answerBy) });
  if (state === 'open') return say('openUntil', { second, time: timeText(until ?? answerBy) });
  if (state === 'declined') return say('declinedBy', { who: second, words: answerWords });
  return state === 'over' ? say('overBy', { second }) : '';
}

function OneRequest({ one }: { one: Mine }) {
  const shut = useCommand('breakGlass.shut', { refresh: ['breakGlass.mine'] });
  return (
    <li className="plain-list">
      <p className="row">
        <StateTag state={one.state} />
        <span>{say('whatFor', { reason: GLASS_REASONS[one.reason], words: one.words })}</span>
      </p>
      <p className="quiet">
        {say('askedAt', { when: momentText(one.askedAt) })} {standing(one)}
      </p>
      {one.state === 'open' && (
        <div className="row">
          <Link to="/break-glass/$id" params={{ id: one.id }} className="button button-filled">
            {say('look')}
          </Link>
          <Button icon="close" busy={shut.isPending} onClick={() => shut.mutate({ id: one.id })}>
            {say('shut')}
          </Button>
        </div>
      )}
      <ErrorBanner error={shut.error} />
    </li>
  );
}

/** What I asked and what became of it; nothing about the person. */
export function MyRequests({ title, items }: { title: string; items: readonly Mine[] }) {
  return (
    <Card title={title}>
      {items.length === 0 ? (
        <EmptyState icon="eye" title={say('mineNone')}>
          {say('mineNoneWords')}
        </EmptyState>
      ) : (
        <ul className="stack">
          {items.map((one) => (
            <OneRequest key={one.id} one={one} />
          ))}
        </ul>
      )}
    </Card>
  );
}
