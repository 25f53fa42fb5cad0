import type { BoardRule } from '../../../domain/policy/board-contract.ts';
import { Icon } from '../../kit/icons.tsx';
import { type BoardMoves, type BoardRow, cellsOf, readSign } from './board-table.tsx';
import { say } from './messages.ts';
import { VerdictMark, WORST_FIRST } from './verdicts.tsx';

type Line = { rule: BoardRule; cell: NonNullable<ReturnType<typeof cellsOf>[number]['cell']> };

function Lines({ row, lines, moves }: { row: BoardRow; lines: readonly Line[]; moves: BoardMoves }) {
  return (
    <ul className="clauses-lines">
      {lines.map(({ rule, cell }) => {
        const { verdict, n, words } = readSign(cell);
        return (
          <li key={rule.id}>
            <button type="button" className="clauses-line" onClick={() => moves.openCell(row, cell, false)}>
              <VerdictMark verdict={verdict} n={n} />
              <span>
                {rule.title}
                <span className="quiet">
                  {rule.clause} · {words}
                </span>
              </span>
              <Icon name="chevron-right" />
            </button>
          </li>
        );
      })}
    </ul>
  );
}

/** On a narrow window each place is a card: what is wrong is listed, the rest waits behind one line. */
export function BoardCards({ rows, rules, moves }: { rows: readonly BoardRow[]; rules: readonly BoardRule[]; moves: BoardMoves }) {
  return (
    <ul className="clauses-cards">
      {rows.map((row) => {
        const lines = cellsOf(row, rules)
          .filter((one): one is Line => one.cell !== undefined)
          .map((one) => ({ ...one, rank: WORST_FIRST.indexOf(readSign(one.cell).verdict) }))
          .toSorted((a, b) => a.rank - b.rank);
        const wrong = rules.length === 1 ? lines : lines.filter((line) => line.rank < WORST_FIRST.indexOf('holds'));
        const rest = lines.filter((line) => !wrong.includes(line));
        return (
          <li key={row.code} className="panel clauses-card">
            <h2>
              {row.code.length === 12 ? (
                <>
                  {row.name} <span className="quiet">{row.path}</span>
                </>
              ) : (
                <button type="button" className="link" onClick={() => moves.openPlace(row)}>
                  {row.name} <span className="quiet">{say('nVillages', { n: row.villages })}</span>
                  <Icon name="chevron-right" />
                </button>
              )}
            </h2>
            {wrong.length > 0 && <Lines row={row} lines={wrong} moves={moves} />}
            {rest.length > 0 && (
              <details className="beside">
                <summary>{say(wrong.length > 0 ? 'rest' : 'allFine', { n: rest.length })}</summary>
                <Lines row={row} lines={rest} moves={moves} />
              </details>
            )}
          </li>
        );
      })}
    </ul>
  );
}
