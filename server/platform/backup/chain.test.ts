import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { cpSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { migrate } from '../../migrations/migrate.ts';
import { testDatabase } from '../../testing/database.ts';
import type { App } from '../app.ts';
import { systemClock } from '../clock.ts';
import { dataFolder } from '../data-folder.ts';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../embedded-postgres.ts';
import { openFileStore } from '../file-store.ts';
import { makeMetrics } from '../metrics.ts';
import { runningPostmaster } from '../postmaster.ts';
import { readBackupKey } from './backup-key.ts';
import { chainNames, chainsFolder, linkNumbers } from './chain.ts';
import { followAlways } from './continuous.ts';
import { fingerprint } from './fingerprint.ts';
import { followOnce, type Going } from './follow.ts';
import { makeBackup } from './make-backup.ts';
import { backupNames, findBackup, openManifest } from './manifest.ts';
import { checkLinks } from './replay.ts';
import { restoreBackup } from './restore-backup.ts';
import { KEPT } from './retention.ts';
import { scheduledBackups } from './schedule.ts';

// Each restore makes all tables anew; on a busy machine that takes its time.
vi.setConfig({ testTimeout: 120_000 });

let root: string;
let home: string;
let target: string;
let postgres: EmbeddedPostgres;
let going: Going | null = null;
const key = randomBytes(32);
const drops: (() => Promise<void>)[] = [];

async function on<T>(url: string, use: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await use(client);
  } finally {
    await client.end();
  }
}
const write = (text: string) => on(postgres.url, (client) => client.query(text));

async function emptyDatabase(): Promise<string> {
  const { url, drop } = await testDatabase();
  drops.push(drop);
  await on(url, (client) => client.query('drop schema public cascade; create schema public'));
  return url;
}

async function follow(to = target): Promise<boolean> {
  const turn = await followOnce({ databaseUrl: postgres.url, home, target: to, key }, going);
  going = turn.going;
  return turn.began;
}
const backup = (to = target, now = new Date()) =>
  makeBackup({ databaseUrl: postgres.url, home, target: to, key, program: '0.1.0', now, kept: KEPT });
const restored = async (from = target, more: { until?: Date } = {}) => {
  const databaseUrl = await emptyDatabase();
  const place = join(root, `restored-${randomBytes(4).toString('hex')}`);
  const result = await restoreBackup({ target: from, key, home: place, databaseUrl, ...more });
  return { result, databaseUrl, place };
};
const placeOf = async (of = target) => (await openManifest(await findBackup(of), key)).manifest.chain!;
const job = (kind: string, count = 1) =>
  `insert into job (county, id, kind, payload, run_at, created_at) select '640121', gen_random_uuid(), '${kind}', '{}', now(), now() from generate_series(1, ${count})`;
const jobs = async (url: string) =>
  Object.fromEntries(
    (await on(url, (client) => client.query<{ kind: string; n: number }>('select kind, count(*)::int as n from job group by 1'))).rows.map(
      ({ kind, n }) => [kind, n],
    ),
  );

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'linli-chain-test-'));
  home = join(root, 'home');
  target = join(root, 'target');
  postgres = await startEmbeddedPostgres({ home });
  await migrate(postgres.url);
  await write(`${job('before', 20)}; alter role linli set app.kind = 'system'`);
}, 60_000);

afterAll(async () => {
  await postgres.stop();
  for (const drop of drops) await drop();
  await rm(root, { recursive: true, force: true });
});

describe('a whole backup and the chain after it', () => {
  test('bring back what was written since: every kind of change, long values, files, numbers', async () => {
    expect(await follow()).toBe(true);
    await backup();
    const long = `repeat(md5('x'), 2000) || E'\\n\\t\\\\ ''院'' [text]:null'`;
    await write(`
      insert into dwelling (county, id, grid, address) select '640121', gen_random_uuid(), '640121104205001', n || E'号 ''东'' "西" \\\\ \\n\\t[text]:' from generate_series(1, 50) n;
      insert into household (county, id, grid, dwelling_id) select county, id, grid, id from dwelling;
      insert into job (county, id, kind, payload, run_at, created_at) select '640121', gen_random_uuid(), 'long', jsonb_build_object('words', ${long}), now(), now() from generate_series(1, 5)`);
    expect(await follow()).toBe(false);
    // A long value that stays as it was is not in the log, a key that changes is there twice.
    await write(`update job set attempts = 3 where kind = 'long'; update job set id = gen_random_uuid(), unique_key = null where kind = 'before';
      delete from household where id in (select id from household limit 10); select nextval('matter_number')`);
    const { sha256 } = await openFileStore(join(home, 'files')).keep(Buffer.from('%PDF-1.4\n1 0 obj << >> endobj % late\n%%EOF'));
    await write(
      `insert into file (county, id, sha256, media_type, kind, bytes, uploader, created_at) values ('640121', gen_random_uuid(), '${sha256}', 'application/pdf', 'document', 1, 'x', now())`,
    );
    await follow();
    const { result, databaseUrl, place } = await restored();
    expect(result.chain).toMatchObject({ links: 2, broken: null, missing: [] });
    expect(await fingerprint(databaseUrl, place)).toEqual(await fingerprint(postgres.url, home));
    expect(await checkLinks(target, key, await placeOf())).toMatchObject({ links: 2, reached: going?.at });
  });

  test('what others write while the whole backup is made is there once', async () => {
    await follow();
    let writing = true;
    const writers = Array.from({ length: 4 }, (_, who) =>
      on(postgres.url, async (client) => {
        for (let at = 0; writing; at += 1) {
          await client.query(`begin; ${job(`busy-${who}`)}; update job set attempts = attempts + 1 where kind = 'busy-${who}'`);
          if (at % 3 === 0) await client.query('select pg_sleep(0.02)');
          await client.query(at % 7 === 0 ? 'rollback' : 'commit');
        }
      }),
    );
    const follower = (async () => {
      while (writing) await follow();
    })();
    await backup();
    writing = false;
    await Promise.all([...writers, follower]);
    await follow();
    const { result, databaseUrl, place } = await restored();
    expect(result.chain?.transactions).toBeGreaterThan(0);
    expect(result.chain?.broken).toBe(null);
    expect(await fingerprint(databaseUrl, place)).toEqual(await fingerprint(postgres.url, home));
  });

  test('a PostgreSQL that was killed tells some of it again, and it is there once', async () => {
    await write(`checkpoint; ${job('told', 3)}`);
    await follow();
    await write(job('told', 2));
    await follow();
    process.kill(runningPostmaster(dataFolder(home))!.pid, 'SIGKILL');
    await postgres.stop();
    postgres = await startEmbeddedPostgres({ home });
    going = null;
    await write(job('told'));
    expect(await follow()).toBe(false);
    const { databaseUrl } = await restored();
    expect((await jobs(databaseUrl)).told).toBe(6);
  }, 60_000);

  test('what was erased since is erased after the chain was done again', async () => {
    const databaseUrl = await emptyDatabase();
    await restoreBackup({
      ...{ target, key, home: join(root, 'erased'), databaseUrl },
      reapply: async (client) => void (await client.query("set local app.kind = 'system'; delete from job where kind = 'told'")),
    });
    expect(await jobs(databaseUrl)).not.toHaveProperty('told');
  });

  test('a moment can be named after which nothing is wanted', async () => {
    await write(job('wanted'));
    await follow();
    const until = new Date(going?.at ?? 0);
    await write(job('wrong', 9));
    await follow();
    const { result, databaseUrl } = await restored(target, { until });
    expect(new Date(result.chain?.reached ?? 0).getTime()).toBe(until.getTime());
    expect(await jobs(databaseUrl)).toMatchObject({ wanted: 1 });
    expect(await jobs(databaseUrl)).not.toHaveProperty('wrong');
  });
});

describe('a chain that is not whole', () => {
  const chainOf = async (copy: string) => join(chainsFolder(copy), (await placeOf(copy)).name);
  const file = (number: number, end: string) => `${String(number).padStart(8, '0')}.${end}`;
  const flip = async (path: string) => {
    const bytes = await readFile(path);
    bytes[Math.floor(bytes.length / 2)]! ^= 1;
    await writeFile(path, bytes);
  };
  /** Three links after a whole backup, a job of a kind in each. */
  let first: number;
  beforeAll(async () => {
    await backup();
    first = (await placeOf()).from;
    for (const kind of ['one', 'two', 'three']) {
      await write(job(kind));
      await follow();
    }
  });

  test.each<[string, RegExp, string[] | null, (chain: string) => Promise<unknown>]>([
    [
      'a byte flipped in a link',
      /link \d+ of the chain has a piece \(number 1\)/,
      ['one'],
      (chain) => flip(join(chain, file(first + 1, 'changes'))),
    ],
    ['the changes of a link missing', /link \d+ of the chain is missing/, null, (chain) => rm(join(chain, file(first + 1, 'changes')))],
    ['a link missing', /link \d+ of the chain is missing/, null, (chain) => rm(join(chain, file(first + 1, 'json')))],
    ['the last link missing', /link \d+ of the chain is missing/, ['one', 'two'], (chain) => rm(join(chain, file(first + 2, 'json')))],
    [
      'a statement edited',
      /link \d+ of the chain is not the one written there/,
      null,
      async (chain) => {
        const path = join(chain, file(first + 1, 'json'));
        await writeFile(path, (await readFile(path, 'utf8')).replace(/"sealed": "(..)/, '"sealed": "AA'));
      },
    ],
    [
      'a link in place of another',
      /link \d+ of the chain is not the one written there/,
      null,
      async (chain) => {
        for (const end of ['json', 'changes'])
          await writeFile(join(chain, file(first + 1, end)), await readFile(join(chain, file(first + 2, end))));
      },
    ],
    ['how far it came missing', /how far the chain .* has come is missing/, null, (chain) => rm(join(chain, 'reached.json'))],
    ['the chain missing', /the chain .* is missing/, [], (chain) => rm(chain, { recursive: true })],
  ])('%s is named, and nothing after it is used', async (what, sentence, there, damage) => {
    const copy = join(root, `copy ${what}`);
    cpSync(target, copy, { recursive: true });
    const place = await placeOf(copy);
    await damage(await chainOf(copy));
    await expect(checkLinks(copy, key, place)).rejects.toThrow(sentence);
    if (there) {
      const { result, databaseUrl } = await restored(copy);
      expect(result.chain?.broken).toMatch(sentence);
      const found = await jobs(databaseUrl);
      expect(['one', 'two', 'three'].filter((kind) => found[kind])).toEqual(there);
    }
    await rm(copy, { recursive: true });
  });

  test('one that has broken at its end is not gone on with', async () => {
    const copy = join(root, 'torn');
    cpSync(target, copy, { recursive: true });
    await rm(join(await chainOf(copy), file(first + 2, 'json')));
    await expect(followOnce({ databaseUrl: postgres.url, home, target: copy, key }, null)).resolves.toMatchObject({ began: true });
    // Its slot is gone with that, so the first target begins anew too, and asks for a whole backup.
    going = null;
    expect(await follow()).toBe(true);
    await backup();
    expect((await placeOf()).name).toBe(going!.chain.name);
  });
});

describe('a chain ends', () => {
  test('where the tables change: what was before is in it, what is after needs a whole backup', async () => {
    await backup();
    await write(`${job('old-tables')}`);
    await write(
      `begin; alter table job add column later text; update job set later = 'x'; insert into migration (name) values ('9999_later.sql'); commit`,
    );
    expect(await follow()).toBe(true);
    const { result, databaseUrl } = await restored();
    expect([result.chain?.broken, (await jobs(databaseUrl))['old-tables']]).toEqual([null, 1]);
    await write(`alter table job drop column later; delete from migration where name = '9999_later.sql'`);
    expect(await follow()).toBe(true);
  });

  test('where PostgreSQL no longer keeps its log for it', async () => {
    await write('select pg_drop_replication_slot(slot_name) from pg_replication_slots');
    expect(await follow()).toBe(true);
  });

  test('where a copy of the database comes back that had written something else', async () => {
    await write('checkpoint');
    await follow();
    await postgres.stop();
    const copied = join(root, 'copied');
    // With owners: the server runs as a user of its own.
    execFileSync('cp', ['-a', home, copied]);
    postgres = await startEmbeddedPostgres({ home });
    await write(job('mine', 5));
    await follow();
    await write(job('mine', 5));
    await follow();
    await postgres.stop();
    const other = await startEmbeddedPostgres({ home: copied });
    await on(other.url, (client) => client.query(`${job('theirs', 300)}; ${job('theirs', 300)}; ${job('theirs', 300)}`));
    try {
      await expect(followOnce({ databaseUrl: other.url, home: copied, target, key }, null)).resolves.toMatchObject({ began: true });
    } finally {
      await other.stop();
      postgres = await startEmbeddedPostgres({ home });
    }
  }, 60_000);
});

describe('what is kept', () => {
  test('the links that a whole backup of the last two days goes on with, and what they name', async () => {
    const place = join(root, 'kept');
    going = null;
    const at = (day: number) => new Date(Date.now() + day * 86_400_000);
    const grown = async () => {
      await write(job('kept'));
      await follow(place);
    };
    await follow(place);
    await backup(place, at(0));
    await grown();
    await grown();
    await backup(place, at(1));
    await grown();
    expect(await linkNumbers(place, going!.chain.name)).toEqual([1, 2, 3]);
    // The first is then more than two days older than the newest; it stays as a whole one and is followed no more.
    await backup(place, at(2.5));
    expect(await linkNumbers(place, going!.chain.name)).toEqual([3]);
    expect((await readdir(join(chainsFolder(place), going!.chain.name))).sort()).toEqual([
      '00000003.changes',
      '00000003.json',
      'chain.json',
      'reached.json',
    ]);
    going = null;
    await rm(join(chainsFolder(place), (await chainNames(place))[0]!, 'reached.json'));
    expect(await follow(place)).toBe(true);
    await backup(place, at(5));
    expect(await chainNames(place)).toEqual([going!.chain.name]);
  }, 60_000);
});

/** What following needs of a server. */
const silentApp = (problems: (problem: string) => void = () => {}): App =>
  ({
    clock: systemClock,
    metrics: makeMetrics(),
    log: { info() {}, warn() {}, error: ({ problem }: { problem: string }) => problems(problem) },
  }) as unknown as App;

describe('a server that follows', () => {
  const value = async (app: Pick<App, 'metrics'>, name: 'backupReached' | 'backupWaiting' | 'backupWhole') =>
    (await app.metrics[name].get()).values[0]?.value ?? 0;

  test('makes the whole backup a chain needs, says how far it is, and brings the rest in when it ends', async () => {
    const place = join(root, 'followed');
    const app = { ...silentApp(), metrics: makeMetrics() };
    const env = { LINLI_BACKUP_TO: place, LINLI_BACKUP_CONTINUOUS: '1', LINLI_BACKUP_KEY_FILE: join(root, 'followed.key') };
    const backups = scheduledBackups(app, { databaseUrl: postgres.url, home }, env);
    backups.follow();
    await vi.waitFor(async () => expect(await backupNames(place)).toHaveLength(1), 20_000);
    const since = Date.now() / 1000;
    await vi.waitFor(async () => expect(await value(app, 'backupReached')).toBeGreaterThan(since), 10_000);
    expect(await value(app, 'backupWhole')).toBeGreaterThan(since - 30);
    await write(job('at-the-end', 3));
    await backups.settled();
    const { manifest } = await openManifest(await findBackup(place), await readBackupKey(env.LINLI_BACKUP_KEY_FILE));
    expect((await checkLinks(place, await readBackupKey(env.LINLI_BACKUP_KEY_FILE), manifest.chain!)).changes).toBeGreaterThanOrEqual(3);
  }, 60_000);

  test('tells of a place it cannot write to once, of the log that waits, and goes on when it can', async () => {
    const place = join(root, 'blocked');
    const said: string[] = [];
    const app = { ...silentApp((problem) => said.push(problem)), metrics: makeMetrics() };
    const following = followAlways(app, { databaseUrl: postgres.url, home, target: place, key: async () => key }, 1, () => {});
    await vi.waitFor(() => expect(following.chain()).not.toBe(null), 10_000);
    const chains = chainsFolder(place);
    await rename(chains, `${chains}-away`);
    await writeFile(chains, 'no folder');
    await vi.waitFor(() => expect(said).toHaveLength(1), 10_000);
    const stoodAt = await value(app, 'backupReached');
    await write(`${job('waits', 4000)}`);
    await vi.waitFor(async () => expect(await value(app, 'backupWaiting')).toBeGreaterThan(500_000), 10_000);
    expect([said.length, await value(app, 'backupReached')]).toEqual([1, stoodAt]);
    await rm(chains);
    await rename(`${chains}-away`, chains);
    await vi.waitFor(async () => expect(await value(app, 'backupReached')).toBeGreaterThan(stoodAt), 10_000);
    await following.stop();
  }, 60_000);
});

describe('a server that cannot be followed', () => {
  test('says what to set', async () => {
    const { url, drop } = await testDatabase();
    drops.push(drop);
    await expect(followOnce({ databaseUrl: url, home, target: join(root, 'never'), key }, null)).rejects.toThrow(
      'PostgreSQL cannot be followed while wal_level is minimal',
    );
    await write("create role shy login password 'x' bypassrls; grant pg_read_all_data to shy");
    const shy = new URL(postgres.url);
    [shy.username, shy.password] = ['shy', 'x'];
    await expect(followOnce({ databaseUrl: shy.href, home, target: join(root, 'never'), key }, null)).rejects.toThrow(
      'give it REPLICATION',
    );
  });
});
