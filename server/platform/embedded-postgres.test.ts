import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, unlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runningEmbeddedPostgres, startEmbeddedPostgres, startThrowAwayPostgres } from './embedded-postgres.ts';
import { holdHome, homeHolder } from './home-lock.ts';

const root = mkdtempSync(join(tmpdir(), 'linli-embedded-test-'));
const home = join(root, 'home');

afterAll(() => rmSync(root, { recursive: true, force: true }));

async function ask<Row extends pg.QueryResultRow>(url: string, sql: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Row>(sql)).rows;
  } finally {
    await client.end();
  }
}

const holderScript = `
import { startEmbeddedPostgres } from ${JSON.stringify(new URL('./embedded-postgres.ts', import.meta.url).href)};
const running = await startEmbeddedPostgres({ home: process.argv[1] });
console.log(running.url);
setInterval(() => {}, 1000);
`;

/** Another process that keeps the data folder, as a running Linli does. */
async function holder(): Promise<{ child: ChildProcess; url: string }> {
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', holderScript, home], {
    cwd: fileURLToPath(new URL('../..', import.meta.url)),
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout?.once('data', (line: Buffer) => resolve(line.toString().trim()));
    child.once('exit', () => reject(new Error('the holder ended')));
  });
  return { child, url };
}

const killed = (child: ChildProcess) =>
  new Promise<void>((resolve) => {
    child.removeAllListeners('exit');
    child.once('exit', () => resolve());
    child.kill('SIGKILL');
  });

describe('embedded PostgreSQL', () => {
  beforeAll(async () => {
    const running = await startEmbeddedPostgres({ home });
    await ask(running.url, 'create table kept (n int primary key)');
    await running.stop();
  }, 60_000);

  test('keeps what was committed from one start to the next', async () => {
    const first = await startEmbeddedPostgres({ home });
    await ask(first.url, 'insert into kept values (1)');
    await first.stop();
    const second = await startEmbeddedPostgres({ home });
    expect(await ask(second.url, 'select n from kept where n = 1')).toEqual([{ n: 1 }]);
    await second.stop();
  });

  test('writes to disk before it answers, as UTF-8 with the plain collation', async () => {
    const running = await startEmbeddedPostgres({ home });
    const [row] = await ask(
      running.url,
      `select current_setting('fsync') fsync, current_setting('synchronous_commit') commit, current_setting('full_page_writes') pages,
        pg_encoding_to_char(encoding) encoding, datcollate from pg_database where datname = current_database()`,
    );
    expect(row).toEqual({ fsync: 'on', commit: 'on', pages: 'on', encoding: 'UTF8', datcollate: 'C' });
    await running.stop();
  });

  test('lets nobody in without the password, which only the owner can read', async () => {
    const running = await startEmbeddedPostgres({ home });
    const guess = new URL(running.url);
    guess.password = 'guess';
    const byPort = Object.assign(new URL(guess), { search: '' });
    for (const { href } of [guess, byPort]) await expect(ask(href, 'select 1')).rejects.toThrow(/password authentication failed/);
    expect(statSync(join(home, 'postgres.password')).mode & 0o777).toBe(0o600);
    await running.stop();
  });

  test('is entered by the socket in its folder; by its port where the folder lies too deep for a socket’s name', async () => {
    const bySocket = 'select inet_server_port() is null as socket';
    const running = await startEmbeddedPostgres({ home });
    expect(await ask(running.url, bySocket)).toEqual([{ socket: true }]);
    await running.stop();
    const deep = join(root, 'd'.repeat(100));
    mkdirSync(deep);
    const below = await startEmbeddedPostgres({ home: deep });
    expect(await ask(below.url, bySocket)).toEqual([{ socket: false }]);
    await below.stop();
  });

  test('never writes a statement or a value into its log', async () => {
    const running = await startEmbeddedPostgres({ home });
    for (const sql of ["select '13800000000'::int2", "select '马小花'::int", 'insert into kept values (70), (70)']) {
      await expect(ask(running.url, sql)).rejects.toThrow();
    }
    await running.stop();
    const log = readFileSync(join(home, 'postgres.log'), 'utf8');
    expect(log).not.toMatch(/马小花|13800000000|\(70\)/);
  });

  test('loses nothing when the process that started it is killed, and comes up again', async () => {
    const { child, url } = await holder();
    await ask(url, 'insert into kept values (2)');
    await killed(child);
    const again = await startEmbeddedPostgres({ home });
    expect(again.url).not.toBe(url);
    expect(await ask(again.url, 'select n from kept where n = 2')).toEqual([{ n: 2 }]);
    await again.stop();
  });

  test('loses nothing when PostgreSQL itself is killed, says so, and recovers', async () => {
    const running = await startEmbeddedPostgres({ home });
    await ask(running.url, 'insert into kept values (3)');
    process.kill(Number(readFileSync(join(home, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0]), 'SIGKILL');
    expect(await running.lost).toMatch(/has ended unexpectedly \(SIGKILL\)/);
    await running.stop();
    const again = await startEmbeddedPostgres({ home });
    expect(await ask(again.url, 'select n from kept where n = 3')).toEqual([{ n: 3 }]);
    expect(readdirSync(join(home, 'postgres')).filter((name) => name.startsWith('.s.PGSQL.'))).toHaveLength(2);
    await again.stop();
  });

  test('a second start on the same folder is told who runs it; other commands find the running one', async () => {
    const { child, url } = await holder();
    expect(runningEmbeddedPostgres(home)).toBe(url);
    await expect(startEmbeddedPostgres({ home })).rejects.toThrow(`already running on the data folder ${home} (process ${child.pid})`);
    await killed(child);
  });

  test('a number left in postmaster.pid that now belongs to a stranger does not stop it', async () => {
    const started = await startEmbeddedPostgres({ home });
    const pidFile = readFileSync(join(home, 'postgres', 'postmaster.pid'), 'utf8');
    await started.stop();
    const stranger = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
    writeFileSync(join(home, 'postgres', 'postmaster.pid'), pidFile.replace(/^\d+/, String(stranger.pid)));
    const running = await startEmbeddedPostgres({ home });
    expect(await ask(running.url, 'select 1 as n')).toEqual([{ n: 1 }]);
    await running.stop();
    await killed(stranger);
  });

  test('a folder that starts but has lost its databases gets one sentence, and nothing goes on running', async () => {
    const emptied = join(root, 'emptied');
    execFileSync('cp', ['-a', home, emptied]);
    rmSync(join(emptied, 'postgres', 'base'), { recursive: true });
    mkdirSync(join(emptied, 'postgres', 'base'), { mode: 0o700 });
    if (process.getuid?.() === 0) execFileSync('chown', ['--reference', join(emptied, 'postgres'), join(emptied, 'postgres', 'base')]);
    await expect(startEmbeddedPostgres({ home: emptied })).rejects.toThrow(/gives no access .* damaged/);
    expect(runningEmbeddedPostgres(emptied)).toBeNull();
    expect(homeHolder(emptied)).toBeNull();
  });

  test('a damaged folder gets one sentence', async () => {
    const damaged = join(root, 'damaged');
    execFileSync('cp', ['-a', home, damaged]);
    unlinkSync(join(damaged, 'postgres', 'global', 'pg_control'));
    await expect(startEmbeddedPostgres({ home: damaged })).rejects.toThrow(/is damaged/);
    unlinkSync(join(damaged, 'postgres.password'));
    await expect(startEmbeddedPostgres({ home: damaged })).rejects.toThrow(/damaged/);
    expect(homeHolder(damaged)).toBeNull();
  });

  test('a folder that is a file gets one sentence', async () => {
    const file = join(root, 'file');
    writeFileSync(file, '');
    await expect(startEmbeddedPostgres({ home: file })).rejects.toThrow(/cannot be written/);
  });

  test('the throw-away cluster leaves nothing behind', async () => {
    const running = await startThrowAwayPostgres();
    expect(await ask(running.url, "select current_setting('fsync') as fsync")).toEqual([{ fsync: 'off' }]);
    await running.stop();
    const ours = (name: string) => name.startsWith('linli-throw-away-') && homeHolder(join(tmpdir(), name))?.pid === process.pid;
    const left = readdirSync(tmpdir()).filter(ours);
    expect(left).toEqual([]);
  });
});

describe('the lock of the data folder', () => {
  test('is held once, counted within a process, and given back', async () => {
    const folder = join(root, 'lock');
    const first = await holdHome(folder);
    const second = await holdHome(folder);
    first.release();
    expect(homeHolder(folder)?.pid).toBe(process.pid);
    second.release();
    expect(existsSync(join(folder, 'linli.lock'))).toBe(false);
  });

  test('left by a dead process, or by one whose number was given on, is taken over', async () => {
    const folder = join(root, 'stale');
    (await holdHome(folder)).release();
    writeFileSync(
      join(folder, 'linli.lock'),
      JSON.stringify({ pid: process.pid, started: 'another boot/1', host: (await import('node:os')).hostname() }),
    );
    const held = await holdHome(folder);
    expect(homeHolder(folder)?.started).not.toBe('another boot/1');
    held.release();
  });
});
