import type { CalendarDay, DatedWorkingHours, WorkingHours, WorkingPeriod } from './contract.ts';

export type { CalendarDay, DatedWorkingHours, WorkingHours, WorkingPeriod } from './contract.ts';

/** 08:30–12:00 and 14:00–18:00, seven and a half hours a day. Source: set by the county. */
export const standardHours: WorkingHours = {
  periods: [
    { from: 510, until: 720 },
    { from: 840, until: 1080 },
  ],
};

/** A year whose national notice is not in the calendar: its days were taken by the week alone. */
export interface CalendarWarning {
  year: number;
}

/** What the calendar says about one date; `name` is the holiday of its row, '' without a row; `known` is false in a year without national rows. */
export interface DayVerdict {
  working: boolean;
  name: string;
  known: boolean;
}

/** Running totals over the days of one year: entry i counts the days before the i-th, the last entry is the whole year. */
export interface YearIndex {
  firstDay: number;
  minutes: Int32Array;
  workingDays: Int32Array;
}

export interface Calendar {
  /** Whether the national notice of that year is there. December rows alone belong to the next year's notice and do not count. */
  knows(year: number): boolean;
  day(date: string): DayVerdict;
  /** The stretches of work on a day (days since 1970-01-01, see `dayOf`); none on a day off. */
  periodsOn(day: number): readonly WorkingPeriod[];
  /** Built when first asked for, then kept. Throws RangeError outside 1970–2199. */
  year(year: number): YearIndex;
}

const DAY = 86_400_000;
const SHANGHAI = 8 * 3_600_000;

/** The day of an instant in Asia/Shanghai (+08:00 all year), counted from 1970-01-01. Throws RangeError on an invalid Date. */
export function dayOf(instant: Date): number {
  const day = Math.floor((instant.getTime() + SHANGHAI) / DAY);
  if (Number.isNaN(day)) throw new RangeError('not an instant');
  return day;
}

/** Midnight in Asia/Shanghai at which a day begins, in milliseconds since the epoch. */
export const startOfDay = (day: number): number => day * DAY - SHANGHAI;

/** The day of a date 'YYYY-MM-DD'. Throws RangeError on a date that does not exist. */
export function dayOfDate(date: string): number {
  const time = Date.parse(`${date}T00:00:00Z`);
  if (Number.isNaN(time) || dateOfDay(time / DAY) !== date) throw new RangeError(`no such date: ${date}`);
  return time / DAY;
}

export const dateOfDay = (day: number): string => new Date(day * DAY).toISOString().slice(0, 10);

export const yearOfDay = (day: number): number => new Date(day * DAY).getUTCFullYear();

/**
 * The calendar of one place. A day is a working day when its row says so, without a row from Monday to Friday.
 * With `territory` only the national rows and those of the places above it count, without it all rows must be of places inside one another;
 * where two rows name one day, the nearer place's holds.
 * `hours` may be dated entries, so that a change acts from its date on and never on the past.
 * Throws RangeError on rows that contradict each other, rows of places apart, and hours that overlap or are missing.
 */
export function makeCalendar(
  days: readonly CalendarDay[],
  hours: WorkingHours | readonly DatedWorkingHours[] = standardHours,
  territory?: string,
): Calendar {
  const rows = rowsByDay(days, territory);
  const schedule = scheduleOf(hours);
  const known = new Set(days.filter((row) => row.scope === '' && row.date.slice(5, 7) !== '12').map((row) => Number(row.date.slice(0, 4))));
  const years = new Map<number, YearIndex>();

  const knows = (year: number) => known.has(year);
  const isWorkingDay = (day: number) => {
    const row = rows.get(day);
    const weekday = (((day + 4) % 7) + 7) % 7;
    return row ? row.kind === 'working' : weekday >= 1 && weekday <= 5;
  };
  const periodsOn = (day: number) => {
    if (!isWorkingDay(day)) return [];
    let holding = schedule[0];
    for (const entry of schedule) if (entry.from <= day) holding = entry;
    return holding?.periods ?? [];
  };

  return {
    knows,
    periodsOn,
    day(date) {
      const day = dayOfDate(date);
      return { working: isWorkingDay(day), name: rows.get(day)?.name ?? '', known: knows(yearOfDay(day)) };
    },
    year(year) {
      let index = years.get(year);
      if (!index) {
        index = indexYear(year, periodsOn);
        years.set(year, index);
      }
      return index;
    },
  };
}

function rowsByDay(days: readonly CalendarDay[], territory: string | undefined): Map<number, CalendarDay> {
  const rows = new Map<number, CalendarDay>();
  const applying = days.filter((row) => territory === undefined || territory.startsWith(row.scope));
  const nearest = applying.reduce((longest, row) => (row.scope.length > longest.length ? row.scope : longest), '');
  for (const row of applying) {
    if (!nearest.startsWith(row.scope))
      throw new RangeError(`calendar rows of places apart: ${row.scope} and ${nearest}; name the territory`);
    const day = dayOfDate(row.date);
    const other = rows.get(day);
    if (other && other.scope === row.scope && other.kind !== row.kind)
      throw new RangeError(`calendar rows contradict each other on ${row.date}`);
    if (!other || row.scope.length > other.scope.length) rows.set(day, row);
  }
  return rows;
}

function scheduleOf(hours: WorkingHours | readonly DatedWorkingHours[]): { from: number; periods: readonly WorkingPeriod[] }[] {
  const entries = 'periods' in hours ? [{ validFrom: '1970-01-01', hours }] : hours;
  if (entries.length === 0) throw new RangeError('a calendar needs working hours');
  for (const { validFrom, hours: on } of entries) {
    // Said again here because parameters set one by one can overlap, and the schema stays out of the residents' download.
    const apart = on.periods.every((period, at) => (on.periods[at - 1]?.until ?? 0) <= period.from && period.from < period.until);
    if (!apart || on.periods.length === 0) throw new RangeError(`working hours from ${validFrom} are empty or overlap`);
  }
  return entries.map((entry) => ({ from: dayOfDate(entry.validFrom), periods: entry.hours.periods })).sort((a, b) => a.from - b.from);
}

function indexYear(year: number, periodsOn: (day: number) => readonly WorkingPeriod[]): YearIndex {
  if (!(year >= 1970 && year <= 2199)) throw new RangeError(`the calendar reaches from 1970 to 2199, not ${year}`);
  const firstDay = dayOfDate(`${year}-01-01`);
  const length = dayOfDate(`${year + 1}-01-01`) - firstDay;
  const minutes = new Int32Array(length + 1);
  const workingDays = new Int32Array(length + 1);
  let minutesSoFar = 0;
  let workingDaysSoFar = 0;
  for (let at = 0; at < length; at++) {
    const periods = periodsOn(firstDay + at);
    for (const period of periods) minutesSoFar += period.until - period.from;
    if (periods.length > 0) workingDaysSoFar++;
    minutes[at + 1] = minutesSoFar;
    workingDays[at + 1] = workingDaysSoFar;
  }
  return { firstDay, minutes, workingDays };
}
