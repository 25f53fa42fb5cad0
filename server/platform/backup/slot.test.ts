import { expect, test } from 'vitest';
import { wholeNumber } from './slot.ts';

const ROUND = 2n ** 32n;

test.each<[string, bigint, bigint]>([
  ['999', 1_000n, 999n],
  // Committed, and not counted yet by the snapshot that was asked for the next number.
  ['1000', 1_000n, 1_000n],
  ['1007', 1_000n, 1_007n],
  ['4294967295', ROUND + 5n, ROUND - 1n],
  ['2', ROUND - 3n, ROUND + 2n],
  ['7', 3n * ROUND + 5n, 3n * ROUND + 7n],
])('number %s of the log, read when %i came next, is %i', (xid, next, whole) => {
  expect(wholeNumber(xid, next)).toBe(whole);
});
