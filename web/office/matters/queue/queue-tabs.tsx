import { Link } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { classNames } from '../../../kit/class-names.ts';
import { useRead } from '../../../kit/query.ts';
import { say } from '../messages.ts';
import { filtersOf, QUEUE_TABS, type QueueAddress, type QueueTab } from './address.ts';
import { counted } from './counted.ts';

export const TAB_TITLES: Record<QueueTab, () => string> = {
  mine: () => say('tabMine'),
  new: () => say('tabNew'),
  today: () => say('tabToday'),
  overdue: () => say('tabOverdue'),
  waiting: () => say('tabWaiting'),
  done: () => say('tabDone'),
  all: () => say('tabAll'),
};

/** The filters people use, with how much lies under each. */
export function QueueTabs({ address, q }: { address: QueueAddress; q: string }) {
  const counts = useRead('matters.counts', filtersOf(address, q), { keep: true });
  const current = address.tab ?? 'mine';
  const bar = useRef<HTMLElement>(null);
  // On a phone the tabs run past the edge; the one that is open must be seen.
  // biome-ignore lint/correctness/useExhaustiveDependencies: another tab is another place to scroll to.
  useEffect(() => {
    const tab = bar.current?.querySelector<HTMLElement>('[aria-current]');
    if (bar.current && tab)
      bar.current.scrollLeft = tab.offsetLeft - bar.current.offsetLeft - (bar.current.clientWidth - tab.offsetWidth) / 2;
  }, [current]);
  return (
    <nav ref={bar} className="tabs" aria-label={say('tabs')}>
      {QUEUE_TABS.map((tab) => (
        <Link
          key={tab}
          to="/"
          search={{ ...address, tab }}
          className={classNames('tab', tab === current && 'tab-current')}
          aria-current={tab === current ? 'page' : undefined}
        >
          {TAB_TITLES[tab]()}{' '}
          <span className={classNames('tab-count', tab === 'overdue' && (counts.data?.overdue ?? 0) > 0 && 'tab-alarm')}>
            {counts.data ? counted(counts.data, tab) : ''}
          </span>
        </Link>
      ))}
    </nav>
  );
}
