import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { migrate } from '../server/migrations/migrate.ts';
import { importDivisions } from '../server/modules/territory/index.ts';
import { fingerprint } from '../server/platform/backup/fingerprint.ts';
import { startEmbeddedPostgres } from '../server/platform/embedded-postgres.ts';
import { openFileStore } from '../server/platform/file-store.ts';
import { fillRegion } from './fill-region.ts';

/** `npm run restore-drill -- [--residents 20000] [--restores 10] [--kills 10] [--no-control]`: backups and restores by the command line, some of them killed; exit code 1 at the first difference. */
const option = (name: string, otherwise: number): number => {
  const at = process.argv.indexOf(`--${name}`);
  const value = at < 0 ? otherwise : Number(process.argv[at + 1]);
  if (!Number.isSafeInteger(value) || value < 0) throw new Error(`--${name} needs a whole number`);
  return value;
};
const residents = option('residents', 20_000);
const restores = option('restores', 10);
const kills = option('kills', 10);

const root = await mkdtemp(join(tmpdir(), 'linli-restore-drill-'));
const home = join(root, 'home');
const target = join(root, 'backups');
const cli = fileURLToPath(new URL('../cli/linli.mjs', import.meta.url));

interface Ended {
  code: number | null;
  seconds: number;
  output: string;
}

/** Runs `linli` in a process of its own; after `killAfter` milliseconds it is killed. */
async function linli(at: string, args: string[], killAfter?: number): Promise<Ended> {
  const since = performance.now();
  const env = {
    ...process.env,
    LINLI_HOME: at,
    LINLI_BACKUP_TO: target,
    LINLI_BACKUP_KEY_FILE: join(root, 'backup.key'),
    DATABASE_URL: '',
  };
  const child: ChildProcess = spawn(process.execPath, [cli, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (text: Buffer) => (output += text));
  const killer = killAfter === undefined ? undefined : setTimeout(() => child.kill('SIGKILL'), killAfter);
  const code = await new Promise<number | null>((resolve) => child.once('close', (ended) => resolve(ended)));
  clearTimeout(killer);
  return { code, seconds: (performance.now() - since) / 1000, output: output.trim() };
}

function demand(ended: Ended): Ended {
  if (ended.code !== 0) throw new Error(ended.output);
  return ended;
}

async function printOf(at: string): Promise<string> {
  const postgres = await startEmbeddedPostgres({ home: at });
  try {
    return JSON.stringify(await fingerprint(postgres.url, at));
  } finally {
    await postgres.stop();
  }
}

/** One name changed in a restored place must be seen. */
async function control(): Promise<void> {
  const changed = join(root, 'control');
  demand(await linli(changed, ['restore']));
  const postgresAgain = await startEmbeddedPostgres({ home: changed });
  const client = new pg.Client({ connectionString: postgresAgain.url });
  await client.connect();
  await client.query("update person set name = '别人' where ctid = (select ctid from person limit 1)");
  await client.end();
  await postgresAgain.stop();
  if ((await printOf(changed)) === (await printOf(home)))
    throw new Error('the control was not seen: one changed name gives the same hashes');
  console.log('control: one changed name is seen');
}

try {
  const postgres = await startEmbeddedPostgres({ home });
  await migrate(postgres.url);
  await importDivisions(postgres.url, readFileSync(new URL('../server/data/territory/divisions.csv', import.meta.url), 'utf8'));
  const filled = await fillRegion(postgres.url, residents);
  const files = openFileStore(join(home, 'files'));
  for (let at = 0; at < 200; at += 1) await files.keep(Buffer.from(`%PDF-1.4\n1 0 obj << >> endobj % ${at}\n%%EOF`));
  await postgres.stop();
  console.log(`${filled.persons} residents, ${filled.matters} matters, 200 files`);
  const expected = await printOf(home);

  const first = demand(await linli(home, ['backup']));
  console.log(`backup with reading back: ${first.seconds.toFixed(1)} s\n  ${first.output.split('\n').at(-1)}`);

  let killed = 0;
  for (let at = 0; at < kills; at += 1) {
    const before = (await readdir(target)).filter((name) => /^\d{8}T/.test(name));
    const ended = await linli(home, ['backup'], Math.random() * first.seconds * 1000);
    if (ended.code === null) killed += 1;
    const after = (await readdir(target)).filter((name) => /^\d{8}T/.test(name));
    if (!before.every((name) => after.includes(name))) throw new Error('a killed backup took an earlier one with it');
    demand(await linli(home, ['verify', 'backup']));
  }
  console.log(`backup killed ${killed} times: the newest was whole each time`);

  const seconds: number[] = [];
  let [restoreKilled, nothing] = [0, 0];
  for (let at = 0; at < Math.max(restores, kills); at += 1) {
    const again = join(root, `again-${at}`);
    if (at < kills) {
      const ended = await linli(again, ['restore'], Math.random() * (seconds[0] ?? first.seconds) * 1000);
      if (ended.code === null) restoreKilled += 1;
      // Killed: no database is in place, or all of it.
      if (!existsSync(join(again, 'postgres'))) nothing += 1;
      else if ((await printOf(again)) !== expected) throw new Error(`restore ${at} was killed and left a part`);
    }
    if (!existsSync(join(again, 'postgres'))) {
      seconds.push(demand(await linli(again, ['restore'])).seconds);
    }
    if ((await printOf(again)) !== expected) throw new Error(`restore ${at} differs from what was backed up`);
    await rm(again, { recursive: true, force: true });
  }
  console.log(`restore killed ${restoreKilled} times: ${nothing} times nothing was in place, never a part; the next one went through`);
  console.log(
    `${Math.max(restores, kills)} restores with equal hashes of all tables, sequences and files; ${Math.min(...seconds).toFixed(1)} to ${Math.max(...seconds).toFixed(1)} s each`,
  );

  if (!process.argv.includes('--no-control')) await control();
} catch (error) {
  console.error(`restore drill: ${(error as Error).message}`);
  process.exitCode = 1;
} finally {
  await sleep(500);
  await rm(root, { recursive: true, force: true });
}
