import { randomUUID } from 'node:crypto';
import excel from 'exceljs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Board, Cell, ReadBoard } from '../../../domain/policy/board-contract.ts';
import { BOARD_RULES } from '../../../domain/policy/board-rules.ts';
import { type Tx, transaction } from '../../platform/database.ts';
import { newId, sha256 } from '../../platform/ids.ts';
import { runOneJob, startJobs } from '../../platform/jobs.ts';
import { jobHandlers } from '../../start.ts';
import { FUNING, GRID_1, GRID_2, givePost, type Minning, type MinningPerson, minning, YUANLONG } from '../../testing/minning.ts';
import { until } from '../../testing/until.ts';
import { forgetSession } from '../accounts/index.ts';
import { asText } from './export.ts';
import { countCounty, judgeAgain } from './index.ts';

const TOWNSHIP = '640121104';

let server: Minning;
beforeAll(async () => {
  server = await minning({ now: '2026-11-20T09:00:00+08:00' });
  await judgeEverything();
});
afterAll(() => server.stop());

const judgeEverything = () => server.prepare((tx) => judgeAgain(tx, server.app, '64', []));
/** Moves the clock; everyone stays signed in meanwhile. */
const at = async (now: string) => {
  server.clock.set(now);
  await server.prepare((tx) => tx.db.updateTable('session').set({ seen_at: now }).execute());
  for (const token of Object.values(server.cookies)) forgetSession(server.app, sha256(`session:${token}`));
};
const work = async () => {
  let done = 0;
  while (await runOneJob(server.app, jobHandlers)) done++;
  return done;
};
const call = <T>(name: string, input: object, who: MinningPerson | null = 'admin') =>
  server.call<T>(name, input, { as: who && server.cookies[who] });
const board = (input: ReadBoard, who: MinningPerson | null = 'admin') => call<Board>('board.read', input, who);
const cell = async (rule: string, place = YUANLONG, who: MinningPerson = 'admin') =>
  (await call<Cell>('board.cell', { place, rule }, who)).body;
const appoint = (input: object, who: MinningPerson = 'admin') =>
  call<{ id: string }>('bodies.appoint', { bodyId: server.bodies['yl-station'], validFrom: '2026-11-20', ...input }, who);
const verdictOf = (found: Board, code: string, rule: string) =>
  found.rows.find((row) => row.code === code)?.cells.find((one) => one.rule === rule);

describe('a cell', () => {
  test('says what is broken, by which facts and which article', async () => {
    expect(await cell('grid-staffing')).toMatchObject({
      name: '原隆村',
      verdict: 'broken',
      sentence: '第二网格现在没有网格员。',
      since: '2026-11-20T01:00:00.000Z',
      facts: ['第一网格：李秀兰', '第二网格：没有网格员'],
      sources: [{ name: '关于加强和改进城乡社区治理的意见', article: '第四条', from: '2017-08-22', until: null }],
      act: { title: '去任免网格员', path: `/bodies/${server.bodies['yl-station']}?act=appoint&role=grid-worker&territory=${GRID_2}` },
    });
  });

  test('of a village of which nothing is recorded has no data, and never a judgement', async () => {
    const { rows } = (await board({ territory: TOWNSHIP, rule: 'village-station' })).body;
    const silent = rows.filter(({ cells }) => cells[0]?.verdict === 'no-data');
    expect(silent.length).toBe(rows.length - 2);
    expect((await cell('station-head', silent[0]?.code)).verdict).toBe('not-applicable');
  });

  test('keeps since when a verdict holds while the sentence changes, until the verdict does', async () => {
    const before = await cell('grid-staffing');
    await at('2026-11-21T10:00:00+08:00');
    await call('territory.saveGrid', { village: YUANLONG, name: '第三网格', validFrom: '2026-11-20', validUntil: null });
    await work();
    const longer = await cell('grid-staffing');
    expect(longer).toMatchObject({ verdict: 'broken', sentence: '第二网格、第三网格现在没有网格员。', since: before.since });
    expect(longer.history).toHaveLength(1);
    for (const grid of [GRID_2, `${YUANLONG}003`])
      expect(
        (await appoint({ personId: server.people.neighbour, role: 'grid-worker', territory: grid, allowance: '每月 300 元' })).status,
      ).toBe(200);
    expect(await work()).toBe(1);
    const after = await cell('grid-staffing');
    expect(after).toMatchObject({
      verdict: 'holds',
      sentence: '3 个网格都有一到两名网格员。',
      since: '2026-11-21T02:00:00.000Z',
      act: null,
    });
    expect(after.history).toEqual([
      { from: '2026-11-21T02:00:00.000Z', until: null, verdict: 'holds', sentence: '3 个网格都有一到两名网格员。', first: false },
      {
        from: '2026-11-20T01:00:00.000Z',
        until: '2026-11-21T02:00:00.000Z',
        verdict: 'broken',
        sentence: '第二网格现在没有网格员。',
        first: true,
      },
    ]);
    expect(await judgeEverything()).toBe(0);
  });

  test('of a worker without a work phone is put right by nobody but those who may', async () => {
    expect(await cell('worker-contact')).toMatchObject({
      verdict: 'broken',
      act: { path: `/bodies/${server.bodies['yl-station']}?act=correct&post=${server.posts.gridWorker}` },
    });
    expect((await cell('worker-contact', YUANLONG, 'stationWorker')).act).toBeNull();
  });

  test('turns with a household that moves out of every grid, by both denominators', async () => {
    expect(await cell('household-grid')).toMatchObject({ verdict: 'holds' });
    const id = newId();
    await server.prepare((tx) =>
      tx.db
        .insertInto('household')
        .values({ county: '640121', id, grid: `${YUANLONG}099` })
        .execute(),
    );
    await server.prepare((tx) => countCounty(tx, server.app, '640121'));
    await judgeEverything();
    const found = await cell('household-grid');
    expect(found).toMatchObject({ verdict: 'broken', sentence: '有 1 户不在现有的网格里。', act: null });
    expect((await cell('household-grid', YUANLONG, 'stationWorker')).act?.path).toBe(`/people?territory=${YUANLONG}&gap=outside-grid`);
    expect(found.facts).toContain('按户算的覆盖率：2 / 3（66.6%），分母是登记的全部住户。');
    expect(found.facts.find((fact) => fact.startsWith('按人算'))).toMatch(/（100%），分母是登记的全部居民。$/);
    expect(await cell('base-information')).toMatchObject({ verdict: 'broken', sentence: '有 1 户缺地址或人口。' });
    const saved = await call('people.saveHousehold', { id, grid: GRID_1, address: '三组12号' }, 'stationWorker');
    expect(saved.status).toBe(200);
    await work();
    expect((await cell('household-grid')).verdict).toBe('holds');
  });

  test('of the supervision committee asks for a woman only of its members', async () => {
    await server.prepare((tx) =>
      tx.send(`insert into body (county, id, code, kind, name, short_name, pinyin, initials, territory)
      values ('640121', '${newId()}', 'fn-watch', 'supervision-committee', '福宁社区居务监督委员会', '居务监督委员会', '', '', '${FUNING}')`),
    );
    const { id: bodyId } = await server.prepare((tx) =>
      tx.db.selectFrom('body').select('id').where('code', '=', 'fn-watch').executeTakeFirstOrThrow(),
    );
    const watch = (personId: string, role: string, woman: boolean | null) => appoint({ bodyId, personId, role, woman });
    await watch(server.people.resident, 'supervision-head', null);
    await watch(server.people.neighbour, 'supervision-member', false);
    await watch(server.people.secretary, 'supervision-member', false);
    await work();
    const asking = await cell('supervision-committee', FUNING);
    expect(asking).toMatchObject({ verdict: 'no-data', sentence: '居务监督委员会单雪梅没有登记是不是妇女成员。' });
    const post = /\?act=correct&post=(.+)$/.exec(asking.act?.path ?? '')?.[1];
    expect((await call('bodies.correctAppointment', { id: post, phone: '', allowance: '', woman: true })).status).toBe(200);
    await work();
    expect((await cell('supervision-committee', FUNING)).verdict).toBe('holds');
    expect((await call('bodies.correctAppointment', { id: post, phone: '', allowance: '', woman: null })).status).toBe(200);
    await work();
    await watch(server.people.funingResident, 'supervision-member', true);
    await work();
    expect(await cell('supervision-committee', FUNING)).toMatchObject({ verdict: 'holds' });
    const asked = await appoint({ personId: server.people.resident, role: 'station-worker', woman: true });
    expect(asked).toMatchObject({ status: 400, body: { errors: [{ path: 'woman' }] } });
  });
});

describe('who could fill a gap', () => {
  test('is named with a reason to those who may appoint, and the look is noted; to nobody else', async () => {
    await givePost(server, 'neighbour', 'yl-committee', 'group-head', GRID_2);
    const worker = await server.prepare((tx) =>
      tx.db
        .selectFrom('appointment')
        .select('id')
        .where('territory', '=', GRID_2)
        .where('role', '=', 'grid-worker')
        .executeTakeFirstOrThrow(),
    );
    await at('2026-11-22T09:00:00+08:00');
    expect((await call('bodies.endAppointment', { id: worker.id, validUntil: '2026-11-21' })).status).toBe(200);
    await work();
    expect((await cell('grid-staffing')).candidates).toEqual([{ name: '王小明', why: '村民小组组长，住在第二网格' }]);
    const looks = await server.prepare((tx) =>
      tx.db.selectFrom('audit').select('person_id').where('operation', '=', 'board.cell').execute(),
    );
    expect(looks).toEqual([{ person_id: server.people.neighbour }]);
    for (const who of ['stationWorker', 'dispatcher', 'gridWorker'] as const)
      expect((await cell('grid-staffing', YUANLONG, who)).candidates).toEqual([]);
  });

  test('a change is on the board within a second', async () => {
    const jobs = startJobs(server.app, jobHandlers, [], { everyMs: 60_000 });
    try {
      const started = performance.now();
      expect(
        (await appoint({ personId: server.people.neighbour, role: 'grid-worker', territory: GRID_2, validFrom: '2026-11-22' })).status,
      ).toBe(200);
      await until(async () => (await cell('grid-staffing')).verdict === 'holds');
      expect(performance.now() - started).toBeLessThan(1000);
    } finally {
      await jobs.stop();
    }
  });
});

describe('the board', () => {
  test('has a row a village below a township, and adds them up above it', async () => {
    const township = (await board({ territory: TOWNSHIP })).body;
    expect(verdictOf(township, YUANLONG, 'village-station')).toMatchObject({ verdict: 'holds', counts: null });
    const county = (await board({ territory: '640121' })).body;
    const row = county.rows.find(({ code }) => code === TOWNSHIP);
    expect(row).toMatchObject({ name: '闽宁镇', path: '银川市 永宁县', villages: township.rows.length });
    for (const { rule, counts } of row?.cells ?? []) {
      const added = township.rows.map((one) => one.cells.find((found) => found.rule === rule)?.verdict);
      for (const verdict of ['holds', 'broken', 'no-data'] as const)
        expect(counts?.[verdict], `${rule} ${verdict}`).toBe(added.filter((one) => one === verdict).length);
    }
    const cells = Object.values(county.counts).reduce((sum, n) => sum + n, 0);
    expect(cells).toBe(BOARD_RULES.length * county.rows.reduce((sum, { villages }) => sum + villages, 0));
  });

  test('of the region judges every village there is', async () => {
    const { rows } = await server.prepare(
      async (tx) => (await tx.send('select count(distinct village) as n from clause_cell'))[0] as never as { rows: object[] },
    );
    expect(rows).toEqual([{ n: 2912 }]);
  });

  test('lists what is broken in a county, page by page', async () => {
    const asked = { territory: '640121', villages: true, rule: 'village-station', verdict: 'no-data' } as const;
    const whole = (await board({ ...asked, limit: 200 })).body.rows.map(({ code }) => code);
    expect(whole).not.toContain(YUANLONG);
    const seen: string[] = [];
    for (let after: string | null | undefined; after !== null; ) {
      const page: Board = (await board({ ...asked, limit: 30, ...(after && { after }) })).body;
      seen.push(...page.rows.map(({ code }) => code));
      after = page.next;
    }
    expect(seen).toEqual(whole);
    expect((await board({ territory: TOWNSHIP, verdict: 'holds' })).body.rows.map(({ code }) => code).sort()).toEqual([FUNING, YUANLONG]);
  });

  test('shows a day as it ended', async () => {
    const on = async (day: string) =>
      verdictOf((await board({ territory: TOWNSHIP, day })).body, YUANLONG, 'grid-staffing')?.verdict ?? null;
    expect([await on('2026-11-19'), await on('2026-11-20'), await on('2026-11-21'), await on('2026-11-22')]).toEqual([
      null,
      'broken',
      'holds',
      'holds',
    ]);
    expect(await board({ territory: TOWNSHIP, day: '2026-11-23' })).toMatchObject({ status: 400 });
  });

  test('names the newest change', async () => {
    expect((await board({ territory: '640121' })).body.latest).toMatchObject({
      place: YUANLONG,
      name: '原隆村',
      rule: 'grid-staffing',
      verdict: 'holds',
    });
  });
});

describe('the Excel file', () => {
  const file = async (query: string, who: MinningPerson | null = 'admin') => {
    const response = await server.http.inject({
      method: 'GET',
      url: `/api/board/export?${query}`,
      headers: who ? { cookie: `linli_session=${server.cookies[who]}` } : {},
    });
    return response;
  };

  test('holds the rows of the screen as text, and nobody who could be appointed', async () => {
    await server.prepare((tx) => tx.send(`update division set short_name = '=SUM(A1)' where code = '${FUNING}'`));
    const response = await file(`territory=${TOWNSHIP}&rule=grid-staffing`);
    expect(response.headers['content-type']).toContain('spreadsheetml');
    const book = new excel.Workbook();
    await book.xlsx.load(response.rawPayload as never);
    const rows: unknown[][] = [];
    book.worksheets[0]?.eachRow((row) => rows.push((row.values as unknown[]).slice(1)));
    expect(rows[0]?.slice(0, 4)).toEqual(['县（市、区）', '乡镇（街道）', '村（社区）', '地区代码']);
    expect(rows).toContainEqual([
      ...['永宁县', '闽宁镇', '原隆村', YUANLONG, '意见第四条 4.2', '每个网格有一到两名网格员', '符合', '2026-11-22'],
      ...['3 个网格都有一到两名网格员。', '第一网格：李秀兰\n第二网格：王小明\n第三网格：王小明'],
    ]);
    expect(rows.map((row) => row[2])).toContain("'=SUM(A1)");
    expect(rows.find((row) => row[3] === FUNING)?.[7], 'nobody knows since when it was so before the first judging').toBe(
      '2026-11-20（首次核对）',
    );
    await server.prepare((tx) => tx.send(`update division set short_name = '福宁社区' where code = '${FUNING}'`));
  });

  test.each(['=1+1', '+1', '-1', '@SUM', '\t=1'])('%j stays text', (text) => expect(asText(text)).toBe(`'${text}`));

  test('is for staff in their range', async () => {
    expect((await file(`territory=${TOWNSHIP}`, null)).statusCode).toBe(401);
    expect((await file(`territory=${TOWNSHIP}`, 'resident')).statusCode).toBe(403);
    expect((await file(`territory=${TOWNSHIP}`, 'otherAdmin')).statusCode).toBe(409);
    expect((await file('territory=12&rule=grid-staffing')).statusCode).toBe(409);
    expect((await file('territory=x')).statusCode).toBe(400);
  });
});

describe('who may not', () => {
  test('residents and visitors have no board', async () => {
    expect((await board({ territory: YUANLONG }, 'resident')).status).toBe(403);
    expect((await board({ territory: YUANLONG }, null)).status).toBe(401);
    expect((await call('board.cell', { place: YUANLONG, rule: 'grid-staffing' }, 'resident')).status).toBe(403);
  });

  test('staff read their own place and no other; a grid worker reads the board of the village', async () => {
    expect((await board({ territory: YUANLONG }, 'gridWorker')).body.rows).toHaveLength(1);
    expect((await board({ territory: '640121' }, 'water')).body.rows.length).toBeGreaterThan(0);
    for (const [who, territory] of [
      ['gridWorker', FUNING],
      ['stationWorker', TOWNSHIP],
      ['funingHead', YUANLONG],
      ['otherAdmin', TOWNSHIP],
      ['dispatcher', '640121'],
    ] as const) {
      expect((await board({ territory }, who)).status, `${who} ${territory}`).toBe(409);
      if (territory.length === 12) expect((await call('board.cell', { place: territory, rule: 'grid-staffing' }, who)).status).toBe(409);
    }
  });

  test('the database itself shows and takes nothing from another range', async () => {
    const other = {
      kind: 'staff',
      accountId: randomUUID(),
      personId: randomUUID(),
      name: '何强',
      role: 'administrator',
      appointmentId: randomUUID(),
      body: { id: randomUUID(), name: '', kind: 'county-government', territory: '640104' },
      range: '640104',
    } as const;
    const ours = { ...other, range: '640121', body: { ...other.body, territory: '640121' } } as const;
    const broken = { county: '640121', village: YUANLONG, rule: 'worker-contact', verdict: 'broken', sentence: '' } as const;
    // Counties before and after ours in the order of their codes.
    for (const range of ['640104', '640181'])
      await transaction(server.app.pool, { ...other, range }, async (tx) => {
        expect(await tx.db.selectFrom('clause_cell').select('village').where('county', '=', '640121').execute()).toEqual([]);
        expect(await tx.db.selectFrom('clause_change').select('village').where('county', '=', '640121').execute()).toEqual([]);
      });
    // Who reads a board, and be it the administrator of the county, writes none of it.
    const written = (result: { numUpdatedRows?: bigint; numDeletedRows?: bigint }) => result.numUpdatedRows ?? result.numDeletedRows;
    for (const who of [other, ours])
      await transaction(server.app.pool, who, async ({ db }) => {
        for (const result of [
          await db.updateTable('clause_cell').set({ verdict: 'holds' }).executeTakeFirst(),
          await db.deleteFrom('clause_cell').executeTakeFirst(),
          await db.updateTable('clause_change').set({ verdict: 'holds' }).executeTakeFirst(),
          await db.deleteFrom('clause_change').executeTakeFirst(),
          await db.updateTable('board_run').set({ computed_at: '2020-01-01T00:00:00Z' }).executeTakeFirst(),
        ])
          expect(written(result)).toBe(0n);
      });
    for (const insert of [
      (db: Tx['db']) => db.insertInto('clause_cell').values({ ...broken, rule: 'invented', since: new Date(), facts: '[]' }),
      (db: Tx['db']) => db.insertInto('clause_change').values({ ...broken, rule: 'invented', valid_from: new Date() }),
      (db: Tx['db']) => db.insertInto('board_run').values({ county: '640104', computed_at: new Date() }),
    ])
      await expect(transaction(server.app.pool, ours, ({ db }) => insert(db).execute())).rejects.toThrow('row-level security');
    expect((await cell('worker-contact')).verdict).toBe('broken');
    // Without an actor, or with one who is no staff, there are no rows.
    const nobody = await server.app.pool.connect();
    for (const table of ['clause_cell', 'clause_change', 'board_run'])
      expect((await nobody.query(`select 1 from ${table}`)).rows, table).toEqual([]);
    nobody.release();
    await transaction(server.app.pool, { kind: 'anyone' }, async ({ db }) => {
      expect(await db.selectFrom('board_run').select('county').execute()).toEqual([]);
    });
  });

  test('a rule or a place that is not there is refused with its field', async () => {
    expect(await board({ territory: TOWNSHIP, rule: 'no-such-rule' })).toMatchObject({ status: 400, body: { errors: [{ path: 'rule' }] } });
    expect((await call('board.cell', { place: '640121104999', rule: 'grid-staffing' })).status).toBe(404);
    expect((await board({ territory: '640121999' })).status).toBe(404);
  });
});
