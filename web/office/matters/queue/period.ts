import { shiftDay } from '../../shell/times.ts';

/** Periods people ask for by name; dates are `YYYY-MM-DD`, both included. */
export const PERIODS = ['any', 'month', 'last-month', '30-days', 'year', 'custom'] as const;
export type Period = (typeof PERIODS)[number];

/** The dates of a named period as of today. */
export function periodDates(period: Exclude<Period, 'custom'>, today: string): { from?: string; until?: string } {
  const month = today.slice(0, 8);
  switch (period) {
    case 'any':
      return { from: undefined, until: undefined };
    case 'month':
      return { from: `${month}01`, until: undefined };
    case 'last-month': {
      const last = shiftDay(`${month}01`, -1);
      return { from: `${last.slice(0, 8)}01`, until: last };
    }
    case '30-days':
      return { from: shiftDay(today, -29), until: undefined };
    case 'year':
      return { from: `${today.slice(0, 5)}01-01`, until: undefined };
  }
}

/** The name of a period of dates, `custom` when it has none. */
export function periodOf(from: string | undefined, until: string | undefined, today: string): Period {
  const named = PERIODS.find((period) => {
    if (period === 'custom') return false;
    const dates = periodDates(period, today);
    return dates.from === from && dates.until === until;
  });
  return named ?? 'custom';
}
