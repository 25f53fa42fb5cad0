import { describe, expect, test } from 'vitest';
import { FUNING, secretary, TODAY } from '../policy/testing/board.ts';
import { stationHead, villageStation } from './station.ts';
import type { PostOf } from './term.ts';

describe('a station in every village (2.3)', () => {
  test('there is one', () =>
    expect(villageStation.judge({ stations: [{ id: 's', name: '原隆村服务站' }], known: true }, TODAY)).toMatchObject({
      verdict: 'holds',
    }));
  test('there is none, though the village has other bodies', () =>
    expect(villageStation.judge({ stations: [], known: true }, TODAY)).toMatchObject({
      verdict: 'broken',
      sentence: '原隆村没有服务站。',
    }));
  test('nothing is recorded of the village', () =>
    expect(villageStation.judge({ stations: [], known: false }, TODAY).verdict).toBe('no-data'));
});

describe('the head of the station (2.3)', () => {
  const headed = (...posts: PostOf[]) => ({ stationId: 's', heads: [{ id: 'h', name: '马建国', validFrom: '2026-01-01', posts }] });
  test('is the secretary', () => expect(stationHead.judge(headed(secretary), TODAY).verdict).toBe('holds'));
  test('was the secretary until yesterday', () =>
    expect(stationHead.judge(headed({ ...secretary, validUntil: '2026-11-23' }), TODAY)).toMatchObject({
      verdict: 'broken',
      sentence: '站长马建国现在不是书记，也不是主任。',
    }));
  test('is secretary of another village', () =>
    expect(stationHead.judge(headed({ ...secretary, bodyTerritory: FUNING.code }), TODAY).verdict).toBe('broken'));
  test('is missing', () => expect(stationHead.judge({ stationId: 's', heads: [] }, TODAY).sentence).toBe('服务站现在没有站长。'));
  test('are two', () => {
    const [one] = headed(secretary).heads;
    expect(stationHead.judge({ stationId: 's', heads: [one, one] as never }, TODAY).verdict).toBe('broken');
  });
  test('is not asked for where there is no station', () =>
    expect(stationHead.judge({ stationId: null, heads: [] }, TODAY).verdict).toBe('not-applicable'));
});
