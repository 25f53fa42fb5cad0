import { sql } from 'kysely';
import type pg from 'pg';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { Actor } from '../../domain/accounts/actor.ts';
import { testDatabase } from '../testing/database.ts';
import { askOnce, becoming, openPool, type Tx, transaction, txOn } from './database.ts';
import { filledUp } from './filled-up.ts';

let database: Awaited<ReturnType<typeof testDatabase>>;
let pool: ReturnType<typeof openPool>;
beforeAll(async () => {
  database = await testDatabase();
  pool = openPool(database.url, { max: 1 });
});
afterAll(async () => {
  await pool.end();
  await database.drop();
});

const SYSTEM: Actor = { kind: 'system', name: '系统' };
const twice = async <T>(work: (tx: Tx) => Promise<T>): Promise<T[]> => [
  await transaction(pool, SYSTEM, work),
  await transaction(pool, SYSTEM, work),
];

test('a first query means the same when it travels with the opening', async () => {
  const strange = `O'Brien \\ "'; drop table matter; --`;
  const instant = new Date('2026-11-24T18:17:05.131Z');
  const [first, second] = await twice(async (tx) => {
    const { rows } = await sql`select ${strange}::text as words, ${-7}::int as count, ${true}::boolean as open, ${null}::text as nothing,
      ${instant}::timestamptz as at, current_setting('app.kind') as kind`.execute(tx.db);
    return rows[0];
  });
  expect(first).toEqual({ words: strange, count: -7, open: true, nothing: null, at: instant, kind: 'system' });
  expect(second).toEqual(first);
});

test('a list means the same when it travels with the opening, whatever its words hold', async () => {
  const many = ['a', "b'", 'c"', 'd\\', '{e,f}', 'null', '', ' g ', '马'];
  const answers = await twice(
    async (tx) => (await sql`select ${many}::text[] as many, ${[1, -2]}::int[] as counts, ${[]}::text[] as none`.execute(tx.db)).rows[0],
  );
  expect(answers[0]).toEqual({ many, counts: [1, -2], none: [] });
  expect(answers[1]).toEqual(answers[0]);
});

test('a list is filled up with its last value, so that few lengths make few statements', async () => {
  expect([[], ['a'], ['a', 'b'], ['a', 'b', 'c'], [1, 2, 3, 4, 5]].map((values) => filledUp<number | string>(values))).toEqual([
    [],
    ['a'],
    ['a', 'b'],
    ['a', 'b', 'c', 'c'],
    [1, 2, 3, 4, 5, 5, 5, 5],
  ]);
  expect(filledUp(Array(40_000).fill('a'))).toHaveLength(40_000);
  const client = await pool.connect();
  const asked = vi.spyOn(client, 'query');
  try {
    const tx = txOn(client, ['begin', ...becoming(SYSTEM)]);
    for (let length = 1; length <= 8; length += 1) {
      const codes = Array.from({ length }, (_, at) => `64${at}`);
      await tx.db.selectFrom('division').select('code').where('code', 'in', filledUp(codes)).execute();
    }
    const named = asked.mock.calls.flatMap(([query]) => (query as unknown as { name?: string }).name ?? []);
    expect([named.length, new Set(named).size]).toEqual([8, 4]);
    await tx.send('rollback');
  } finally {
    asked.mockRestore();
    client.release();
  }
});

test('values that only the driver can send are sent by it', async () => {
  const bytes = Buffer.from([0, 39, 92]);
  const answers = await twice(async (tx) => (await sql`select ${bytes}::bytea as bytes`.execute(tx.db)).rows);
  expect(answers).toEqual([[{ bytes }], [{ bytes }]]);
});

test('queries asked for at once take one round trip, each gets its own answer, and one that fails ends them all', async () => {
  const client = await pool.connect();
  const asked = vi.spyOn(client, 'query');
  const one = (tx: Tx, n: number) => sql<{ n: number }>`select ${n}::int as n`.execute(tx.db);
  const other = (tx: Tx) =>
    sql<{ kind: string; bytes: Buffer }>`select current_setting('app.kind') as kind, ${Buffer.from('a')}::bytea as bytes`.execute(tx.db);
  const divided = (tx: Tx, by: number) => sql`select 1 / ${by}::int as part`.execute(tx.db);
  const all = async (tx: Tx) =>
    (await Promise.all([one(tx, 1), one(tx, 2), other(tx), one(tx, 3)])).flatMap(({ rows }) => rows as Record<string, unknown>[]);
  try {
    const opened = () => txOn(client, ['begin', ...becoming(SYSTEM)]);
    const first = opened();
    const rows = await all(first);
    await divided(first, 1);
    await first.send('commit');
    expect(rows).toEqual([{ n: 1 }, { n: 2 }, { kind: 'system', bytes: Buffer.from('a') }, { n: 3 }]);
    asked.mockClear();
    const second = opened();
    expect(await all(second)).toEqual(rows);
    // The bytes go by the driver, alone; those before it and behind it together.
    expect(asked.mock.calls.map(([query]) => String((query as unknown as { text?: string }).text ?? query))).toEqual([
      expect.stringMatching(/^begin; .*; execute s[0-9a-f]+ \('1'\); execute s[0-9a-f]+ \('2'\)$/),
      expect.stringMatching(/^select current_setting/),
      expect.stringMatching(/^execute s[0-9a-f]+ \('3'\)$/),
    ]);
    const settled = await Promise.allSettled([one(second, 1), divided(second, 0), one(second, 2)]);
    expect(settled.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
    expect(asked).toHaveBeenCalledTimes(4);
    await client.query('rollback');
    asked.mockClear();
    const third = opened();
    const [before, wrong, behind] = await Promise.allSettled([
      sql`select 'before what fails'`.execute(third.db),
      sql`select no_such_column`.execute(third.db),
      one(third, 1),
    ]);
    expect([before, wrong, behind].map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected']);
    // What was asked behind it was not even sent.
    expect(asked.mock.calls.length).toBe(3);
    await client.query('rollback');
  } finally {
    asked.mockRestore();
    client.release();
  }
});

test('a connection keeps four hundred statements prepared, whatever others have asked before', async () => {
  const prepared = (client: pg.PoolClient) =>
    client
      .query<{ count: number }>("select count(*)::int as count from pg_prepared_statements where name ~ '^s[0-9a-f]{24}$'")
      .then(({ rows }) => rows[0]?.count);
  const own = openPool(database.url, { max: 2 });
  const [one, other] = await Promise.all([own.connect(), own.connect()]);
  try {
    const many = txOn(one, ['begin', ...becoming(SYSTEM)]);
    for (let at = 0; at < 420; at += 1) await sql.raw(`select ${at} as number`).execute(many.db);
    await many.send('commit');
    expect(await prepared(one)).toBe(400);
    const few = txOn(other, ['begin', ...becoming(SYSTEM)]);
    await sql`select 'asked here alone' as words`.execute(few.db);
    await few.send('commit');
    expect(await prepared(other)).toBe(1);
  } finally {
    one.release();
    other.release();
    await own.end();
  }
});

test('the opening and a first query known to the connection take one round trip, and the question is answered before it', async () => {
  const client = await pool.connect();
  const asked: string[] = [];
  const listening = new Proxy(client, {
    get: (target, key) =>
      key === 'query'
        ? (query: string | { text: string }) => {
            asked.push(typeof query === 'string' ? query : query.text);
            return target.query(query as string);
          }
        : Reflect.get(target, key),
  });
  const ask = async (statement: string) => {
    const answers: unknown[] = [];
    const tx = txOn(listening, ['begin', ...becoming(SYSTEM)], { statement, answered: (result) => void answers.push(result.rows) });
    answers.push((await sql`select 2 as second`.execute(tx.db)).rows);
    await tx.send('rollback');
    return answers;
  };
  try {
    await ask('select 0 as none');
    asked.length = 0;
    expect(await ask('select 1 as first')).toEqual([[{ first: 1 }], [{ second: 2 }]]);
    expect(asked).toEqual([expect.stringMatching(/^begin; .*; select 1 as first; execute s[0-9a-f]+ $/), 'rollback']);
    await expect(
      (async () => {
        const tx = txOn(listening, ['begin'], {
          statement: 'select 1',
          answered: () => {
            throw new Error('repeated command');
          },
        });
        await sql`select 2 as second`.execute(tx.db);
      })(),
    ).rejects.toThrow('repeated command');
    await client.query('rollback');
  } finally {
    client.release();
  }
});

test('a transaction knows whether it was asked for anything but reading', async () => {
  const client = await pool.connect();
  const after = async (work: (tx: Tx) => unknown) => {
    const tx = txOn(client, ['begin', ...becoming(SYSTEM)]);
    await work(tx);
    const { onlyRead } = tx;
    await client.query('rollback');
    return onlyRead;
  };
  try {
    expect(await after(() => {})).toBe(true);
    expect(await after((tx) => tx.openMatter('01930000-0000-7000-8000-0000000000ff'))).toBe(true);
    expect(await after((tx) => sql`select 1 as updated_at`.execute(tx.db))).toBe(true);
    expect(await after((tx) => tx.db.selectFrom('job').select('id').forUpdate().execute())).toBe(false);
    expect(await after((tx) => sql`with gone as (delete from job returning id) select id from gone`.execute(tx.db))).toBe(false);
    expect(await after((tx) => tx.defer('select 1'))).toBe(false);
    expect(await after((tx) => tx.send('select 1'))).toBe(false);
  } finally {
    client.release();
  }
});

test('one query alone begins and ends its transaction in one round trip once the connection knows it, and is followed by no other', async () => {
  const who = (tx: Tx) => sql<{ kind: string }>`select current_setting('app.kind') as kind, 'alone' as way`.execute(tx.db);
  expect((await askOnce(pool, SYSTEM, who)).rows).toEqual([{ kind: 'system', way: 'alone' }]);
  const client = await pool.connect();
  const asked = vi.spyOn(client, 'query');
  client.release();
  expect((await askOnce(pool, SYSTEM, who)).rows).toEqual([{ kind: 'system', way: 'alone' }]);
  expect(asked.mock.calls.map(([text]) => String(text))).toEqual([expect.stringMatching(/^begin; .*; execute s[0-9a-f]+ ; commit$/)]);
  await expect(askOnce(pool, SYSTEM, async (tx) => [await who(tx), await who(tx)])).rejects.toThrow('ended with its only query');
  const divided = (by: number) => askOnce(pool, SYSTEM, (tx) => sql`select 1 / ${by}::int as part`.execute(tx.db));
  await divided(1);
  await expect(divided(0)).rejects.toThrow('division by zero');
  asked.mockRestore();
  expect((await pool.query("select current_setting('app.kind', true) as kind, now() = statement_timestamp() as outside")).rows).toEqual([
    { kind: '', outside: true },
  ]);
});

test('what locks is no mere reading', () =>
  transaction(pool, SYSTEM, async (tx) => {
    await sql`select pg_advisory_xact_lock(1)`.execute(tx.db);
    expect(tx.onlyRead).toBe(false);
  }));
