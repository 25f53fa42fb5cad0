import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '../../platform/ids.ts';
import { type GlassTown, glassTown, RESIDENT_MEANT } from '../../testing/break-glass.ts';
import { GRID, type PersonKey, VILLAGE } from '../../testing/people.ts';
import { addPerson } from '../../testing/world.ts';

const MINUTE = 60_000;
let place: GlassTown;
beforeAll(async () => {
  place = await glassTown();
});
afterAll(() => place.stop());

const looksOf = async (who: 'resident' | 'neighbour') => {
  const { body } = await place.send<{ items: { title: string; purpose: string; who: string }[] }>(who, 'audit.mine', { limit: 100 });
  return body.items;
};
const inboxOf = async (who: 'resident' | 'dispatcher' | 'supervisor' | 'nextGridWorker') =>
  (await place.send<{ items: { kind: string; text: string }[] }>(who, 'messages.inbox')).body.items;

test('off until the county switches it on, and then from that day', async () => {
  const refused = await place.ask('nextGridWorker');
  expect(refused.status).toBe(409);
  expect(refused.body.reason).toContain('本县没有启用紧急查看');
  expect((await place.send<{ minutes: number }>('nextGridWorker', 'breakGlass.mine')).body.minutes).toBe(0);
  // A township alone cannot switch it on.
  await place.set('break-glass.minutes', 30, '640121104');
  expect((await place.ask('nextGridWorker')).status).toBe(409);
  await place.set('break-glass.minutes', 30);
  expect((await place.send<{ minutes: number }>('nextGridWorker', 'breakGlass.mine')).body.minutes).toBe(30);
});

test('one asks, another agrees, the view opens for the minutes of the county to whoever asked, and closes by itself', async () => {
  const asked = await place.ask('nextGridWorker');
  expect(asked).toMatchObject({ status: 200, body: { found: 'one' } });
  const id = asked.body.id as string;
  expect(JSON.stringify(asked.body)).not.toContain('马');
  expect((await place.look('nextGridWorker', id)).body.reason).toContain('还在等第二个人确认');

  const waiting = await place.send<{ items: { id: string; personName: string; refusal: unknown }[] }>('dispatcher', 'breakGlass.waiting');
  expect(waiting.body.items).toMatchObject([{ id, personName: '马占山', village: '原隆村', refusal: null, askerRole: '网格员' }]);
  expect((await place.agree('dispatcher', id)).status).toBe(200);

  const seen = await place.look('nextGridWorker', id);
  expect(seen).toMatchObject({
    status: 200,
    body: {
      address: '三组12号',
      person: { name: '马占山', phone: '13895016021' },
      members: [{ name: '马秀花', phone: '13895016021' }],
      agreedBy: '张伟（闽宁镇民生服务中心）',
    },
  });
  // The register stays closed: the opening is this one view.
  expect((await place.send('nextGridWorker', 'people.view', { id: place.people.resident, purpose: '核对门牌' })).status).toBe(404);

  const opened = place.clock.now().getTime();
  place.clock.set(new Date(opened + 30 * MINUTE - 1000).toISOString());
  expect((await place.look('nextGridWorker', id)).status).toBe(200);
  place.clock.set(new Date(opened + 30 * MINUTE).toISOString());
  expect((await place.look('nextGridWorker', id)).body.reason).toContain('时间已经结束');
});

test('the resident is told at once who, with whom, why and when, and finds each look in the ledger', async () => {
  const told = (await inboxOf('resident')).filter(({ kind }) => kind === 'glass');
  // The family has one account and is told once.
  expect(told).toHaveLength(1);
  for (const part of ['丁亮（福宁村服务站）', '张伟（闽宁镇民生服务中心）', '寻找走失的人', '11月24日'])
    expect(told[0]?.text).toContain(part);
  const looks = await looksOf('resident');
  const titles = looks.map(({ title }) => title);
  for (const title of ['紧急查看 · 申请', '紧急查看 · 第二人同意', '紧急查看 · 看登记信息']) expect(titles).toContain(title);
  const [look] = looks.filter(({ title }) => title === '紧急查看 · 看登记信息');
  expect(look).toMatchObject({
    who: '丁亮（福宁村服务站）',
    purpose: '紧急查看（寻找走失的人）：洪水要来了，找不到人；张伟（闽宁镇民生服务中心）同意',
  });
  expect(looks.filter(({ title }) => title === '紧急查看 · 看登记信息')).toHaveLength(2);
  const rows = await place.prepare(({ db }) =>
    db.selectFrom('audit').select(['person_id', 'detail']).where('operation', '=', 'breakGlass.view').execute(),
  );
  // Two looks at each of the two.
  expect(rows.map((row) => row.person_id).sort()).toEqual(
    [place.people.resident, place.people.resident, place.people.wife, place.people.wife].sort(),
  );
  expect(rows.every((row) => typeof (row.detail as { breakGlass?: string }).breakGlass === 'string')).toBe(true);
});

test('where there is no account a short message goes out, at once, also at night', async () => {
  await place.at('2026-11-24 23:10');
  const id = await place.opened('nextGridWorker', 'dispatcher', { who: { by: 'name', name: '独居老人', village: VILLAGE } });
  const [sms] = await place.prepare(({ db }) =>
    db.selectFrom('message').selectAll().where('kind', '=', 'glass').where('channel', '=', 'sms').execute(),
  );
  expect(sms).toMatchObject({ send_after: null, person_id: place.alone });
  expect(sms?.text).toContain('张伟（闽宁镇民生服务中心）同意');
  // What the asker wrote passes through nobody's hands.
  expect(sms?.text).not.toContain('洪水要来了');
  expect((await place.look('nextGridWorker', id)).status).toBe(200);
});

test('it is ended by hand by whoever asked, whoever agreed, or a supervisor, and by nobody else', async () => {
  for (const who of ['nextGridWorker', 'dispatcher', 'supervisor'] as const) {
    await place.nextDay();
    const id = await place.opened('nextGridWorker', 'dispatcher');
    expect((await place.send('nextStationWorker', 'breakGlass.shut', { id })).status).toBe(404);
    expect((await place.send('otherSupervisor', 'breakGlass.shut', { id })).status).toBe(404);
    expect((await place.send(who, 'breakGlass.shut', { id })).status, who).toBe(200);
    expect((await place.look('nextGridWorker', id)).status).toBe(409);
    expect((await place.send(who, 'breakGlass.shut', { id })).status).toBe(409);
  }
  // The dispatcher of the place hears of it, and has no part in what another agreed to.
  await place.nextDay();
  const id = await place.opened('nextGridWorker', 'supervisor');
  expect((await place.send('dispatcher', 'breakGlass.shut', { id })).body.reason).toBe('只有申请人、同意人和督查员可以提前结束。');
  expect((await place.look('nextGridWorker', id)).status).toBe(200);
});

test('who is not found, and who is one of several, is said; each try is noted and counted', async () => {
  await place.nextDay();
  const none = await place.ask('nextGridWorker', { who: { by: 'name', name: '没有这人', village: VILLAGE } });
  expect(none.body).toEqual({ found: 'none', id: null });
  await addPerson(place, { name: '王海燕', territory: GRID });
  const several = await place.ask('nextGridWorker', { who: { by: 'name', name: '王海燕', village: VILLAGE } });
  expect(several.body).toEqual({ found: 'several', id: null });
  // A part of a name finds nobody.
  expect((await place.ask('nextGridWorker', { who: { by: 'name', name: '马占', village: VILLAGE } })).body).toEqual(none.body);
  // A family that shares its number is one household, and opens as one.
  expect((await place.ask('nextGridWorker', { who: { by: 'phone', phone: '13895016021' } })).body).toMatchObject({ found: 'one' });
  expect((await place.ask('nextGridWorker', { who: { by: 'matter', number: 'YN2026-999999' } })).body).toEqual(none.body);
  const sixth = await place.ask('nextGridWorker', { who: { by: 'phone', phone: '13995016022' } });
  expect(sixth.status).toBe(409);
  expect(sixth.body.reason).toContain('到上限了');
});

test('a matter leads to who raised it, but never to a name that is kept hidden', async () => {
  await place.nextDay();
  const lamp = await place.file('neighbour');
  const hidden = await place.file('neighbour', { words: '有人半夜放音响吵得睡不着', hidden: true });
  const by = (number: string) => place.ask('waterOfficer', { who: { by: 'matter', number } });
  expect((await by(hidden.number)).body).toEqual({ found: 'none', id: null });
  const found = await by(lamp.number);
  expect(found.body).toMatchObject({ found: 'one' });
  expect((await place.agree('supervisor', found.body.id as string)).status).toBe(200);
  expect((await place.look('waterOfficer', found.body.id as string)).body).toMatchObject({ person: { name: '王海燕' }, members: [] });
});

test('a request nobody answers lapses, and a declined one opens nothing and says why', async () => {
  await place.nextDay();
  const { id } = (await place.ask('nextGridWorker')).body as { id: string };
  place.clock.set(new Date(place.clock.now().getTime() + 60 * MINUTE).toISOString());
  expect((await place.agree('dispatcher', id)).body.reason).toContain('已经过期');
  expect((await place.send<{ items: unknown[] }>('dispatcher', 'breakGlass.waiting')).body.items).toEqual([]);
  const second = (await place.ask('nextGridWorker')).body as { id: string };
  expect((await place.send('dispatcher', 'breakGlass.decline', { id: second.id, words: '村里已经找到人了' })).status).toBe(200);
  expect((await place.agree('dispatcher', second.id)).status).toBe(409);
  expect((await place.look('nextGridWorker', second.id)).status).toBe(409);
  const { items } = (await place.send<{ items: { id: string; state: string; answerWords: string }[] }>('nextGridWorker', 'breakGlass.mine'))
    .body;
  expect(items.slice(0, 2)).toMatchObject([
    { id: second.id, state: 'declined', answerWords: '村里已经找到人了' },
    { id, state: 'lapsed' },
  ]);
});

test('whoever may find the person in the register needs no opening', async () => {
  await place.nextDay();
  for (const who of ['stationWorker', 'gridWorker', 'clerk'] as const)
    expect((await place.ask(who)).body.reason, who).toContain('在您管的范围里');
});

test('the supervisor finds every opening, reviews it with a word, and sees what is overdue', async () => {
  await place.nextDay();
  const id = await place.opened('nextGridWorker', 'dispatcher');
  type List = {
    items: { id: string; state: string; overdue: boolean; refusal: unknown; looks: number; personName: string }[];
    overdue: number;
  };
  const list = async () => (await place.send<List>('supervisor', 'breakGlass.openings', { limit: 100 })).body;
  const before = await list();
  await place.look('nextGridWorker', id);
  expect((await list()).items[0]).toMatchObject({ id, state: 'open', looks: 1, overdue: false, personName: '马*山' });
  const review = (who: 'supervisor' | 'dispatcher' | 'otherSupervisor') =>
    place.send(who, 'breakGlass.review', { id, verdict: 'justified', words: '当晚发了洪水预警' });
  expect((await review('supervisor')).body.reason).toContain('还没有结束');
  await place.nextDay();
  expect((await review('dispatcher')).status).toBe(403);
  expect((await review('otherSupervisor')).status).toBe(404);
  for (let day = 0; day < 7; day++) await place.nextDay();
  const after = await list();
  expect(after.items.find((one) => one.id === id)).toMatchObject({ state: 'over', overdue: true, refusal: null });
  expect(after.overdue).toBeGreaterThan(before.overdue);
  expect((await review('supervisor')).status).toBe(200);
  expect((await list()).items.find((one) => one.id === id)).toMatchObject({
    overdue: false,
    review: { verdict: 'justified', by: '杨帆（永宁县人民政府办公室）' },
  });
  expect((await list()).overdue).toBe(after.overdue - 1);
  expect((await review('supervisor')).status).toBe(409);
  expect((await inboxOf('resident'))[0]?.text).toContain('复核认为确有必要');
});

test('each list holds what is its reader’s alone: the own requests, what waits in the own range and for an answer', async () => {
  await place.nextDay();
  const { id } = (await place.ask('nextGridWorker')).body as { id: string };
  const listed = async (who: PersonKey, list: 'mine' | 'waiting' | 'openings') =>
    (await place.send<{ items: { id: string }[] }>(who, `breakGlass.${list}`)).body.items.some((one) => one.id === id);
  // The rows exist for the dispatcher too, and for the system, which lists what waits.
  expect([await listed('nextGridWorker', 'mine'), await listed('dispatcher', 'mine')]).toEqual([true, false]);
  for (const who of ['dispatcher', 'supervisor'] as const) expect(await listed(who, 'waiting'), who).toBe(true);
  for (const who of ['otherDispatcher', 'otherSupervisor'] as const) expect(await listed(who, 'waiting'), who).toBe(false);
  expect([await listed('supervisor', 'openings'), await listed('otherSupervisor', 'openings')]).toEqual([true, false]);
  await place.agree('dispatcher', id);
  expect(await listed('supervisor', 'waiting')).toBe(false);
});

test('a command sent twice asks once', async () => {
  await place.nextDay();
  const commandId = newId();
  const input = { ...RESIDENT_MEANT, reason: 'missing', words: '洪水要来了，找不到人' };
  const first = await place.send('nextGridWorker', 'breakGlass.ask', input, { commandId });
  expect((await place.send('nextGridWorker', 'breakGlass.ask', input, { commandId })).body).toEqual(first.body);
  // Of another account it is another's command, and that one is refused for its own reasons.
  expect((await place.send('clerk', 'breakGlass.ask', input, { commandId })).status).toBe(409);
  const waiting = await place.send<{ items: unknown[] }>('dispatcher', 'breakGlass.waiting');
  expect(waiting.body.items).toHaveLength(1);
});
