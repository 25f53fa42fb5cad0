import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { textVersionOf } from '../../../domain/own-data/consents.ts';
import { openPool } from '../../platform/database.ts';
import { DoesNotOpen } from '../../platform/envelope.ts';
import { newId } from '../../platform/ids.ts';
import { masterSource, newMasterKey } from '../../platform/master-key.ts';
import { withKey } from '../../platform/sealed.ts';
import { enrolled, TEST_MASTER, testKeys } from '../../testing/keys.ts';
import { FUNING_GRID, GRID_1, type Minning, minning, YUANLONG } from '../../testing/minning.ts';
import { TICKET } from '../../testing/world.ts';
import {
  enrol,
  eraseAgain,
  erasedInList,
  eraseNumbersOf,
  followRotation,
  keyStatus,
  opened,
  openKeys,
  rotateKeys,
  sealed,
  sealPlainNumbers,
} from './index.ts';

const PHONE = '13895016021';

let server: Minning;
let owner: pg.Client;
let home: string;
beforeAll(async () => {
  server = await minning();
  owner = new pg.Client({ connectionString: server.databaseUrl });
  await owner.connect();
  await owner.query(`set app.kind = 'system'`);
  home = await mkdtemp(join(tmpdir(), 'linli-keys-'));
});
afterAll(async () => {
  await owner.end();
  await server.stop();
  await rm(home, { recursive: true, force: true });
});

const reveal = (id: string, as = server.cookies.stationWorker) =>
  server.call<{ phone: string }>('people.reveal', { id, purpose: '办理诉求' }, { as });

/** Every column of every table that can hold text, searched for a number. */
async function placesOf(number: string): Promise<string[]> {
  const { rows } = await owner.query<{ table: string; column: string }>(`
    select c.relname as table, a.attname as column from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and format_type(a.atttypid, null) in ('text', 'jsonb', 'text[]', 'bytea')`);
  const found: string[] = [];
  for (const { table, column } of rows) {
    const hit = await owner.query(`select 1 from "${table}" where "${column}"::text like $1 limit 1`, [`%${number}%`]);
    if (hit.rowCount) found.push(`${table}.${column}`);
  }
  return found;
}

describe('what lies in the database', () => {
  it('holds no phone of a resident, not after filing, telling, signing in and looking', async () => {
    await server.call('accounts.sendCode', { phone: PHONE, ticket: TICKET });
    await reveal(server.people.resident);
    expect(await placesOf(PHONE)).toEqual([]);
    // The search itself finds what is there.
    expect(await placesOf('单雪梅')).toContain('person.name');
  });

  it('takes no plain number any more, in any table that once held them', async () => {
    const of = `where id = (select id from account limit 1)`;
    for (const [check, statement] of [
      ['person_no_plain_phone', `update person set plain_phone = '${PHONE}' where id = '${server.people.resident}'`],
      ['account_no_plain_phone', `update account set plain_phone = '${PHONE}' ${of}`],
      ['account_no_plain_totp', `update account set plain_totp_secret = 'JBSWY3DPEHPK3PXP' ${of}`],
      [
        'matter_reporter_no_plain_phone',
        `insert into matter_reporter (county, id, matter_id, part, name, plain_phone, hidden, receipt_code, receipt_hash, village, at)
          values ('640121', gen_random_uuid(), gen_random_uuid(), 'reporter', '单雪梅', '${PHONE}', false, 'x', 'x', '${YUANLONG}', now())`,
      ],
      [
        'message_no_plain_phone',
        `insert into message (county, id, plain_phone, channel, kind, text, territory, created_at)
          values ('640121', gen_random_uuid(), '${PHONE}', 'sms', 'account', 'x', '${YUANLONG}', now())`,
      ],
    ] as const)
      await expect(owner.query(statement), check).rejects.toThrow(new RegExp(check));
  });

  it('holds no identity number: entered, it is in no text column, and moved to another row it does not open', async () => {
    const number = '640121185003070013';
    const [mine, other] = [server.people.resident, server.people.stationWorker];
    const as = server.cookies.stationWorker;
    const saved = await server.call('people.saveIdentity', { id: mine, number, agreed: textVersionOf('identity') }, { as });
    expect(saved.status, JSON.stringify(saved.body)).toBe(200);
    expect(await placesOf(number)).toEqual([]);
    await server.prepare(async (tx) => {
      const row = await tx.db
        .selectFrom('identity_number')
        .select(['county', withKey('identity_number', 'identity_sealed').as('number')])
        .executeTakeFirstOrThrow();
      expect(opened(tx, 'identity.number', { county: row.county, id: mine }, row.number)).toBe(number);
      expect(() => opened(tx, 'identity.number', { county: row.county, id: other }, row.number)).toThrow(DoesNotOpen);
      expect(() => opened(tx, 'person.phone', { county: row.county, id: mine }, row.number)).toThrow(DoesNotOpen);
    });
    // The keys of a person fall together: the row of the number goes with its key.
    await owner.query('begin');
    const { rows: keys } = await owner.query(`select county, id from data_key where subject = $1`, [mine]);
    expect(keys.length).toBeGreaterThan(1);
    await eraseAgain(owner, keys, server.clock.now());
    expect((await owner.query('select 1 from identity_number where person_id = $1', [mine])).rowCount).toBe(0);
    await owner.query('rollback');
  });

  it('a number moved to another row, or to another column, does not open', async () => {
    const [mine, other] = [server.people.resident, server.people.stationWorker];
    const row = await server.prepare((tx) =>
      tx.db
        .selectFrom('person')
        .select(['county', withKey('person', 'phone_sealed').as('phone')])
        .where('id', '=', mine)
        .executeTakeFirstOrThrow(),
    );
    await server.prepare(async (tx) => {
      expect(opened(tx, 'person.phone', { county: row.county, id: mine }, row.phone)).toBe(PHONE);
      expect(() => opened(tx, 'person.phone', { county: row.county, id: other }, row.phone)).toThrow(DoesNotOpen);
      expect(() => opened(tx, 'account.phone', { county: row.county, id: mine }, row.phone)).toThrow(DoesNotOpen);
      expect(() => opened(tx, 'person.phone', { county: '640104', id: mine }, row.phone)).toThrow();
    });
  });

  it('is not shown by a wrapped key alone: those of another village, departments and nobody reveal nothing', async () => {
    expect((await reveal(server.people.resident)).body.phone).toBe(PHONE);
    expect((await reveal(server.people.resident, server.cookies.funingHead)).status).toBe(404);
    expect((await reveal(server.people.resident, server.cookies.resident)).status).toBe(403);
    const nobody = await server.call('people.reveal', { id: server.people.resident, purpose: '看看' });
    expect(nobody.status).toBe(401);
    expect(JSON.stringify(nobody.body)).not.toContain('6021');
  });
});

describe('what an older version wrote plain', () => {
  it('of the register is sealed at the start, a few at a time, and a second start finds nothing to do', async () => {
    const id = newId();
    await owner.query('alter table person drop constraint person_no_plain_phone');
    for (let at = 0; at < 5; at++)
      await owner.query(
        `insert into person (county, id, territory, name, pinyin, initials, plain_phone, created_at) values ('640121', $1, $2, '丁一', 'dingyi', 'dy', $3, now())`,
        [at === 0 ? id : newId(), GRID_1, `1360000000${at}`],
      );
    await owner.query('alter table person add constraint person_no_plain_phone check (plain_phone is null) not valid');
    expect(await placesOf('1360000000')).toEqual(['person.plain_phone']);
    expect(await sealPlainNumbers(server.databaseUrl, server.app.keys, 2)).toBe(5);
    expect(await placesOf('1360000000')).toEqual([]);
    expect(await sealPlainNumbers(server.databaseUrl, server.app.keys)).toBe(0);
    expect((await reveal(id)).body.phone).toBe('13600000000');
    const found = await server.call<{ items: unknown[] }>('people.search', { q: '13600000003' }, { as: server.cookies.stationWorker });
    expect(found.body.items).toHaveLength(1);
  });
});

describe('another master key', () => {
  it('is refused in words when the server starts', async () => {
    const pool = openPool(server.databaseUrl, { max: 1 });
    await expect(enrol(pool, testKeys(), [newMasterKey()], '/etc/linli/master.key')).rejects.toThrow(
      new RegExp(`/etc/linli/master.key does not hold the master key ${TEST_MASTER.id}`),
    );
    await pool.end();
  });

  it('comes from a file made once with mode 600, or from a command; a file of something else is named', async () => {
    const source = masterSource(home, {});
    const [made] = await source.read();
    expect((await stat(source.file as string)).mode & 0o777).toBe(0o600);
    expect(await source.read()).toEqual([made]);
    const command = masterSource(home, { LINLI_MASTER_KEY_COMMAND: `cat '${source.file}'` });
    expect(await command.read()).toEqual([made]);
    await expect(masterSource(home, { LINLI_MASTER_KEY_COMMAND: 'echo secret; exit 3' }).read()).rejects.toThrow(/failed with 3\.$/);
    const bad = join(home, 'bad.key');
    await writeFile(bad, 'not a key\n', { mode: 0o600 });
    await expect(masterSource(home, { LINLI_MASTER_KEY_FILE: bad }).read()).rejects.toThrow(/bad\.key must hold 32 bytes/);
  });
});

describe('a rotation', () => {
  it('wraps every key anew while phones are read and written, goes on after a kill, and lets the old key go last', async () => {
    const file = join(home, 'master.key');
    await writeFile(file, `${TEST_MASTER.secret.toString('base64')}\n`, { mode: 0o600 });
    const source = masterSource(home, { LINLI_MASTER_KEY_FILE: file });
    const troubles: Error[] = [];
    const following = followRotation(server.app.pool, server.app.keys, source, (error) => void troubles.push(error));
    const before = (await keyStatus(server.databaseUrl, source)).masters;
    expect(before).toMatchObject([{ id: TEST_MASTER.id, state: 'current', here: true }]);
    let going = true;
    const seen: string[] = [];
    const view = () =>
      server.call<{ phone?: string }>(
        'people.view',
        { id: server.people.resident, purpose: '办理诉求' },
        { as: server.cookies.stationWorker },
      );
    const load = (async () => {
      while (going) {
        seen.push((await view()).body.phone ?? 'nothing');
        const id = newId();
        await server.prepare(async (tx) => {
          const row = { county: '640121', id };
          await tx.db
            .insertInto('person')
            .values({
              ...row,
              territory: GRID_1,
              name: '丁二',
              pinyin: 'x',
              initials: 'x',
              created_at: new Date(),
              phone_sealed: sealed(tx, 'person.phone', row, id, PHONE),
            })
            .execute();
        });
        await new Promise((done) => setTimeout(done, 20));
      }
    })();
    // Killed where it hurts: the new key is written and known, nothing is wrapped by it yet.
    const told = () => {
      throw new Error('killed');
    };
    await expect(rotateKeys(server.databaseUrl, source, { told })).rejects.toThrow('killed');
    expect((await keyStatus(server.databaseUrl, source)).masters.map(({ state }) => state)).toEqual(['current', 'coming']);
    const done = await rotateKeys(server.databaseUrl, source, { graceMs: 2_500 });
    await new Promise((finished) => setTimeout(finished, 100));
    going = false;
    await load;
    following.stop();
    expect(new Set(seen)).toEqual(new Set(['138****6021']));
    expect(troubles).toEqual([]);
    expect(done.from).toEqual([TEST_MASTER.id]);
    const after = (await keyStatus(server.databaseUrl, source)).masters;
    expect(after).toMatchObject([{ id: done.to, state: 'current', here: true }]);
    expect(await readFile(file, 'utf8')).not.toContain(TEST_MASTER.secret.toString('base64'));
    // A new process with the new key alone reads all of it and finds by the same indexes.
    const keys = await openKeys(server.databaseUrl, source, {});
    expect(keys.blind('640121', 'phone', PHONE)).toBe(server.app.keys.blind('640121', 'phone', PHONE));
    expect((await reveal(server.people.resident)).body.phone).toBe(PHONE);
    const pool = openPool(server.databaseUrl, { max: 1 });
    await expect(enrolled(pool, testKeys())).rejects.toThrow(/does not hold the master key/);
    await pool.end();
  }, 30_000);
});

describe('an erased person', () => {
  it('cannot be read or found, and a restored backup does not bring the phone back', async () => {
    const person = server.people.funingResident;
    const list = join(home, 'erased.list');
    const { rows: backup } = await owner.query(`select * from data_key where subject = $1`, [person]);
    expect(backup.length).toBeGreaterThan(0);
    const cookie = server.cookies.funingHead;
    const phone = (await reveal(person, cookie)).body.phone;
    expect(phone).not.toBe('');
    const now = server.clock.now();
    expect(await eraseNumbersOf(server.databaseUrl, { personId: person, reason: '本人要求删除', list, now })).toBeGreaterThan(0);
    expect((await reveal(person, cookie)).body.phone).toBe('');
    const found = await server.call<{ items: unknown[] }>(
      'people.search',
      { q: phone, territory: FUNING_GRID.slice(0, 12) },
      { as: cookie },
    );
    expect(found.body.items).toEqual([]);
    const { rows: audited } = await owner.query(`select purpose from audit where operation = 'keys.erase' and person_id = $1`, [person]);
    expect(audited).toEqual([{ purpose: '本人要求删除' }]);
    // An old copy of the keys comes back …
    for (const row of backup)
      await owner.query(
        'insert into data_key (county, id, subject, master, wrapped) values ($1, $2, $3, (select id from master_key limit 1), $4)',
        [row.county, row.id, row.subject, row.wrapped],
      );
    const erased = await erasedInList(list);
    // … and the list takes it away again.
    await owner.query('begin');
    expect(await eraseAgain(owner, erased, now)).toBe(backup.length);
    await owner.query('commit');
    expect((await owner.query('select 1 from data_key where subject = $1', [person])).rowCount).toBe(0);
    await expect(eraseNumbersOf(server.databaseUrl, { personId: newId(), reason: 'x', list, now })).rejects.toThrow(/no person/);
  });
});
