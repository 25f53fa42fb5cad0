import { Link } from '@tanstack/react-router';
import { classNames } from '../../kit/class-names.ts';
import { Icon } from '../../kit/icons.tsx';
import { useRead } from '../../kit/query.ts';
import type { Staff } from './me.ts';
import { say } from './messages.ts';
import { mayOpen, navOf } from './nav.ts';

function useNavCounts({ role, range }: Staff): Record<string, { n: number; alarm: boolean }> {
  const counts = useRead('matters.counts', {}, { enabled: mayOpen('/', role) });
  const supervised = useRead('matters.counts', { supervised: true }, { enabled: mayOpen('/supervision', role) });
  const board = useRead('board.read', { territory: range.slice(0, 12), limit: 1 }, { enabled: mayOpen('/clauses', role) });
  const papers = useRead('proxy.waiting', {}, { enabled: mayOpen('/proxy', role) });
  const watched = supervised.data ? supervised.data.all - supervised.data.done : 0;
  return {
    '/': { n: counts.data?.mine ?? 0, alarm: (counts.data?.overdue ?? 0) > 0 },
    '/proxy': { n: (papers.data?.toHandIn ?? 0) + (papers.data?.toReceive ?? 0), alarm: false },
    '/supervision': { n: Math.max(0, watched), alarm: false },
    '/clauses': { n: board.data?.counts.broken ?? 0, alarm: true },
  };
}

/** The screens of a role in groups; the numbers are what waits there, or what does not hold. */
export function SideNav({ staff }: { staff: Staff }) {
  const counts = useNavCounts(staff);
  return (
    <nav className="side-nav" aria-label={say('menuTitle')}>
      {navOf(staff.role).map((group) => (
        <div key={group.label} className="side-group">
          <p className="side-title">{group.label}</p>
          {group.items.map((item) => {
            const count = counts[item.path];
            return (
              <Link
                key={item.path}
                to={item.path}
                className="side-link"
                activeOptions={{ exact: item.path === '/' || item.path === '/proxy', includeSearch: false }}
                activeProps={{ className: 'side-active', 'aria-current': 'page' }}
              >
                <Icon name={item.icon} />
                <span>{item.label}</span>
                {count !== undefined && count.n > 0 && (
                  <span className={classNames('side-count', count.alarm && 'side-alarm')}>{count.n}</span>
                )}
              </Link>
            );
          })}
        </div>
      ))}
    </nav>
  );
}
