import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testDatabase } from '../testing/database.ts';
import { openPool, transaction } from './database.ts';

let database: Awaited<ReturnType<typeof testDatabase>>;
let pool: pg.Pool;
let other: pg.Client;
beforeAll(async () => {
  database = await testDatabase();
  pool = openPool(database.url, { max: 2 });
  other = new pg.Client({ connectionString: database.url });
  await other.connect();
});
afterAll(async () => {
  await other.end();
  await pool.end();
  await database.drop();
});

// An event nobody listens to would end the process; vitest counts that as a failure of the run.
test.each(['while it waits for an answer', 'between two statements'])(
  'a connection that breaks %s costs its transaction, not the server',
  async (when) => {
    const SYSTEM = { kind: 'system', name: 'test' } as const;
    const broken = transaction(pool, SYSTEM, async (tx) => {
      const [found] = await tx.send('select pg_backend_pid() as pid');
      const asking = when === 'between two statements' ? null : tx.send('select pg_sleep(10)');
      asking?.catch(() => {});
      await other.query('select pg_terminate_backend($1)', [found?.rows[0].pid]);
      await new Promise((resolve) => setTimeout(resolve, 100));
      await asking;
      await tx.send('select 1');
    });
    await expect(broken).rejects.toThrow();
    expect(await transaction(pool, SYSTEM, async (tx) => (await tx.send('select 1 as one'))[0]?.rows)).toEqual([{ one: 1 }]);
  },
);
