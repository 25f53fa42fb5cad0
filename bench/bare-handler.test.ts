import type { FastifyInstance } from 'fastify';
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openPool } from '../server/platform/database.ts';
import { testDatabase } from '../server/testing/database.ts';
import { enrolled, testKeys } from '../server/testing/keys.ts';
import { bareHandler } from './bare-handler.ts';
import { fill } from './fill.ts';

let database: Awaited<ReturnType<typeof testDatabase>>;
let bare: FastifyInstance;
let owner: pg.Client;
beforeAll(async () => {
  database = await testDatabase();
  const filled = await fill(database.url, 200, 'hash', 'token');
  const pool = openPool(database.url, { max: 1 });
  const keys = await enrolled(pool, testKeys());
  await pool.end();
  bare = bareHandler(database.url, filled, keys);
  owner = new pg.Client({ connectionString: database.url });
  await owner.connect();
});
afterAll(async () => {
  await owner.end();
  await bare.close();
  await database.drop();
});

const post = (url: string) => bare.inject({ method: 'POST', url, payload: {} });

it.each(['/create', '/create-at-once'])(
  '%s files what Linli files: a matter, its action, turn, sealed reporter and notice',
  async (url) => {
    const answer = await post(url);
    expect(answer.statusCode).toBe(200);
    const { rows } = await owner.query(
      `select (select count(*)::int from matter_action a where a.matter_id = m.id) as actions,
       (select count(*)::int from matter_turn t where t.matter_id = m.id) as turns,
       (select count(*)::int from matter_reporter r join data_key k on k.id = split_part(r.phone_sealed, '.', 3)::uuid where r.matter_id = m.id) as reporters,
       (select count(*)::int from job j where j.payload::text like '%' || m.id || '%') as jobs
     from matter m where m.number = $1`,
      [answer.json<{ number: string }>().number],
    );
    expect(rows).toEqual([{ actions: 1, turns: 1, reporters: 1, jobs: 1 }]);
  },
);

it('reads a queue page of the station', async () => {
  const answer = await post('/queue');
  expect(answer.statusCode).toBe(200);
  expect(answer.json<{ items: unknown[] }>().items.length).toBeGreaterThan(19);
});

it('answers more requests than it has connections', async () => {
  const answers = await Promise.all(Array.from({ length: 25 }, () => post('/create')));
  expect(answers.map(({ statusCode }) => statusCode)).toEqual(Array(25).fill(200));
});
