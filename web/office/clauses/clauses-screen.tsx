import './clauses.css';
import { useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback, useEffect, useMemo, useRef } from 'react';
import type { Board, Cell } from '../../../domain/policy/board-contract.ts';
import type { Place } from '../../../domain/territory/contract.ts';
import { Button, IconButton } from '../../kit/button.tsx';
import { classNames } from '../../kit/class-names.ts';
import { Icon } from '../../kit/icons.tsx';
import { Banner } from '../../kit/notice.tsx';
import { useRead } from '../../kit/query.ts';
import { Sheet } from '../../kit/sheet.tsx';
import { useStaff, useToday } from '../shell/me.ts';
import { say as frame } from '../shell/messages.ts';
import { More } from '../shell/more.tsx';
import { ReadState } from '../shell/read-state.tsx';
import { ScreenHead } from '../shell/screen-head.tsx';
import { useMedia } from '../shell/use-media.ts';
import { useNow } from '../shell/use-now.ts';
import { type ClausesAddress, cellAddress, readCell } from './address.ts';
import { BoardCards } from './board-cards.tsx';
import { BoardFigures } from './board-figures.tsx';
import { BoardFilters } from './board-filters.tsx';
import { type BoardMoves, BoardTable } from './board-table.tsx';
import { CellPanel } from './cell-panel.tsx';
import { ExportButton } from './export-button.tsx';
import { say } from './messages.ts';
import { NoRows } from './no-rows.tsx';
import { useBoard } from './use-board.ts';
import { judged, VerdictLegend, worstOf } from './verdicts.tsx';

/** The way back up, as far as one may see. */
function Path({ place, range, address }: { place: Place; range: string; address: ClausesAddress }) {
  const above = place.path.filter((one) => one.code.startsWith(range));
  if (above.length === 0) return null;
  return (
    <nav aria-label={say('path')} className="row">
      {above.map((one) => (
        <span key={one.code}>
          <Link to="/clauses" search={{ ...address, territory: one.code, cell: undefined }}>
            {one.name}
          </Link>
          <Icon name="chevron-right" />
        </span>
      ))}
    </nav>
  );
}

function Opened({ at, day }: { at: { place: string; rule: string }; day: string | undefined }) {
  const cell = useRead('board.cell', at, { fresh: true });
  const now = useNow();
  return (
    <ReadState read={cell} lines={8}>
      {(data) => <CellPanel cell={data as Cell} now={now} day={day} />}
    </ReadState>
  );
}

function Shown({
  board,
  address,
  change,
}: {
  board: Board;
  address: ClausesAddress;
  change: (part: ClausesAddress, push?: boolean) => void;
}) {
  const narrow = useMedia('(max-width: 42rem)');
  const beside = useMedia('(min-width: 72rem)');
  const panel = useRef<HTMLElement>(null);
  const toPanel = useRef(false);
  const latest = useRef(change);
  latest.current = change;
  const moves = useMemo<BoardMoves>(
    () => ({
      openPlace: (row) => latest.current({ territory: row.code, cell: undefined }, true),
      openCell: (row, cell, byKey) => {
        if (row.code.length < 12) {
          const verdict = cell.counts ? worstOf(cell.counts) : undefined;
          latest.current({ territory: row.code, rule: cell.rule, verdict, villages: true, cell: undefined }, true);
          return;
        }
        toPanel.current = byKey;
        latest.current({ cell: cellAddress(row.code, cell.rule) });
      },
    }),
    [],
  );
  // Opened with the keyboard, the panel is where one reads on; Escape leads back to the cell.
  useEffect(() => {
    if (!toPanel.current || !address.cell) return;
    toPanel.current = false;
    panel.current?.focus();
  }, [address.cell]);
  const close = useCallback(() => {
    const cell = document.querySelector<HTMLElement>('.clauses-chosen');
    latest.current({ cell: undefined });
    cell?.focus();
  }, []);
  const opened = readCell(address.cell);
  const villages = board.rows.some((row) => row.code.length === 12);
  if (board.rows.length === 0)
    return <NoRows board={board} address={address} onClear={() => change({ rule: undefined, verdict: undefined })} />;
  return (
    <div className={classNames('clauses', beside && villages && 'clauses-beside')}>
      <div className="clauses-board">
        {narrow ? (
          <BoardCards rows={board.rows} rules={board.rules} moves={moves} />
        ) : (
          <BoardTable
            rows={board.rows}
            rules={board.rules}
            chosen={address.cell}
            moves={moves}
            label={say('titleOf', { place: board.name })}
          />
        )}
        <VerdictLegend />
      </div>
      {beside && villages && (
        <section
          ref={panel}
          className="panel clauses-aside"
          aria-label={say('panel')}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls by itself, so the keyboard must reach it.
          tabIndex={0}
          onKeyDown={(event) => {
            if (event.key === 'Escape') close();
          }}
        >
          {opened ? (
            <>
              <IconButton icon="close" label={frame('close')} onClick={close} className="clauses-close" />
              <Opened key={address.cell} at={opened} day={address.day} />
            </>
          ) : (
            <div className="clauses-hint">
              <p>{say('panelHint')}</p>
              <p className="quiet">{say('panelHintWords')}</p>
            </div>
          )}
        </section>
      )}
      {!beside && (
        <Sheet open={opened !== null} title={say('panel')} onClose={close}>
          {opened && <Opened key={address.cell} at={opened} day={address.day} />}
        </Sheet>
      )}
    </div>
  );
}

/** 条款看板: place × rule, what holds and since when, with what stands behind each cell. */
export function ClausesScreen() {
  const staff = useStaff();
  const today = useToday();
  const now = useNow();
  const navigate = useNavigate();
  const address: ClausesAddress = useSearch({ from: '/frame/clauses' });
  const range = staff.range.slice(0, 12);
  const territory = address.territory ?? range;
  const change = (part: ClausesAddress, push = false) => void navigate({ to: '/clauses', search: { ...address, ...part }, replace: !push });
  const { rule, verdict, villages = false, day } = address;
  const filters = { territory, ...(rule && { rule }), ...(verdict && { verdict }), villages, ...(day && { day }) };
  const board = useBoard(filters);
  const client = useQueryClient();
  const broken = board.data?.counts.broken;
  // The number in the side navigation agrees with what one sees here.
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a changed number makes it stale.
  useEffect(() => void client.invalidateQueries({ queryKey: ['board.read', { territory: range, limit: 1 }] }), [broken]);
  const place = useRead('territory.place', { code: territory });
  // A board of one rule names no others; the choice among them needs all.
  const every = useRead('board.read', { territory, limit: 1, ...(day && { day }) }, { enabled: rule !== undefined });
  const name = board.data?.name ?? place.data?.shortName ?? '';
  return (
    <>
      <ScreenHead
        title={name ? say('titleOf', { place: name }) : say('title')}
        documentTitle={say('title')}
        above={place.data && <Path place={place.data as Place} range={range} address={address} />}
        aside={
          <span className="filters no-print">
            <label className="clauses-day">
              <span>{say('day')}</span>
              <input
                type="date"
                className="control"
                value={day ?? today}
                max={today}
                onChange={(event) => change({ day: event.target.value && event.target.value < today ? event.target.value : undefined })}
              />
            </label>
            <ExportButton territory={territory} rule={rule} verdict={verdict} day={day} />
          </span>
        }
      />
      {day && (
        <Banner
          tone="wheat"
          icon="clock"
          title={say('asItStood', { day })}
          action={<Button onClick={() => change({ day: undefined })}>{say('backToNow')}</Button>}
        />
      )}
      <ReadState read={board} lines={12}>
        {(data) => (
          <div className={classNames('stack', board.isPlaceholderData && 'stale')}>
            {judged(data.counts) > 0 && <BoardFigures board={data} now={now} address={address} />}
            <BoardFilters
              rules={(rule ? (every.data as Board | undefined)?.rules : undefined) ?? data.rules}
              address={address}
              aboveVillages={territory.length < 9}
              onChange={change}
            />
            <Shown board={data} address={address} change={change} />
            <More list={board} />
          </div>
        )}
      </ReadState>
    </>
  );
}
