import { describe, expect, test } from 'vitest';
import type { Level } from '../bodies/body.ts';
import { TODAY } from '../policy/testing/board.ts';
import { mattersOnTime, type OnTimeFacts } from './on-time.ts';

describe('matters on time (4.8)', () => {
  const turns = (answered: number) => [{ kind: 'appeal', holder: 'county' as const, toSign: 9, signed: 9, toAnswer: 8, answered }];
  const quarter: OnTimeFacts = { days: 90, filed: 10, turns: turns(8), late: [] };
  test('all in time; some late before; one late now', () => {
    expect(mattersOnTime.judge(quarter, TODAY).verdict).toBe('holds');
    expect(mattersOnTime.judge({ ...quarter, turns: turns(7) }, TODAY)).toMatchObject({ verdict: 'warning' });
    const late = [
      {
        id: 'm',
        number: 'YN-7',
        kind: 'appeal',
        holder: '永宁县水务局',
        holderKind: 'county-department' as const,
        what: 'answer' as const,
      },
    ];
    expect(mattersOnTime.judge({ ...quarter, turns: turns(7), late }, TODAY)).toMatchObject({
      verdict: 'broken',
      sentence: '有 1 件超期：YN-7。',
    });
  });
  test('each kind is told in its own words, in whose hands it was', () => {
    const of = (kind: string, holder: Level, toAnswer: number, answered: number) => ({
      ...{ kind, holder, toAnswer, answered },
      ...{ toSign: 0, signed: 0 },
    });
    const facts = mattersOnTime.judge(
      {
        ...quarter,
        turns: [
          of('proxy-service', 'village', 4, 3),
          of('proxy-service', 'township', 2, 2),
          of('home-verification', 'village', 1, 1),
          of('appeal', 'village', 5, 5),
          of('appeal', 'county', 3, 2),
        ],
        late: [
          { id: 'p', number: 'YN-8', kind: 'proxy-service', holder: '原隆村服务站', holderKind: 'service-station', what: 'answer' },
          { id: 'v', number: 'YN-9', kind: 'home-verification', holder: '原隆村服务站', holderKind: 'service-station', what: 'sign' },
        ],
      },
      TODAY,
    ).facts;
    expect(facts).toEqual([
      '90 天里代办按时交到镇里：3 / 4（75%），分母是到期该办的。',
      '90 天里代办按时办结：2 / 2（100%），分母是到期该办的。',
      '90 天里入户核查按时核查：1 / 1（100%），分母是到期该办的。',
      '90 天里诉求按时答复：7 / 8（87.5%），分母是到期该办的。',
      'YN-8 在原隆村服务站，还没有交到镇里，已经超期。',
      'YN-9 在原隆村服务站，还没有安排，已经超期。',
    ]);
  });
  test('of no matter nothing is said', () =>
    expect(mattersOnTime.judge({ days: 90, filed: 0, turns: [], late: [] }, TODAY).verdict).toBe('not-applicable'));
});
