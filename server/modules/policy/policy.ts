import {
  type Calendar,
  type CalendarDay,
  type DatedWorkingHours,
  dateOfDay,
  dayOf,
  makeCalendar,
  startOfDay,
  yearOfDay,
} from '../../../domain/calendar/calendar.ts';
import { addWorkingDays } from '../../../domain/calendar/working-time.ts';
import { moveDue } from '../../../domain/matters/clock.ts';
import type { DeadlineClock } from '../../../domain/matters/define-matter.ts';
import { hoursOn, hoursStarts } from '../../../domain/policy/hours.ts';
import { PARAMETERS, type ParameterKey, type ParameterValue, parameterOn } from '../../../domain/policy/parameters.ts';

/** The parameters and the calendar as they stood at one reading; everything here is arithmetic in memory. */
export interface Policy {
  parameters: readonly ParameterValue[];
  calendar: readonly CalendarDay[];
  /** The value that holds in a place on a date 'YYYY-MM-DD'. */
  parameterOn(key: ParameterKey, territory: string, date: string): number;
  calendarFor(territory: string): Calendar;
  /** Deadlines of a place, counted from `now`. */
  deadlineClock(territory: string, now: Date): DeadlineClock;
  /** One sentence when deadlines counted now reach into a year without the national notice, else null. */
  calendarWarning(territory: string, now: Date): string | null;
}

const DAY = 86_400_000;
/** Deadlines counted today reach about this far, so a year without a notice is announced this many days ahead. */
const WARN_AHEAD_DAYS = 30;

/** Makes a policy of the rows of `parameter` and `calendar_day`. */
export function policyOf(parameters: readonly ParameterValue[], calendar: readonly CalendarDay[]): Policy {
  const byKey = new Map<ParameterKey, ParameterValue[]>();
  for (const row of parameters) byKey.set(row.key, [...(byKey.get(row.key) ?? []), row]);
  const scopes = [
    ...new Set([
      ...parameters.filter((row) => row.key.startsWith('calendar.')).map((row) => row.territory),
      ...calendar.map((row) => row.scope),
    ]),
  ].sort();
  const calendars = new Map<string, Calendar>();

  const valueOn = (key: ParameterKey, territory: string, date: string) => parameterOn(byKey.get(key) ?? [], key, territory, date);

  // Places under the same rows share one calendar and its running totals.
  const calendarFor = (territory: string): Calendar => {
    let nearest = '';
    for (const scope of scopes) if (scope.length > nearest.length && territory.startsWith(scope)) nearest = scope;
    let made = calendars.get(nearest);
    if (!made) {
      const hours: DatedWorkingHours[] = hoursStarts(parameters, nearest).map((validFrom) => ({
        validFrom,
        hours: hoursOn(parameters, nearest, validFrom),
      }));
      made = makeCalendar(calendar, hours, nearest);
      calendars.set(nearest, made);
    }
    return made;
  };

  return {
    parameters,
    calendar,
    parameterOn: valueOn,
    calendarFor,
    deadlineClock(territory, now) {
      const today = dateOfDay(dayOf(now));
      return {
        after(parameter) {
          const amount = valueOn(parameter, territory, today);
          return endOfPeriod(calendarFor(territory), PARAMETERS[parameter].unit, amount, now).toISOString();
        },
        within: (workingDays) => addWorkingDays(calendarFor(territory), now, workingDays).due.toISOString(),
        later: (due, workingDays) => addWorkingDays(calendarFor(territory), new Date(due), workingDays).due.toISOString(),
        moved: (due, pausedFrom) => moveDue(calendarFor(territory), new Date(due), new Date(pausedFrom), now).due.toISOString(),
      };
    },
    calendarWarning(territory, now) {
      const known = calendarFor(territory);
      const [first, last] = [yearOfDay(dayOf(now)), yearOfDay(dayOf(now) + WARN_AHEAD_DAYS)];
      const missing = [...new Set([first, last])].filter((year) => !known.knows(year));
      return missing.length ? missingYears(missing) : null;
    },
  };
}

/** What is said wherever a year has no national notice in the calendar. */
export function missingYears(years: readonly number[]): string {
  return `日历里还没有${years.join('、')}年的放假安排，这些日子暂按周一至周五上班计算，可能不准。请管理员导入。`;
}

/**
 * The end of a period of a parameter's unit that starts now. Calendar days do not count the first day and end with the last one, at midnight
 * (Civil Code art. 201 and 203); minutes and hours run from the instant. Throws RangeError for a unit that is no period.
 */
function endOfPeriod(calendar: Calendar, unit: string, amount: number, now: Date): Date {
  switch (unit) {
    case 'working-days':
      return addWorkingDays(calendar, now, amount).due;
    case 'days':
      return new Date(startOfDay(dayOf(now) + amount) + DAY);
    case 'hours':
      return new Date(now.getTime() + amount * 3_600_000);
    case 'minutes':
      return new Date(now.getTime() + amount * 60_000);
    default:
      throw new RangeError(`${unit} is no period`);
  }
}
