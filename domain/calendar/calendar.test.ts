import { describe, expect, it } from 'vitest';
import { type CalendarDay, dayOf, dayOfDate, makeCalendar } from './calendar.ts';
import { CalendarDay as CalendarDaySchema, WorkingHours } from './contract.ts';
import { workingMinutesBetween } from './working-time.ts';

const row = (date: string, kind: CalendarDay['kind'] = 'holiday', scope = '', name = '节'): CalendarDay => ({ date, kind, name, scope });

describe('calendar', () => {
  it('goes by the row, else by the week', () => {
    const calendar = makeCalendar([row('2026-02-17', 'holiday', '', '春节'), row('2026-02-28', 'working', '', '春节')]);
    expect(calendar.day('2026-02-17')).toEqual({ working: false, name: '春节', known: true });
    expect(calendar.day('2026-02-28')).toEqual({ working: true, name: '春节', known: true });
    expect(calendar.day('2026-03-02')).toEqual({ working: true, name: '', known: true });
    expect(calendar.day('2026-03-07')).toEqual({ working: false, name: '', known: true });
    expect(calendar.day('2027-03-01')).toEqual({ working: true, name: '', known: false });
    expect(() => calendar.day('2026-02-30')).toThrow(RangeError);
  });

  it('knows a year by its national rows only; December rows are of the next notice', () => {
    const calendar = makeCalendar([row('2026-01-01'), row('2027-03-10', 'holiday', '64'), row('2018-12-29', 'working')]);
    expect([2018, 2026, 2027].map((year) => calendar.knows(year))).toEqual([false, true, false]);
  });

  it('adds the days of the places above one place, the nearer row holding', () => {
    const days = [row('2026-03-20', 'holiday', '64', '开斋节'), row('2026-03-20', 'working', '6401'), row('2026-03-23', 'holiday', '6402')];
    const working = (territory: string, date: string) => makeCalendar(days, undefined, territory).day(date).working;
    expect(working('640221', '2026-03-20')).toBe(false);
    expect(working('640121', '2026-03-20')).toBe(true);
    expect(makeCalendar(days.toReversed(), undefined, '640121').day('2026-03-20').working).toBe(true);
    expect(working('640221', '2026-03-23')).toBe(false);
    expect(working('640121', '2026-03-23')).toBe(true);
    expect(working('', '2026-03-20')).toBe(true);
    expect(makeCalendar(days.slice(0, 2)).day('2026-03-20').working).toBe(true);
    expect(() => makeCalendar(days)).toThrow('6402');
  });

  it('refuses rows that contradict each other, and hours that overlap or are missing', () => {
    expect(() => makeCalendar([row('2026-01-04'), row('2026-01-04', 'working')])).toThrow(RangeError);
    expect(() => makeCalendar([row('2026-01-04'), row('2026-01-04')])).not.toThrow();
    const overlapping = [
      { from: 510, until: 780 },
      { from: 720, until: 1080 },
    ];
    for (const periods of [[], overlapping, [{ from: 600, until: 600 }]]) {
      expect(() => makeCalendar([], { periods })).toThrow(RangeError);
      expect(WorkingHours.safeParse({ periods }).success).toBe(false);
    }
    expect(() => makeCalendar([], [])).toThrow(RangeError);
  });

  it('lets a change of hours act from its date on', () => {
    const winter = { periods: [{ from: 540, until: 1020 }] };
    const summer = { periods: [{ from: 480, until: 1080 }] };
    const calendar = makeCalendar(
      [row('2026-01-01')],
      [
        { validFrom: '2026-05-06', hours: summer },
        { validFrom: '2026-01-01', hours: winter },
      ],
    );
    const minutes = (date: string) =>
      workingMinutesBetween(calendar, new Date(`${date}T00:00+08:00`), new Date(`${date}T24:00+08:00`)).minutes;
    expect([minutes('2026-05-05'), minutes('2026-05-06'), minutes('2025-05-06')]).toEqual([480, 600, 480]);
  });

  it('counts days by the region’s midnight', () => {
    expect(dayOf(new Date('2026-03-05T15:59:59.999Z'))).toBe(dayOfDate('2026-03-05'));
    expect(dayOf(new Date('2026-03-05T16:00:00Z'))).toBe(dayOfDate('2026-03-06'));
  });

  it('has a schema that refuses days that do not exist, odd kinds, places and unknown fields', () => {
    const good = { date: '2026-02-17', kind: 'holiday', name: ' 春节 ', scope: '' };
    expect(CalendarDaySchema.parse(good).name).toBe('春节');
    expect(CalendarDaySchema.safeParse({ ...good, scope: '64' }).success).toBe(true);
    const bad = [
      { date: '2026-02-29' },
      { date: '2026-2-7' },
      { kind: 'off' },
      { name: ' ' },
      { name: '春\u0000节' },
      { name: '节'.repeat(41) },
      { scope: '6' },
      { more: 1 },
    ];
    for (const change of bad) {
      expect(CalendarDaySchema.safeParse({ ...good, ...change }).success, JSON.stringify(change)).toBe(false);
    }
  });
});
