import { describe, expect, it } from 'vitest';
import { PERIODS, periodDates, periodOf } from './period.ts';

describe('named periods', () => {
  it('knows its own dates again', () => {
    for (const period of PERIODS) {
      if (period === 'custom') continue;
      const { from, until } = periodDates(period, '2026-03-05');
      expect(periodOf(from, until, '2026-03-05')).toBe(period);
    }
    expect(periodDates('last-month', '2026-03-05')).toEqual({ from: '2026-02-01', until: '2026-02-28' });
    expect(periodOf('2026-01-07', undefined, '2026-03-05')).toBe('custom');
  });
});
