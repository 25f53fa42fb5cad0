import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Body, BodyView } from '../../../domain/bodies/contract.ts';
import { FUNING, FUNING_GRID, GRID_1, GRID_2, givePost, type Minning, minning, YUANLONG } from '../../testing/minning.ts';
import { importBodies } from './index.ts';

let server: Minning;
beforeAll(async () => {
  server = await minning();
});
afterAll(() => server.stop());

const view = async (code: string, as?: string) => (await server.call<BodyView>('bodies.view', { id: server.bodies[code] }, { as })).body;
const appoint = (input: object, as: string | null = server.cookies.admin) =>
  server.call('bodies.appoint', { validFrom: '2026-11-24', ...input }, { as });

describe('import', () => {
  test('twice changes nothing, a changed phone is one change, wrong rows are named', async () => {
    const result = await importBodies(
      server.databaseUrl,
      [
        'code,kind,name,territory,phone,parent',
        'water,county-department,永宁县水务局,640121,0951-8019999,county',
        'xq,county-government,兴庆区人民政府办公室,640104,,',
        'fire,county-department,永宁县消防大队,640121,,county',
        'w1,ministry,某部,640121,,',
        'w2,service-station,镇上的服务站,640121104,,',
        'w3,service-station,无村服务站,640121104999,,',
        'w4,county-department,孤单局,640121,,nobody',
        'w5,county-department,电话局,640121,12,',
        'w6,county-department,下级局,640121,,w4',
        'fire,county-department,又一个,640121,,',
      ].join('\n'),
    );
    // The other columns are empty here, so the water bureau loses its duties: one change.
    expect([result.inserted, result.updated, result.unchanged]).toEqual([1, 1, 1]);
    expect(result.refused.map((one) => one.row)).toEqual([5, 6, 7, 8, 9, 10, 11]);
    expect(result.refused.map((one) => one.reason)).toEqual([
      expect.stringContaining('类别“ministry”不对'),
      '服务站不设在 640121104 这一级',
      '没有地区 640121104999',
      '没有上级单位 nobody',
      'phone：电话号码不对',
      '没有上级单位 w4',
      '编码 fire 在第 4 行已经有了',
    ]);
  });
  test('a file that is no such table is refused whole', async () => {
    await expect(importBodies(server.databaseUrl, 'name\n某局')).rejects.toThrow('缺少这些列：code、kind、territory。');
    await expect(importBodies(server.databaseUrl, '')).rejects.toThrow('第一行不是列名');
  });
});

describe('search and view', () => {
  test.each(['闽宁镇民生', 'mnzms', 'minningzhen'])('%s finds the centre, without an account', async (q) => {
    const { body } = await server.call<{ items: Body[] }>('bodies.search', { q });
    expect(body.items[0]).toMatchObject({ name: '闽宁镇民生服务中心', phone: '0951-8093333', kindTitle: '民生服务中心', place: '闽宁镇' });
  });
  test('by kind and place', async () => {
    const { body } = await server.call<{ items: Body[] }>('bodies.search', { territory: '640121104', kinds: ['service-station'] });
    expect(body.items.map((one) => one.shortName)).toEqual(['福宁社区服务站', '原隆村服务站']);
  });
  test('shows posts to anyone, person and allowance to staff in range only', async () => {
    const open = (await view('yl-station')).current[0];
    expect(open).toMatchObject({ name: '李秀兰', roleTitle: '网格员', personId: null, allowance: null });
    expect(Object.keys(open ?? {})).not.toContain('county');
    expect((await view('yl-station', server.cookies.funingHead)).current[0]?.personId).toBeNull();
    expect((await view('yl-station', server.cookies.admin)).current[0]?.personId).toBe(server.people.gridWorker);
  });
  test('an unknown id is not found, a wrong one is named', async () => {
    expect((await server.call('bodies.view', { id: '018f0000-0000-7000-8000-000000000000' })).status).toBe(404);
    expect((await server.call('bodies.view', { id: '1' })).body).toMatchObject({ errors: [{ path: 'id' }] });
  });
});

describe('appointing', () => {
  test('the secretary becomes head of the station; a neighbour does not (2.3)', async () => {
    const station = server.bodies['yl-station'];
    expect(await appoint({ bodyId: station, personId: server.people.neighbour, role: 'station-head' })).toMatchObject({
      status: 409,
      body: { clause: '2.3', reason: '服务站站长由本村（社区）党组织书记或主任担任，王小明在 2026-11-24 不担任这两个职务。' },
    });
    expect((await appoint({ bodyId: station, personId: server.people.secretary, role: 'station-head' })).status).toBe(200);
    const { current } = await view('yl-station');
    expect(current[0]).toMatchObject({
      name: '马建国',
      roleTitle: '站长',
      concurrent: [{ bodyName: '原隆村党总支', roleTitle: '党组织书记' }],
    });
    expect((await view('yl-party')).current[0]?.concurrent).toEqual([{ bodyName: '原隆村服务站', roleTitle: '站长' }]);
  });
  test('a head of a group who lives there needs no allowance, others do; two at most (4.2)', async () => {
    const bodyId = server.bodies['yl-station'];
    const worker = { bodyId, role: 'grid-worker', territory: GRID_1 };
    expect((await appoint({ ...worker, personId: server.people.resident })).body).toMatchObject({ clause: '4.2' });
    await givePost(server, 'neighbour', 'yl-committee', 'group-head', YUANLONG);
    expect((await appoint({ ...worker, personId: server.people.neighbour })).body).toMatchObject({
      clause: '4.2',
      reason: expect.stringContaining('不住在这个网格'),
    });
    expect((await appoint({ ...worker, personId: server.people.neighbour, territory: GRID_2 })).status).toBe(200);
    expect((await appoint({ ...worker, personId: server.people.resident, allowance: '每月 300 元' })).status).toBe(200);
    expect((await appoint({ ...worker, personId: server.people.stationWorker, allowance: '每月 300 元' })).body).toMatchObject({
      clause: '4.2',
      reason: expect.stringContaining('已有 2 名'),
    });
    // The grid is called by its name, other posts by none.
    const grids = (await view('yl-station')).current.map(({ role, territory, gridName }) => [
      role === 'grid-worker' && territory,
      gridName,
    ]);
    expect(grids).toContainEqual([GRID_2, '第二网格']);
    expect(grids).toContainEqual([false, null]);
  });
  test('two who appoint the last worker at once: one wins', async () => {
    const worker = { bodyId: server.bodies['yl-station'], role: 'grid-worker', territory: GRID_2, allowance: '每月 300 元' };
    await Promise.all(['a', 'b', 'c', 'd', 'e'].map((q) => server.call('bodies.search', { q })));
    const answers = await Promise.all([
      appoint({ ...worker, personId: server.people.secretary }),
      appoint({ ...worker, personId: server.people.stationWorker }),
      appoint({ ...worker, personId: server.people.gridWorker }),
    ]);
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, 409, 409]);
  });
  test('an ended post stays in the history', async () => {
    const id = (await view('yl-station')).current.find((post) => post.name === '王芳' && post.role === 'station-worker')?.appointmentId;
    expect((await server.call('bodies.endAppointment', { id, validUntil: '2026-11-20' }, { as: server.cookies.admin })).status).toBe(200);
    const after = await view('yl-station');
    expect(after.past.map((post) => `${post.name} ${post.validUntil}`)).toContain('王芳 2026-11-20');
    expect((await server.call('bodies.endAppointment', { id, validUntil: '2026-11-21' }, { as: server.cookies.admin })).body).toMatchObject(
      { reason: '这个任职已经结束了。' },
    );
  });
  test('the secretary who heads the station cannot just go', async () => {
    const answer = await server.call(
      'bodies.endAppointment',
      { id: server.posts.secretary, validUntil: '2026-11-30' },
      { as: server.cookies.admin },
    );
    expect(answer).toMatchObject({ status: 409, body: { clause: '2.3' } });
  });
  test('candidates come without phone and address', async () => {
    const { body } = await server.call<{ items: object[] }>(
      'bodies.candidates',
      { bodyId: server.bodies['yl-station'], q: 'sxm' },
      { as: server.cookies.admin },
    );
    expect(body.items).toEqual([
      { personId: server.people.resident, name: '单雪梅', place: '第一网格', posts: [{ bodyName: '原隆村服务站', roleTitle: '网格员' }] },
    ]);
  });
  test('candidates of the place itself come before those of the rest of the range', async () => {
    const found = async (bodyId: string | undefined) => {
      const { body } = await server.call<{ items: { name: string }[] }>(
        'bodies.candidates',
        { bodyId, q: '王' },
        { as: server.cookies.admin },
      );
      return body.items.map(({ name }) => name);
    };
    expect(await found(server.bodies['yl-station'])).toEqual(['王芳', '王小明', '王晓东']);
    expect(await found(server.bodies['fn-station'])).toEqual(['王晓东', '王芳', '王小明']);
  });
  test('wrong input is named', async () => {
    const bodyId = server.bodies['yl-station'];
    const personId = server.people.resident;
    expect((await appoint({ bodyId, personId, role: 'king' })).body).toMatchObject({ errors: [{ path: 'role' }] });
    expect((await appoint({ bodyId, personId, role: 'grid-worker', territory: `${YUANLONG}999` })).body).toMatchObject({
      errors: [{ path: 'territory' }],
    });
    expect((await appoint({ bodyId, personId: server.people.otherAdmin, role: 'station-worker' })).body).toMatchObject({
      errors: [{ path: 'personId' }],
    });
    expect((await appoint({ bodyId, personId, role: 'station-worker', validUntil: '2026-11-01' })).body).toMatchObject({
      errors: [{ path: 'validUntil' }],
    });
  });
});

describe('correcting what is written of a post', () => {
  const correct = (input: object, as: string | null = server.cookies.admin) =>
    server.call('bodies.correctAppointment', { phone: '', allowance: '', woman: null, ...input }, { as });
  const posts = async (code: string, as?: string) => (await view(code, as)).current;
  let watching = '';
  beforeAll(async () => {
    const committee = { kind: 'supervision-committee', name: '福宁社区居务监督委员会', territory: FUNING, code: 'fn-watch' };
    const { body } = await server.call<{ id: string }>('bodies.save', committee, { as: server.cookies.admin });
    server.bodies['fn-watch'] = body.id;
    const given = await appoint({ bodyId: body.id, personId: server.people.funingResident, role: 'supervision-head' });
    watching = (given.body as { id: string }).id;
  });

  test('a woman nobody had noted, a phone that was wrong: the post stays, the audit names the fields and not their values', async () => {
    expect((await correct({ id: watching, phone: '0951-8095001', woman: true })).status).toBe(200);
    expect(await posts('fn-watch', server.cookies.admin)).toMatchObject([{ name: '王晓东', phone: '0951-8095001', woman: true }]);
    const rows = await server.prepare((tx) =>
      tx.db.selectFrom('audit').select(['person_id', 'detail']).where('operation', '=', 'bodies.correctAppointment').execute(),
    );
    expect(rows).toEqual([{ person_id: server.people.funingResident, detail: { appointment: watching, fields: 'phone woman' } }]);
    expect((await correct({ id: watching, phone: '0951-8095001', woman: null })).status).toBe(200);
    expect((await posts('fn-watch', server.cookies.admin))[0]?.woman).toBeNull();
    expect((await correct({ id: watching, phone: '0951-8095001', woman: true })).status).toBe(200);
  });
  test('nobody but the administrator of the place reads who is a woman', async () => {
    for (const as of [undefined, server.cookies.otherAdmin, server.cookies.funingHead, server.cookies.dispatcher, server.cookies.resident])
      expect((await posts('fn-watch', as))[0]?.woman, as).toBeNull();
  });
  test('a grid worker who needs an allowance keeps one; who lives there as head of a group does not need one (4.2)', async () => {
    const bodyId = server.bodies['fn-station'];
    const worker = { bodyId, role: 'grid-worker', territory: FUNING_GRID, allowance: '每月 300 元' };
    const given = await appoint({ ...worker, personId: server.people.funingResident });
    const { id } = given.body as { id: string };
    expect(await correct({ id, phone: '0951-8095002' })).toMatchObject({ status: 409, body: { clause: '4.2' } });
    expect((await correct({ id, allowance: '每月 350 元' }, server.cookies.funingHead)).status).toBe(200);
    expect((await posts('fn-station', server.cookies.admin)).find((post) => post.appointmentId === id)?.allowance).toBe('每月 350 元');
    expect(await correct({ id, allowance: '每月 350 元', woman: true })).toMatchObject({ status: 409, body: { clause: '5.3' } });
  });
  test('an ended post is history, a wrong phone is named, an unknown post is not found', async () => {
    const past = (await view('yl-station', server.cookies.admin)).past[0];
    expect(await correct({ id: past?.appointmentId })).toMatchObject({
      status: 409,
      body: { reason: expect.stringContaining('留作历史') },
    });
    expect((await correct({ id: watching, phone: '12' })).body).toMatchObject({ errors: [{ path: 'phone' }] });
    expect((await correct({ id: '018f0000-0000-7000-8000-000000000000' })).status).toBe(404);
  });
  test('who may not: visitors, residents, grid workers, another county, another station, and a head beyond the own station', async () => {
    const input = { id: watching, woman: false };
    expect((await correct(input, null)).status).toBe(401);
    expect((await correct(input, server.cookies.resident)).status).toBe(403);
    expect((await correct(input, server.cookies.gridWorker)).status).toBe(403);
    expect((await correct(input, server.cookies.otherAdmin)).status).toBe(404);
    expect((await correct(input, server.cookies.funingHead)).status).toBe(409);
    expect((await correct({ id: server.posts.gridWorker }, server.cookies.funingHead)).status).toBe(404);
    expect((await posts('fn-watch', server.cookies.admin))[0]?.woman).toBe(true);
  });
});

describe('saving', () => {
  const save = (input: object, as: string | null = server.cookies.admin) => server.call<{ id: string }>('bodies.save', input, { as });
  test('a new body gets a code; the same again another', async () => {
    const input = { kind: 'township-office', name: '闽宁镇农业农村办公室', territory: '640121104' };
    const first = await save(input);
    expect(first.status).toBe(200);
    await save({ ...input, name: '闽宁镇综合执法办公室' });
    const codes = await server.prepare((tx) =>
      tx.db.selectFrom('body').select('code').where('kind', '=', 'township-office').orderBy('code').execute(),
    );
    expect(codes.map((row) => row.code)).toEqual(['640121104-township-office', '640121104-township-office-2']);
    expect((await save({ ...input, id: first.body.id, phone: '0951-8095555' })).status).toBe(200);
    expect((await server.call('bodies.view', { id: first.body.id })).body).toMatchObject({
      phone: '0951-8095555',
      code: '640121104-township-office',
    });
  });
  test('at the wrong level it is refused, under itself it is invalid, a used code is invalid', async () => {
    expect((await save({ kind: 'service-station', name: '镇上的站', territory: '640121104' })).body).toMatchObject({
      status: 409,
      clause: '1.1',
    });
    const station = { id: server.bodies['yl-committee'], kind: 'villagers-committee', name: '原隆村村民委员会', territory: YUANLONG };
    expect((await save({ ...station, parentId: server.bodies['yl-station'] })).body).toMatchObject({ errors: [{ path: 'parentId' }] });
    expect((await save({ ...station, code: 'water' })).body).toMatchObject({ errors: [{ path: 'code' }] });
  });
});

describe('those who may not', () => {
  test('residents and visitors appoint nobody', async () => {
    const input = { bodyId: server.bodies['fn-station'], personId: server.people.funingResident, role: 'station-worker' };
    expect((await appoint(input, null)).status).toBe(401);
    expect((await appoint(input, server.cookies.resident)).status).toBe(403);
    expect((await appoint(input, server.cookies.gridWorker)).status).toBe(403);
  });
  test("a station's head fills only the own station's posts", async () => {
    const own = { bodyId: server.bodies['fn-station'], personId: server.people.funingResident };
    expect((await appoint({ ...own, role: 'station-worker' }, server.cookies.funingHead)).status).toBe(200);
    expect(
      (await appoint({ ...own, role: 'party-secretary', bodyId: server.bodies['fn-party'] }, server.cookies.funingHead)).body,
    ).toMatchObject({ status: 409, clause: '2.3' });
    expect((await appoint({ ...own, role: 'station-head' }, server.cookies.funingHead)).status).toBe(409);
    expect(
      (
        await appoint(
          { bodyId: server.bodies['yl-station'], personId: server.people.resident, role: 'station-worker' },
          server.cookies.funingHead,
        )
      ).status,
    ).toBe(400);
    expect(
      (
        await server.call(
          'bodies.endAppointment',
          { id: server.posts.gridWorker, validUntil: '2026-11-24' },
          { as: server.cookies.funingHead },
        )
      ).status,
    ).toBe(404);
  });
  test("a station's head ends no post of another body, though it is of the own village", async () => {
    const secretary = { bodyId: server.bodies['fn-party'], personId: server.people.funingResident, role: 'party-secretary' };
    const { id } = (await appoint(secretary)).body as { id: string };
    const end = (as: string) => server.call('bodies.endAppointment', { id, validUntil: '2026-11-24' }, { as });
    expect(await end(server.cookies.funingHead)).toMatchObject({ status: 409, body: { clause: '2.3' } });
    expect((await end(server.cookies.admin)).status).toBe(200);
  });
  test('an administrator of another county changes nothing here', async () => {
    const as = server.cookies.otherAdmin;
    const body = { id: server.bodies.water, kind: 'county-department', name: '改名局', territory: '640121' };
    expect((await server.call('bodies.save', body, { as })).status).toBe(409);
    expect((await server.call('bodies.save', { ...body, territory: '640104' }, { as })).status).toBe(400);
    expect(
      (await appoint({ bodyId: server.bodies['yl-station'], personId: server.people.resident, role: 'station-worker' }, as)).status,
    ).toBe(400);
    expect((await server.call('bodies.candidates', { bodyId: server.bodies['yl-station'], q: '单' }, { as })).status).toBe(409);
    expect((await server.call('bodies.endAppointment', { id: server.posts.secretary, validUntil: '2026-11-24' }, { as })).status).toBe(404);
    expect((await view('water')).name).toBe('永宁县水务局');
    expect((await view('fn-party')).territory).toBe(FUNING);
  });
});

describe('an ended post', () => {
  test('who held it is signed out at once, also while their sign-in is remembered', async () => {
    const as = server.cookies.dispatcher;
    const reads = async () => (await server.call('matters.queue', {}, { as })).status;
    expect(await reads()).toBe(200);
    const ended = { id: server.posts.dispatcher, validUntil: '2026-11-23' };
    expect((await server.call('bodies.endAppointment', ended, { as: server.cookies.admin })).status).toBe(200);
    expect(await reads()).toBe(401);
  });
});
