import type { WorkingHours } from '../calendar/contract.ts';
import { type ParameterKey, type ParameterValue, parameterOn } from './parameters.ts';

/** The four parameters that make the working day, in the order of the day. */
export const HOUR_KEYS = [
  'calendar.morning.from',
  'calendar.morning.until',
  'calendar.afternoon.from',
  'calendar.afternoon.until',
] as const satisfies readonly ParameterKey[];

const BEGINNING = '1970-01-01';

export const isHourKey = (key: ParameterKey): boolean => (HOUR_KEYS as readonly string[]).includes(key);

/** The dates from which the working hours of a place change, the first being the beginning of time. */
export function hoursStarts(values: readonly ParameterValue[], territory: string): string[] {
  const dates = values.filter((row) => isHourKey(row.key) && territory.startsWith(row.territory)).map((row) => row.validFrom);
  return [...new Set([BEGINNING, ...dates])].sort();
}

/** The working hours of a place on a date. */
export function hoursOn(values: readonly ParameterValue[], territory: string, date: string): WorkingHours {
  const [morning, noon, afternoon, evening] = HOUR_KEYS.map((key) => parameterOn(values, key, territory, date)) as [
    number,
    number,
    number,
    number,
  ];
  return {
    periods: [
      { from: morning, until: noon },
      { from: afternoon, until: evening },
    ],
  };
}

/** The first date from which the hours of a place would be out of order, or null. */
export function hoursOutOfOrder(values: readonly ParameterValue[], territory: string): string | null {
  for (const date of hoursStarts(values, territory)) {
    const [morning, afternoon] = hoursOn(values, territory, date).periods;
    if (!morning || !afternoon) continue;
    if (!(morning.from < morning.until && morning.until <= afternoon.from && afternoon.from < afternoon.until)) return date;
  }
  return null;
}
