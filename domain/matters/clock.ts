import type { Calendar, CalendarWarning } from '../calendar/calendar.ts';
import {
  addWorkingDays,
  addWorkingMinutes,
  addWorkingTime,
  type Deadline,
  mergeWarnings,
  workingMinutesBetween,
  workingTimeBetween,
} from '../calendar/working-time.ts';

/** Why a clock stands still: the resident was asked something, or the matter is suspended on a listed ground. */
export type PauseGround = 'waiting-for-resident' | 'suspended';

/** A stretch in which the clock stands still; `until` is null as long as it lasts. */
export interface Pause {
  from: Date;
  until: Date | null;
  ground: PauseGround;
  reason: string;
}

/** What a step may take, in working days (the usual case) or working minutes. */
export type Allowance = { workingDays: number } | { workingMinutes: number };

/** A matter's clock as the actions tell it. Pauses in any order; they may overlap, their common time counts once. */
export interface Clock {
  start: Date;
  allowance: Allowance;
  pauses: readonly Pause[];
}

export interface DeadlineReading {
  /** The deadline moved by the pauses that have ended: what is stored. */
  due: Date;
  /** While paused: the deadline if work went on now; otherwise the same as `due`. */
  dueIfResumedNow: Date;
  paused: boolean;
  /** Working minutes left; 0 once overdue. Stands still while paused. */
  remainingMinutes: number;
  /** The deadline has passed (the instant of the deadline is still in time). True outside working hours too, so it may stand beside 0 minutes. */
  overdue: boolean;
  overdueMinutes: number;
  warnings: CalendarWarning[];
}

/** The reading of a clock; `pausedOn` is the pause that holds it still now, of several the one that began first. */
export interface ClockReading extends DeadlineReading {
  pausedOn: Pause | null;
}

/** The deadline of an allowance from its start, before any pause. */
export function dueOf(calendar: Calendar, start: Date, allowance: Allowance): Deadline {
  return 'workingDays' in allowance
    ? addWorkingDays(calendar, start, allowance.workingDays)
    : addWorkingMinutes(calendar, start, allowance.workingMinutes);
}

/**
 * The deadline moved by exactly the working time of a pause, to the millisecond; taken once, when the pause ends, and stored.
 * A pause over a night or a holiday moves nothing. A pause that begins after the deadline cannot repair it: the moved deadline is never later than
 * the pause's end, so what was overdue stays overdue by the same working time.
 * Pauses handed in one after another must not overlap (`readClock` joins those that do). Throws RangeError when the pause ends before it begins.
 */
export function moveDue(calendar: Calendar, due: Date, pauseFrom: Date, pauseUntil: Date): Deadline {
  if (pauseUntil < pauseFrom) throw new RangeError('a pause ends before it begins');
  const pause = workingTimeBetween(calendar, pauseFrom, pauseUntil);
  const moved = addWorkingTime(calendar, due, pause.milliseconds);
  return { due: moved.due, warnings: mergeWarnings(pause.warnings, moved.warnings) };
}

/** What a stored deadline says now: for lists and pages that hold the projection only. `pausedSince` is when the open pause began, or null. */
export function readDeadline(calendar: Calendar, due: Date, pausedSince: Date | null, now: Date): DeadlineReading {
  const stoodStillAt = pausedSince && pausedSince <= now ? pausedSince : null;
  const at = stoodStillAt ?? now;
  const overdue = at > due;
  const left = workingMinutesBetween(calendar, at, due);
  const resumed = stoodStillAt ? moveDue(calendar, due, stoodStillAt, now) : { due, warnings: [] };
  return {
    due,
    dueIfResumedNow: resumed.due,
    paused: stoodStillAt !== null,
    remainingMinutes: overdue ? 0 : left.minutes,
    overdue,
    overdueMinutes: overdue && left.minutes < 0 ? -left.minutes : 0,
    warnings: mergeWarnings(left.warnings, resumed.warnings),
  };
}

/** What a matter's clock says at an instant: pauses that begin later are not yet known, a pause that ends later is still open. */
export function readClock(calendar: Calendar, clock: Clock, now: Date): ClockReading {
  const begun = dueOf(calendar, clock.start, clock.allowance);
  const warnings = [begun.warnings];
  let due = begun.due;
  let pausedSince: Date | null = null;
  for (const pause of joinPauses(clock, now)) {
    if (pause.until === null) {
      pausedSince = pause.from;
    } else {
      const moved = moveDue(calendar, due, pause.from, pause.until);
      due = moved.due;
      warnings.push(moved.warnings);
    }
  }
  const reading = readDeadline(calendar, due, pausedSince, now);
  const open = clock.pauses.filter((pause) => isOpen(pause, now)).sort((a, b) => a.from.getTime() - b.from.getTime());
  return { ...reading, pausedOn: open[0] ?? null, warnings: mergeWarnings(reading.warnings, ...warnings) };
}

const isOpen = (pause: Pause, now: Date): boolean => pause.from <= now && (pause.until === null || pause.until > now);

/** The pauses known now, cut to the clock's life, in order and apart. */
function joinPauses(clock: Clock, now: Date): { from: Date; until: Date | null }[] {
  const joined: { from: Date; until: Date | null }[] = [];
  const known = clock.pauses.filter((pause) => pause.from <= now).sort((a, b) => a.from.getTime() - b.from.getTime());
  for (const pause of known) {
    if (pause.until && pause.until < pause.from) throw new RangeError('a pause ends before it begins');
    const from = new Date(Math.max(pause.from.getTime(), clock.start.getTime()));
    const until = isOpen(pause, now) ? null : pause.until;
    if (until && until <= from) continue;
    const last = joined.at(-1);
    if (last && (last.until === null || last.until >= from)) {
      if (last.until && (until === null || until > last.until)) last.until = until;
    } else {
      joined.push({ from, until });
    }
  }
  return joined;
}
