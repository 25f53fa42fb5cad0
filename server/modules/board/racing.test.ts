import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Cell } from '../../../domain/policy/board-contract.ts';
import type { App } from '../../platform/app.ts';
import { openPool } from '../../platform/database.ts';
import { newId } from '../../platform/ids.ts';
import { type JobRunner, startJobs } from '../../platform/jobs.ts';
import { jobHandlers } from '../../start.ts';
import { GRID_1, GRID_2, type Minning, minning, YUANLONG } from '../../testing/minning.ts';
import { until } from '../../testing/until.ts';
import { judgeAgain } from './index.ts';
import { countsThatDiffer } from './register-store.ts';

const COUNTY = '640121';
const SERVERS = 3;
const ROUNDS = 12;

let server: Minning;
const apps: App[] = [];
const runners: JobRunner[] = [];
beforeAll(async () => {
  server = await minning({ now: '2026-11-20T09:00:00+08:00' });
  await server.prepare((tx) => judgeAgain(tx, server.app, COUNTY, []));
});
afterAll(async () => {
  await Promise.all(runners.map((runner) => runner.stop()));
  await Promise.all(apps.map(({ pool }) => pool.end()));
  await server.stop();
});

const call = async (operation: string, input: object, who: 'admin' | 'stationWorker') => {
  const answer = await server.call<{ id: string }>(operation, input, { as: server.cookies[who] });
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  return answer.body;
};
const queueAll = (kind: string, territory: string) =>
  server.prepare((tx) =>
    tx.db
      .insertInto('job')
      .values({
        ...{ county: territory.slice(0, 6), id: newId(), kind, payload: JSON.stringify({ territory, topics: [] }) },
        ...{ run_at: server.clock.now(), created_at: server.clock.now() },
      })
      .execute(),
  );

test('many changes in one village, three servers that judge and nights that pass meanwhile leave no failed job and true cells', async () => {
  for (let at = 0; at < SERVERS; at++) {
    const app: App = { ...server.app, pool: openPool(server.databaseUrl, { max: 2 }) };
    apps.push(app);
    runners.push(startJobs(app, jobHandlers, [], { everyMs: 5 }));
  }
  const households = await Promise.all(
    [GRID_1, GRID_2].map((grid) => call('people.saveHousehold', { grid, address: `${grid.slice(-1)}组99号` }, 'stationWorker')),
  );
  for (let round = 0; round < ROUNDS; round++) {
    server.clock.set(new Date(Date.parse('2026-11-20T09:00:00+08:00') + round * 1000).toISOString());
    const [from, to] = round % 2 ? [GRID_1, GRID_2] : [GRID_2, GRID_1];
    await Promise.all([
      // Two households change places, so that two people ask for the same two grids.
      call('people.saveHousehold', { id: households[0]?.id, grid: from, address: `一组${round}号` }, 'stationWorker'),
      call('people.saveHousehold', { id: households[1]?.id, grid: to, address: `二组${round}号` }, 'stationWorker'),
      call('people.saveHousehold', { grid: from, address: `三组${round}号` }, 'stationWorker'),
      call(
        'territory.saveGrid',
        { village: YUANLONG, code: GRID_2, name: `第${round}网格`, validFrom: '2024-01-01', validUntil: null },
        'admin',
      ),
      queueAll('board.judge', round % 3 ? COUNTY : YUANLONG),
      // Not to the end: a whole count would hide a grid that nobody counted again.
      ...(round < ROUNDS / 3 ? [queueAll('board.count', COUNTY)] : []),
      queueAll('board.judge-due', COUNTY),
    ]);
  }
  const jobs = () =>
    server.prepare((tx) =>
      tx.db.selectFrom('job').select(['kind', 'state', 'attempts', 'last_error']).where('kind', 'like', 'board.%').execute(),
    );
  await Promise.all(runners.map((runner) => runner.drain()));
  await Promise.all(runners.map((runner) => runner.stop()));
  expect((await jobs()).filter(({ state, last_error }) => state === 'waiting' || last_error !== null)).toEqual([]);
  expect(await server.prepare((tx) => countsThatDiffer(tx, { territory: COUNTY }))).toEqual([]);
  expect(await server.prepare((tx) => judgeAgain(tx, server.app, COUNTY, []))).toBe(0);
  const history = await server.prepare((tx) =>
    tx.db.selectFrom('clause_change').selectAll().where('village', '=', YUANLONG).orderBy('rule').orderBy('valid_from').execute(),
  );
  for (const [at, line] of history.entries()) {
    const next = history[at + 1];
    if (next?.rule === line.rule) expect(line.valid_until, `${line.rule} ${line.sentence}`).toEqual(next.valid_from);
    else expect(line.valid_until, `${line.rule} ${line.sentence}`).toBeNull();
  }
}, 60_000);

test('who waits for another judgement reads and dates after it', async () => {
  server.clock.set('2026-11-20T10:00:00+08:00');
  const id = newId();
  // No such grid: the household lies outside of all.
  const grid = `${YUANLONG}044`;
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  let first = Promise.resolve();
  // The second begins only when the first holds the lock; begun together, either might wait.
  await new Promise<void>((held, failed) => {
    first = server.prepare(async (tx) => {
      await judgeAgain(tx, server.app, COUNTY, ['bodies']);
      held();
      await released;
    });
    first.catch(failed);
  });
  const second = server.prepare((tx) => judgeAgain(tx, server.app, YUANLONG, ['residents'], [grid]));
  try {
    await until(async () => {
      const [waiting] = await server.prepare((tx) =>
        tx.send(
          `select 1 from pg_locks where locktype = 'advisory' and not granted and database = (select oid from pg_database where datname = current_database())`,
        ),
      );
      return waiting?.rowCount === 1;
    });
    await server.prepare((tx) => tx.db.insertInto('household').values({ county: COUNTY, id, grid }).execute());
    server.clock.set('2026-11-20T10:05:00+08:00');
  } finally {
    release();
  }
  await Promise.all([first, second]);
  expect(await server.prepare((tx) => countsThatDiffer(tx, { territory: COUNTY }))).toEqual([]);
  const { body } = await server.call<Cell>('board.cell', { place: YUANLONG, rule: 'household-grid' }, { as: server.cookies.admin });
  expect(body).toMatchObject({ verdict: 'broken', since: '2026-11-20T02:05:00.000Z' });
});
