import type { Board, Verdict } from '../../../domain/policy/board-contract.ts';
import { Icon, type IconName } from '../../kit/icons.tsx';
import type { Tone } from '../../kit/notice.tsx';
import { say } from './messages.ts';

export type Counts = Board['counts'];

/** The order in which verdicts are told: what is wrong first. */
export const WORST_FIRST = ['broken', 'warning', 'no-data', 'holds', 'not-applicable'] as const satisfies readonly Verdict[];

export const VERDICT_TONES: Record<Verdict, Tone> = {
  holds: 'leaf',
  warning: 'wheat',
  broken: 'brick',
  'no-data': 'brand',
  'not-applicable': 'plain',
};

const ICONS: Record<Verdict, IconName> = { holds: 'check', warning: 'clock', broken: 'warn', 'no-data': 'info', 'not-applicable': 'minus' };

const TITLES: Record<Verdict, () => string> = {
  holds: () => say('holds'),
  warning: () => say('warning'),
  broken: () => say('broken'),
  'no-data': () => say('noData'),
  'not-applicable': () => say('notApplicable'),
};

export const verdictTitle = (verdict: Verdict): string => TITLES[verdict]();

/** The worst verdict that occurs; `not-applicable` where nothing does. */
export const worstOf = (counts: Counts): Verdict => WORST_FIRST.find((verdict) => counts[verdict] > 0) ?? 'not-applicable';

/** How many cells are judged at all. */
export const judged = (counts: Counts): number => counts.holds + counts.warning + counts.broken + counts['no-data'];

/** 不成立 3，提醒 1，成立 12 */
export const countsText = (counts: Counts): string =>
  WORST_FIRST.filter((verdict) => counts[verdict] > 0)
    .map((verdict) => `${verdictTitle(verdict)} ${counts[verdict]}`)
    .join(say('comma'));

/** The sign of a verdict; its colour repeats what its shape says. */
export function VerdictMark({ verdict, n }: { verdict: Verdict; n?: number }) {
  return (
    <span className={`verdict tone-${VERDICT_TONES[verdict]}`}>
      <Icon name={ICONS[verdict]} />
      {n !== undefined && <span>{n}</span>}
    </span>
  );
}

/** What the signs mean. */
export function VerdictLegend() {
  return (
    <ul className="verdict-legend" aria-label={say('legend')}>
      {(['holds', 'warning', 'broken', 'no-data', 'not-applicable'] as const).map((verdict) => (
        <li key={verdict}>
          <VerdictMark verdict={verdict} />
          {verdictTitle(verdict)}
        </li>
      ))}
    </ul>
  );
}
