import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Plan, runHarness } from './harness.ts';
import { linesOf } from './report-lines.ts';
import { smallDisk } from './small-disk.ts';

/**
 * `npm run kill-harness -- --server 200 --postgres 100 [--cuts 50] [--jumps 50] [--disk-full 3] [--synchronous-commit off]`: everything happens at random
 * moments under load; exit code 1 when a promise was broken. With `--synchronous-commit off` it has to be.
 */
function option(name: string, otherwise: string): string {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? otherwise : (process.argv[at + 1] ?? '');
}
function times(name: string, otherwise: number): number {
  const value = Number(option(name, String(otherwise)));
  if (!Number.isSafeInteger(value) || value < 0) throw new Error(`--${name} needs a whole number`);
  return value;
}

const plan: Plan = { server: times('server', 20), postgres: times('postgres', 10), cuts: times('cuts', 10), jumps: times('jumps', 10) };
const diskFull = times('disk-full', 1);
const synchronousCommit = option('synchronous-commit', 'on') !== 'off';
const home = mkdtempSync(join(tmpdir(), 'linli-kill-'));
const log = (line: string) => console.log(line);
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));
process.once('exit', () => rmSync(home, { recursive: true, force: true }));

const report = await runHarness({ home, plan, synchronousCommit, log });
for (const line of linesOf(report)) log(line);
let faults = report.faults.length;

const disk = diskFull > 0 ? smallDisk() : null;
if (disk && 'home' in disk) {
  try {
    const full = await runHarness({ home: disk.home, plan: { server: 0, postgres: 0, cuts: 0, jumps: 0 }, log }, async (stage) => {
      for (let time = 1; time <= diskFull; time += 1) await disk.fillFor(stage, 4_000);
    });
    log(`\nDisk full ${diskFull} times, on ${disk.megabytes} MB of memory:`);
    for (const line of linesOf(full)) log(line);
    faults += full.faults.length;
  } finally {
    disk.release();
  }
} else if (disk) log(`\nSKIPPED: disk full (${disk.skipped})`);
process.exit(faults > 0 ? 1 : 0);
