import { Link, useSearch } from '@tanstack/react-router';
import { classNames } from '../../kit/class-names.ts';
import { ScreenHead } from '../shell/screen-head.tsx';
import { Jobs } from './jobs.tsx';
import { say } from './messages.ts';
import { Outbox } from './outbox.tsx';

/** 消息与任务: what was sent to people, and what the machine could not do by itself. */
export function MessagesScreen() {
  const { part } = useSearch({ from: '/frame/messages' });
  return (
    <>
      <ScreenHead title={say('title')} />
      <nav className="tabs" aria-label={say('title')}>
        <Link to="/messages" search={{}} className={classNames('tab', !part && 'tab-current')} aria-current={!part ? 'page' : undefined}>
          {say('outbox')}
        </Link>
        <Link
          to="/messages"
          search={{ part: 'jobs' }}
          className={classNames('tab', part === 'jobs' && 'tab-current')}
          aria-current={part === 'jobs' ? 'page' : undefined}
        >
          {say('jobs')}
        </Link>
      </nav>
      {part === 'jobs' ? <Jobs /> : <Outbox />}
    </>
  );
}
