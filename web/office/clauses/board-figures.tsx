import { Link } from '@tanstack/react-router';
import type { Board } from '../../../domain/policy/board-contract.ts';
import { countText } from '../shell/numbers.ts';
import { shortMoment } from '../shell/times.ts';
import { type ClausesAddress, cellAddress } from './address.ts';
import { say } from './messages.ts';
import { judged, verdictTitle } from './verdicts.tsx';

/** How many cells hold, out of how many, and what changed last. */
export function BoardFigures({ board, now, address }: { board: Board; now: Date; address: ClausesAddress }) {
  const { counts, latest } = board;
  const figures = [
    { key: 'broken', n: counts.broken, tone: 'brick', title: say('broken') },
    { key: 'warning', n: counts.warning, tone: 'wheat', title: say('warningLong') },
    { key: 'no-data', n: counts['no-data'], tone: 'plain', title: say('noDataLong') },
  ].filter((figure) => figure.n > 0 || figure.key === 'broken');
  const rule = latest && board.rules.find((one) => one.id === latest.rule);
  return (
    <div className="clauses-figures">
      <dl className="clauses-numbers">
        <div>
          <dd>
            {countText(counts.holds)} <span>{say('outOf', { n: countText(judged(counts)) })}</span>
          </dd>
          <dt>{say('holds')}</dt>
        </div>
        {figures.map((figure) => (
          <div key={figure.key} className={figure.n > 0 ? `tone-${figure.tone}` : undefined}>
            <dd>{countText(figure.n)}</dd>
            <dt>{figure.title}</dt>
          </div>
        ))}
      </dl>
      <div className="clauses-notes">
        {latest && !address.day && (
          <p>
            {say('latest', { at: shortMoment(latest.at, now) })}
            <Link
              to="/clauses"
              search={{ ...address, day: undefined, territory: latest.place.slice(0, 9), cell: cellAddress(latest.place, latest.rule) }}
            >
              {say('latestWhat', { name: latest.name, rule: rule?.title ?? '', verdict: verdictTitle(latest.verdict) })}
            </Link>
          </p>
        )}
        <p>
          {say('law', { day: board.lawDay })}
          {board.computedAt && !address.day && say('computed', { at: shortMoment(board.computedAt, now) })}
        </p>
      </div>
    </div>
  );
}
