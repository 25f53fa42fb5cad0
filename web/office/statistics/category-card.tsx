import type { RatesAnswer } from '../../../domain/statistics/contract.ts';
import { Card } from '../shell/card.tsx';
import { say as frame } from '../shell/messages.ts';
import { say } from './messages.ts';
import { RateTable } from './rate-table.tsx';

const MOST_BARS = 10;

/** What people raise most. */
export function CategoryCard({ rows }: { rows: RatesAnswer['rows'] }) {
  const sorted = rows.filter((row) => row.filed > 0).toSorted((a, b) => b.filed - a.filed);
  const [first] = sorted;
  if (!first) return null;
  return (
    <Card title={say('categoryFinding', { name: first.name, n: first.filed })} note={say('byCategory')} className="panel-finding">
      <ul className="bars bars-counts">
        {sorted.slice(0, MOST_BARS).map((row) => (
          <li key={row.key}>
            <span className="bars-name">{row.name}</span>
            <span className="bars-track" aria-hidden="true">
              <span className="bars-fill" style={{ width: `${(row.filed / first.filed) * 100}%` }} />
            </span>
            <span className="bars-rate">{row.filed}</span>
          </li>
        ))}
      </ul>
      <details className="beside">
        <summary>{frame('table')}</summary>
        <RateTable rows={sorted} heading={say('colCategory')} />
      </details>
    </Card>
  );
}
