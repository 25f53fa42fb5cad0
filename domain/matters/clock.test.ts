import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CalendarDay, dateOfDay, dayOfDate, makeCalendar } from '../calendar/calendar.ts';
import { addWorkingDays, workingMinutesBetween, workingTimeBetween } from '../calendar/working-time.ts';
import { type Clock, moveDue, type Pause, readClock, readDeadline } from './clock.ts';

const holidays = (name: string, from: string, until: string): CalendarDay[] =>
  Array.from({ length: dayOfDate(until) - dayOfDate(from) + 1 }, (_, i) => ({
    date: dateOfDay(dayOfDate(from) + i),
    kind: 'holiday',
    name,
    scope: '',
  }));
const calendar = makeCalendar([
  ...holidays('春节', '2026-02-15', '2026-02-23'),
  { date: '2026-02-14', kind: 'working', name: '春节', scope: '' },
  ...holidays('国庆节', '2026-10-01', '2026-10-07'),
]);
const at = (text: string) => new Date(`${text.replace(' ', 'T')}+08:00`);
const waiting = (from: string, until: string | null): Pause => ({
  from: at(from),
  until: until ? at(until) : null,
  ground: 'waiting-for-resident',
  reason: '请补充路灯的位置',
});
const suspended = (from: string, until: string | null): Pause => ({ ...waiting(from, until), ground: 'suspended', reason: '等待鉴定结论' });
const fiveDays = (...pauses: Pause[]): Clock => ({ start: at('2026-03-02 09:00'), allowance: { workingDays: 5 }, pauses });

describe('the clock of a matter, as a clerk reads it', () => {
  it('without pauses: five working days from Monday end next Monday', () => {
    expect(readClock(calendar, fiveDays(), at('2026-03-06 17:00'))).toEqual({
      due: at('2026-03-09 18:00'),
      dueIfResumedNow: at('2026-03-09 18:00'),
      paused: false,
      pausedOn: null,
      remainingMinutes: 60 + 450,
      overdue: false,
      overdueMinutes: 0,
      warnings: [],
    });
  });

  it('stands still while the resident is asked, and the deadline moves when the answer comes', () => {
    const open = readClock(calendar, fiveDays(waiting('2026-03-04 10:00', null)), at('2026-03-11 12:00'));
    expect(open).toMatchObject({ due: at('2026-03-09 18:00'), paused: true, overdue: false });
    expect(open.remainingMinutes).toBe(120 + 240 + 3 * 450);
    expect(open.dueIfResumedNow).toEqual(at('2026-03-17 10:30'));
    expect(open.pausedOn?.reason).toBe('请补充路灯的位置');
    const ended = readClock(calendar, fiveDays(waiting('2026-03-04 10:00', '2026-03-05 11:00')), at('2026-03-11 12:00'));
    expect(ended).toMatchObject({ due: at('2026-03-11 09:30'), paused: false, overdue: true, overdueMinutes: 150, remainingMinutes: 0 });
  });

  it('a pause over a night, a lunch or the spring festival moves nothing', () => {
    const due = at('2026-02-25 18:00');
    expect(moveDue(calendar, due, at('2026-02-12 18:00'), at('2026-02-13 08:30')).due).toEqual(due);
    expect(moveDue(calendar, due, at('2026-02-13 12:00'), at('2026-02-13 14:00')).due).toEqual(due);
    expect(moveDue(calendar, due, at('2026-02-14 18:00'), at('2026-02-24 08:30')).due).toEqual(due);
    expect(moveDue(calendar, due, at('2026-02-14 17:30'), at('2026-02-24 09:00')).due).toEqual(at('2026-02-26 09:30'));
  });

  it('a pause of one working day before national day moves the deadline over the holiday', () => {
    expect(moveDue(calendar, at('2026-09-30 18:00'), at('2026-09-29 08:30'), at('2026-09-29 18:00')).due).toEqual(at('2026-10-08 18:00'));
  });

  it('the common time of overlapping pauses counts once, in whatever order they are given', () => {
    const pauses = [suspended('2026-03-04 09:00', '2026-03-04 11:00'), waiting('2026-03-04 10:00', '2026-03-04 12:00')];
    const now = at('2026-03-05 09:00');
    for (const order of [pauses, pauses.toReversed()]) {
      expect(readClock(calendar, fiveDays(...order), now).due).toEqual(at('2026-03-10 11:30'));
    }
    const within = [waiting('2026-03-04 09:00', null), suspended('2026-03-04 10:00', '2026-03-04 11:00')];
    expect(readClock(calendar, fiveDays(...within), now)).toMatchObject({ due: at('2026-03-09 18:00'), pausedOn: within[0] });
  });

  it('a pause before the start counts from the start; one that is still to come does not count yet', () => {
    const early = waiting('2026-03-01 09:00', '2026-03-02 10:00');
    expect(readClock(calendar, fiveDays(early), at('2026-03-03 09:00')).due).toEqual(at('2026-03-10 09:30'));
    expect(readClock(calendar, fiveDays(waiting('2026-02-26 09:00', '2026-02-27 10:00')), at('2026-03-03 09:00')).due).toEqual(
      at('2026-03-09 18:00'),
    );
    const later = readClock(calendar, fiveDays(waiting('2026-03-05 09:00', '2026-03-05 10:00')), at('2026-03-03 09:00'));
    expect(later).toMatchObject({ due: at('2026-03-09 18:00'), paused: false });
    const ends = readClock(calendar, fiveDays(waiting('2026-03-05 09:00', '2026-03-05 10:00')), at('2026-03-05 09:30'));
    expect(ends).toMatchObject({ due: at('2026-03-09 18:00'), paused: true });
  });

  it('the instant of the deadline is in time; on Saturday after it the matter is overdue by no working time yet', () => {
    const due = at('2026-03-06 18:00');
    expect(readDeadline(calendar, due, null, due)).toMatchObject({ overdue: false, remainingMinutes: 0 });
    expect(readDeadline(calendar, due, null, at('2026-03-07 10:00'))).toMatchObject({ overdue: true, overdueMinutes: 0 });
    expect(readDeadline(calendar, due, null, at('2026-03-09 09:00'))).toMatchObject({ overdue: true, overdueMinutes: 30 });
  });

  it('a pause after the deadline cannot repair it', () => {
    const due = at('2026-03-06 18:00');
    const moved = moveDue(calendar, due, at('2026-03-07 10:00'), at('2026-03-09 15:00')).due;
    expect(readDeadline(calendar, moved, null, at('2026-03-09 15:01'))).toMatchObject({ overdue: true, overdueMinutes: 1 });
    expect(readDeadline(calendar, due, at('2026-03-09 09:00'), at('2026-03-20 09:00'))).toMatchObject({
      overdue: true,
      overdueMinutes: 30,
    });
  });

  it('may be set in working minutes', () => {
    const clock: Clock = { start: at('2026-03-02 17:30'), allowance: { workingMinutes: 60 }, pauses: [] };
    expect(readClock(calendar, clock, at('2026-03-02 17:45'))).toMatchObject({ due: at('2026-03-03 09:00'), remainingMinutes: 45 });
  });

  it('warns of years without rows, and refuses a pause that ends before it begins', () => {
    const clock: Clock = { start: at('2026-12-28 09:00'), allowance: { workingDays: 5 }, pauses: [] };
    expect(readClock(calendar, clock, at('2026-12-28 10:00')).warnings).toEqual([{ year: 2027 }]);
    const old: Clock = { ...clock, start: at('2025-12-29 09:00') };
    expect(readClock(calendar, old, at('2026-01-07 10:00')).warnings).toEqual([{ year: 2025 }]);
    expect(moveDue(calendar, at('2026-12-31 18:00'), at('2026-12-31 09:00'), at('2026-12-31 10:00')).warnings).toEqual([{ year: 2027 }]);
    expect(() => moveDue(calendar, at('2026-03-06 18:00'), at('2026-03-05 10:00'), at('2026-03-05 09:00'))).toThrow(RangeError);
    expect(() => readClock(calendar, fiveDays(waiting('2026-03-05 10:00', '2026-03-05 09:00')), at('2026-03-06 09:00'))).toThrow(
      RangeError,
    );
  });
});

describe('for any calendar and any pauses', () => {
  const instant = fc.date({ min: at('2025-01-01 00:00'), max: at('2027-06-30 00:00'), noInvalidDate: true });
  const anyCalendar = fc
    .uniqueArray(fc.record({ day: fc.integer({ min: dayOfDate('2025-01-01'), max: dayOfDate('2027-12-31') }), working: fc.boolean() }), {
      selector: (row) => row.day,
      maxLength: 80,
    })
    .map((moved) =>
      makeCalendar(moved.map((row) => ({ date: dateOfDay(row.day), kind: row.working ? 'working' : 'holiday', name: '节', scope: '' }))),
    );
  const span = fc.tuple(instant, instant).map(([a, b]): [Date, Date] => (a <= b ? [a, b] : [b, a]));

  it('a pause moves the deadline by exactly its working time', () => {
    fc.assert(
      fc.property(anyCalendar, instant, span, (any, due, [from, until]) => {
        const moved = moveDue(any, due, from, until).due;
        expect(workingTimeBetween(any, due, moved).milliseconds).toBe(workingTimeBetween(any, from, until).milliseconds);
      }),
    );
  });

  it('a pause that begins after the deadline leaves it overdue by the same working time', () => {
    fc.assert(
      fc.property(anyCalendar, fc.tuple(instant, instant, instant), (any, three) => {
        const [due, from, until] = three.sort((a, b) => a.getTime() - b.getTime()) as [Date, Date, Date];
        const moved = moveDue(any, due, from, until).due;
        expect(moved <= until).toBe(true);
        expect(workingTimeBetween(any, moved, until).milliseconds).toBe(workingTimeBetween(any, due, from).milliseconds);
      }),
    );
  });

  it('all pauses together move it by the working time in which any of them held, and the steps taken one by one agree', () => {
    const apart = fc
      .tuple(instant, fc.uniqueArray(instant, { selector: (date) => date.getTime(), maxLength: 8 }))
      .map(([start, stops]) => ({
        start,
        stops: stops.filter((stop) => stop > start).sort((a, b) => a.getTime() - b.getTime()),
      }));
    fc.assert(
      fc.property(anyCalendar, apart, fc.integer({ min: 1, max: 30 }), fc.boolean(), (any, { start, stops }, days, doubled) => {
        const pauses: Pause[] = [];
        for (let i = 0; i + 1 < stops.length; i += 2) {
          const [from, until] = [stops[i]!, stops[i + 1]!];
          const middle = new Date((from.getTime() + until.getTime()) / 2);
          const pause: Pause = { from, until, ground: 'suspended', reason: '等待鉴定结论' };
          if (doubled) pauses.push({ ...pause, from: middle, ground: 'waiting-for-resident' });
          pauses.push(pause);
        }
        const now = at('2027-06-30 12:00');
        const clock: Clock = { start, allowance: { workingDays: days }, pauses };
        const begun = addWorkingDays(any, start, days).due;
        let stored = begun;
        let paused = 0;
        for (const pause of pauses.filter(({ ground }) => ground === 'suspended')) {
          stored = moveDue(any, stored, pause.from, pause.until!).due;
          paused += workingTimeBetween(any, pause.from, pause.until!).milliseconds;
        }
        expect(readClock(any, clock, now).due).toEqual(stored);
        expect(workingTimeBetween(any, begun, stored).milliseconds).toBe(paused);
      }),
    );
  });

  it('says either how much is left or how much it is over, and stands still while paused', () => {
    fc.assert(
      fc.property(anyCalendar, instant, span, (any, due, [since, now]) => {
        const running = readDeadline(any, due, null, since);
        expect(running.remainingMinutes - running.overdueMinutes).toBe(workingMinutesBetween(any, since, due).minutes);
        expect(running.overdue).toBe(since > due);
        const paused = readDeadline(any, due, since, now);
        expect(paused).toMatchObject({ paused: true, remainingMinutes: running.remainingMinutes, overdueMinutes: running.overdueMinutes });
        const resumed = readDeadline(any, paused.dueIfResumedNow, null, now);
        expect(workingTimeBetween(any, now, resumed.due).milliseconds).toBe(workingTimeBetween(any, since, due).milliseconds);
      }),
    );
  });
});
