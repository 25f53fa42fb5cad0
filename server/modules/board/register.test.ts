import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Actor } from '../../../domain/accounts/actor.ts';
import type { Cell } from '../../../domain/policy/board-contract.ts';
import { transaction } from '../../platform/database.ts';
import { newId } from '../../platform/ids.ts';
import { runOneJob } from '../../platform/jobs.ts';
import { jobHandlers } from '../../start.ts';
import { FUNING_GRID, GRID_1, GRID_2, type Minning, minning, YUANLONG } from '../../testing/minning.ts';
import { JUDGE_JOB } from '../changes/index.ts';
import { countCounty, judgeAgain, verifyBoard } from './index.ts';
import { countsThatDiffer } from './register-store.ts';

const COUNTY = '640121';

let server: Minning;
beforeAll(async () => {
  server = await minning({ now: '2026-11-20T09:00:00+08:00' });
  await server.prepare((tx) => judgeAgain(tx, server.app, COUNTY, []));
});
afterAll(() => server.stop());
// Each case begins with true counts, whatever the one before left.
beforeEach(async () => {
  await work();
  await server.prepare((tx) => countCounty(tx, server.app, COUNTY));
});

const work = async () => {
  while (await runOneJob(server.app, jobHandlers));
};
const differing = () => server.prepare((tx) => countsThatDiffer(tx, { territory: COUNTY }));
const wrongGrids = async () => (await differing()).map(({ grid }) => grid);
const kept = (grid: string) =>
  server.prepare((tx) => tx.db.selectFrom('grid_register').selectAll().where('grid', '=', grid).executeTakeFirst());
const cell = async (rule: string) => (await server.call<Cell>('board.cell', { place: YUANLONG, rule }, { as: server.cookies.admin })).body;
const send = async <T>(operation: string, input: object): Promise<T> => {
  const answer = await server.call<T>(operation, input, { as: server.cookies.stationWorker });
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  return answer.body;
};
/** A household by hand, as an import might bring it; its people are on file in `onFile`. */
const bring = (grid: string, onFile: string | null, address = '五组1号') =>
  server.prepare(async (tx) => {
    const [household, dwelling] = [newId(), newId()];
    await tx.db.insertInto('dwelling').values({ county: COUNTY, id: dwelling, grid, address }).execute();
    await tx.db.insertInto('household').values({ county: COUNTY, id: household, grid, dwelling_id: dwelling }).execute();
    if (onFile)
      await tx.db
        .insertInto('person')
        .values({
          ...{ county: COUNTY, id: newId(), territory: onFile, name: '马兰', pinyin: '', initials: '', household_id: household },
          ...{ relation: '户主', created_at: server.clock.now() },
        })
        .execute();
    return household;
  });

describe('the kept counts of a grid', () => {
  test('are what a count of the register gives', async () => {
    expect(await kept(GRID_1)).toMatchObject({
      ...{ households: 1, households_in_two: 0, households_complete: 1 },
      ...{ persons: 4, persons_in_household: 4, persons_complete: 4 },
    });
    expect(await differing()).toEqual([]);
  });

  test('follow every operation that changes households and residents, in both grids of a move', async () => {
    const { id: household } = await send<{ id: string }>('people.saveHousehold', { grid: GRID_1, address: '四组7号' });
    const { id: person } = await send<{ id: string }>('people.save', {
      ...{ householdId: household, name: '马小兰', relation: '户主', presence: 'here' },
    });
    expect(await wrongGrids(), 'until the job runs').toEqual([GRID_1]);
    await work();
    expect(await wrongGrids()).toEqual([]);
    expect(await kept(GRID_1)).toMatchObject({ households: 2, persons: 5 });

    await send('people.saveHousehold', { id: household, grid: GRID_2, address: '四组8号' });
    expect(await wrongGrids()).toEqual([GRID_1, GRID_2]);
    await work();
    expect(await wrongGrids()).toEqual([]);

    await send('people.save', {
      ...{ id: person, householdId: server.households[GRID_1], name: '马小兰', relation: '其他', presence: 'here' },
    });
    expect(await wrongGrids()).toEqual([GRID_1, GRID_2]);
    await work();
    expect(await wrongGrids()).toEqual([]);
  });

  test('follow a household that moves with somebody who was on file elsewhere', async () => {
    const household = await bring(GRID_1, `${YUANLONG}066`);
    await server.prepare((tx) => countCounty(tx, server.app, COUNTY));
    const moved = await server.call(
      'people.saveHousehold',
      { id: household, grid: GRID_2, address: '五组2号' },
      { as: server.cookies.stationWorker },
    );
    expect(moved.status).toBe(200);
    await work();
    expect(await wrongGrids()).toEqual([]);
  });

  test('are counted again in just the grids that are named', async () => {
    await server.prepare((tx) => tx.db.updateTable('grid_register').set({ persons: 99 }).where('grid', '=', GRID_2).execute());
    await send('people.saveHousehold', { grid: GRID_1, address: '四组9号' });
    await work();
    expect(await wrongGrids()).toEqual([GRID_2]);
  });

  test('go with the last who is registered there', async () => {
    const grid = `${YUANLONG}055`;
    const household = await bring(grid, null);
    await server.prepare((tx) => countCounty(tx, server.app, COUNTY));
    expect(await kept(grid)).toMatchObject({ households: 1, households_complete: 0, persons: 0 });
    await send('people.saveHousehold', { id: household, grid: GRID_1, address: '五组3号' });
    await work();
    expect(await kept(grid)).toBeUndefined();
  });

  test('ask the whole county whether somebody lives in a household, counted by grid or at once', async () => {
    await bring(GRID_1, FUNING_GRID, '六组1号');
    const grids = [GRID_1, FUNING_GRID] as const;
    const byGrid = await server.prepare((tx) => countsThatDiffer(tx, { grids: [...grids] }));
    expect(byGrid).toEqual((await differing()).filter(({ grid }) => grids.includes(grid as never)));
    const first = byGrid.find(({ grid }) => grid === GRID_1);
    expect(first?.counted?.households_complete).toBe((first?.kept?.households_complete ?? 0) + 1);
  });

  test('of a village are counted whole for what was queued before grids were named', async () => {
    await bring(GRID_2, GRID_2);
    await server.prepare((tx) =>
      tx.db
        .insertInto('job')
        .values({
          ...{ county: COUNTY, id: newId(), kind: JUDGE_JOB, payload: JSON.stringify({ territory: YUANLONG, topics: ['residents'] }) },
          ...{ run_at: server.clock.now(), created_at: server.clock.now() },
        })
        .execute(),
    );
    await work();
    expect(await wrongGrids()).toEqual([]);
  });

  test('of a county never counted are counted before it is judged', async () => {
    await server.prepare((tx) => tx.send('delete from grid_register where true'));
    await server.prepare((tx) => tx.send(`update register_run set county = '000000' where county = '${COUNTY}'`));
    await server.prepare((tx) => judgeAgain(tx, server.app, YUANLONG, ['grids']));
    expect(await wrongGrids()).toEqual([]);
    expect((await cell('household-grid')).verdict).not.toBe('no-data');
  });
});

describe('what came past the operations', () => {
  test('is found at night, put right and judged, and how much it was is kept', async () => {
    await bring(`${YUANLONG}077`, null, '');
    server.clock.set('2026-11-20T09:10:00+08:00');
    await server.prepare((tx) =>
      tx.db
        .insertInto('job')
        .values({ county: '000000', id: newId(), kind: 'board.judge-all', run_at: server.clock.now(), created_at: server.clock.now() })
        .execute(),
    );
    await work();
    expect(await wrongGrids(), 'judged from the kept counts first').toEqual([`${YUANLONG}077`]);
    server.clock.set('2026-11-20T09:20:00+08:00');
    await work();
    expect(await wrongGrids()).toEqual([]);
    expect((await cell('household-grid')).sentence).toBe('有 1 户不在现有的网格里。');
    const run = await server.prepare((tx) =>
      tx.db.selectFrom('register_run').selectAll().where('county', '=', COUNTY).executeTakeFirstOrThrow(),
    );
    expect(run.differed).toBe(1);
  });

  test('is told by linli verify board, which changes nothing', async () => {
    const verify = () => verifyBoard(server.databaseUrl, { territory: '6401', now: server.clock.now() });
    await server.prepare((tx) => judgeAgain(tx, server.app, '64', []));
    expect(await verify()).toMatchObject({ waiting: 0, grids: [], differing: [] });
    await server.prepare((tx) => tx.db.updateTable('grid_register').set({ households: 9 }).where('grid', '=', GRID_1).execute());
    await server.prepare((tx) =>
      tx.db
        .updateTable('clause_cell')
        .set({ verdict: 'broken' })
        .where('village', '=', YUANLONG)
        .where('rule', '=', 'village-station')
        .execute(),
    );
    const found = await verify();
    expect(found.grids).toMatchObject([{ grid: GRID_1, kept: { households: 9 } }]);
    expect(found.differing).toContainEqual(
      expect.objectContaining({
        ...{ village: YUANLONG, rule: 'village-station' },
        kept: { verdict: 'broken', sentence: '有原隆村服务站。' },
        judged: { verdict: 'holds', sentence: '有原隆村服务站。' },
      }),
    );
    expect(await verify()).toEqual(found);
    await server.prepare((tx) => judgeAgain(tx, server.app, YUANLONG, []));
  });
});

describe('who may not', () => {
  const admin: Actor = {
    ...{ kind: 'staff', accountId: randomUUID(), personId: randomUUID(), name: '苏敏', role: 'administrator', appointmentId: randomUUID() },
    body: { id: randomUUID(), name: '', kind: 'county-government', territory: COUNTY },
    range: COUNTY,
  };
  const resident: Actor = {
    kind: 'resident',
    accountId: randomUUID(),
    personId: randomUUID(),
    name: '',
    persons: [randomUUID()],
    county: COUNTY,
  };

  test.each([
    ['the administrator of the county', admin],
    ['a resident', resident],
    ['a visitor', { kind: 'anyone' } as Actor],
  ])('%s neither reads nor writes the counts', async (_who, actor) => {
    const before = await kept(GRID_1);
    await transaction(server.app.pool, actor, async (tx) => {
      expect(await tx.db.selectFrom('grid_register').selectAll().execute()).toEqual([]);
      expect(await tx.db.selectFrom('register_run').selectAll().execute()).toEqual([]);
      await tx.db.updateTable('grid_register').set({ households: 0 }).execute();
      await tx.db.deleteFrom('grid_register').execute();
      await tx.db
        .updateTable('register_run')
        .set({ differed: 0, counted_at: new Date(0) })
        .execute();
    });
    expect(await kept(GRID_1)).toEqual(before);
    for (const insert of [
      `insert into grid_register values ('${COUNTY}', '${YUANLONG}088', 1, 0, 1, 1, 1, 1)`,
      `insert into register_run values ('640122', now(), 0)`,
    ])
      await expect(transaction(server.app.pool, actor, (tx) => tx.send(insert))).rejects.toThrow(/row-level security/);
  });

  test('nobody deletes the record of a count, not even the system', async () => {
    await expect(server.prepare((tx) => tx.send('delete from register_run'))).rejects.toThrow(/permission denied/);
  });
});
