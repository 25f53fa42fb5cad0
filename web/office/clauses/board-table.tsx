import { memo } from 'react';
import type { Board, BoardCell, BoardRule } from '../../../domain/policy/board-contract.ts';
import { classNames } from '../../kit/class-names.ts';
import { cellAddress } from './address.ts';
import { useGridKeys } from './grid-keys.ts';
import { say } from './messages.ts';
import { countsText, VerdictMark, verdictTitle, worstOf } from './verdicts.tsx';

export type BoardRow = Board['rows'][number];
/** What opening a place or a cell leads to; a cell that stands for several villages leads to the villages behind its number. */
export interface BoardMoves {
  openPlace: (row: BoardRow) => void;
  openCell: (row: BoardRow, cell: BoardCell, byKey: boolean) => void;
}

/** The cells of a row in the order of the columns. */
export const cellsOf = (row: BoardRow, rules: readonly BoardRule[]): { rule: BoardRule; cell: BoardCell | undefined }[] =>
  rules.map((rule) => ({ rule, cell: row.cells.find((cell) => cell.rule === rule.id) }));

/** A cell's sign and its words: a verdict, or how often the worst one occurs. */
export function readSign(cell: BoardCell): { verdict: NonNullable<BoardCell['verdict']>; n?: number; words: string } {
  if (cell.verdict || !cell.counts) {
    const verdict = cell.verdict ?? 'not-applicable';
    return { verdict, words: verdictTitle(verdict) };
  }
  const verdict = worstOf(cell.counts);
  return { verdict, n: cell.counts[verdict], words: countsText(cell.counts) || verdictTitle(verdict) };
}

const Row = memo(function Row({
  row,
  at,
  rules,
  chosen,
  moves,
}: {
  row: BoardRow;
  at: number;
  rules: readonly BoardRule[];
  chosen: string | undefined;
  moves: BoardMoves;
}) {
  const isVillage = row.code.length === 12;
  return (
    <tr>
      <th scope="row" className="clauses-place">
        {isVillage ? (
          <span data-spot={`${at},0`} tabIndex={-1}>
            {row.name}
            {row.path && <span className="quiet">{row.path}</span>}
          </span>
        ) : (
          <button type="button" className="link" data-spot={`${at},0`} tabIndex={-1} onClick={() => moves.openPlace(row)}>
            {row.name}
            <span className="quiet"> {say('nVillages', { n: row.villages })}</span>
          </button>
        )}
      </th>
      {cellsOf(row, rules).map(({ rule, cell }, index) => {
        const spot = { 'data-spot': `${at},${index + 1}`, tabIndex: at === 0 && index === 0 ? 0 : -1 };
        if (!cell) {
          return (
            <td key={rule.id}>
              <span {...spot}>
                <VerdictMark verdict="not-applicable" />
                <span className="visually-hidden">{verdictTitle('not-applicable')}</span>
              </span>
            </td>
          );
        }
        const { verdict, n, words } = readSign(cell);
        const isChosen = chosen === cellAddress(row.code, rule.id);
        return (
          <td key={rule.id}>
            <button
              type="button"
              className={classNames('clauses-cell', isChosen && 'clauses-chosen')}
              aria-pressed={isVillage ? isChosen : undefined}
              aria-label={say('cellLabel', { place: row.name, rule: rule.title, verdict: words })}
              title={words}
              {...spot}
              onClick={(event) => moves.openCell(row, cell, event.detail === 0)}
            >
              <VerdictMark verdict={verdict} n={n} />
            </button>
          </td>
        );
      })}
    </tr>
  );
});

/** Places down, rules across; it scrolls inside itself with the names in view. */
export function BoardTable({
  rows,
  rules,
  chosen,
  moves,
  label,
}: {
  rows: readonly BoardRow[];
  rules: readonly BoardRule[];
  chosen: string | undefined;
  moves: BoardMoves;
  label: string;
}) {
  const keys = useGridKeys({ rows: rows.length, columns: rules.length + 1 });
  return (
    <div className="clauses-scroll">
      {/* biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a table that one walks through with the arrow keys is a grid. */}
      <table className="clauses-table" role="grid" aria-label={label} {...keys}>
        <thead>
          <tr>
            <th scope="col" className="clauses-place">
              {say(rows[0]?.code.length === 12 ? 'village' : 'place')}
            </th>
            {rules.map((rule) => (
              <th key={rule.id} scope="col">
                <span className="clauses-rule">{rule.title}</span>
                <span className="clauses-clause">
                  {rule.clause}
                  {rule.inPrinciple && ` ${say('inPrinciple')}`}
                </span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, at) => (
            <Row key={row.code} row={row} at={at} rules={rules} chosen={chosen?.startsWith(row.code) ? chosen : undefined} moves={moves} />
          ))}
        </tbody>
      </table>
    </div>
  );
}
