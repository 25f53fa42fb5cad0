import { expect, it } from 'vitest';
import { counted } from './counted.ts';

const counts = { mine: 3, new: 1, today: 0, overdue: 2, waiting: 4, done: 99, all: 106, more: true };

it('says how many, with a plus where more are done than were counted, and never fewer than are shown', () => {
  expect(counted(counts, 'mine')).toBe('3');
  expect(counted(counts, 'done')).toBe('99+');
  expect(counted(counts, 'all')).toBe('106+');
  expect(counted(counts, 'done', 150)).toBe('150+');
  expect(counted({ ...counts, more: false }, 'all', 50)).toBe('106');
  expect(counted(undefined, 'mine', 5)).toBe('5');
});
