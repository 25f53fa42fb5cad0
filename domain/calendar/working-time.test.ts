import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CalendarDay, dateOfDay, dayOf, dayOfDate, makeCalendar, standardHours } from './calendar.ts';
import {
  addWorkingDays,
  addWorkingMinutes,
  addWorkingTime,
  isWorking,
  nextWorkingMoment,
  workingMinutesBetween,
  workingTimeBetween,
} from './working-time.ts';

const rows = (kind: CalendarDay['kind'], name: string, from: string, until = from, scope = ''): CalendarDay[] => {
  const days: CalendarDay[] = [];
  for (let day = dayOfDate(from); day <= dayOfDate(until); day++) days.push({ date: dateOfDay(day), kind, name, scope });
  return days;
};

const notice2026 = [
  ...rows('holiday', '元旦', '2026-01-01', '2026-01-03'),
  ...rows('working', '元旦', '2026-01-04'),
  ...rows('working', '春节', '2026-02-14'),
  ...rows('holiday', '春节', '2026-02-15', '2026-02-23'),
  ...rows('working', '春节', '2026-02-28'),
  ...rows('working', '国庆节', '2026-09-20'),
  ...rows('holiday', '中秋', '2026-09-25', '2026-09-27'),
  ...rows('holiday', '国庆节', '2026-10-01', '2026-10-07'),
  ...rows('working', '国庆节', '2026-10-10'),
];
const calendar = makeCalendar(notice2026);
const at = (text: string) => new Date(`${text.replace(' ', 'T')}+08:00`);
const due = (from: string, days: number) => addWorkingDays(calendar, at(from), days).due;

describe('a deadline in working days, as a clerk counts it', () => {
  it.each([
    ['filed Monday morning, two days: Wednesday at the end of work', '2026-03-02 09:00', 2, '2026-03-04 18:00'],
    ['filed Friday evening after work, one day: Monday', '2026-03-06 20:30', 1, '2026-03-09 18:00'],
    ['filed Friday morning, one day: the same Monday', '2026-03-06 08:30', 1, '2026-03-09 18:00'],
    ['filed on Saturday, one day: Monday, not Tuesday', '2026-03-07 10:00', 1, '2026-03-09 18:00'],
    ['filed a second before midnight: that day is still the day of filing', '2026-03-05 23:59:59.999', 1, '2026-03-06 18:00'],
    ['filed at midnight: the new day is the day of filing', '2026-03-06 00:00', 1, '2026-03-09 18:00'],
    ['spring festival: filed on Friday the 13th, the make-up Saturday is day one', '2026-02-13 10:00', 1, '2026-02-14 18:00'],
    ['spring festival: two days reach over nine days off to Tuesday the 24th', '2026-02-13 10:00', 2, '2026-02-24 18:00'],
    ['spring festival: five days end on Friday the 27th', '2026-02-13 10:00', 5, '2026-02-27 18:00'],
    ['spring festival: the sixth is the make-up Saturday the 28th', '2026-02-13 10:00', 6, '2026-02-28 18:00'],
    ['filed on new year’s eve of the old calendar, one day: the first day back', '2026-02-16 21:00', 1, '2026-02-24 18:00'],
    ['national day: filed on 30 September, one day: 8 October', '2026-09-30 17:00', 1, '2026-10-08 18:00'],
    ['national day: three days end on the make-up Saturday 10 October', '2026-09-30 17:00', 3, '2026-10-10 18:00'],
    ['national day: the make-up Sunday before it counts', '2026-09-18 17:00', 1, '2026-09-20 18:00'],
  ])('%s', (_, from, days, expected) => expect(due(from, days)).toEqual(at(expected)));

  it('refuses what is not a number of days', () => {
    for (const days of [0, -1, 1.5, Number.NaN]) expect(() => due('2026-03-02 09:00', days)).toThrow(RangeError);
    expect(() => addWorkingDays(calendar, new Date('no date'), 1)).toThrow(RangeError);
    expect(() => addWorkingDays(calendar, at('2026-03-02 09:00'), 1_000_000)).toThrow(RangeError);
  });
});

describe('working minutes', () => {
  const minutes = (a: string, b: string) => workingMinutesBetween(calendar, at(a), at(b)).minutes;
  it.each([
    ['a whole day is seven and a half hours', '2026-03-02 00:00', '2026-03-03 00:00', 450],
    ['the lunch break does not count', '2026-03-02 11:30', '2026-03-02 14:30', 60],
    ['nothing passes within the lunch break', '2026-03-02 12:05', '2026-03-02 13:55', 0],
    ['Friday 17:00 to Monday 09:00', '2026-03-06 17:00', '2026-03-09 09:00', 90],
    ['over the spring festival', '2026-02-14 17:30', '2026-02-24 09:00', 60],
    ['backwards is negative', '2026-03-02 10:00', '2026-03-02 09:00', -60],
    ['seconds are cut off at both ends', '2026-03-02 09:00:59', '2026-03-02 09:02:01', 2],
  ])('%s', (_, a, b, expected) => expect(minutes(a, b)).toBe(expected));

  it.each([
    ['over lunch', '2026-03-02 11:50', 20, '2026-03-02 14:10'],
    ['a full day ends at the end of work', '2026-03-02 08:30', 450, '2026-03-02 18:00'],
    ['from outside work', '2026-03-06 20:00', 30, '2026-03-09 09:00'],
    ['nothing stays where it is', '2026-03-06 20:00', 0, '2026-03-06 20:00'],
    ['seconds are kept', '2026-03-02 11:59:30', 1, '2026-03-02 14:00:30'],
    ['over national day', '2026-09-30 17:30', 60, '2026-10-08 09:00'],
  ])('adding: %s', (_, from, add, expected) => expect(addWorkingMinutes(calendar, at(from), add).due).toEqual(at(expected)));

  it('knows when people are at work and when they come back', () => {
    const moments = ['2026-03-02 08:30', '2026-03-02 12:00', '2026-03-02 18:00', '2026-02-14 09:00', '2026-02-17 09:00'];
    expect(moments.map((moment) => isWorking(calendar, at(moment)))).toEqual([true, false, false, true, false]);
    expect(nextWorkingMoment(calendar, at('2026-03-02 12:00')).at).toEqual(at('2026-03-02 14:00'));
    expect(nextWorkingMoment(calendar, at('2026-03-02 09:15')).at).toEqual(at('2026-03-02 09:15'));
    expect(nextWorkingMoment(calendar, at('2026-02-14 18:00')).at).toEqual(at('2026-02-24 08:30'));
  });

  it('takes 70 years in a moment', () => {
    const elapsed = workingMinutesBetween(calendar, at('1990-01-01 00:00'), at('2060-01-01 00:00'));
    expect(addWorkingMinutes(calendar, at('1990-01-01 00:00'), elapsed.minutes).due).toEqual(at('2059-12-31 18:00'));
  });
});

describe('a year without rows', () => {
  it('is warned of, and only when the count touches it', () => {
    expect(addWorkingDays(calendar, at('2026-12-30 09:00'), 1)).toEqual({ due: at('2026-12-31 18:00'), warnings: [] });
    expect(addWorkingDays(calendar, at('2026-12-30 09:00'), 2)).toEqual({ due: at('2027-01-01 18:00'), warnings: [{ year: 2027 }] });
    expect(addWorkingDays(calendar, at('2025-12-31 09:00'), 1)).toEqual({ due: at('2026-01-04 18:00'), warnings: [] });
    expect(workingMinutesBetween(calendar, at('2026-12-31 09:00'), at('2027-01-01 00:00')).warnings).toEqual([]);
    expect(workingMinutesBetween(calendar, at('2028-01-05 09:00'), at('2025-12-31 09:00')).warnings).toEqual([
      { year: 2025 },
      { year: 2027 },
      { year: 2028 },
    ]);
    expect(nextWorkingMoment(calendar, at('2026-12-31 18:00')).warnings).toEqual([{ year: 2027 }]);
    expect(addWorkingMinutes(calendar, at('2026-12-31 17:30'), 31).warnings).toEqual([{ year: 2027 }]);
  });
});

describe('for any calendar and any instants', () => {
  const MINUTE = 60_000;
  const day = fc.integer({ min: dayOfDate('2024-01-01'), max: dayOfDate('2027-12-31') });
  const anyCalendar = fc
    .record({
      moved: fc.uniqueArray(fc.record({ day, working: fc.boolean() }), { selector: (row) => row.day, maxLength: 60 }),
      stops: fc.uniqueArray(fc.integer({ min: 0, max: 1440 }), { minLength: 2, maxLength: 8 }),
      later: fc.option(day),
    })
    .map(({ moved, stops, later }) => {
      const sorted = stops.sort((a, b) => a - b);
      const periods = sorted.flatMap((from, i) => (i % 2 === 0 && sorted[i + 1] !== undefined ? [{ from, until: sorted[i + 1]! }] : []));
      const days = moved.map(
        (row) => ({ date: dateOfDay(row.day), kind: row.working ? 'working' : 'holiday', name: '节', scope: '' }) as const,
      );
      const dated = [{ validFrom: '2024-01-01', hours: { periods } }];
      return makeCalendar(days, later ? [...dated, { validFrom: dateOfDay(later), hours: standardHours }] : dated);
    });
  const instant = fc.date({ min: at('2024-01-01 00:00'), max: at('2028-02-01 00:00'), noInvalidDate: true });

  it('working time is additive, in any order of the instants', () => {
    fc.assert(
      fc.property(anyCalendar, instant, instant, instant, (any, a, b, c) => {
        const minutes = (from: Date, until: Date) => workingMinutesBetween(any, from, until).minutes;
        expect(Number.isInteger(minutes(a, b))).toBe(true);
        expect(minutes(a, b) + minutes(b, c)).toBe(minutes(a, c));
        const exact = (from: Date, until: Date) => workingTimeBetween(any, from, until).milliseconds;
        expect(exact(a, b) + exact(b, c)).toBe(exact(a, c));
      }),
    );
  });

  it('working time is what counting minute by minute gives', () => {
    fc.assert(
      fc.property(anyCalendar, instant, fc.integer({ min: 0, max: 6000 }), (any, from, length) => {
        const start = Math.floor(from.getTime() / MINUTE) * MINUTE;
        let counted = 0;
        for (let i = 0; i < length; i++) if (isWorking(any, new Date(start + i * MINUTE))) counted++;
        expect(workingMinutesBetween(any, from, new Date(from.getTime() + length * MINUTE)).minutes).toBe(counted);
      }),
      { numRuns: 50 },
    );
  });

  it('adding working time gives the first instant by which it has been worked', () => {
    fc.assert(
      fc.property(anyCalendar, instant, fc.integer({ min: 1, max: 30_000 * MINUTE }), (any, from, length) => {
        const end = addWorkingTime(any, from, length).due;
        expect(workingTimeBetween(any, from, end).milliseconds).toBe(length);
        expect(workingTimeBetween(any, from, new Date(end.getTime() - 1)).milliseconds).toBe(length - 1);
      }),
    );
  });

  it('a later start or more days never give an earlier deadline', () => {
    fc.assert(
      fc.property(anyCalendar, instant, fc.nat(8 * 1440), fc.integer({ min: 1, max: 400 }), (any, early, later, days) => {
        const late = new Date(early.getTime() + later * MINUTE);
        expect(addWorkingDays(any, early, days).due <= addWorkingDays(any, late, days).due).toBe(true);
        expect(addWorkingDays(any, early, days).due < addWorkingDays(any, early, days + 1).due).toBe(true);
      }),
    );
  });

  it('a deadline is the end of work of a working day, with exactly that many working days after the day of filing', () => {
    fc.assert(
      fc.property(anyCalendar, instant, fc.integer({ min: 1, max: 400 }), (any, from, days) => {
        const end = addWorkingDays(any, from, days).due;
        const last = dayOf(new Date(end.getTime() - 1));
        expect(end.getTime() - at(`${dateOfDay(last)} 00:00`).getTime()).toBe(any.periodsOn(last).at(-1)!.until * MINUTE);
        let counted = 0;
        for (let on = dayOf(from) + 1; on <= last; on++) if (any.day(dateOfDay(on)).working) counted++;
        expect(counted).toBe(days);
      }),
    );
  });

  it('a count warns of exactly the years without rows that it touches', () => {
    fc.assert(
      fc.property(fc.subarray([2024, 2025, 2026, 2027, 2028]), instant, fc.integer({ min: 1, max: 300 }), (years, from, days) => {
        const some = makeCalendar(years.flatMap((year) => rows('holiday', '元旦', `${year}-01-01`)));
        const { due: end, warnings } = addWorkingDays(some, from, days);
        const [first, last] = [dayOf(from) + 1, dayOf(end)].map((on) => Number(dateOfDay(on).slice(0, 4))) as [number, number];
        const touched = Array.from({ length: last - first + 1 }, (_, i) => first + i);
        expect(warnings).toEqual(touched.filter((year) => !years.includes(year)).map((year) => ({ year })));
      }),
    );
  });
});
