import { Link } from '@tanstack/react-router';
import { Button } from '../../kit/button.tsx';
import type { Problem } from '../../kit/call.ts';
import { EmptyState, sentenceOf } from '../../kit/notice.tsx';
import { say } from './messages.ts';

/** An address that leads nowhere. */
export function NotFound() {
  return (
    <div className="frame-wait">
      <EmptyState icon="search" title={say('notFound')} action={<Link to="/">{say('goQueue')}</Link>}>
        {say('notFoundWords')}
      </EmptyState>
    </div>
  );
}

/** A screen that broke while drawing; nothing was sent or lost. */
export function Crashed() {
  return (
    <div className="frame-wait">
      <EmptyState icon="warn" title={say('crashed')} action={<Button onClick={() => location.reload()}>{say('reload')}</Button>}>
        {say('crashedWords')}
      </EmptyState>
    </div>
  );
}

/** What is not there for this reader, or not theirs to see, and the way on. */
export function NotThere({ error }: { error: Problem }) {
  const { title, detail } = sentenceOf(error);
  return (
    <EmptyState icon={error.status === 404 ? 'search' : 'lock'} title={title} action={<Link to="/">{say('goQueue')}</Link>}>
      {detail}
    </EmptyState>
  );
}
