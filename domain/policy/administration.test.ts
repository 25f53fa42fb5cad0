import { describe, expect, test } from 'vitest';
import type { Actor } from '../accounts/actor.ts';
import { maySetCalendarDay, maySetParameter } from './administration.ts';
import type { ParameterValue } from './parameters.ts';

const now = new Date('2026-11-24T09:00:00+08:00');
const admin: Actor = {
  kind: 'staff',
  accountId: 'a',
  personId: 'p',
  name: '管理员',
  role: 'administrator',
  appointmentId: 'x',
  body: { id: 'b', name: '永宁县政府办', kind: 'county-government', territory: '640121' },
  range: '640121',
};
const change = (more: Partial<ParameterValue> = {}): ParameterValue => ({
  key: 'appeal.sign',
  territory: '640121',
  value: 2,
  validFrom: '2026-11-24',
  source: '县里规定',
  ...more,
});

describe('setting a parameter', () => {
  test('in the own county from today on', () => expect(maySetParameter(admin, change(), [], now)).toEqual({ allowed: true }));
  test('not for yesterday', () => expect(maySetParameter(admin, change({ validFrom: '2026-11-23' }), [], now).allowed).toBe(false));
  test('yesterday by Greenwich is today in Ningxia', () => {
    expect(maySetParameter(admin, change({ validFrom: '2026-11-24' }), [], new Date('2026-11-23T16:30:00Z')).allowed).toBe(true);
  });
  test('not for another county nor for the region', () => {
    expect(maySetParameter(admin, change({ territory: '640104' }), [], now).allowed).toBe(false);
    expect(maySetParameter(admin, change({ territory: '64' }), [], now).allowed).toBe(false);
  });
  test('not beyond its limits', () => {
    const refused = maySetParameter(admin, change({ value: 9 }), [], now);
    expect(refused).toMatchObject({ allowed: false, reason: '“签收时限”要在 1 到 5个工作日之间。' });
  });
  test('hours of work from tomorrow on, since today has begun', () => {
    const morning = change({ key: 'calendar.morning.from', value: 540 });
    expect(maySetParameter(admin, morning, [], now).allowed).toBe(false);
    expect(maySetParameter(admin, { ...morning, validFrom: '2026-11-25' }, [], now).allowed).toBe(true);
  });
  test('hours stay in order, also where a township set its own', () => {
    const later = (key: ParameterValue['key'], value: number, territory = '640121') =>
      change({ key, value, territory, validFrom: '2026-12-01' });
    expect(maySetParameter(admin, later('calendar.morning.until', 840), [], now).allowed).toBe(true);
    expect(maySetParameter(admin, later('calendar.morning.until', 840), [later('calendar.afternoon.from', 800)], now).allowed).toBe(false);
    expect(
      maySetParameter(admin, later('calendar.morning.until', 840), [later('calendar.afternoon.from', 800, '640121104')], now).allowed,
    ).toBe(false);
    expect(
      maySetParameter(admin, later('calendar.morning.until', 840), [later('calendar.afternoon.from', 800, '640104')], now).allowed,
    ).toBe(true);
  });
});

describe('setting a day', () => {
  test('of the own county, today or later', () => {
    expect(maySetCalendarDay(admin, { date: '2026-11-24', scope: '640121' }, now).allowed).toBe(true);
    expect(maySetCalendarDay(admin, { date: '2026-11-23', scope: '640121' }, now).allowed).toBe(false);
    expect(maySetCalendarDay(admin, { date: '2026-12-01', scope: '64' }, now).allowed).toBe(false);
    expect(maySetCalendarDay(admin, { date: '2026-12-01', scope: '' }, now).allowed).toBe(false);
  });
});
