import { describe, expect, it } from 'vitest';
import { operations } from './operations.ts';
import { attackAll } from './testing/hostile-run.ts';

/** A sample of what `npm run hostile-input` sends whole; the seed is fixed so that a red one is red again. */
const EACH = 25;

describe('malformed and hostile inputs', () => {
  it('to every operation: no failure, nobody else’s data, no slow answer, no memory kept', { timeout: 300_000 }, async () => {
    const report = await attackAll({ each: EACH, seed: 20_261_124 });
    expect(report.faults).toEqual([]);
    expect(report.inputs).toBeGreaterThanOrEqual(EACH * operations.length);
    // Each sort is really there, and the attackers are signed in while they attack.
    expect(Object.keys(report.sorts).length).toBeGreaterThanOrEqual(20);
    expect(report.answers[200]).toBeGreaterThan(report.inputs / 20);
    expect(report.signedOut).toBeLessThan(report.inputs / 50);
    expect(report.slowest.milliseconds, JSON.stringify(report.slowest)).toBeLessThan(5_000);
    expect(report.grown).toBeLessThan(40 * 1024 * 1024);
  });
});
