import { type ChildProcess, fork } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { migrate } from '../server/migrations/migrate.ts';
import { openKeysOf } from '../server/modules/keys/index.ts';
import { dataFolder } from '../server/platform/data-folder.ts';
import { openPool, transaction } from '../server/platform/database.ts';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../server/platform/embedded-postgres.ts';
import { type MiniCounty, miniCounty } from '../server/testing/people.ts';
import { buildServer } from './build-server.ts';
import { cuttableProxy } from './cuttable-proxy.ts';
import { killPostgres } from './kill-postgres.ts';
import type { Telling, Told } from './linli-server.ts';
import { smsGateway } from './sms-gateway.ts';

/** A Linli with its PostgreSQL, each a process of its own, made to be killed. */
export interface Stage {
  home: string;
  county: MiniCounty;
  /** Where the server is now; nobody answers there while it is dead. */
  url(): string;
  /** The owner's way into the database, past the wire that is cut. */
  databaseUrl(): string;
  /** The time the server believes it is. */
  now(): Date;
  /** Short messages by `phone text`, and how often the gateway was given each. */
  taken: Map<string, number>;
  /** Each resolves when both serve again. */
  killServer(): Promise<void>;
  killPostgres(): Promise<void>;
  killBoth(): Promise<void>;
  cut(): Promise<void>;
  /** Puts the clock of the server to so many milliseconds beside that of the machine. */
  jump(ahead: number): void;
  /** Kills everything and lets nothing come back. */
  killForEver(): Promise<void>;
  /** Ends of the server that nobody asked for. */
  fell: string[];
  close(): Promise<void>;
}

export interface StageOptions {
  home: string;
  /** Off: PostgreSQL confirms what it has not written, and has up to ten seconds to forget it. */
  synchronousCommit: boolean;
  /** More settings of the server. */
  environment?: NodeJS.ProcessEnv;
}

const SHANGHAI = 8 * 3_600_000;
const DAY = 86_400_000;

/** Ten in the morning of the region's day, whatever the hour: at night short messages would wait for the morning. */
const atTen = (): number => Math.floor((Date.now() + SHANGHAI) / DAY) * DAY - SHANGHAI + 10 * 3_600_000 - Date.now();

async function losing(databaseUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  for (const setting of ["synchronous_commit = 'off'", "wal_writer_delay = '10s'", "wal_writer_flush_after = '1GB'"])
    await client.query(`alter system set ${setting}`);
  await client.query('select pg_reload_conf()');
  await client.end();
}

/** Starts everything on an empty home: database, wire, gateway, a county of people signed in, a server and a spare one that has loaded. */
export async function openStage({ home, synchronousCommit, environment = {} }: StageOptions): Promise<Stage> {
  const base = atTen();
  let ahead = base;
  const now = () => new Date(Date.now() + ahead);
  let postgres: EmbeddedPostgres = await startEmbeddedPostgres({ home });
  const built = await buildServer();
  const proxy = await cuttableProxy();
  const gateway = await smsGateway();
  const through = Object.assign(new URL(postgres.url), { port: String(proxy.port), search: '' }).href;
  const leadOn = () => proxy.leadTo(Number(new URL(postgres.url).port));
  leadOn();
  await migrate(postgres.url);
  const pool = openPool(postgres.url, { max: 1, keys: await openKeysOf(postgres.url, home) });
  const county = await miniCounty({
    clock: { now },
    prepare: (work) => transaction(pool, { kind: 'system', name: 'harness' }, work),
  });
  await pool.end();
  if (!synchronousCommit) await losing(postgres.url);

  const fell: string[] = [];
  const own = new Set<ChildProcess>();
  const asked = new WeakSet<ChildProcess>();
  let url = '';
  let serving: ChildProcess | null = null;
  let raising: Promise<void> | null = null;
  let closing = false;

  function load(): ChildProcess {
    const child = fork(built.file, [through, home], {
      execArgv: [],
      env: {
        ...process.env,
        LINLI_REQUESTS_PER_MINUTE: '100000000',
        LINLI_LOG: 'silent',
        LINLI_SMS_URL: gateway.url,
        LINLI_SMS_TOKEN: '',
        ...environment,
      },
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    own.add(child);
    let said = '';
    child.stderr?.on('data', (chunk: Buffer) => {
      said = (said + chunk).slice(-4000);
    });
    child.once('exit', (code, signal) => {
      own.delete(child);
      if (child !== serving || closing || asked.has(child)) return;
      fell.push(`ended with ${signal ?? code}: ${said.trim().split('\n').slice(0, 12).join(' | ') || 'without a word'}`);
      raising = raise();
    });
    return child;
  }
  let spare = load();
  // One that has just fallen cannot be told; the next begins with the time of then.
  const tellTime = () => void (serving?.connected && serving.send({ ahead } satisfies Told, () => {}));

  /** Lets a loaded server serve; its address, or null when it could not. */
  function begin(child: ChildProcess): Promise<string | null> {
    return new Promise((resolve) => {
      child.on('message', (telling: Telling) => {
        if ('serving' in telling) resolve(telling.serving);
        if ('failed' in telling) resolve(null);
      });
      child.once('exit', () => resolve(null));
      child.send({ serve: true, ahead } satisfies Told, () => {});
    });
  }
  async function raise(): Promise<void> {
    const patience = Date.now() + 60_000;
    while (!closing) {
      const child = spare;
      spare = load();
      const at = await begin(child);
      if (at) {
        serving = child;
        url = at;
        tellTime();
        return;
      }
      if (Date.now() > patience) throw new Error('the server did not come up again within a minute');
      await sleep(200);
    }
  }
  await raise();

  async function endServer(): Promise<void> {
    await raising;
    const child = serving;
    if (!child) return;
    asked.add(child);
    const gone = new Promise((resolve) => child.once('exit', resolve));
    if (child.exitCode === null && child.signalCode === null) {
      child.kill('SIGKILL');
      await gone;
    }
    serving = null;
  }
  async function endPostgres(): Promise<void> {
    await killPostgres(dataFolder(home));
    await postgres.stop();
  }
  async function raisePostgres(): Promise<void> {
    postgres = await startEmbeddedPostgres({ home });
    leadOn();
  }
  return {
    home,
    county,
    url: () => url,
    databaseUrl: () => postgres.url,
    now,
    taken: gateway.taken,
    async killServer() {
      await endServer();
      await raise();
    },
    async killPostgres() {
      await endPostgres();
      await raisePostgres();
    },
    async killBoth() {
      await Promise.all([endServer(), endPostgres()]);
      await raisePostgres();
      await raise();
    },
    async killForEver() {
      closing = true;
      url = '';
      await Promise.all([endServer(), killPostgres(dataFolder(home))]);
    },
    cut: () => proxy.cut(Math.random() * 60),
    jump(to) {
      ahead = base + to;
      tellTime();
    },
    fell,
    async close() {
      closing = true;
      await raising?.catch(() => {});
      // Clients that still ask find no address and give up.
      url = '';
      for (const child of own) child.kill('SIGKILL');
      proxy.close();
      gateway.close();
      await postgres.stop();
      built.remove();
    },
  };
}
