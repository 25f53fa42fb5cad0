import './board.css';
import { useState } from 'react';
import type { MatterView, QueueRow } from '../../../../domain/matters/contract.ts';
import { classNames } from '../../../kit/class-names.ts';
import { Icon } from '../../../kit/icons.tsx';
import { EmptyState, ErrorBanner, Skeleton } from '../../../kit/notice.tsx';
import { useRead } from '../../../kit/query.ts';
import { useStaff } from '../../shell/me.ts';
import { More } from '../../shell/more.tsx';
import { usePages } from '../../shell/pages.ts';
import { ReadState } from '../../shell/read-state.tsx';
import { ScreenHead } from '../../shell/screen-head.tsx';
import { useNow } from '../../shell/use-now.ts';
import { dueWords } from '../due.ts';
import { say } from '../messages.ts';
import { QuickAssign } from './quick-assign.tsx';

type Lane = 'assign' | 'returned' | 'extension';

const LANE_TITLES: Record<Lane, () => string> = {
  assign: () => say('boardAssign'),
  returned: () => say('boardReturned'),
  extension: () => say('boardExtension'),
};

function BoardRow({ row, now, own, chosen, onChoose }: { row: QueueRow; now: Date; own: boolean; chosen: boolean; onChoose: () => void }) {
  const due = dueWords(row, now);
  return (
    <button type="button" className={classNames('board-row', chosen && 'board-chosen')} aria-pressed={chosen} onClick={onChoose}>
      <span className="board-title">{row.title}</span>
      <span className={`cell-left tone-${due.tone}`}>
        {due.icon && <Icon name={due.icon} />}
        {due.left}
      </span>
      <span className="quiet">{[row.place, row.categoryName, !own && row.holder].filter(Boolean).join(' · ')}</span>
    </button>
  );
}

/** 分派: what came up and waits for a decision at the left, the decision at the right. */
export function BoardScreen() {
  const staff = useStaff();
  const now = useNow();
  const mine = usePages('matters.queue', { tab: 'mine', q: '', limit: 100 });
  const extensions = usePages('matters.queue', { tab: 'all', q: '', extension: true, limit: 100 });
  const lanes: Record<Lane, QueueRow[]> = {
    returned: mine.items.filter((row) => row.status === 'returned'),
    assign: mine.items.filter((row) => row.holderId === staff.body.id && (row.status === 'to-sign' || row.status === 'in-hand')),
    extension: extensions.items,
  };
  const shown = (Object.keys(LANE_TITLES) as Lane[]).filter((lane) => lanes[lane].length > 0);
  const all = shown.flatMap((lane) => lanes[lane]);
  const [chosenId, setChosenId] = useState<string | null>(null);
  const chosen = all.find((row) => row.id === chosenId) ?? all[0];
  const pending = mine.isPending || extensions.isPending;
  const error = mine.error ?? extensions.error;
  return (
    <>
      <ScreenHead title={say('boardTitle')} />
      {error && (
        <ErrorBanner
          error={error}
          onRetry={() => {
            void mine.refetch();
            void extensions.refetch();
          }}
        />
      )}
      {pending && <Skeleton lines={10} card />}
      {!pending && !error && all.length === 0 && (
        <EmptyState icon="check" title={say('boardNone')}>
          {say('boardNoneWords')}
        </EmptyState>
      )}
      {all.length > 0 && (
        <div className="board">
          <div className="board-lanes">
            {shown.map((lane) => (
              <section key={lane} aria-label={LANE_TITLES[lane]()}>
                <h2 className="board-lane">
                  {LANE_TITLES[lane]()} {lanes[lane].length}
                </h2>
                {lanes[lane].map((row) => (
                  <BoardRow
                    key={row.id}
                    row={row}
                    now={now}
                    own={row.holderId === staff.body.id}
                    chosen={row.id === chosen?.id}
                    onChoose={() => {
                      setChosenId(row.id);
                      // One above the other on a narrow screen, the decision would open out of sight.
                      setTimeout(() => {
                        const decision = document.querySelector('.board-decision');
                        if (decision && decision.getBoundingClientRect().top > innerHeight * 0.7)
                          decision.scrollIntoView({ block: 'start' });
                      });
                    }}
                  />
                ))}
              </section>
            ))}
            <More list={mine} />
          </div>
          {chosen && <Decision key={chosen.id} id={chosen.id} onDone={() => setChosenId(null)} />}
        </div>
      )}
    </>
  );
}

function Decision({ id, onDone }: { id: string; onDone: () => void }) {
  const view = useRead('matters.view', { id });
  return (
    <div className="board-decision">
      <ReadState read={view} lines={10}>
        {(data) => <QuickAssign view={data as MatterView} onDone={onDone} />}
      </ReadState>
    </div>
  );
}
