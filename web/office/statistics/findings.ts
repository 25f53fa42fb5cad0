import type { RatesAnswer } from '../../../domain/statistics/contract.ts';
import { percentText } from '../shell/numbers.ts';
import { say } from './messages.ts';

type Row = RatesAnswer['rows'][number];

const dayText = (date: string) => say('dayInYear', { m: Number(date.slice(5, 7)), d: Number(date.slice(8, 10)) });

/** What the daily line says: since when more is answered than comes in, or by how much it does not. */
export function dailyFinding(daily: RatesAnswer['daily']): string {
  const sum = (key: 'filed' | 'answered') => daily.reduce((total, day) => total + day[key], 0);
  const surplus = sum('answered') - sum('filed');
  // Weeks smooth out single days: the turn is the first day from which every following week answered more than it received.
  const ahead = (at: number) => {
    const week = daily.slice(at, at + 7);
    return week.reduce((total, day) => total + day.answered - day.filed, 0) > 0;
  };
  const starts = daily.map((_, at) => at).filter((at) => at + 7 <= daily.length);
  const lastBehind = starts.findLast((at) => !ahead(at));
  if (starts.length > 7 && lastBehind !== undefined && lastBehind > 0 && lastBehind < starts.length - 3) {
    const turn = daily[lastBehind + 1];
    if (turn) return say('dailyTurned', { day: dayText(turn.date) });
  }
  if (surplus === 0) return say('dailyEven');
  return surplus > 0 ? say('dailyLess', { n: surplus }) : say('dailyMore', { n: -surplus });
}

const share = ({ numerator, denominator }: { numerator: number; denominator: number }) => (denominator > 0 ? numerator / denominator : 1);

/** Rows that have something due, the best first. */
export function ranked(rows: readonly Row[]): Row[] {
  return rows
    .filter((row) => row.rates.answered.denominator > 0)
    .toSorted((a, b) => share(b.rates.answered) - share(a.rates.answered) || b.rates.answered.denominator - a.rates.answered.denominator);
}

const ENOUGH = 5;

/** Who answers least on time; nobody while all is kept or nothing was due. */
export function lowestOf(rows: readonly Row[]): Row | undefined {
  // One late answer of two says nothing about an organisation: name only whom enough answers stand for, unless there are none.
  const telling = rows.filter((row) => row.rates.answered.denominator >= ENOUGH);
  const lowest = ranked(telling.length ? telling : rows).at(-1);
  return lowest && share(lowest.rates.answered) < 1 ? lowest : undefined;
}

/** The title over the bars, about the same row that they mark. */
export function lowestFinding(rows: readonly Row[]): string {
  const lowest = lowestOf(rows);
  if (!lowest) return ranked(rows).length > 0 ? say('allKept') : say('nothingDue');
  const { numerator, denominator } = lowest.rates.answered;
  const rate = percentText(numerator, denominator);
  // The bars below show those with few answers too; a title that passes over them says so.
  const passedOver = ranked(rows).some((row) => share(row.rates.answered) < share(lowest.rates.answered));
  return passedOver ? say('lowestAmong', { n: ENOUGH, name: lowest.name, rate }) : say('lowest', { name: lowest.name, rate });
}
