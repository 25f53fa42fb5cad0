import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dateOfDay, dayOfDate, makeCalendar } from '../calendar/calendar.ts';
import { isWorking, workingMinutesBetween } from '../calendar/working-time.ts';
import { attributeWorkingTime, type Holding } from './attribution.ts';

const calendar = makeCalendar([{ date: '2026-01-01', kind: 'holiday', name: '元旦', scope: '' }]);
const at = (text: string) => new Date(`${text.replace(' ', 'T')}+08:00`);
const station = { bodyId: 'station', name: '原隆村服务站' };
const centre = { bodyId: 'centre', name: '闽宁镇中心' };
const water = { bodyId: 'water', name: '县水务局' };
const held = (from: string, holder: Holding['holder'], paused: Holding['paused'] = null): Holding => ({ at: at(from), holder, paused });

describe('where every hour of a matter went', () => {
  it('the station, the township, the wrong department, the right one, and the resident in between', () => {
    const housing = { bodyId: 'housing', name: '县住建局' };
    const { slices, totals, minutes, warnings } = attributeWorkingTime(
      calendar,
      [
        held('2026-03-02 09:00', station),
        held('2026-03-02 15:00', centre),
        held('2026-03-03 09:00', housing),
        held('2026-03-03 11:00', centre),
        held('2026-03-03 14:30', water),
        held('2026-03-04 10:00', water, 'waiting-for-resident'),
        held('2026-03-05 10:00', water),
        held('2026-03-05 16:00', water, 'suspended'),
        held('2026-03-06 09:00', water),
      ],
      at('2026-03-06 20:00'),
    );
    expect(slices.map((slice) => [slice.name, slice.paused, slice.minutes])).toEqual([
      ['原隆村服务站', null, 240],
      ['闽宁镇中心', null, 210],
      ['县住建局', null, 120],
      ['闽宁镇中心', null, 90],
      ['县水务局', null, 300],
      ['县水务局', 'waiting-for-resident', 450],
      ['县水务局', null, 240],
      ['县水务局', 'suspended', 150],
      ['县水务局', null, 420],
    ]);
    expect(totals).toEqual([
      { heading: 'body', ...station, minutes: 240 },
      { heading: 'body', ...centre, minutes: 300 },
      { heading: 'body', ...housing, minutes: 120 },
      { heading: 'body', ...water, minutes: 960 },
      { heading: 'waiting-for-resident', bodyId: null, name: null, minutes: 450 },
      { heading: 'suspended', bodyId: null, name: null, minutes: 150 },
    ]);
    expect(minutes).toBe(2220);
    expect(warnings).toEqual([]);
  });

  it('time that nobody held has its own heading, and nights and Sundays are nobody’s burden', () => {
    const { slices, totals } = attributeWorkingTime(
      calendar,
      [held('2026-03-07 10:00', null), held('2026-03-09 09:00', station), held('2026-03-09 18:00', centre)],
      at('2026-03-10 08:00'),
    );
    expect(slices.map((slice) => slice.minutes)).toEqual([30, 420, 0]);
    expect(totals.map(({ heading, bodyId, minutes }) => [heading, bodyId, minutes])).toEqual([
      ['body', 'station', 420],
      ['body', 'centre', 0],
      ['nobody', null, 30],
    ]);
  });

  it('neighbours that say the same are one slice; of several at one instant the last holds; what begins after the end has not happened', () => {
    const { slices } = attributeWorkingTime(
      calendar,
      [
        held('2026-03-02 09:00', station),
        held('2026-03-02 10:00', { ...station, name: '原隆村便民服务站' }),
        held('2026-03-02 11:00', centre),
        held('2026-03-02 11:00', water),
        held('2026-03-02 17:00', centre),
      ],
      at('2026-03-02 16:00'),
    );
    expect(slices).toEqual([
      { ...station, name: '原隆村便民服务站', from: at('2026-03-02 09:00'), until: at('2026-03-02 11:00'), minutes: 120, paused: null },
      { ...water, from: at('2026-03-02 11:00'), until: at('2026-03-02 16:00'), minutes: 180, paused: null },
    ]);
  });

  it('nothing held gives nothing; holdings out of order are refused; a year without rows is warned of', () => {
    expect(attributeWorkingTime(calendar, [], at('2026-03-02 16:00'))).toEqual({ slices: [], totals: [], minutes: 0, warnings: [] });
    expect(attributeWorkingTime(calendar, [held('2026-03-02 17:00', station)], at('2026-03-02 16:00')).slices).toEqual([]);
    expect(() =>
      attributeWorkingTime(calendar, [held('2026-03-03 09:00', station), held('2026-03-02 09:00', centre)], at('2026-03-04 09:00')),
    ).toThrow(RangeError);
    expect(attributeWorkingTime(calendar, [held('2026-12-30 09:00', station)], at('2027-01-04 09:00')).warnings).toEqual([{ year: 2027 }]);
  });
});

describe('for any calendar, holdings and pauses', () => {
  const instant = fc.date({ min: at('2026-01-01 00:00'), max: at('2026-03-01 00:00'), noInvalidDate: true });
  const anyCalendar = fc
    .uniqueArray(fc.record({ day: fc.integer({ min: dayOfDate('2026-01-01'), max: dayOfDate('2026-02-28') }), working: fc.boolean() }), {
      selector: (row) => row.day,
      maxLength: 30,
    })
    .map((moved) =>
      makeCalendar(moved.map((row) => ({ date: dateOfDay(row.day), kind: row.working ? 'working' : 'holiday', name: '节', scope: '' }))),
    );
  const holdings = fc
    .array(
      fc.record({
        at: instant,
        holder: fc.constantFrom(station, centre, water, null),
        paused: fc.constantFrom(null, null, 'waiting-for-resident' as const, 'suspended' as const),
      }),
      { minLength: 1, maxLength: 25 },
    )
    .map((list) => list.sort((a, b) => a.at.getTime() - b.at.getTime()));

  it('slices and totals add up to the working minutes elapsed, exactly, and leave no gap', () => {
    fc.assert(
      fc.property(anyCalendar, holdings, instant, (any, list, end) => {
        const { slices, totals, minutes } = attributeWorkingTime(any, list, end);
        const begun = new Date(Math.min(list[0]!.at.getTime(), end.getTime()));
        const sum = (parts: { minutes: number }[]) => parts.reduce((total, part) => total + part.minutes, 0);
        expect(minutes).toBe(workingMinutesBetween(any, begun, end).minutes);
        expect(sum(slices)).toBe(minutes);
        expect(sum(totals)).toBe(minutes);
        for (const [i, slice] of slices.entries()) expect(slice.until).toEqual(slices[i + 1]?.from ?? end);
        expect(slices[0]?.from ?? end).toEqual(begun);
      }),
    );
  });

  it('each heading has the minutes at whose beginning it held the matter', () => {
    fc.assert(
      fc.property(anyCalendar, holdings, (any, list) => {
        const cut = list.map((holding) => ({ ...holding, at: new Date(Math.floor(holding.at.getTime() / 60_000) * 60_000) }));
        const start = cut[0]!.at.getTime();
        const end = start + 3 * 86_400_000;
        const counted = new Map<string, number>();
        for (let minute = start; minute < end; minute += 60_000) {
          if (!isWorking(any, new Date(minute))) continue;
          const holding = cut.findLast((one) => one.at.getTime() <= minute)!;
          const heading = holding.paused ?? holding.holder?.bodyId ?? 'nobody';
          counted.set(heading, (counted.get(heading) ?? 0) + 1);
        }
        const given = attributeWorkingTime(any, cut, new Date(end)).totals.filter((total) => total.minutes > 0);
        expect(new Map(given.map((total) => [total.bodyId ?? total.heading, total.minutes]))).toEqual(counted);
      }),
      { numRuns: 40 },
    );
  });
});
