import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { Random } from '../../server/demo/random.ts';
import { serve } from '../../server/start.ts';
import { testDatabase } from '../../server/testing/database.ts';
import { readCity } from './city.ts';
import { exchangeWith } from './exchange.ts';
import { missesOf, type Stretch } from './figures.ts';
import { fillCity } from './fill.ts';
import { mixedDay } from './mixed-day.ts';
import { type Kind, runTraffic } from './traffic.ts';

const RESIDENTS = 1_500;
/** No test waits for the times of a machine that others use. */
const PATIENT = { p99: 20_000 };

let database: Awaited<ReturnType<typeof testDatabase>>;
let home: string;
let server: Awaited<ReturnType<typeof serve>>;
let exchange: ReturnType<typeof exchangeWith>;
let kinds: Kind[];
const random = new Random('a test');
let owner: pg.Client;
beforeAll(async () => {
  database = await testDatabase();
  home = await mkdtemp(join(tmpdir(), 'linli-day-'));
  await fillCity(database.url, home, RESIDENTS, () => {});
  vi.stubEnv('LINLI_TRUST_PROXY', '127.0.0.1');
  // What fails on purpose need not be read.
  vi.stubEnv('LINLI_LOG', 'silent');
  server = await serve({ port: 0, databaseUrl: database.url, home, demo: false });
  vi.unstubAllEnvs();
  exchange = exchangeWith(server.url.replace('localhost', '127.0.0.1'));
  // The pages are built by other tests, or not yet.
  kinds = mixedDay({ ...(await readCity(database.url, home)), pages: [] }, random);
  owner = new pg.Client({ connectionString: database.url });
  await owner.connect();
}, 120_000);
afterAll(async () => {
  exchange?.close();
  await server?.close();
  await owner?.end();
  await database?.drop();
  await rm(home, { recursive: true, force: true });
});

/** The day as it runs, or only its requests whose name begins so; what one call changed the next knows. */
const play = (perSecond: number, seconds: number, only = ''): Promise<Stretch> =>
  runTraffic({ kinds: kinds.filter(({ name }) => name.startsWith(only)), random, send: exchange.send }, perSecond, seconds);

test('every kind of request of the day is answered as it must be', async () => {
  for (const { name } of kinds) {
    const { all } = await play(100, 0.02, name);
    expect([name, all.times.count, ...all.wrong.keys()]).toEqual([name, 2]);
  }
}, 120_000);

test('the mixture runs without an error', async () => {
  const stretch = await play(30, 4);
  expect([...stretch.kinds].flatMap(([name, { wrong }]) => [...wrong].map(([what]) => `${name}: ${what}`))).toEqual([]);
  expect(stretch.all.times.count).toBe(120);
}, 60_000);

test('control: an operation that fails turns the run red', async () => {
  await owner.query('alter table message rename column text to words');
  try {
    expect(missesOf(await play(10, 1, 'messages.inbox, resident'), PATIENT)).toEqual(['messages.inbox, resident: 10 errors']);
  } finally {
    await owner.query('alter table message rename column words to text');
  }
});

test('control: an answer that lacks what it must hold turns the run red', async () => {
  await owner.query('alter table service_item rename to set_aside');
  await owner.query('create view service_item as select * from set_aside where false');
  try {
    expect(missesOf(await play(10, 1, 'services.item'), PATIENT)).toEqual(['services.item: 10 errors']);
  } finally {
    await owner.query('drop view service_item');
    await owner.query('alter table set_aside rename to service_item');
  }
});

test('control: an operation that is slow turns the run red, though nothing fails', async () => {
  // In a query of its own, which runs once for each statement; every item has a row, while a resident may have been looked at by nobody.
  await owner.query('create policy slow on service_item as restrictive for select using ((select pg_sleep(0.35)) is not null)');
  try {
    const stretch = await play(5, 1, 'services.item');
    expect(stretch.all.errors).toBe(0);
    expect(missesOf(stretch, { p99: 300 }).join()).toMatch(/^99 of 100 requests took up to \d+ ms, not 300$/);
  } finally {
    await owner.query('drop policy slow on service_item');
  }
}, 60_000);
