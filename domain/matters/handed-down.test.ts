import { describe, expect, test } from 'vitest';
import { TODAY } from '../policy/testing/board.ts';
import { dutyOf } from './appeal/categories.ts';
import { notHandedDownRule } from './handed-down.ts';

describe('nothing handed down (8.2)', () => {
  const lamp = { id: 'm', number: 'YN-7', duty: dutyOf('roads.lamp'), cameDown: true, there: true };
  const judged = (...matters: (typeof lamp)[]) => notHandedDownRule.judge({ days: 90, all: 5, matters }, TODAY).verdict;
  test('a lamp in the village breaks it, one that left again warns, a quarrel of neighbours is the village’s own', () => {
    expect(judged(lamp)).toBe('broken');
    expect(judged({ ...lamp, there: false })).toBe('warning');
    expect(judged({ ...lamp, cameDown: false })).toBe('warning');
    expect(judged({ ...lamp, duty: dutyOf('order.neighbour') })).toBe('holds');
  });
});
