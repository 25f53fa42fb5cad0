import type { Calendar, CalendarWarning } from '../calendar/calendar.ts';
import { workingMinutesBetween } from '../calendar/working-time.ts';
import type { PauseGround } from './clock.ts';

export interface Holder {
  bodyId: string;
  name: string;
}

/** From `at` on this body holds the matter (null: nobody does), and the clock stands still on `paused` or runs. */
export interface Holding {
  at: Date;
  holder: Holder | null;
  paused: PauseGround | null;
}

/** One stretch under one holder and one pause. `bodyId` is who held it also while paused; the minutes then belong to the pause, not to the body. */
export interface Slice {
  bodyId: string | null;
  name: string | null;
  from: Date;
  until: Date;
  minutes: number;
  paused: PauseGround | null;
}

/** The sum of one heading: a body, one of the two pauses, or nobody. Only a body's heading has `bodyId` and `name`. */
export interface AttributionTotal {
  heading: 'body' | PauseGround | 'nobody';
  bodyId: string | null;
  name: string | null;
  minutes: number;
}

export interface Attribution {
  slices: Slice[];
  totals: AttributionTotal[];
  /** The working minutes elapsed; equals the sum of the slices and the sum of the totals exactly. */
  minutes: number;
  warnings: CalendarWarning[];
}

/**
 * Every working minute from the first holding to `end`, given to the organisation that held the matter, or to the heading of its pause.
 * Whole minutes: each instant is cut down to its minute before subtracting, so nothing is lost or counted twice between neighbours.
 * Holdings must be in order of time (RangeError otherwise); of several at one instant the last holds, neighbours that say the same are one slice; those at or after `end` have not happened yet.
 * A body answers only for the hours it held a matter (clause 12.5).
 */
export function attributeWorkingTime(calendar: Calendar, holdings: readonly Holding[], end: Date): Attribution {
  const slices = slicesOf(holdings, end).map((slice) => ({
    ...slice,
    minutes: workingMinutesBetween(calendar, slice.from, slice.until).minutes,
  }));
  const from = slices[0]?.from ?? end;
  return { slices, totals: totalsOf(slices), ...workingMinutesBetween(calendar, from, end) };
}

function slicesOf(holdings: readonly Holding[], end: Date): Omit<Slice, 'minutes'>[] {
  const slices: Omit<Slice, 'minutes'>[] = [];
  holdings.forEach((holding, at) => {
    const next = holdings[at + 1]?.at;
    if (next && next < holding.at) throw new RangeError('holdings are not in order of time');
    const until = next && next < end ? next : end;
    if (holding.at >= until) return;
    const bodyId = holding.holder?.bodyId ?? null;
    const last = slices.at(-1);
    const name = holding.holder?.name ?? null;
    if (last && last.bodyId === bodyId && last.paused === holding.paused) Object.assign(last, { name, until });
    else slices.push({ bodyId, name, from: holding.at, until, paused: holding.paused });
  });
  return slices;
}

/** Bodies in the order in which they first held the matter, then the pauses, then nobody; a body that was renamed shows its last name. */
function totalsOf(slices: readonly Slice[]): AttributionTotal[] {
  const totals = new Map<string, AttributionTotal>();
  for (const slice of slices) {
    const heading = slice.paused ?? (slice.bodyId === null ? 'nobody' : 'body');
    const bodyId = heading === 'body' ? slice.bodyId : null;
    const name = heading === 'body' ? slice.name : null;
    const key = `${heading} ${bodyId ?? ''}`;
    const sum = (totals.get(key)?.minutes ?? 0) + slice.minutes;
    totals.set(key, { heading, bodyId, name, minutes: sum });
  }
  const order: AttributionTotal['heading'][] = ['body', 'waiting-for-resident', 'suspended', 'nobody'];
  return [...totals.values()].sort((a, b) => order.indexOf(a.heading) - order.indexOf(b.heading));
}
