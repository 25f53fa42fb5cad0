import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { FoundPerson, Person } from '../../../domain/people/contract.ts';
import { neverCollected } from '../../../domain/policy/never-collected.ts';
import { openPool, transaction } from '../../platform/database.ts';
import { newId } from '../../platform/ids.ts';
import { FUNING, FUNING_GRID, GRID_1, GRID_2, type Minning, type MinningPerson, minning, YUANLONG } from '../../testing/minning.ts';

let server: Minning;
beforeAll(async () => {
  server = await minning();
});
afterAll(() => server.stop());

type Found = { items: FoundPerson[]; next: string | null };
const search = (q: string, who: MinningPerson = 'stationWorker', more = {}) =>
  server.call<Found>('people.search', { q, ...more }, { as: server.cookies[who] });
const names = async (q: string, who?: MinningPerson) => (await search(q, who)).body.items.map((person) => person.name);
const lastAudit = (operation: string) =>
  server.prepare((tx) =>
    tx.db.selectFrom('audit').selectAll().where('operation', '=', operation).orderBy('at', 'desc').limit(10).execute(),
  );

describe('search', () => {
  test.each([['单雪梅'], ['雪梅'], ['shanxuemei'], ['sxm'], ['13895016021'], ['6021']])('%s finds her in the own village', async (q) =>
    expect(await names(q)).toEqual(['单雪梅']),
  );
  test('an address finds the household, across its people', async () => expect((await names('三组12')).length).toBe(5));
  test('what is shown is masked and says where', async () => {
    expect((await search('单雪梅')).body.items[0]).toEqual({
      id: server.people.resident,
      name: '单雪梅',
      phone: '138****6021',
      address: '三组12号',
      grid: GRID_1,
      gridName: '原隆村 第一网格',
      relation: '其他',
      presence: 'here',
      householdId: server.households[GRID_1],
    });
  });
  test('pages join without gap or repetition', async () => {
    const whole = (await search('', 'dispatcher', { limit: 100 })).body.items.map((person) => person.id);
    const paged: string[] = [];
    let after: string | null = null;
    do {
      const page: Found = (await search('', 'dispatcher', { limit: 2, ...(after ? { after } : {}) })).body;
      paged.push(...page.items.map((person) => person.id));
      after = page.next;
    } while (after);
    expect(paged).toEqual(whole);
    expect(whole.length).toBe(7);
  });
  test('one line in the audit, with the kind and the number, never the words', async () => {
    server.clock.advance(1_000);
    await search('13895016021');
    const [row] = await lastAudit('people.search');
    expect(row).toMatchObject({
      kind: 'look',
      county: '640121',
      territory: YUANLONG,
      role: 'station-worker',
      person_id: null,
      detail: { query: 'phone', count: 1 },
    });
    expect(JSON.stringify(row)).not.toContain('6021');
  });
  test('wrong input is named', async () => {
    expect((await search('x'.repeat(41))).body).toMatchObject({ errors: [{ path: 'q' }] });
    expect((await search('', 'stationWorker', { after: '1.2' })).body).toMatchObject({ errors: [{ path: 'after' }] });
    expect((await search('', 'stationWorker', { limit: 1000 })).body).toMatchObject({ errors: [{ path: 'limit' }] });
    expect((await search('%')).body.items).toEqual([]);
  });
});

describe('view and reveal', () => {
  const view = (who: MinningPerson, id: string, purpose = '办理诉求') =>
    server.call<Person>('people.view', { id, purpose }, { as: server.cookies[who] });
  test('shows the household, phones masked, one audit line for each person shown', async () => {
    const { body } = await view('gridWorker', server.people.resident);
    expect(body).toMatchObject({
      name: '单雪梅',
      phone: '138****6021',
      place: '永宁县 闽宁镇 原隆村 第一网格',
      household: { address: '三组12号', gridName: '原隆村 第一网格' },
    });
    expect(body.household?.members).toHaveLength(4);
    expect(JSON.stringify(body)).not.toMatch(/1[38]\d{9}/);
    const rows = (await lastAudit('people.view')).filter((row) => row.purpose === '办理诉求');
    expect(new Set(rows.map((row) => row.person_id))).toEqual(new Set(body.household?.members.map((member) => member.id)));
  });
  test('the whole phone is given with a purpose and noted', async () => {
    const answer = await server.call(
      'people.reveal',
      { id: server.people.resident, purpose: '通知到人' },
      { as: server.cookies.gridWorker },
    );
    expect(answer.body).toEqual({ name: '单雪梅', phone: '13895016021' });
    expect((await lastAudit('people.reveal'))[0]).toMatchObject({
      kind: 'look',
      person_id: server.people.resident,
      purpose: '通知到人',
      detail: { field: 'phone' },
    });
    expect(
      (await server.call('people.reveal', { id: server.people.resident, purpose: '' }, { as: server.cookies.gridWorker })).body,
    ).toMatchObject({ errors: [{ path: 'purpose' }] });
  });
  test('a refused look leaves no line', async () => {
    const before = (await lastAudit('people.view')).length;
    expect((await view('funingHead', server.people.resident)).status).toBe(404);
    expect((await lastAudit('people.view')).length).toBe(before);
  });
});

describe('keeping', () => {
  const save = (input: object, who: MinningPerson = 'stationWorker') =>
    server.call<{ id: string }>('people.save', input, { as: server.cookies[who] });
  const saveHousehold = (input: object, who: MinningPerson = 'stationWorker') =>
    server.call<{ id: string; dwellingId: string }>('people.saveHousehold', input, { as: server.cookies[who] });

  test('a household and its people are registered, found, and move together', async () => {
    const household = await saveHousehold({ grid: GRID_1, address: ' 五组 ８号 ' });
    expect(household.status).toBe(200);
    const again = await saveHousehold({ grid: GRID_1, address: '五组8号' });
    expect(again.body.dwellingId).toBe(household.body.dwellingId);
    const head = await save({ householdId: household.body.id, name: '曾广田', phone: '13709510001', relation: '户主' });
    expect(await names('zgt')).toEqual(['曾广田']);
    expect((await saveHousehold({ id: household.body.id, grid: GRID_2, address: '六组1号' })).status).toBe(200);
    expect((await search('曾广田')).body.items[0]).toMatchObject({ grid: GRID_2, address: '六组1号' });
    expect(
      (await save({ id: head.body.id, householdId: household.body.id, name: '曾广田', relation: '户主', presence: 'away' })).status,
    ).toBe(200);
    expect((await search('0001')).body.items[0]).toMatchObject({ name: '曾广田', phone: '137****0001', presence: 'away' });
    await save({ id: head.body.id, householdId: household.body.id, name: '曾广田', relation: '户主', phone: '' });
    expect((await search('曾广田')).body.items[0]?.phone).toBe('');
    expect((await lastAudit('people.save')).length).toBe(3);
  });
  test('a second head and a second of the same name are refused', async () => {
    const household = await saveHousehold({ grid: GRID_1, address: '七组1号' });
    await save({ householdId: household.body.id, name: '田玉珍', relation: '户主' });
    expect((await save({ householdId: household.body.id, name: '田小珍', relation: '户主' })).body).toMatchObject({
      status: 409,
      clause: '4.3',
    });
    expect((await save({ householdId: household.body.id, name: '田玉珍', relation: '女' })).status).toBe(409);
  });
  test('wrong input is named', async () => {
    const householdId = server.households[GRID_1];
    expect((await save({ householdId, name: '王', relation: '朋友', phone: '12345' })).body).toMatchObject({
      errors: [{ path: 'name' }, { path: 'phone' }, { path: 'relation' }],
    });
    expect((await save({ householdId, name: '王<b>', relation: '子' })).body).toMatchObject({ errors: [{ path: 'name' }] });
    expect((await save({ householdId, name: '王大明', relation: '子', ethnicity: '汉' })).status).toBe(400);
    expect((await save({ householdId: newId(), name: '王大明', relation: '子' })).body).toMatchObject({
      errors: [{ path: 'householdId' }],
    });
    expect((await save({ id: newId(), householdId, name: '王大明', relation: '子' })).status).toBe(404);
    expect((await saveHousehold({ grid: `${YUANLONG}009`, address: '八组1号' })).body).toMatchObject({ errors: [{ path: 'grid' }] });
  });
  test('nobody registers in another village or grid, nor pulls a person over', async () => {
    expect((await saveHousehold({ grid: FUNING_GRID, address: '一组1号' })).status).toBe(409);
    expect((await saveHousehold({ grid: GRID_2, address: '一组1号' }, 'gridWorker')).status).toBe(409);
    expect((await saveHousehold({ id: server.households[FUNING_GRID], grid: GRID_1, address: '一组1号' })).status).toBe(404);
    expect(
      (await save({ id: server.people.funingResident, householdId: server.households[GRID_1], name: '王晓东', relation: '子' })).status,
    ).toBe(404);
    expect((await save({ householdId: server.households[FUNING_GRID], name: '王晓西', relation: '子' })).status).toBe(400);
    expect((await save({ householdId: server.households[GRID_1], name: '王晓西', relation: '子' }, 'dispatcher')).status).toBe(403);
  });
});

describe('what is missing', () => {
  const missing = async (gap: string, who: MinningPerson = 'stationWorker', more = {}) =>
    (await search('', who, { gap, ...more })).body.items?.map((person) => person.name);
  beforeAll(() =>
    server.prepare(async (tx) => {
      const lost = { county: '640121', pinyin: '', initials: '', created_at: server.clock.now() };
      const homes = [
        [`${YUANLONG}098`, '七组1号', '住没网格'],
        [GRID_2, null, '住没地址'],
      ] as const;
      for (const [grid, address, name] of homes) {
        const [household, dwelling] = [newId(), newId()];
        if (address)
          await tx.db.insertInto('dwelling').values({ county: '640121', id: dwelling, grid, address, search: address }).execute();
        await tx.db
          .insertInto('household')
          .values({ county: '640121', id: household, grid, dwelling_id: address ? dwelling : null })
          .execute();
        await tx.db
          .insertInto('person')
          .values({ ...lost, id: newId(), name, territory: grid, household_id: household, relation: '户主' })
          .execute();
      }
      await tx.db
        .insertInto('person')
        .values([
          { ...lost, id: newId(), name: '没归到户', territory: GRID_2, household_id: null, relation: '' },
          { ...lost, id: newId(), name: '别村没户', territory: FUNING_GRID, household_id: null, relation: '' },
        ])
        .execute();
    }),
  );
  test('of the grid and of the base information, each with those the clause board counts', async () => {
    expect(await missing('outside-grid')).toEqual(['没归到户', '住没网格']);
    expect(new Set(await missing('incomplete'))).toEqual(new Set(['住没地址', '没归到户']));
    server.clock.advance(1_000);
    expect((await search('没归', 'stationWorker', { gap: 'incomplete' })).body.items.map(({ name }) => name)).toEqual(['没归到户']);
    expect((await lastAudit('people.search'))[0]?.detail).toMatchObject({ gap: 'incomplete' });
  });
  test('is shown to nobody of another village, nor asked by those who serve no register', async () => {
    expect(await missing('incomplete', 'funingHead')).toEqual(['别村没户']);
    expect(await missing('incomplete', 'funingHead', { territory: YUANLONG })).toBeUndefined();
    expect((await search('', 'admin', { gap: 'incomplete' })).status).toBe(403);
    expect((await search('', 'stationWorker', { gap: 'all' })).body).toMatchObject({ errors: [{ path: 'gap' }] });
  });
});

describe('those who may not', () => {
  test('visitors, residents, departments, administrators search nobody', async () => {
    expect((await server.call('people.search', { q: '王' })).status).toBe(401);
    for (const who of ['resident', 'water', 'admin'] as const) expect((await search('王', who)).status).toBe(403);
    for (const operation of ['people.view', 'people.reveal'])
      expect((await server.call(operation, { id: server.people.neighbour, purpose: '看看' }, { as: server.cookies.resident })).status).toBe(
        403,
      );
  });
  test('a village worker finds nobody of another village, whatever the question', async () => {
    for (const q of ['王晓东', 'wxd', '13895017777', '7777', '']) {
      const { body } = await search(q);
      expect(body.items.some((person) => person.id === server.people.funingResident)).toBe(false);
    }
    expect((await search('王', 'stationWorker', { territory: FUNING })).status).toBe(409);
    expect((await search('王', 'stationWorker', { territory: '640121104' })).status).toBe(409);
    expect(
      (await search('', 'stationWorker', { after: `${FUNING_GRID}.018f0000-0000-7000-8000-000000000000` })).body.items.every((person) =>
        person.grid.startsWith(YUANLONG),
      ),
    ).toBe(true);
  });
  test('a grid worker sees the own grid only', async () => expect(await names('王', 'gridWorker')).toEqual(['王芳']));

  test('the database itself shows nobody nothing, on a fresh and on a warm connection', async () => {
    const pool = openPool(server.databaseUrl, { max: 1 });
    try {
      const tables = ['person', 'household', 'dwelling', 'appointment', 'body', 'division', 'parameter', 'calendar_day', 'calendar_change'];
      const count = async () => {
        const counts: number[] = [];
        for (const table of tables) counts.push((await pool.query(`select count(*) as n from ${table}`)).rows[0].n);
        return counts;
      };
      expect(await count()).toEqual(tables.map(() => 0));
      const seen = await transaction(pool, { kind: 'system', name: 'test' }, (tx) =>
        tx.db
          .selectFrom('person')
          .select((on) => on.fn.countAll<number>().as('n'))
          .executeTakeFirstOrThrow(),
      );
      expect(seen.n).toBeGreaterThan(10);
      expect(await count()).toEqual(tables.map(() => 0));
      expect((await pool.query(`select * from rounded_numbers('${YUANLONG}')`)).rows).toEqual([]);
      // The rounded numbers borrow the system's eyes only while they count.
      const after = await transaction(pool, { kind: 'anyone' }, async (tx) => {
        await tx.send(`select * from rounded_numbers('${YUANLONG}')`);
        return tx.db
          .selectFrom('person')
          .select((on) => on.fn.countAll<number>().as('n'))
          .executeTakeFirstOrThrow();
      });
      expect(after.n).toBe(0);
    } finally {
      await pool.end();
    }
  });
});

test('no column of the database is one of those never collected', async () => {
  const columns = await server.prepare(
    async (tx) =>
      (await tx.send(`select table_name, column_name from information_schema.columns where table_schema = 'public'`))[0]?.rows ?? [],
  );
  expect(columns.length).toBeGreaterThan(100);
  expect(columns.filter((row: { column_name: string }) => neverCollected(row.column_name))).toEqual([]);
});
