import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { queue, runOneJob } from '../../platform/jobs.ts';
import { type TestServer, testServer } from '../../testing/server.ts';
import { addPlaces, addStaff, cookieOf } from '../../testing/world.ts';

let server: TestServer;
let admin: string;
let regional: string;
let neighbour: string;

beforeAll(async () => {
  server = await testServer();
  await addPlaces(server);
});
beforeEach(async () => {
  // Each test moves the clock by days, and sessions end.
  admin = await cookieOf(server, await addStaff(server, { role: 'administrator', territory: '640121' }));
  regional = await cookieOf(server, await addStaff(server, { role: 'administrator', territory: '64' }));
  neighbour = await cookieOf(server, await addStaff(server, { role: 'administrator', territory: '640122' }));
});
afterAll(() => server.stop());

interface Page {
  items: { id: string; state: string; attempts: number; problem: string | null }[];
  next: string | null;
  counts: Record<string, number>;
}
const list = async (input: object, as = admin) => (await server.call<Page>('jobs.list', input, { as })).body;

let broken = true;
const handlers = {
  'test.work': async () => {
    if (broken) throw new Error('the printer is on fire');
  },
};

/** A job that failed until it was given up. */
async function deadJob(): Promise<string> {
  broken = true;
  const key = randomUUID();
  await server.prepare((tx) => queue(tx, server.clock.now(), [{ county: '640121', kind: 'test.work', uniqueKey: key, payload: { key } }]));
  while (await runOneJob(server.app, handlers)) server.clock.advance(3_600_000);
  const row = await server.prepare(({ db }) =>
    db.selectFrom('job').select(['id', 'state']).where(sql<string>`payload ->> 'key'`, '=', key).executeTakeFirstOrThrow(),
  );
  expect(row.state).toBe('dead');
  return row.id;
}

describe('jobs that failed for good', () => {
  it('are seen by the administrator, with the problem and the counts', async () => {
    const id = await deadJob();
    const { items, counts } = await list({});
    expect(items.find((job) => job.id === id)).toMatchObject({ state: 'dead', attempts: 8, problem: 'the printer is on fire' });
    expect(counts.dead).toBeGreaterThan(0);
    expect((await list({ state: 'waiting' })).items.find((job) => job.id === id)).toBeUndefined();
    expect((await list({}, regional)).items.find((job) => job.id === id)).toBeDefined();
  });

  it('are tried again when someone says so', async () => {
    const id = await deadJob();
    expect((await server.call('jobs.retry', { id }, { as: admin })).status).toBe(200);
    broken = false;
    expect(await runOneJob(server.app, handlers)).toBe(true);
    expect((await list({ state: 'done' })).items.find((job) => job.id === id)).toMatchObject({ state: 'done', problem: null });
    expect((await server.call('jobs.retry', { id }, { as: admin })).status).toBe(409);
  });

  it('are dropped when someone says so, and only then', async () => {
    const id = await deadJob();
    expect((await server.call('jobs.drop', { id }, { as: admin })).status).toBe(200);
    expect((await list({ state: 'done' })).items.find((job) => job.id === id)?.problem).toContain('已放弃');
    expect((await server.call('jobs.drop', { id }, { as: admin })).status).toBe(409);
  });

  it('of another county do not exist', async () => {
    const id = await deadJob();
    expect((await list({}, neighbour)).items).toEqual([]);
    for (const operation of ['jobs.retry', 'jobs.drop']) expect((await server.call(operation, { id }, { as: neighbour })).status).toBe(404);
  });

  it('are no business of others, nor are wrong inputs an accident', async () => {
    const clerk = await cookieOf(server, await addStaff(server, { role: 'supervisor', territory: '640121' }));
    for (const operation of ['jobs.list', 'jobs.retry', 'jobs.drop']) {
      expect((await server.call(operation, {}, { as: clerk })).status).toBe(403);
      expect((await server.call(operation, {})).status).toBe(401);
    }
    for (const input of [{ state: 'gone' }, { limit: 0 }, { after: 'x' }, { unknown: 1 }]) {
      expect((await server.call('jobs.list', input, { as: admin })).status, JSON.stringify(input)).toBe(400);
    }
    expect((await server.call('jobs.retry', { id: 'x' }, { as: admin })).status).toBe(400);
    expect((await server.call('jobs.retry', { id: randomUUID() }, { as: admin })).status).toBe(404);
  });
});
