import { Link } from '@tanstack/react-router';
import { Button } from '../../kit/button.tsx';
import { EmptyState } from '../../kit/notice.tsx';
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
