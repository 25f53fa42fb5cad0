import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Filled } from './fill.ts';

/** The queue's query sent by pgbench itself, where it is installed: what the database alone can do. */
export async function measurePgbench(databaseUrl: string, filled: Filled, seconds: number): Promise<string> {
  if (spawnSync('pgbench', ['--version']).error) return '\npgbench: SKIPPED, it is not installed';
  const folder = mkdtempSync(join(tmpdir(), 'linli-pgbench-'));
  try {
    const script = join(folder, 'queue.sql');
    writeFileSync(
      script,
      `select id, number, title, category, village, grid, status, holder_id, due, state->'holder'->>'name' from matter where county = '640121' and ended_at is null and status <> 'answered' and not paused and holder_id = '${filled.station.id}' order by due, id limit 50;\n`,
    );
    const rates = [1, 10].map((clients) => {
      const run = spawnSync('pgbench', ['-n', '-M', 'prepared', '-c', String(clients), '-T', String(seconds), '-f', script, databaseUrl], {
        encoding: 'utf8',
      });
      return `${clients} client${clients > 1 ? 's' : ''} ${/tps = ([\d.]+)/.exec(run.stdout)?.[1] ?? run.stderr.trim()}/s`;
    });
    return `\npgbench, the queue's query alone as the owner: ${rates.join(', ')}`;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
