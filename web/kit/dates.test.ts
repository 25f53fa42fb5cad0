import { describe, expect, it } from 'vitest';
import { daysUntil, dayText, deadlineText, lastDayText, momentText, nearDayText, wallClock } from './dates.ts';

const now = new Date('2026-11-23T02:00:00Z');

describe('dates on the screen', () => {
  it('stand on the wall clock of the region, whatever the device says', () => {
    expect(wallClock('2026-11-20T16:30:00Z')).toEqual({ year: 2026, month: 11, day: 21, hour: 0, minute: 30, weekday: 6 });
    expect(momentText('2026-11-20T11:42:00Z', now)).toBe('11月20日 19:42');
  });

  it('name the weekday of a deadline and the end of the working day', () => {
    expect(deadlineText('2026-11-27T10:00:00Z', now)).toBe('11月27日 星期五 下班前');
    expect(deadlineText('2026-11-27T02:30:00Z', now)).toBe('11月27日 星期五 10:30');
  });

  it('count a period that ends at midnight to the day before', () => {
    expect(lastDayText('2026-12-09T16:00:00Z', now)).toBe('12月9日');
    expect(lastDayText('2026-12-09T10:00:00Z', now)).toBe('12月9日');
  });

  it('name the year when it is another one', () => {
    expect(dayText('2027-01-04T10:00:00Z', now)).toBe('2027年1月4日');
  });

  it('count calendar days across midnight', () => {
    expect(daysUntil('2026-11-23T16:00:00Z', now)).toBe(1);
    expect(nearDayText('2026-11-24T10:00:00Z', now)).toBe('明天');
    expect(nearDayText('2026-11-23T10:00:00Z', now)).toBe('今天');
    expect(nearDayText('2026-11-26T10:00:00Z', now)).toBe('11月26日');
  });
});
