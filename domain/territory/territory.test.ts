import { describe, expect, test } from 'vitest';
import type { Actor } from '../accounts/actor.ts';
import { maySaveGrid, nextGridCode } from './grids.ts';
import { shortNameOf } from './names.ts';

test.each([
  ['原隆村委会', '原隆村'],
  ['福宁社区居委会', '福宁社区'],
  ['惠民社区居民委员会', '惠民社区'],
  ['永平村村民委员会', '永平村'],
  ['渔光湖村村委会', '渔光湖村'],
  ['银子湖居委会', '银子湖居委会'],
  ['闽宁镇', '闽宁镇'],
  ['白桥村', '白桥村'],
])('%s is called %s', (name, short) => expect(shortNameOf(name)).toBe(short));

describe('grids', () => {
  const village = '640121104205';
  const head: Actor = {
    kind: 'staff',
    accountId: 'a',
    personId: 'p',
    name: '马建国',
    role: 'station-head',
    appointmentId: 'x',
    body: { id: 'b', name: '原隆村服务站', kind: 'service-station', territory: village },
    range: village,
  };
  const empty = { exists: true, households: 0, workersAfter: 0 };
  test('numbers go up and are never used again', () => {
    expect(nextGridCode(village, [])).toBe(`${village}001`);
    expect(nextGridCode(village, [`${village}001`, `${village}007`])).toBe(`${village}008`);
    expect(nextGridCode(village, [`${village}999`])).toBeNull();
  });
  test('a grid people live in does not end', () => {
    expect(maySaveGrid(head, { village, validUntil: '2026-12-31' }, { ...empty, households: 3 })).toMatchObject({
      allowed: false,
      clause: '4.1',
    });
    expect(maySaveGrid(head, { village, validUntil: null }, { ...empty, households: 3 }).allowed).toBe(true);
  });
  test('nor one with workers in office', () =>
    expect(maySaveGrid(head, { village, validUntil: '2026-12-31' }, { ...empty, workersAfter: 1 })).toMatchObject({ clause: '4.2' }));
  test('another village is not theirs', () =>
    expect(maySaveGrid(head, { village: '640121104204', validUntil: null }, empty).allowed).toBe(false));
});
