import { randomBytes, randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { FieldDay, FieldDevices, FieldHousehold } from '../../../domain/field/contract.ts';
import type { MatterView } from '../../../domain/matters/contract.ts';
import { GRID_1, GRID_2, type Minning, type MinningPerson, minning, YUANLONG } from '../../testing/minning.ts';

let server: Minning;
beforeAll(async () => {
  server = await minning();
});
afterAll(() => server.stop());

const newSecret = () => randomBytes(32).toString('base64url');

async function phoneOf(who: MinningPerson = 'gridWorker') {
  const device = randomUUID();
  const secret = newSecret();
  const { status } = await server.call('field.register', { device, secret }, { as: server.cookies[who] });
  expect(status).toBe(200);
  return { device, secret };
}

const sync = (device: string, since: unknown = {}, who: MinningPerson = 'gridWorker') =>
  server.call<FieldDay>('field.sync', { device, since }, { as: server.cookies[who] });

const file = (grid: string, words = '三组门口的水管爆了，水流到路上') =>
  server.call<{ id: string }>(
    'matters.file',
    { words, category: 'water.tap', village: YUANLONG, grid, address: '三组12号', channel: 'field' },
    { as: server.cookies.gridWorker },
  );

/** What a phone that has this answer names next time. */
const sinceOf = (day: FieldDay) =>
  Object.fromEntries(
    Object.entries(day.parts).map(([name, part]) => [
      name,
      part.whole === null ? { items: Object.fromEntries(part.items.map(({ id, version }) => [id, version])) } : { whole: part.whole },
    ]),
  );

describe('the day of a grid worker', () => {
  test('comes in one call: who they are, open matters with their state, the households of the grid alone, messages', async () => {
    const { device } = await phoneOf();
    const filed = await file(GRID_1);
    expect(filed.status).toBe(200);
    const { status, body } = await sync(device);
    expect(status).toBe(200);
    expect(body.worker).toMatchObject({ role: 'grid-worker', range: GRID_1, roleTitle: '网格员' });
    const matter = body.parts.matters?.items.find(({ id }) => id === filed.body.id)?.value as MatterView & { mine: boolean };
    expect(matter).toMatchObject({ seq: 1, mine: true, village: YUANLONG });
    expect(matter.state, 'the fold, to decide steps without a network').toMatchObject({ status: 'to-sign' });
    const households = body.parts.households?.items.map(({ value }) => value as FieldHousehold) ?? [];
    expect(households).toHaveLength(1);
    const names = households.flatMap(({ members }) => members.map(({ name }) => name));
    expect(names).toContain('单雪梅');
    expect(names, 'of the next grid').not.toContain('王小明');
    expect(households[0]?.members.find(({ name }) => name === '单雪梅')?.phone).toBe('138****6021');
    expect(body.parts.inbox).toMatchObject({ unchanged: expect.any(Boolean) });
  });

  test('asked again it gives only what has changed', async () => {
    const { device } = await phoneOf();
    const one = await file(GRID_1, '路边的井盖松了');
    const first = (await sync(device)).body;
    const again = (await sync(device, sinceOf(first))).body;
    for (const name of ['matters', 'households']) expect(again.parts[name], name).toMatchObject({ unchanged: true, items: [] });
    await server.call('matters.sign', { id: one.body.id, seq: 1 }, { as: server.cookies.stationWorker });
    const third = (await sync(device, sinceOf(first))).body;
    expect(third.parts.matters?.items.map(({ id }) => id)).toEqual([one.body.id]);
    await server.call(
      'matters.withdraw',
      { id: one.body.id, seq: 2, words: '自己修好了', onBehalf: 'field' },
      { as: server.cookies.gridWorker },
    );
    const fourth = (await sync(device, sinceOf(first))).body;
    expect(fourth.parts.matters?.unchanged).toBe(false);
    expect(fourth.parts.matters?.ids).not.toContain(one.body.id);
  });

  test('asks the database as often for ten matters as for four, and opens each that goes out for its story, people and files', async () => {
    const { device } = await phoneOf();
    const asked = async (since: unknown) => {
      const spied = vi.spyOn(pg.Client.prototype, 'query');
      const { body } = await server.call<FieldDay>('field.sync', { device, since, parts: ['matters'] }, { as: server.cookies.gridWorker });
      const count = spied.mock.calls.length;
      spied.mockRestore();
      return { body, count };
    };
    const fill = (n: number) => Promise.all(Array.from({ length: n }, (_, at) => file(GRID_1, `第${at}处水管漏水`)));
    await fill(4);
    const first = await asked({});
    const few = await asked(sinceOf(first.body));
    expect(few.body.parts.matters?.items).toEqual([]);
    await fill(6);
    const more = await asked(sinceOf(first.body));
    expect(more.body.parts.matters?.items).toHaveLength(6);
    expect(more.count - few.count).toBeLessThanOrEqual(4 * 6);
    expect((await asked(sinceOf((await asked({})).body))).count).toBe(few.count);
  });

  test('leaves a row in the audit for the grid and for each matter that went out', async () => {
    const { device } = await phoneOf();
    await sync(device);
    const rows = await server.prepare((tx) =>
      tx.db
        .selectFrom('audit')
        .select(['territory', 'purpose', 'matter_id'])
        .where('operation', '=', 'field.sync')
        .orderBy('id', 'desc')
        .execute(),
    );
    expect(rows.some((row) => row.territory === GRID_1 && row.purpose === '外勤离线携带本网格住户')).toBe(true);
    expect(rows.some((row) => row.matter_id !== null && row.purpose === '外勤离线查看')).toBe(true);
  });
});

describe('who must not', () => {
  test('no other role, nobody, and no phone of somebody else', async () => {
    const { device } = await phoneOf();
    expect((await sync(device, {}, 'stationWorker')).status).toBe(403);
    expect((await server.call('field.sync', { device })).status).toBe(401);
    expect((await sync(randomUUID())).status).toBe(404);
    expect(
      (await server.call('field.register', { device: randomUUID(), secret: newSecret() }, { as: server.cookies.dispatcher })).status,
    ).toBe(403);
  });

  test('a phone cannot be taken over by registering its id again', async () => {
    const { device } = await phoneOf();
    expect((await server.call('field.register', { device, secret: newSecret() }, { as: server.cookies.gridWorker })).status).toBe(409);
  });

  test('a request that names another account than the one signed in is not done', async () => {
    const answer = await server.call('matters.queue', {}, { as: server.cookies.gridWorker, headers: { 'linli-account': randomUUID() } });
    expect(answer.status).toBe(401);
  });
});

describe('a lost phone', () => {
  const orders = (named: { device: string; secret: string }) => server.call<{ wipe: boolean }>('field.orders', named);

  test('is ordered empty by its owner, learns it without a sign-in, gets nothing more, and says when it is done', async () => {
    const phone = await phoneOf();
    expect((await orders(phone)).body).toEqual({ wipe: false, anew: false });
    expect((await orders({ ...phone, secret: newSecret() })).status).toBe(404);
    expect((await server.call('field.wipe', { device: phone.device }, { as: server.cookies.gridWorker })).status).toBe(200);
    expect((await orders(phone)).body).toEqual({ wipe: true, anew: false });
    expect((await sync(phone.device)).body).toMatchObject({ wipe: true, worker: null, parts: {} });
    expect((await server.call('field.wiped', phone)).status).toBe(200);
    const { body } = await server.call<{ devices: { id: string; state: string }[] }>(
      'field.devices',
      {},
      { as: server.cookies.gridWorker },
    );
    expect(body.devices.find(({ id }) => id === phone.device)?.state).toBe('wiped');
  });

  test('is ordered empty by the administrator of the place, by nobody else', async () => {
    const { device } = await phoneOf();
    for (const who of ['otherAdmin', 'stationWorker', 'dispatcher', 'funingHead'] as const)
      expect((await server.call('field.wipe', { device }, { as: server.cookies[who] })).status, who).toBe(404);
    const account = await server.prepare((tx) =>
      tx.db.selectFrom('field_device').select('account_id').where('id', '=', device).executeTakeFirstOrThrow(),
    );
    const seen = await server.call<FieldDevicesBody>('field.devices', { account: account.account_id }, { as: server.cookies.admin });
    expect(seen.body.devices.map(({ id }) => id)).toContain(device);
    const notSeen = await server.call<FieldDevicesBody>(
      'field.devices',
      { account: account.account_id },
      { as: server.cookies.otherAdmin },
    );
    expect(notSeen.body.devices).toEqual([]);
    expect((await server.call('field.wipe', { device }, { as: server.cookies.admin })).status).toBe(200);
    expect((await sync(device)).body.wipe).toBe(true);
  });

  test('that nobody has seen for seven days gets nothing more', async () => {
    const phone = await phoneOf();
    const seen = (days: number) =>
      server.prepare((tx) =>
        tx.db
          .updateTable('field_device')
          .set({ seen_at: new Date(server.clock.now().getTime() - days * 86_400_000) })
          .where('id', '=', phone.device)
          .execute(),
      );
    await seen(6.9);
    expect((await sync(phone.device)).body.anew).toBe(false);
    await seen(7.1);
    expect((await orders(phone)).body).toEqual({ wipe: false, anew: true });
    for (const time of ['once', 'twice'])
      expect((await sync(phone.device)).body, time).toMatchObject({ anew: true, worker: null, parts: {} });
  });
});

type FieldDevicesBody = typeof FieldDevices._output;

test('five hundred households come in pages that belong together', async () => {
  const { device } = await phoneOf();
  await server.prepare(async ({ db }) => {
    const homes = Array.from({ length: 500 }, (_, at) => ({ id: randomUUID(), at }));
    await db
      .insertInto('dwelling')
      .values(homes.map(({ id, at }) => ({ county: '640121', id, grid: GRID_1, address: `五组${at}号`, search: `五组${at}号` })))
      .execute();
    await db
      .insertInto('household')
      .values(homes.map(({ id }) => ({ county: '640121', id, grid: GRID_1, dwelling_id: id })))
      .execute();
  });
  const got: string[] = [];
  let after: string | undefined;
  let calls = 0;
  do {
    const { body } = await sync(device, { households: after ? { after } : {} });
    got.push(...(body.parts.households?.items.map(({ id }) => id) ?? []));
    after = body.parts.households?.next ?? undefined;
    calls += 1;
  } while (after && calls < 10);
  expect(calls).toBe(3);
  expect(new Set(got).size).toBe(501);
  expect(got).not.toContain(server.households[GRID_2]);
});

test('when something was done on the phone stands beside when it arrived; an impossible time is left out', async () => {
  const madeAt = async (header: string) => {
    const filed = await server.call<{ id: string }>(
      'matters.file',
      { words: `路灯坏了${header}`, category: 'roads.lamp', village: YUANLONG, grid: GRID_1, channel: 'field' },
      { as: server.cookies.gridWorker, headers: { 'linli-made-at': header } },
    );
    const row = await server.prepare((tx) =>
      tx.db.selectFrom('matter_action').select(['made_at', 'at']).where('matter_id', '=', filed.body.id).executeTakeFirstOrThrow(),
    );
    expect(row.at).toEqual(server.clock.now());
    return row.made_at?.toISOString() ?? null;
  };
  expect(await madeAt('2026-11-24T00:10:00.000Z')).toBe('2026-11-24T00:10:00.000Z');
  for (const impossible of ['2026-11-25T00:00:00.000Z', '2026-01-01T00:00:00.000Z', 'yesterday'])
    expect(await madeAt(impossible), impossible).toBeNull();
});

describe('what can be collected at a door', () => {
  const item = (code: string, more: object = {}) =>
    server.call<{ id: string }>(
      'services.save',
      { code, name: `城乡居民养老保险${code}`, materials: [{ name: '收入证明' }], days: 5, validFrom: '2026-11-24', ...more },
      { as: server.cookies.admin },
    );

  test('comes whole under a digest: only what may be applied for by mandate, without a word about anyone', async () => {
    const { device } = await phoneOf();
    const proxy = (await item('yn-claim')).body.id;
    const inPerson = (await item('yn-in-person', { proxy: false })).body.id;
    const first = (await sync(device)).body;
    const part = first.parts.services;
    expect(part?.items.map(({ id }) => id)).toContain(proxy);
    expect(part?.items.map(({ id }) => id)).not.toContain(inPerson);
    expect(part?.items.find(({ id }) => id === proxy)?.value).toMatchObject({ initials: 'cxjmylbxy', materials: ['收入证明'], days: 5 });
    expect((await sync(device, sinceOf(first))).body.parts.services).toMatchObject({ unchanged: true, items: [] });
    await item('yn-claim', { id: proxy, days: 3 });
    const after = (await sync(device, sinceOf(first))).body.parts.services;
    expect(after?.items.find(({ id }) => id === proxy)?.value).toMatchObject({ days: 3 });
  });

  test('the longest mandate of the county comes along, and again when the county changes it', async () => {
    const { device } = await phoneOf();
    const first = (await sync(device)).body;
    expect(first.parts.parameters?.items).toEqual([{ id: 'proxy.mandate', version: '90', value: 90 }]);
    const change = { key: 'proxy.mandate', territory: '640121', value: 60, validFrom: '2026-11-24', source: '县里规定' };
    expect((await server.call('policy.setParameter', change, { as: server.cookies.admin })).status).toBe(200);
    expect((await sync(device, sinceOf(first))).body.parts.parameters?.items).toEqual([{ id: 'proxy.mandate', version: '60', value: 60 }]);
  });

  test('which papers people of the grid have given us comes along, of nobody else, and leaves a row in the audit', async () => {
    const { device } = await phoneOf();
    const file = randomUUID();
    await server.prepare(async ({ db }) => {
      const { account_id: uploader } = await db
        .selectFrom('account_person')
        .select('account_id')
        .where('person_id', '=', server.people.gridWorker)
        .executeTakeFirstOrThrow();
      const content = { media_type: 'image/png', kind: 'photo', bytes: 10, sha256: file.replaceAll('-', '').padEnd(64, '0') };
      await db
        .insertInto('file')
        .values({ county: '000000', id: file, uploader, created_at: server.clock.now(), ...content })
        .execute();
    });
    const collected = await server.call<{ id: string; number: string }>(
      'proxy.collect',
      {
        ...{
          item: (await item('yn-allowance')).body.id,
          village: YUANLONG,
          grid: GRID_1,
          channel: 'field',
          personId: server.people.resident,
        },
        materials: [{ name: '收入证明', how: 'photo' }],
        mandate: { signed: 'screen', until: '2026-12-31', file },
      },
      { as: server.cookies.gridWorker },
    );
    expect(collected.status, JSON.stringify(collected.body)).toBe(200);
    const { id, number } = collected.body;
    const first = (await sync(device)).body;
    const value = { matters: [id], papers: { 收入证明: number } };
    expect(first.parts.papers?.items).toEqual([{ id: server.people.resident, version: expect.any(String), value }]);
    expect((await sync(device, sinceOf(first))).body.parts.papers).toMatchObject({ unchanged: true, items: [] });
    const looks = await server.prepare((tx) =>
      tx.db.selectFrom('audit').select('person_id').where('purpose', '=', '外勤离线携带已交过的材料').execute(),
    );
    expect(looks).toEqual([{ person_id: server.people.resident }]);
    await server.call('matters.withdraw', { id, seq: 1, words: '不办了', onBehalf: 'field' }, { as: server.cookies.gridWorker });
    expect((await sync(device, sinceOf(first))).body.parts.papers?.ids).toEqual([]);
  });
});
