import type { RatesAnswer } from '../../../domain/statistics/contract.ts';
import { classNames } from '../../kit/class-names.ts';
import { Card } from '../shell/card.tsx';
import { say as frame } from '../shell/messages.ts';
import { percentText } from '../shell/numbers.ts';
import { lowestFinding, lowestOf, ranked } from './findings.ts';
import { RateTable } from './rate-table.tsx';

type Row = RatesAnswer['rows'][number];

const MOST_BARS = 12;

/** Answered on time by place or body, as bars with their fractions; the lowest is in another colour and named in the title. */
export function BarsCard({ rows, note, heading }: { rows: readonly Row[]; note: string; heading: string }) {
  const sorted = ranked(rows);
  const lowest = lowestOf(rows);
  // Of many, those that need looking at: the lowest ones, and always the one the title names.
  const last = sorted.slice(-MOST_BARS);
  const shown = lowest && !last.includes(lowest) ? [lowest, ...last.slice(1)] : last;
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
                  className={classNames('bars-fill', row === lowest && 'bars-late')}
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
