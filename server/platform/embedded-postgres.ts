import { type ChildProcess, spawn } from 'node:child_process';
import * as fs from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { checkDataFolder, dataFolder, environment, initialise, logFile, owner, passwordFile, reach, readPassword } from './data-folder.ts';
import { type DroppedUser, droppedUser, type EmbeddedBinaries, embeddedBinaries, program } from './embedded-binaries.ts';
import { holdHome, homeHolder } from './home-lock.ts';
import { disownStrangersPid, dropSockets, runningPostmaster, stopPostmaster } from './postmaster.ts';
import { syncFolder } from './sync-folder.ts';

/** A running embedded PostgreSQL. */
export interface EmbeddedPostgres {
  /** Connects as the owner (superuser) of database `linli`. */
  url: string;
  /** Ends it in order: open transactions are rolled back, everything committed is on disk. */
  stop(): Promise<void>;
  /** Settles when PostgreSQL ends without `stop`, with a sentence saying so. */
  lost: Promise<string>;
}

export interface EmbeddedPostgresOptions {
  /** The data folder (LINLI_HOME), an absolute path. */
  home: string;
  /** Receives a line for whoever watches the start. */
  log?: (line: string) => void;
}

/** Statements and their values are people's data, so no setting may bring them into the log. */
const settings = [
  'listen_addresses=127.0.0.1',
  // In the data folder, which nobody else enters.
  `unix_socket_directories=${process.platform === 'win32' ? '' : '.'}`,
  // What is read lies mostly in memory: asking another process for it costs more than reading it.
  'io_method=sync',
  'log_min_messages=log',
  'log_min_error_statement=panic',
  'log_error_verbosity=terse',
  'log_parameter_max_length_on_error=0',
  'log_checkpoints=off',
  'log_timezone=Asia/Shanghai',
  'jit=off',
];

/** Bytes this process may use: those of the machine, or of its container where that has fewer. */
const memory = Math.min(totalmem(), process.constrainedMemory?.() || Number.POSITIVE_INFINITY);

/** A quarter of the memory, as PostgreSQL advises for a server of its own, up to what a city of a million needs; taken from the system as it is used. */
const buffers = Math.max(128, Math.min(2_048, Math.floor(memory / 4 / 1_048_576)));

const servingSettings = [
  // So that backups can follow the log; a target nobody can write to keeps no more of it than this.
  'wal_level=logical',
  'max_slot_wal_keep_size=2GB',
  `shared_buffers=${buffers}MB`,
  `effective_cache_size=${buffers * 2}MB`,
];

/** Only for clusters that are thrown away with their folder: a power cut would damage them. */
const throwAwaySettings = [
  'fsync=off',
  'synchronous_commit=off',
  'full_page_writes=off',
  'max_connections=200',
  'wal_level=minimal',
  'max_wal_senders=0',
];

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** So many bytes the address of a socket may have everywhere; a data folder that lies deeper is reached by its port. */
const SOCKET_BYTES = 103;

/** The way in: by the socket where it can be named, which takes a third off each round trip, else by the port. */
function connectionUrl(home: string, port: number, database = 'linli'): string {
  const url = `postgres://${owner}:${readPassword(home)}@127.0.0.1:${port}/${database}`;
  const folder = dataFolder(home);
  const named = process.platform !== 'win32' && Buffer.byteLength(join(folder, `.s.PGSQL.${port}`)) <= SOCKET_BYTES;
  return named ? `${url}?host=${encodeURIComponent(folder)}` : url;
}

/** The URL of the embedded PostgreSQL that another process keeps running on this folder; null when none runs. */
export function runningEmbeddedPostgres(home: string): string | null {
  const postmaster = runningPostmaster(dataFolder(home));
  return postmaster?.ready ? connectionUrl(home, postmaster.port) : null;
}

async function untilReady(data: string, child: ChildProcess, log: (line: string) => void): Promise<boolean> {
  let patience = Date.now() + 10_000;
  while (child.exitCode === null && child.signalCode === null) {
    const postmaster = runningPostmaster(data);
    if (postmaster && postmaster.pid === child.pid && postmaster.ready) return true;
    if (Date.now() > patience) {
      log('PostgreSQL is still recovering its data …');
      patience = Date.now() + 10_000;
    }
    await sleep(10);
  }
  return false;
}

/** The words PostgreSQL itself gave since a place in its log. */
function reasonFrom(home: string, since: number): string {
  const said = fs.readFileSync(logFile(home), 'utf8').slice(since).split('\n');
  const line = said.find((text) => /(FATAL|PANIC):/.test(text)) ?? said.find((text) => text.trim() !== '') ?? 'it gave no reason';
  return line.replace(/^.*?(FATAL|PANIC):\s*/, '').trim();
}

async function launch(
  home: string,
  binaries: EmbeddedBinaries,
  user: DroppedUser | undefined,
  more: string[],
  log: (line: string) => void,
) {
  const data = dataFolder(home);
  const port = await freePort();
  const output = fs.openSync(logFile(home), 'a', 0o600);
  const since = fs.fstatSync(output).size;
  const folder = reach(data, user);
  // A session of its own: Ctrl-C in the terminal must reach Linli first, which then stops PostgreSQL after its last answer.
  const child = spawn(
    program(binaries, 'postgres'),
    ['-D', folder.path, ...[...settings, ...more, `port=${port}`].flatMap((setting) => ['-c', setting])],
    {
      ...user,
      cwd: '/',
      env: environment(),
      stdio: ['ignore', output, output, ...folder.stdio],
      detached: process.platform !== 'win32',
      windowsHide: true,
    },
  );
  const ended = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('exit', (code, signal) => resolve(signal ?? `exit code ${code}`));
  });
  fs.closeSync(output);
  folder.close();
  child.unref();
  if (child.pid !== undefined && (await untilReady(data, child, log))) return { child, port, ended, since };
  await ended;
  return { reason: reasonFrom(home, since) };
}

async function makeDatabase(home: string, port: number): Promise<void> {
  const client = new pg.Client({ connectionString: connectionUrl(home, port, 'postgres') });
  await client.connect();
  try {
    const { rowCount } = await client.query("select 1 from pg_database where datname = 'linli'");
    if (rowCount === 0) await client.query('create database linli');
  } finally {
    await client.end();
  }
}

/** A cluster being filled, which nobody uses yet: what is written to new tables in one transaction goes to them alone, and is on the disk with its commit. */
const fillingSettings = ['wal_level=minimal', 'max_wal_senders=0', 'max_wal_size=4GB', 'maintenance_work_mem=256MB'];

type Purpose = 'serving' | 'filling' | 'throw-away';
const settingsFor: Record<Purpose, string[]> = { serving: servingSettings, filling: fillingSettings, 'throw-away': throwAwaySettings };

async function start(options: EmbeddedPostgresOptions, purpose: Purpose): Promise<EmbeddedPostgres> {
  const { home, log = () => {} } = options;
  const throwAway = purpose === 'throw-away';
  const data = dataFolder(home);
  const held = await holdHome(home);
  try {
    const user = droppedUser(data);
    const binaries = embeddedBinaries(home, user);
    if (checkDataFolder(home, binaries.major) === 'missing') {
      log('Preparing the embedded PostgreSQL …');
      initialise(home, binaries, user, throwAway);
    }

    // We hold the folder, so a server found on it lost its Linli to a crash or a kill.
    const orphan = runningPostmaster(data);
    if (orphan) await stopPostmaster(orphan.pid, data, 'fast');
    disownStrangersPid(data);
    dropSockets(data);
    if (fs.existsSync(logFile(home)) && fs.statSync(logFile(home)).size > 5_000_000) fs.renameSync(logFile(home), `${logFile(home)}.1`);

    let launched = await launch(home, binaries, user, settingsFor[purpose], log);
    // Another program may take the port first, and the last back ends of a killed server need a moment to go.
    for (
      let tries = 0;
      tries < 20 && 'reason' in launched && /shared memory block|Address already in use|could not bind/i.test(launched.reason ?? '');
      tries++
    ) {
      await sleep(250);
      launched = await launch(home, binaries, user, settingsFor[purpose], log);
    }
    if (!launched.child) {
      throw new Error(
        `The embedded PostgreSQL did not start on ${data}: ${launched.reason}. If the folder is damaged, bring it back from a backup. Its log is ${logFile(home)}.`,
      );
    }
    const { child, port, ended, since } = launched;
    try {
      await makeDatabase(home, port);
    } catch (error) {
      await stopPostmaster(child.pid as number, data, 'fast');
      throw new Error(
        `The embedded PostgreSQL runs on ${data} but gives no access (${(error as Error).message}). If the folder is damaged, bring it back from a backup, or set LINLI_HOME to a new folder.`,
      );
    }

    let stopping: Promise<void> | undefined;
    // A process that leaves without stop() still ends PostgreSQL in order, as far as it can in that moment.
    const lastResort = () => void child.kill('SIGINT');
    process.once('exit', lastResort);
    const lost = new Promise<string>((resolve) => {
      void ended.then((how) => {
        process.off('exit', lastResort);
        if (!stopping)
          resolve(`The embedded PostgreSQL has ended unexpectedly (${how}): ${reasonFrom(home, since)}. Its log is ${logFile(home)}.`);
      });
    });
    return {
      url: connectionUrl(home, port),
      lost,
      stop() {
        stopping ??= (async () => {
          if (child.exitCode === null && child.signalCode === null)
            await stopPostmaster(child.pid as number, data, throwAway ? 'immediate' : 'fast');
          held.release();
        })();
        return stopping;
      },
    };
  } catch (error) {
    held.release();
    throw error;
  }
}

/**
 * Starts the PostgreSQL that lives in the data folder, making it on the first time. A server that outlived a killed Linli is
 * stopped in order first, so nothing committed is lost. fsync stays on.
 * @throws one sentence an operator can act on
 */
export function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  return start(options, 'serving');
}

const throwAwayPrefix = 'linli-throw-away-';

async function sweepThrowAways(place: string): Promise<void> {
  for (const name of fs.readdirSync(place).filter((entry) => entry.startsWith(throwAwayPrefix))) {
    const home = join(place, name);
    try {
      const fresh = Date.now() - fs.statSync(home).mtimeMs < 60_000;
      if (fresh || homeHolder(home)) continue;
      const orphan = runningPostmaster(dataFolder(home));
      if (orphan) await stopPostmaster(orphan.pid, dataFolder(home), 'immediate');
      fs.rmSync(home, { recursive: true, force: true });
    } catch {
      // It belongs to another user, or another run is sweeping it.
    }
  }
}

/** Starts a PostgreSQL for tests in a temporary folder of `place`, without fsync, and deletes all of it on `stop`. */
export async function startThrowAwayPostgres(place = tmpdir()): Promise<EmbeddedPostgres> {
  await sweepThrowAways(place);
  const home = fs.mkdtempSync(join(place, throwAwayPrefix));
  const running = await start({ home }, 'throw-away');
  return {
    ...running,
    async stop() {
      await running.stop();
      fs.rmSync(home, { recursive: true, force: true });
    },
  };
}

/** A cluster beside the place of a data folder's own, to be filled and then moved there. */
export interface StagedPostgres {
  url: string;
  /** Stops it and moves it to its place, in one step for whoever looks. */
  moveIn(): Promise<void>;
  /** Ends it and removes what was not moved. */
  discard(): Promise<void>;
}

/** Makes a cluster in a folder that holds none yet. What an earlier one left that was killed is removed first. @throws one sentence */
export async function startStagedPostgres(home: string, log?: (line: string) => void): Promise<StagedPostgres> {
  const held = await holdHome(home);
  const staging = join(home, 'restoring');
  const clear = async () => {
    const orphan = runningPostmaster(dataFolder(staging));
    if (orphan) await stopPostmaster(orphan.pid, dataFolder(staging), 'immediate');
    fs.rmSync(staging, { recursive: true, force: true });
  };
  try {
    if (fs.existsSync(dataFolder(home)))
      throw new Error(`There is a database in ${home} already: restore into an empty folder, and name it in LINLI_HOME.`);
    await clear();
    const running = await start({ home: staging, log }, 'filling');
    return {
      url: running.url,
      async moveIn() {
        await running.stop();
        fs.renameSync(passwordFile(staging), passwordFile(home));
        fs.renameSync(dataFolder(staging), dataFolder(home));
        await syncFolder(home);
      },
      async discard() {
        await running.stop();
        await clear();
        held.release();
      },
    };
  } catch (error) {
    held.release();
    throw error;
  }
}
