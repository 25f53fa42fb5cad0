import { Link, useSearch } from '@tanstack/react-router';
import { Icon, type IconName } from '../../../kit/icons.tsx';
import { EmptyState } from '../../../kit/notice.tsx';
import { useRead } from '../../../kit/query.ts';
import { ListState } from '../../shell/list-state.tsx';
import { useStaff } from '../../shell/me.ts';
import { mayOpen } from '../../shell/nav.ts';
import { usePages } from '../../shell/pages.ts';
import { ScreenHead } from '../../shell/screen-head.tsx';
import { useSearchWords } from '../../shell/search-words.ts';
import { say } from '../messages.ts';
import { filtersOf, type QueueAddress, type QueueTab } from './address.ts';
import { counted } from './counted.ts';
import { MatterTable } from './matter-table.tsx';
import { MonthRates } from './month-rates.tsx';
import { QueueFilters } from './queue-filters.tsx';
import { QueueTabs, TAB_TITLES } from './queue-tabs.tsx';

const EMPTY: Record<QueueTab, { icon: IconName; title: () => string; words: () => string }> = {
  mine: { icon: 'check', title: () => say('emptyMine'), words: () => say('emptyMineWords') },
  new: { icon: 'inbox', title: () => say('emptyNew'), words: () => say('emptyNewWords') },
  today: { icon: 'clock', title: () => say('emptyToday'), words: () => say('emptyTodayWords') },
  overdue: { icon: 'check', title: () => say('emptyOverdue'), words: () => say('emptyOverdueWords') },
  waiting: { icon: 'clock', title: () => say('emptyWaiting'), words: () => say('emptyWaitingWords') },
  done: { icon: 'inbox', title: () => say('emptyDone'), words: () => say('emptyDoneWords') },
  all: { icon: 'search', title: () => say('emptyAll'), words: () => say('emptyAllWords') },
};

function IntakeLinks() {
  return (
    <>
      <Link to="/intake" search={{ channel: 'phone' }} className="button button-outline">
        <Icon name="phone" />
        {say('intakePhone')}
      </Link>
      <Link to="/intake" search={{ channel: 'counter' }} className="button button-filled">
        <Icon name="plus" />
        {say('intakeCounter')}
      </Link>
    </>
  );
}

/** 待办: what waits for whom, by tab, filter and search. */
export function QueueScreen() {
  const address: QueueAddress = useSearch({ from: '/frame/' });
  const staff = useStaff();
  const q = useSearchWords();
  const tab = address.tab ?? 'mine';
  const filters = filtersOf(address, q);
  const list = usePages('matters.queue', { tab, ...filters, limit: 50 });
  const counts = useRead('matters.counts', filters, { keep: true });
  const empty = EMPTY[q && tab !== 'all' ? 'all' : tab];
  return (
    <>
      <ScreenHead title={say('title')} aside={mayOpen('/intake', staff.role) && <IntakeLinks />} />
      <QueueTabs address={address} q={q} />
      <QueueFilters address={address} q={q} />
      {q && (
        <p className="searching" role="status">
          {say('searching', { q })}
        </p>
      )}
      <ListState
        list={list}
        lines={12}
        empty={
          <EmptyState
            icon={empty.icon}
            title={empty.title()}
            action={
              tab !== 'all' && (
                <Link to="/" search={{ ...address, tab: 'all' }}>
                  {say('seeAll')}
                </Link>
              )
            }
          >
            {empty.words()}
          </EmptyState>
        }
      >
        <MatterTable rows={list.items} label={TAB_TITLES[tab]()} />
      </ListState>
      <footer className="screen-foot">
        {list.data && (
          <p>
            {list.items.length > 0
              ? say('shown', { n: list.items.length, all: counted(counts.data, tab, list.items.length) })
              : say('shownNone')}
          </p>
        )}
        <MonthRates />
      </footer>
    </>
  );
}
