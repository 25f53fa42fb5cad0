import { randomBytes } from 'node:crypto';
import { cpSync } from 'node:fs';
import { copyFile, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testDatabase } from '../../testing/database.ts';
import { startEmbeddedPostgres } from '../embedded-postgres.ts';
import { openFileStore } from '../file-store.ts';
import { checkBackup } from './check-backup.ts';
import { fingerprint } from './fingerprint.ts';
import { makeBackup } from './make-backup.ts';
import { backupNames, findBackup, nameOf } from './manifest.ts';
import { restoreBackup } from './restore-backup.ts';
import { forgotten, KEPT, keptSetting } from './retention.ts';

let root: string;
let home: string;
let target: string;
let databaseUrl: string;
const key = randomBytes(32);
const drops: (() => Promise<void>)[] = [];

async function emptyDatabase(): Promise<string> {
  const { url, drop } = await testDatabase();
  drops.push(drop);
  await on(url, (client) => client.query('drop schema public cascade; create schema public'));
  return url;
}

async function on<T>(url: string, use: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await use(client);
  } finally {
    await client.end();
  }
}

const backup = (more: Partial<Parameters<typeof makeBackup>[0]> = {}) =>
  makeBackup({ databaseUrl, home, target, key, program: '0.1.0', now: new Date(), kept: KEPT, ...more });

const pdf = (words: string) => Buffer.from(`%PDF-1.4\n1 0 obj << >> endobj % ${words}\n%%EOF`);

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'linli-backup-test-'));
  home = join(root, 'home');
  target = join(root, 'target');
  const database = await testDatabase();
  drops.push(database.drop);
  databaseUrl = database.url;
  const files = openFileStore(join(home, 'files'));
  const [one, two] = [await files.keep(pdf('one')), await files.keep(pdf('two'))];
  await on(databaseUrl, async (client) => {
    await client.query(`
      insert into dwelling (county, id, grid, address) select '640121', gen_random_uuid(), '640121104205001', n || E'号\\t\\\\院\\n东' from generate_series(1, 300) n;
      insert into household (county, id, grid, dwelling_id) select county, id, grid, id from dwelling;
      insert into person (county, id, territory, name, pinyin, initials, household_id, relation, created_at)
        select county, id, grid, '马小花', 'mxh', 'mxh', id, '户主', now() from household;
      insert into job (county, id, kind, payload, run_at, created_at)
        select '640121', gen_random_uuid(), 'words', jsonb_build_object('words', repeat(md5(n::text), 40)), now(), now() from generate_series(1, 1500) n;
      insert into job (county, id, kind, run_at, created_at) select '640121', gen_random_uuid(), 'sum', now(), now() from generate_series(1, 1500) n;
      select nextval('matter_number'); select nextval('matter_number')`);
    for (const file of [one, two]) {
      await client.query(
        `insert into file (county, id, sha256, media_type, kind, bytes, uploader, created_at) values ('640121', gen_random_uuid(), $1, 'application/pdf', 'document', 1, 'x', now())`,
        [file.sha256],
      );
    }
  });
  await backup();
}, 60_000);

afterAll(async () => {
  for (const drop of drops) await drop();
  await rm(root, { recursive: true, force: true });
});

describe('a backup and its restore', () => {
  test('every table, sequence and file comes back the same, in an outside database', async () => {
    const url = await emptyDatabase();
    const restored = await restoreBackup({ target, key, home: join(root, 'again'), databaseUrl: url });
    expect(restored).toMatchObject({ files: 2, missing: [] });
    expect(await fingerprint(url, join(root, 'again'))).toEqual(await fingerprint(databaseUrl, home));
    // What the next migration and row-level security rely on is there too.
    const { rows } = await on(url, (client) =>
      client.query(
        "select relname from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' and not (relrowsecurity and relforcerowsecurity)",
      ),
    );
    expect(rows).toEqual([]);
  });

  test('an embedded database comes whole or not at all', async () => {
    const place = join(root, 'embedded');
    const failing = restoreBackup({ target, key, home: place, reapply: () => Promise.reject(new Error('broken off')) });
    await expect(failing).rejects.toThrow('broken off');
    expect((await readdir(place)).filter((name) => name !== 'files')).toEqual([]);
    await restoreBackup({ target, key, home: place });
    const postgres = await startEmbeddedPostgres({ home: place });
    expect(await fingerprint(postgres.url, place)).toEqual(await fingerprint(databaseUrl, home));
    await postgres.stop();
    await expect(restoreBackup({ target, key, home: place })).rejects.toThrow(`There is a database in ${place} already`);
  }, 60_000);

  test('holds nothing that can be read without the key', async () => {
    const { folder } = await findBackup(target);
    const found = await Promise.all((await readdir(folder)).map((name) => readFile(join(folder, name), 'latin1')));
    expect(found.join('')).not.toMatch(Buffer.from('马小花').toString('latin1'));
    expect(found.join('')).not.toMatch(/640121104205001/);
  });

  test('puts in only the files that are not there yet', async () => {
    expect(await backup()).toMatchObject({ files: 2, filesAdded: 0 });
    await openFileStore(join(home, 'files')).keep(pdf('three'));
    expect(await backup()).toMatchObject({ files: 3, filesAdded: 1 });
  });

  test('what was erased since is erased again before anybody sees it; a failure there leaves nothing', async () => {
    const url = await emptyDatabase();
    const restore = (reapply: (client: pg.Client) => Promise<void>) =>
      restoreBackup({ target, key, home: join(root, 'reapplied'), databaseUrl: url, reapply });
    const fails = restore(async () => {
      throw new Error('the list of erasures is missing');
    });
    await expect(fails).rejects.toThrow('the list of erasures is missing');
    await restore(async (client) => void (await client.query("set local app.kind = 'system'; update person set name = ''")));
    expect((await on(url, (client) => client.query("select count(*)::int as count from person where name <> ''"))).rows).toEqual([
      { count: 0 },
    ]);
  });

  test('is one moment, while others go on writing', async () => {
    // One row leaves a table whenever one comes into another that is read later: their sum never changes.
    let writing = true;
    const writer = on(databaseUrl, async (client) => {
      while (writing) {
        await client.query(`with gone as (delete from job where ctid = (select ctid from job where kind = 'sum' limit 1) returning county, id)
          insert into upload (county, uploader, id, bytes, created_at) select county, 'sum', id, 1, now() from gone`);
      }
    });
    const sums: number[] = [];
    for (let round = 0; round < 4; round += 1) {
      const { name } = await backup();
      const { manifest } = await checkBackup({ backup: await findBackup(target, name), target, key });
      const rows = (table: string) => manifest.tables.find((one) => one.name === table)?.rows ?? 0;
      sums.push(rows('job') + rows('upload'));
    }
    writing = false;
    await writer;
    expect(sums).toEqual([3000, 3000, 3000, 3000]);
  });
});

describe('what is not whole is not used', () => {
  const flip = async (path: string, at: number) => {
    const bytes = await readFile(path);
    bytes[at < 0 ? bytes.length + at : at]! ^= 1;
    await writeFile(path, bytes);
  };
  const frames = async (path: string): Promise<Buffer[]> => {
    let bytes = await readFile(path);
    const found: Buffer[] = [];
    while (bytes.length) {
      const length = 4 + bytes.readUInt32BE();
      found.push(bytes.subarray(0, length));
      bytes = bytes.subarray(length);
    }
    return found;
  };
  const poolFile = async (copy: string) => {
    const shelf = join(copy, 'files', (await readdir(join(copy, 'files')))[0]!);
    return join(shelf, (await readdir(shelf))[0]!);
  };

  test.each<[string, RegExp, (copy: string, folder: string) => Promise<unknown>]>([
    [
      'a byte flipped in a table',
      /table job has a piece \(number 1\) that is not the one written there/,
      (_, folder) => flip(join(folder, 'job.rows'), 300),
    ],
    ['the last byte flipped', /table job has a piece/, (_, folder) => flip(join(folder, 'job.rows'), -1)],
    [
      'a table cut off',
      /table job is cut off/,
      async (_, folder) => writeFile(join(folder, 'job.rows'), (await readFile(join(folder, 'job.rows'))).subarray(0, -20)),
    ],
    ['a table missing', /table person is missing/, (_, folder) => rm(join(folder, 'person.rows'))],
    [
      'the last piece missing',
      /table job holds 1 of its 3 pieces/,
      async (_, folder) => writeFile(join(folder, 'job.rows'), (await frames(join(folder, 'job.rows')))[0]!),
    ],
    [
      'pieces swapped',
      /table job has a piece \(number 1\)/,
      async (_, folder) => writeFile(join(folder, 'job.rows'), Buffer.concat((await frames(join(folder, 'job.rows'))).reverse())),
    ],
    [
      'a table in place of another',
      /table household has a piece/,
      (_, folder) => copyFile(join(folder, 'dwelling.rows'), join(folder, 'household.rows')),
    ],
    [
      'a table of an older backup',
      /table job has a piece/,
      async (copy, folder) => writeFile(join(folder, 'job.rows'), await readFile(join(copy, (await backupNames(copy))[0]!, 'job.rows'))),
    ],
    [
      'bytes added',
      /table job holds bytes|table job is cut off/,
      async (_, folder) => writeFile(join(folder, 'job.rows'), randomBytes(40), { flag: 'a' }),
    ],
    ['a file of people missing', /file .* is missing/, async (copy) => rm(await poolFile(copy))],
    ['a file of people changed', /file .* has a piece/, async (copy) => flip(await poolFile(copy), 30)],
    ['the list of files changed', /the list of files has a piece/, (_, folder) => flip(join(folder, 'files.list'), 30)],
    ['the manifest missing', /the manifest .* is missing/, (_, folder) => rm(join(folder, 'manifest.json'))],
    [
      'the manifest cut off',
      /the manifest .* cannot be read/,
      async (_, folder) => writeFile(join(folder, 'manifest.json'), '{"format": 1,'),
    ],
    [
      'the manifest edited',
      /the manifest .* is not the one written there/,
      async (_, folder) =>
        writeFile(
          join(folder, 'manifest.json'),
          (await readFile(join(folder, 'manifest.json'), 'utf8')).replace(/"made": "20/, '"made": "19'),
        ),
    ],
    [
      'a newer form',
      /made by a newer version of Linli \(0\.1\.0, form 2; this one reads up to 1\)/,
      async (_, folder) =>
        writeFile(
          join(folder, 'manifest.json'),
          (await readFile(join(folder, 'manifest.json'), 'utf8')).replace('"format": 1', '"format": 2'),
        ),
    ],
  ])('%s', async (what, sentence, damage) => {
    const copy = join(root, `copy ${what}`);
    cpSync(target, copy, { recursive: true });
    const { folder } = await findBackup(copy);
    await damage(copy, folder);
    await expect(checkBackup({ backup: await findBackup(copy), target: copy, key })).rejects.toThrow(sentence);
    const url = await damagedInto();
    await expect(restoreBackup({ target: copy, key, home: join(root, `home of ${what}`), databaseUrl: url })).rejects.toThrow(sentence);
    expect((await on(url, (client) => client.query("select 1 from pg_class where relnamespace = 'public'::regnamespace"))).rows).toEqual(
      [],
    );
  });

  // One for all of them: it stays empty.
  let empty: string | undefined;
  const damagedInto = async () => (empty ??= await emptyDatabase());

  test('another key', async () => {
    const url = await damagedInto();
    const wrong = { target, key: randomBytes(32), home: join(root, 'wrong'), databaseUrl: url };
    await expect(restoreBackup(wrong)).rejects.toThrow('was made with another key');
    await expect(checkBackup({ backup: await findBackup(target), ...wrong })).rejects.toThrow('was made with another key');
  });

  test('tables of a newer version', async () => {
    const newer = join(root, 'newer');
    await on(databaseUrl, (client) => client.query("insert into migration (name) values ('9999_later.sql')"));
    await backup({ target: newer, program: '9.0.0' });
    await on(databaseUrl, (client) => client.query("delete from migration where name = '9999_later.sql'"));
    const restoring = restoreBackup({ target: newer, key, home: join(root, 'newer-home'), databaseUrl: await damagedInto() });
    await expect(restoring).rejects.toThrow('made by a newer version of Linli (9.0.0, tables at 9999_later.sql)');
  });

  test('a target that is not empty is left as it is', async () => {
    await expect(restoreBackup({ target, key, home, databaseUrl })).rejects.toThrow('The database is not empty');
    await mkdir(join(root, 'taken', 'postgres'), { recursive: true });
    await expect(restoreBackup({ target, key, home: join(root, 'taken') })).rejects.toThrow('There is a database in');
  });

  test('a place without a backup', async () => {
    await expect(findBackup(join(root, 'nothing'))).rejects.toThrow('There is no finished backup in');
    await expect(findBackup(target, 'x')).rejects.toThrow('There is no backup x in');
  });

  test('a user that does not see every row makes no backup', async () => {
    const shy = new URL(databaseUrl);
    shy.searchParams.set('options', '-c role=linli_app');
    const before = await backupNames(target);
    await expect(backup({ databaseUrl: shy.href })).rejects.toThrow('does not see every row');
    expect(await backupNames(target)).toEqual(before);
    expect((await readdir(target)).filter((name) => name.startsWith('.'))).toEqual([]);
  });

  test('a file that a row names and the disk has lost is named, and the rest is kept', async () => {
    const lossy = join(root, 'lossy');
    cpSync(home, lossy, { recursive: true });
    const { rows } = await on(databaseUrl, (client) => client.query<{ sha256: string }>('select sha256 from file limit 1'));
    const lost = rows[0]!.sha256;
    await rm(join(lossy, 'files', lost.slice(0, 2), lost));
    expect(await backup({ home: lossy, target: join(root, 'lossy-target') })).toMatchObject({ missing: [lost] });
  });

  test('a second backup to a place is told of the first', async () => {
    const both = await Promise.allSettled([backup({ target: join(root, 'busy') }), backup({ target: join(root, 'busy') })]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(both.find((one) => one.status === 'rejected')?.reason.message).toMatch(/Another backup to .* is under way in this process/);
  });
});

describe('what is kept', () => {
  const name = (day: string, hour = '02') =>
    nameOf(new Date(`${day}T${hour}:00:00+08:00`), `00000000-0000-0000-0000-0000${day.replaceAll('-', '')}`);

  test('the newest of each of the last days and weeks, whatever was made in between', () => {
    const days = Array.from({ length: 40 }, (_, at) => name(new Date(Date.UTC(2026, 9, 1 + at)).toISOString().slice(0, 10)));
    const left = (kept: { daily: number; weekly: number }) =>
      days.filter((one) => !forgotten(days, kept).includes(one)).map((one) => one.slice(0, 8));
    // 9 November 2026, in the region's time, is a Monday; a backup of two in the morning lies in the day before by the clock of London.
    expect(left({ daily: 3, weekly: 0 })).toEqual(['20261106', '20261107', '20261108']);
    expect(left({ daily: 1, weekly: 3 })).toEqual(['20261031', '20261107', '20261108']);
  });

  test('all of the last hour, one of each hour of the last two days', () => {
    const minutes = Array.from({ length: 300 }, (_, at) =>
      nameOf(new Date(Date.UTC(2026, 10, 9, 5, 0) + at * 60_000), `00000000-0000-0000-0000-${String(at).padStart(12, '0')}`),
    );
    const kept = minutes.filter((one) => !forgotten(minutes, { daily: 1, weekly: 0 }).includes(one));
    expect(kept.length).toBe(60 + 4);
    expect(kept[0]).toMatch(/^20261109T055900Z/);
  });

  test('is said as 14d8w, and never nothing', () => {
    expect(keptSetting('7d')).toEqual({ daily: 7, weekly: 0 });
    expect(keptSetting(undefined)).toEqual(KEPT);
    for (const text of ['0d', '8w', 'all']) expect(() => keptSetting(text)).toThrow(`"${text}" does not say what to keep`);
  });

  test('what is forgotten goes with the files that only it named', async () => {
    const place = join(root, 'kept');
    const lone = join(root, 'lone');
    await openFileStore(join(lone, 'files')).keep(pdf('lone'));
    const at = (day: string) => new Date(`${day}T02:00:00+08:00`);
    await backup({ target: place, home: lone, now: at('2026-11-01') });
    // By its own clock the pool is younger than the two days it waits; a backup long after finds it old.
    const { removed } = await backup({ target: place, now: new Date(Date.now() + 4 * 86_400_000), kept: { daily: 1, weekly: 0 } });
    expect(removed).toHaveLength(1);
    const pool = (await Promise.all((await readdir(join(place, 'files'))).map((shelf) => readdir(join(place, 'files', shelf))))).flat();
    expect(pool).toHaveLength(3);
    await checkBackup({ backup: await findBackup(place), target: place, key });
  });
});
