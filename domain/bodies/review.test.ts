import { expect, test } from 'vitest';
import { roundOn } from './review.ts';

test('the list of a year counts from the first of its month, the last one that came', () => {
  expect(roundOn('2026-11-24', 3)).toBe('2026-03-01');
  expect(roundOn('2027-02-28', 3)).toBe('2026-03-01');
  expect(roundOn('2027-03-01', 3)).toBe('2027-03-01');
  expect(roundOn('2026-11-30', 12)).toBe('2025-12-01');
});
