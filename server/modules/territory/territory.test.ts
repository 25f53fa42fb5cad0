import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { FoundPlace, Grid, Place } from '../../../domain/territory/contract.ts';
import { FUNING, FUNING_GRID, GRID_1, GRID_2, givePost, type Minning, minning, YUANLONG } from '../../testing/minning.ts';
import { importDivisions } from './index.ts';

const file = readFileSync(new URL('../../data/territory/divisions.csv', import.meta.url), 'utf8');
let server: Minning;

beforeAll(async () => {
  server = await minning();
  await givePost(server, 'secretary', 'yl-station', 'station-head', YUANLONG);
});
afterAll(() => server.stop());

const find = async (q: string, more = {}) => (await server.call<{ items: FoundPlace[] }>('territory.search', { q, ...more })).body.items;

describe('import', () => {
  test('twice changes nothing', async () => {
    expect(await importDivisions(server.databaseUrl, file)).toEqual({ inserted: 0, updated: 0, unchanged: 3199, refused: [] });
  });
  test('all levels are there', async () => {
    const counts = await server.prepare((tx) =>
      tx.db
        .selectFrom('division')
        .select(['level', (on) => on.fn.countAll<number>().as('n')])
        .where('level', '!=', 'grid')
        .groupBy('level')
        .execute(),
    );
    expect(Object.fromEntries(counts.map((row) => [row.level, row.n]))).toEqual({
      region: 1,
      city: 5,
      county: 22,
      township: 259,
      village: 2912,
    });
  });
  test('a changed name is changed, wrong rows are named one by one, and the rest goes in', async () => {
    const result = await importDivisions(
      server.databaseUrl,
      [
        'code,parent,level,name,kind,urban_rural_class',
        '640121104206,640121104,village,"新源村委会",村委会,220',
        '640121104200,640121104,village,福宁村村委会,村委会,121',
        '640121104205,640121104,village,原隆村委会,村委会,121',
        '64012,6401,county,半个县,县,',
        '640121104207,640121,village,错上级村,村委会,220',
        '640121104208,640121104,township,错级别村,村委会,220',
        '640121104209,640121104,village,,村委会,220',
        '640121104206,640121104,village,又一个,村委会,220',
        '640199001001,640199001,village,无上级村,村委会,220',
        '640121104210,640121104,village',
        '640121104205001,640121104205,grid,第一网格,,',
        '',
      ].join('\r\n'),
    );
    expect([result.inserted, result.updated, result.unchanged]).toEqual([1, 1, 1]);
    expect(result.refused.map(({ row, reason }) => `${row} ${reason}`)).toEqual([
      '5 代码“64012”不对：应是 2、4、6、9 或 12 位数字',
      '6 上级“640121”不是代码 640121104207 的前几位',
      '7 级别“township”和代码 640121104208 的位数不符',
      '8 名称要有 1 到 60 个字',
      '9 代码 640121104206 在第 2 行已经有了',
      '10 没有上级 640199001',
      '11 这一行有 3 格，应有 6 格',
      '12 640121104205001 是网格，网格在系统里设，不从这里导入',
    ]);
    await importDivisions(server.databaseUrl, file);
  });
});

describe('search', () => {
  test.each(['闽宁', 'minning', 'mnz', '640121104'])('%s finds Minning town first', async (q) => {
    expect((await find(q))[0]).toEqual({
      code: '640121104',
      name: '闽宁镇',
      shortName: '闽宁镇',
      level: 'township',
      path: '银川市 永宁县',
    });
  });
  test('a village is found under its short name, with where it lies', async () => {
    expect((await find('ylc')).find((place) => place.code === YUANLONG)).toMatchObject({
      shortName: '原隆村',
      path: '银川市 永宁县 闽宁镇',
    });
  });
  test('within a county and a level only', async () => {
    const items = await find('村', { within: '640121', level: 'village', limit: 50 });
    expect(items.length).toBeGreaterThan(0);
    expect(items.every((place) => place.code.startsWith('640121') && place.level === 'village')).toBe(true);
  });
  test('signs of the query language mean themselves', async () => {
    expect(await find('%')).toEqual([]);
    expect(await find('_')).toEqual([]);
    expect(await find("'; drop table division; --")).toEqual([]);
  });
  test('wrong input is named', async () => {
    expect((await server.call('territory.search', { q: 'x'.repeat(41) })).body).toMatchObject({ status: 400, errors: [{ path: 'q' }] });
    expect((await server.call('territory.search', { q: 'x', within: '6' })).body).toMatchObject({
      status: 400,
      errors: [{ path: 'within' }],
    });
    expect((await server.call('territory.search', { q: 'x', other: 1 })).status).toBe(400);
  });
});

test('the tree goes down from the region', async () => {
  const top = await server.call<{ items: { code: string; children: number }[] }>('territory.children', {});
  expect(top.body.items).toMatchObject([{ code: '64', children: 5 }]);
  const town = await server.call<{ items: { shortName: string; children: number }[] }>('territory.children', { code: '640121104' });
  expect(town.body.items.map((place) => place.shortName)).toEqual(expect.arrayContaining(['福宁社区', '木兰村', '玉海村']));
  expect(town.body.items.find((place) => place.shortName === '原隆村')?.children).toBe(2);
});

describe('place', () => {
  const view = (code: string, as?: string) => server.call<Place>('territory.place', { code }, { as });
  test('shows anyone the bodies, people, grids and workers, and no exact numbers', async () => {
    const { body } = await view(YUANLONG);
    expect(body.path.map((above) => above.name)).toEqual(['宁夏回族自治区', '银川市', '永宁县', '闽宁镇']);
    expect(body.bodies.map((one) => one.shortName)).toEqual(['原隆村党总支', '原隆村村民委员会', '原隆村服务站']);
    expect(body.bodies[2]?.people.map((person) => `${person.roleTitle} ${person.name}`)).toEqual([
      '站长 马建国',
      '网格员 李秀兰',
      '站务员 王芳',
    ]);
    expect(body.grids).toMatchObject([
      { code: GRID_1, workers: [{ name: '李秀兰' }], households: null },
      { code: GRID_2, workers: [], households: null },
    ]);
    expect(body.numbers).toEqual({ townships: 0, villages: 0, grids: 2, households: null, persons: 10, rounded: true });
  });
  test('nothing of a resident stands on the public page', async () => {
    const text = JSON.stringify((await view(YUANLONG)).body);
    expect(text).not.toContain('单雪梅');
    expect(text).not.toMatch(/1[38]\d{9}/);
  });
  test('staff in range see exact numbers, staff elsewhere do not', async () => {
    expect((await view(YUANLONG, server.cookies.stationWorker)).body.numbers).toMatchObject({ households: 2, persons: 5, rounded: false });
    expect((await view(YUANLONG, server.cookies.funingHead)).body.numbers).toMatchObject({ households: null, rounded: true });
    expect((await view(YUANLONG, server.cookies.funingHead)).body.grids[0]?.households).toBeNull();
  });
  test('an unknown place is not found', async () => expect((await view('640121104999')).status).toBe(404));
  test('a grid has its own page', async () =>
    expect((await view(GRID_1)).body).toMatchObject({ level: 'grid', grids: [{ code: GRID_1 }] }));
});

describe('grids', () => {
  const save = (input: object, as: string | null) => server.call<Record<string, unknown>>('territory.saveGrid', input, { as });
  const list = async (village: string) => (await server.call<{ items: Grid[]; nextCode: string }>('territory.grids', { village })).body;

  test('a new one gets the next number; several at once get several', async () => {
    expect((await list(YUANLONG)).nextCode).toBe(`${YUANLONG}003`);
    const grid = { village: YUANLONG, validFrom: '2026-11-24' };
    await Promise.all([list(YUANLONG), list(YUANLONG), list(YUANLONG), list(YUANLONG), list(YUANLONG)]);
    const added = await Promise.all(
      ['三', '四', '五', '六'].map((number, at) =>
        save({ ...grid, name: `第${number}网格` }, at % 2 ? server.cookies.admin : server.cookies.secretary),
      ),
    );
    expect(added.map((answer) => answer.body.code).sort()).toEqual(['003', '004', '005', '006'].map((number) => `${YUANLONG}${number}`));
  });
  test('an empty one ends and its number is not used again', async () => {
    const code = `${YUANLONG}004`;
    expect(
      (await save({ code, village: YUANLONG, name: '第四网格', validFrom: '2026-11-01', validUntil: '2026-11-23' }, server.cookies.admin))
        .status,
    ).toBe(200);
    const { items, nextCode } = await list(YUANLONG);
    expect(items.find((grid) => grid.code === code)?.validUntil).toBe('2026-11-23');
    expect(nextCode).toBe(`${YUANLONG}007`);
    expect((await find('旧的网格')).some((place) => place.code === code)).toBe(false);
  });
  test('one with households does not end', async () => {
    const answer = await save(
      { code: GRID_2, village: YUANLONG, name: '第二网格', validFrom: '2024-01-01', validUntil: '2026-12-31' },
      server.cookies.admin,
    );
    expect(answer).toMatchObject({
      status: 409,
      body: { clause: '4.1', reason: '网格里还有 1 户，请先把住户划到别的网格，再结束这个网格。' },
    });
  });
  test('wrong input is named', async () => {
    expect(
      (await save({ code: FUNING_GRID, village: YUANLONG, name: '错', validFrom: '2026-11-24' }, server.cookies.admin)).body,
    ).toMatchObject({ errors: [{ path: 'code' }] });
    expect((await save({ village: YUANLONG, name: '', validFrom: '2026-13-01' }, server.cookies.admin)).body).toMatchObject({
      errors: [{ path: 'name' }, { path: 'validFrom' }],
    });
    expect((await save({ village: '640121104999', name: '无村', validFrom: '2026-11-24' }, server.cookies.admin)).body).toMatchObject({
      errors: [{ path: 'village' }],
    });
  });
  test('nobody saves a grid elsewhere', async () => {
    const grid = { village: YUANLONG, name: '占地网格', validFrom: '2026-11-24' };
    expect((await save(grid, null)).status).toBe(401);
    expect((await save(grid, server.cookies.resident)).status).toBe(403);
    expect((await save(grid, server.cookies.gridWorker)).status).toBe(403);
    expect((await save(grid, server.cookies.funingHead)).status).toBe(409);
    expect((await save(grid, server.cookies.otherAdmin)).status).toBe(409);
    expect((await list(FUNING)).items).toHaveLength(1);
    expect((await list(YUANLONG)).items.some((one) => one.name === '占地网格')).toBe(false);
  });
});
