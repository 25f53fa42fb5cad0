import { type Calendar, type CalendarWarning, dayOf, startOfDay, yearOfDay } from './calendar.ts';

const MINUTE = 60_000;

/** An instant by which something must be done; `warnings` names the years that were taken by the week alone. */
export interface Deadline {
  due: Date;
  warnings: CalendarWarning[];
}

/**
 * Whether people are at work at an instant; the end of a stretch of work is no longer work.
 * A plain yes or no: in a year the calendar does not know it goes by the week, ask `calendar.knows`.
 */
export function isWorking(calendar: Calendar, instant: Date): boolean {
  const day = dayOf(instant);
  const minute = (instant.getTime() - startOfDay(day)) / MINUTE;
  return calendar.periodsOn(day).some((period) => period.from <= minute && minute < period.until);
}

/** The instant itself when it lies in working time, else the next moment at which work begins. */
export function nextWorkingMoment(calendar: Calendar, from: Date): { at: Date; warnings: CalendarWarning[] } {
  const fromDay = dayOf(from);
  for (let day = fromDay; ; day++) {
    calendar.year(yearOfDay(day)); // throws at the end of the calendar, so the search ends
    for (const period of calendar.periodsOn(day)) {
      if (from.getTime() >= startOfDay(day) + period.until * MINUTE) continue;
      const at = new Date(Math.max(from.getTime(), startOfDay(day) + period.from * MINUTE));
      return { at, warnings: warningsBetween(calendar, fromDay, day) };
    }
  }
}

/**
 * The deadline of a number of working days. The day of `from` does not count, whether it is a working day or not and at whatever hour;
 * the next working day is day one; the deadline is the end of work on the last day.
 * So a further deadline counted from an old one (an extension) begins on the working day after it.
 * `days` is a whole number from 1 up, else RangeError.
 * Source: Civil Code art. 201 (the first day is not counted) and 203 (end of business of the last day), Administrative Licensing Law art. 82.
 */
export function addWorkingDays(calendar: Calendar, from: Date, days: number): Deadline {
  if (!Number.isSafeInteger(days) || days < 1) throw new RangeError(`working days must be a whole number from 1 up, not ${days}`);
  const first = dayOf(from) + 1;
  let year = yearOfDay(first);
  let index = calendar.year(year);
  let wanted = days + (index.workingDays[first - index.firstDay] ?? 0);
  while (wanted > (index.workingDays.at(-1) ?? 0)) {
    wanted -= index.workingDays.at(-1) ?? 0;
    index = calendar.year(++year);
  }
  const last = index.firstDay + dayReaching(index.workingDays, wanted);
  const endOfWork = calendar.periodsOn(last).at(-1)?.until ?? 0;
  return { due: new Date(startOfDay(last) + endOfWork * MINUTE), warnings: warningsBetween(calendar, first, last) };
}

/**
 * The first instant at which that many minutes have been worked since `from`, exact to the millisecond: a full day ends at 18:00, not at 08:30 of the next.
 * Periods in hours run from the instant itself (Civil Code art. 201). `minutes` is a whole number from 0 up, else RangeError; 0 gives `from`.
 */
export function addWorkingMinutes(calendar: Calendar, from: Date, minutes: number): Deadline {
  if (!Number.isSafeInteger(minutes) || minutes < 0)
    throw new RangeError(`working minutes must be a whole number from 0 up, not ${minutes}`);
  return addWorkingTime(calendar, from, minutes * MINUTE);
}

/** As `addWorkingMinutes`, in milliseconds. */
export function addWorkingTime(calendar: Calendar, from: Date, milliseconds: number): Deadline {
  const fromDay = dayOf(from);
  if (milliseconds === 0) return { due: new Date(from), warnings: [] };
  let year = yearOfDay(fromDay);
  let index = calendar.year(year);
  let wanted = milliseconds + workedSinceNewYear(calendar, from);
  while (wanted > (index.minutes.at(-1) ?? 0) * MINUTE) {
    wanted -= (index.minutes.at(-1) ?? 0) * MINUTE;
    index = calendar.year(++year);
  }
  const at = dayReaching(index.minutes, wanted / MINUTE);
  const day = index.firstDay + at;
  let left = wanted - (index.minutes[at] ?? 0) * MINUTE;
  let due = startOfDay(day);
  for (const period of calendar.periodsOn(day)) {
    const length = (period.until - period.from) * MINUTE;
    due = startOfDay(day) + period.from * MINUTE + Math.min(left, length);
    if (left <= length) break;
    left -= length;
  }
  return { due: new Date(due), warnings: warningsBetween(calendar, fromDay, day) };
}

/**
 * The working minutes from `a` to `b`; negative when `b` is earlier.
 * Whole minutes without rounding loss: each end is first cut down to the minute it lies in, as a clerk reads it off the clock,
 * so (a, b) + (b, c) is always exactly (a, c).
 */
export function workingMinutesBetween(calendar: Calendar, a: Date, b: Date): { minutes: number; warnings: CalendarWarning[] } {
  const { milliseconds, warnings } = workingTimeBetween(calendar, cutToMinute(a), cutToMinute(b));
  return { minutes: milliseconds / MINUTE, warnings };
}

/** The working time from `a` to `b` in milliseconds, negative when `b` is earlier. Two look-ups and one addition for each year between. */
export function workingTimeBetween(calendar: Calendar, a: Date, b: Date): { milliseconds: number; warnings: CalendarWarning[] } {
  const [early, late, sign] = a <= b ? [a, b, 1] : [b, a, -1];
  const [from, until] = [dayOf(early), dayOf(late)];
  let milliseconds = workedSinceNewYear(calendar, late) - workedSinceNewYear(calendar, early);
  for (let year = yearOfDay(from); year < yearOfDay(until); year++) milliseconds += (calendar.year(year).minutes.at(-1) ?? 0) * MINUTE;
  const atMidnight = late > early && late.getTime() === startOfDay(until);
  const warnings = late > early ? warningsBetween(calendar, from, atMidnight ? until - 1 : until) : [];
  return { milliseconds: milliseconds === 0 ? 0 : sign * milliseconds, warnings };
}

/** Several lists of warnings as one, by year, each year once. */
export function mergeWarnings(...lists: readonly CalendarWarning[][]): CalendarWarning[] {
  const years = new Set(lists.flat().map((warning) => warning.year));
  return [...years].sort((a, b) => a - b).map((year) => ({ year }));
}

const cutToMinute = (instant: Date): Date => new Date(Math.floor(instant.getTime() / MINUTE) * MINUTE);

function workedSinceNewYear(calendar: Calendar, instant: Date): number {
  const day = dayOf(instant);
  const index = calendar.year(yearOfDay(day));
  const sinceMidnight = instant.getTime() - startOfDay(day);
  let worked = (index.minutes[day - index.firstDay] ?? 0) * MINUTE;
  for (const period of calendar.periodsOn(day)) {
    worked += Math.max(0, Math.min(sinceMidnight, period.until * MINUTE) - period.from * MINUTE);
  }
  return worked;
}

/** The place of the first day by whose end the running total has reached `wanted`. */
function dayReaching(totals: Int32Array, wanted: number): number {
  let low = 0;
  let high = totals.length - 2;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((totals[middle + 1] ?? 0) >= wanted) high = middle;
    else low = middle + 1;
  }
  return low;
}

function warningsBetween(calendar: Calendar, fromDay: number, untilDay: number): CalendarWarning[] {
  const warnings: CalendarWarning[] = [];
  for (let year = yearOfDay(fromDay); year <= yearOfDay(untilDay); year++) if (!calendar.knows(year)) warnings.push({ year });
  return warnings;
}

/** The end of a working day that someone chose as a deadline, 18:00 in the region; `date` is a calendar day there. */
export const endOfWorkOn = (date: string): string => new Date(`${date}T18:00:00+08:00`).toISOString();
