import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type Plan, type Report, runHarness, sumOf } from './harness.ts';

const NOTHING: Plan = { server: 0, postgres: 0, cuts: 0, jumps: 0 };
// A minute on a machine busy with other things; a third of it on an idle one.
const PATIENCE = { timeout: 300_000 };

async function played(options: { plan: Plan; synchronousCommit?: boolean }): Promise<Report> {
  const home = await mkdtemp(join(tmpdir(), 'linli-kill-'));
  try {
    return await runHarness({ home, ...options });
  } finally {
    await rm(home, { recursive: true, force: true });
  }
}

test.concurrent('killed under load: what was acknowledged is there once, the rest wholly or not at all', PATIENCE, async () => {
  const report = await played({ plan: { server: 4, postgres: 2, cuts: 2, jumps: 2 } });
  expect(report.faults).toEqual([]);
  expect(report.happened).toMatchObject({ server: 4, postgres: 2, cuts: 2, jumps: 2 });
  // Otherwise it would have proven little.
  expect(report.acknowledged).toBeGreaterThan(50);
  expect(report.losses).toBeGreaterThan(0);
  for (const checked of [report.asked, report.messages, report.sealed, report.rates]) expect(checked).toBeGreaterThan(0);
});

test.concurrent('where PostgreSQL confirms what it has not written, the losses are found', PATIENCE, async () => {
  const report = await played({ plan: { ...NOTHING, postgres: 1 }, synchronousCommit: false });
  expect(sumOf(report, 'lost')).toBeGreaterThan(0);
});
