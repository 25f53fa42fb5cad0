import { describe, expect, test } from 'vitest';
import { share } from '../policy/rule.ts';
import { TODAY } from '../policy/testing/board.ts';
import { baseInformation, householdGrid, type RegisterFacts } from './coverage.ts';

describe('every household in one grid, base information complete (4.1, 4.9)', () => {
  const village: RegisterFacts = {
    ...{ grids: 2, households: 120, householdsInGrid: 120, householdsInTwo: 0, householdsComplete: 120 },
    ...{ persons: 400, personsInGrid: 400, personsComplete: 400 },
  };
  test('all of it', () => {
    expect(householdGrid.judge(village, TODAY).verdict).toBe('holds');
    expect(baseInformation.judge(village, TODAY).verdict).toBe('holds');
  });
  test('both rates name both denominators', () => {
    const found = householdGrid.judge({ ...village, householdsInGrid: 118, personsInGrid: 390 }, TODAY);
    expect(found).toMatchObject({ verdict: 'broken', sentence: '有 2 户不在现有的网格里。' });
    expect(found.facts.slice(1)).toEqual([
      '按户算的覆盖率：118 / 120（98.3%），分母是登记的全部住户。',
      '按人算的覆盖率：390 / 400（97.5%），分母是登记的全部居民。',
    ]);
    expect(baseInformation.judge({ ...village, householdsComplete: 119 }, TODAY).facts).toEqual([
      '按户算的采集率：119 / 120（99.1%），分母是登记的全部住户；有地址、有人口的算采齐。',
      '按人算的采集率：400 / 400（100%），分母是登记的全部居民；归到户、写明关系的算采齐。',
    ]);
  });
  test('a household in two grids, a village without any, a register without a household', () => {
    expect(householdGrid.judge({ ...village, householdsInGrid: 119, householdsInTwo: 1 }, TODAY).sentence).toBe(
      '有 1 户同时落在两个网格。',
    );
    expect(householdGrid.judge({ ...village, grids: 0, householdsInGrid: 0 }, TODAY).sentence).toBe('原隆村还没有划网格。');
    expect(householdGrid.judge({ ...village, households: 0 }, TODAY).verdict).toBe('no-data');
  });
  test('99.99 % is never said to be all', () => expect(share(9_999, 10_000)).toBe('9999 / 10000（99.9%）'));
});
