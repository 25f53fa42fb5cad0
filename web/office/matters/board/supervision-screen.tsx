import { useState } from 'react';
import { classNames } from '../../../kit/class-names.ts';
import { EmptyState } from '../../../kit/notice.tsx';
import { useRead } from '../../../kit/query.ts';
import { ListState } from '../../shell/list-state.tsx';
import { usePages } from '../../shell/pages.ts';
import { ScreenHead } from '../../shell/screen-head.tsx';
import { say } from '../messages.ts';
import { MatterTable } from '../queue/matter-table.tsx';

type Part = 'overdue' | 'marked';

/** 督办: what is late, and what someone keeps an eye on until it is done. */
export function SupervisionScreen() {
  const [part, setPart] = useState<Part>('overdue');
  const overdueCounts = useRead('matters.counts', {});
  const markedCounts = useRead('matters.counts', { supervised: true });
  const overdue = usePages('matters.queue', { tab: 'overdue', q: '', limit: 50 }, { enabled: part === 'overdue' });
  const marked = usePages('matters.queue', { tab: 'all', q: '', supervised: true, limit: 50 }, { enabled: part === 'marked' });
  const list = part === 'overdue' ? overdue : marked;
  const parts = [
    { part: 'overdue' as const, title: say('supervisionOverdue'), n: overdueCounts.data?.overdue, alarm: true },
    { part: 'marked' as const, title: say('supervisionMarked'), n: markedCounts.data?.all, alarm: false },
  ];
  return (
    <>
      <ScreenHead title={say('supervisionTitle')} />
      <div className="tabs">
        {parts.map((one) => (
          <button
            key={one.part}
            type="button"
            className={classNames('tab', one.part === part && 'tab-current')}
            aria-pressed={one.part === part}
            onClick={() => setPart(one.part)}
          >
            {one.title} <span className={classNames('tab-count', one.alarm && (one.n ?? 0) > 0 && 'tab-alarm')}>{one.n ?? ''}</span>
          </button>
        ))}
      </div>
      <ListState
        list={list}
        lines={10}
        empty={
          <EmptyState icon="check" title={part === 'overdue' ? say('emptyOverdue') : say('supervisionEmptyMarked')}>
            {part === 'overdue' ? say('emptyOverdueWords') : say('supervisionEmptyMarkedWords')}
          </EmptyState>
        }
      >
        <MatterTable rows={list.items} label={say('supervisionTitle')} />
      </ListState>
    </>
  );
}
