import type { RatesAnswer } from '../../../domain/statistics/contract.ts';
import { classNames } from '../../kit/class-names.ts';
import { Card } from '../shell/card.tsx';
import { say as frame } from '../shell/messages.ts';
import { percentText } from '../shell/numbers.ts';
import { lowestFinding, ranked } from './findings.ts';
import { RateTable } from './rate-table.tsx';

type Row = RatesAnswer['rows'][number];

const MOST_BARS = 12;

/** Answered on time by place or body, as bars with their fractions; the lowest is in another colour and named in the title. */
export function BarsCard({ rows, note, heading }: { rows: readonly Row[]; note: string; heading: string }) {
  const sorted = ranked(rows);
  const lowest = sorted.at(-1);
  const isLate = (row: Row) => row === lowest && row.rates.answered.numerator < row.rates.answered.denominator;
  // Of many, those that need looking at: the lowest ones.
  const shown = sorted.slice(-MOST_BARS);
  return (
    <Card title={lowestFinding(rows)} note={note} className="panel-finding">
      <ul className="bars">
        {shown.map((row) => {
          const { numerator, denominator } = row.rates.answered;
          return (
            <li key={row.key}>
              <span className="bars-name">{row.name}</span>
              <span className="bars-track" aria-hidden="true">
                <span
                  className={classNames('bars-fill', isLate(row) && 'bars-late')}
                  style={{ width: `${(numerator / denominator) * 100}%` }}
                />
              </span>
              <span className="bars-rate">{percentText(numerator, denominator)}</span>
              <span className="quiet bars-fraction">
                {numerator}/{denominator}
              </span>
            </li>
          );
        })}
      </ul>
      {rows.length > 0 && (
        <details className="beside">
          <summary>{frame('table')}</summary>
          <RateTable rows={rows} heading={heading} />
        </details>
      )}
    </Card>
  );
}
