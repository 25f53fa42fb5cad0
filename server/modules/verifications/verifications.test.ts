import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { MatterView } from '../../../domain/matters/contract.ts';
import { newId } from '../../platform/ids.ts';
import { type Town, town } from '../../testing/matters.ts';
import { GRID } from '../../testing/people.ts';

let place: Town;
let household: string;
beforeAll(async () => {
  place = await town();
  household = newId();
  const dwelling = newId();
  await place.prepare(async ({ db }) => {
    await db
      .insertInto('dwelling')
      .values({ county: '640121', id: dwelling, grid: GRID, address: '2 组 15 号', search: '2 组 15 号' })
      .execute();
    await db.insertInto('household').values({ county: '640121', id: household, grid: GRID, dwelling_id: dwelling }).execute();
    await db.updateTable('person').set({ household_id: household }).where('id', 'in', [place.people.resident, place.people.wife]).execute();
  });
});
afterAll(() => place.stop());

const ask = (input: Record<string, unknown> = {}) => ({
  household,
  words: '核对低保申请里写的人口',
  due: '2026-11-30',
  facts: ['lives-here', 'members'],
  questions: ['房屋是否有人居住'],
  ...input,
});
const asked = async (input: Record<string, unknown> = {}) => {
  const { status, body } = await place.send<{ id: string; due: string }>('clerk', 'verifications.request', ask(input));
  expect(status, JSON.stringify(body)).toBe(200);
  return body;
};
const full = [
  { key: 'lives-here', finding: 'as-known' },
  { key: 'members', finding: 'different', value: '5 人' },
  { key: 'question-1', finding: 'answered', value: '有人住' },
];

describe('a home verification', () => {
  it('goes to the village station with what is held filled in, and back with the outcome', async () => {
    const { id, due } = await asked();
    expect(due).toBe('2026-11-30T10:00:00.000Z');
    const seen = await place.view('stationWorker', id);
    expect(seen.kind).toBe('home-verification');
    const { checklist } = (seen.state as { content: { checklist: { key: string; known: { value: string; source: string } | null }[] } })
      .content;
    expect(checklist.map(({ key }) => key)).toEqual(['lives-here', 'members', 'question-1']);
    expect(checklist[1]?.known).toEqual({ value: '2 人', source: '居民信息' });
    await place.take('stationWorker', 'plan', id, { worker: '海小军' });
    await place.take('gridWorker', 'report', id, { outcome: 'checked', answers: full });
    const has = async (who: 'clerk' | 'stationWorker', tab: string) => (await place.queue(who, tab)).some((row) => row.id === id);
    expect([await has('clerk', 'mine'), await has('clerk', 'done'), await has('stationWorker', 'mine')]).toEqual([true, false, false]);
    await place.take('clerk', 'take', id);
    expect([await has('clerk', 'mine'), await has('clerk', 'done')]).toEqual([false, true]);
    expect((await place.view('clerk', id)).status).toBe('closed');
  });

  it('answers every question or says that nobody let the worker in', async () => {
    const { id } = await asked();
    expect(await place.try('gridWorker', 'report', id, { outcome: 'checked', answers: full.slice(0, 2) })).toMatchObject({
      status: 409,
      body: { reason: '还有 1 项没有核查。', clause: '2.4' },
    });
    expect(
      await place.try('gridWorker', 'report', id, { outcome: 'checked', answers: [...full, { key: 'income', finding: 'as-known' }] }),
    ).toMatchObject({ status: 409, body: { reason: '核查项目不对，请刷新后再填。' } });
    for (const answer of [
      { key: 'members', finding: 'different' },
      { key: 'question-1', finding: 'answered' },
    ])
      expect(await place.try('gridWorker', 'report', id, { outcome: 'checked', answers: [answer] })).toMatchObject({
        status: 409,
        body: { reason: '有变化的项目请写明实际情况。' },
      });
    await place.take('gridWorker', 'report', id, { outcome: 'entry-refused', answers: [] });
    const after = await place.view('clerk', id);
    expect(after.story.at(-1)?.detail).toBe('群众不同意入户');
    await place.take('clerk', 'check-again', id, { words: '请换个时间再去', due: '2026-12-03' });
    expect((await place.view('stationWorker', id)).status).toBe('in-hand');
  });
});

describe('those who check', () => {
  const told = async (who: 'stationWorker' | 'stationHead' | 'gridWorker' | 'nextStationWorker' | 'clerk' | 'resident', id: string) => {
    const { body } = await place.send<{ items: { matterId: string | null; text: string; kind: string }[] }>(who, 'messages.inbox');
    return body.items.filter((message) => message.matterId === id && message.kind === 'task').map(({ text }) => text);
  };

  it('the station hears that it is asked, and by when; nobody else does', async () => {
    const { id } = await asked();
    await place.work();
    for (const who of ['stationWorker', 'stationHead', 'gridWorker'] as const)
      expect(await told(who, id), who).toEqual([
        expect.stringMatching(/^镇里请村里入户核查，编号 \S+，11月30日（周一）前报结果。请安排谁去。$/),
      ]);
    for (const who of ['nextStationWorker', 'clerk', 'resident'] as const) expect(await told(who, id), who).toEqual([]);
  });

  it('whoever is to go hears that they go, the others do not; a name nobody has goes to nobody', async () => {
    const { id } = await asked();
    const { name } = await place.prepare(({ db }) =>
      db.selectFrom('account').select('display_name as name').where('id', '=', place.accounts.gridWorker).executeTakeFirstOrThrow(),
    );
    await place.take('stationHead', 'plan', id, { worker: name });
    await place.work();
    expect(await told('gridWorker', id)).toContainEqual(expect.stringMatching(/^请您入户核查，编号 \S+，11月30日（周一）前报结果。$/));
    expect(await told('stationWorker', id)).toHaveLength(1);
    await place.take('stationHead', 'plan', id, { worker: '外村来帮忙的' });
    await place.work();
    for (const who of ['stationWorker', 'stationHead'] as const) expect(await told(who, id), who).toHaveLength(1);
  });

  it('the station hears that it is to check again, and that it need not go', async () => {
    const { id } = await asked();
    await place.take('gridWorker', 'report', id, { outcome: 'nobody-home', answers: [] });
    await place.take('clerk', 'check-again', id, { words: '请换个时间再去', due: '2026-12-03' });
    await place.work();
    expect((await told('stationWorker', id))[0]).toMatch(/要再核查一次，12月3日（周四）前报结果。$/);
    await place.take('clerk', 'call-off', id, { words: '申请撤回了' });
    await place.work();
    expect((await told('stationWorker', id))[0]).toMatch(/不用去了/);
  });
});

describe('the words of the work list', () => {
  it('what is due is said in the words of the kind', async () => {
    const { id } = await asked();
    const due = async () => (await place.queue('stationWorker', 'mine')).find((row) => row.id === id)?.dueTitle;
    expect(await due()).toBe('安排');
    await place.take('stationWorker', 'plan', id, { worker: '海小军' });
    expect(await due()).toBe('核查');
  });
});

describe('what is held already', () => {
  const facts = (who: Parameters<typeof place.send>[0], input: object) =>
    place.send<{ household: string; facts: { fact: string; value: string }[] }>(who, 'verifications.facts', input);

  it('is shown to the township before it asks, by household or by application', async () => {
    const application = await place.file('resident');
    for (const named of [{ household }, { application: application.id }]) {
      const { body } = await facts('clerk', named);
      expect(body).toMatchObject({ household, address: '2 组 15 号' });
      expect(body.facts.map(({ fact, value }) => [fact, value])).toEqual([
        ['address', '2 组 15 号'],
        ['lives-here', '全家常住'],
        ['members', '2 人'],
      ]);
    }
    const looks = await place.prepare(({ db }) =>
      db.selectFrom('audit').select(['purpose', 'matter_id', 'person_id']).where('operation', '=', 'verifications.facts').execute(),
    );
    for (const person_id of [place.people.resident, place.people.wife])
      expect(looks).toContainEqual({ purpose: '要求入户核查', matter_id: application.id, person_id });
  });

  it('stands in the ledger of each of the household, when it is looked at and when it is sent', async () => {
    const { id } = await asked();
    await facts('clerk', { household });
    const { body } = await place.send<{ items: object[] }>('resident', 'audit.mine');
    for (const title of ['入户核查 · 看详情', '入户核查 · 要求核查'])
      expect(body.items).toContainEqual(expect.objectContaining({ title, purpose: '要求入户核查', kind: 'look' }));
    const rows = await place.prepare(({ db }) =>
      db
        .selectFrom('audit')
        .select('person_id')
        .where('operation', '=', 'verifications.request')
        .where('kind', '=', 'look')
        .where('matter_id', '=', id)
        .execute(),
    );
    expect(rows.map(({ person_id }) => person_id).sort()).toEqual([place.people.resident, place.people.wife].sort());
  });

  it('an application without a household says how to go on', async () => {
    const application = await place.file('neighbour');
    expect(await facts('clerk', { application: application.id })).toMatchObject({
      status: 400,
      body: { errors: [{ path: 'household', message: '这份申请没有登记到户，请从「居民」里找到这一户再要求核查。' }] },
    });
  });

  it('the household of an application need not be named when asking', async () => {
    const application = await place.file('resident');
    expect((await asked({ household: undefined, application: application.id })).id).toBeTruthy();
  });

  it('is not shown to another township, nor to the village, nor to others', async () => {
    expect((await facts('otherDispatcher', { household })).status).toBe(400);
    for (const who of ['stationWorker', 'gridWorker', 'resident', 'waterOfficer', 'supervisor', null] as const)
      expect([401, 403]).toContain((await facts(who, { household })).status);
  });
});

describe('the list of verifications', () => {
  type Row = { id: string; overdue: boolean; outcome: string; worker: string };
  const list = async (who: Parameters<typeof place.send>[0], input: object = {}) =>
    (await place.send<{ items: Row[]; next: string | null }>(who, 'verifications.list', input)).body;

  it('shows what is on the way with what is overdue, then every outcome', async () => {
    const { id } = await asked();
    await place.take('stationWorker', 'plan', id, { worker: '海小军' });
    const row = async (part: string) => (await list('clerk', { part, limit: 100 })).items.find((one) => one.id === id);
    expect(await row('open')).toMatchObject({ overdue: false, worker: '海小军', outcome: '' });
    await place.at('2026-12-01 09:00');
    expect(await row('open')).toMatchObject({ overdue: true });
    await place.take('gridWorker', 'report', id, { outcome: 'entry-refused', answers: [] });
    expect(await row('open')).toBeUndefined();
    expect(await row('answered')).toMatchObject({ overdue: false, outcome: '群众不同意入户' });
    await place.take('clerk', 'take', id);
    expect(await row('ended')).toMatchObject({ outcome: '群众不同意入户' });
    expect((await list('stationWorker', { part: 'ended', limit: 100 })).items.map((one) => one.id)).toContain(id);
    await place.at('2026-11-24 09:00');
  });

  it('is paged', async () => {
    for (let n = 0; n < 3; n++) await asked();
    const first = await list('clerk', { limit: 2 });
    const second = await list('clerk', { limit: 2, after: first.next });
    expect(new Set([...first.items, ...second.items].map(({ id }) => id)).size).toBe(4);
    expect((await place.send('clerk', 'verifications.list', { after: 'rubbish' })).status).toBe(400);
  });

  it('holds nothing of another township or village, and is not for others', async () => {
    await asked();
    for (const who of ['otherDispatcher', 'nextStationWorker', 'otherStationWorker'] as const)
      expect((await list(who)).items, who).toEqual([]);
    for (const who of ['resident', 'waterOfficer', 'administrator', null] as const)
      expect([401, 403]).toContain((await place.send(who, 'verifications.list', {})).status);
  });

  it('is a kind in the work list too', async () => {
    const { id } = await asked();
    expect((await place.queue('stationWorker', 'all', { kind: 'home-verification' })).map((one) => one.id)).toContain(id);
    expect((await place.queue('stationWorker', 'all', { kind: 'appeal', limit: 200 })).map((one) => one.id)).not.toContain(id);
    expect((await place.send('stationWorker', 'matters.queue', { kind: 'Rubbish!' })).status).toBe(400);
  });
});

describe('what cannot be asked', () => {
  it.each([
    [{ household: '01930000-0000-7000-8000-00000000ffff' }, 'household'],
    [{ due: '2026-11-24' }, 'due'],
    [{ facts: [], questions: [] }, 'questions'],
    [{ facts: ['members', 'members'] }, 'facts'],
    [{ questions: ['房屋是否有人居住', '户主是什么民族'] }, 'questions.1'],
    [{ questions: ['全家的宗教信仰'] }, 'questions.0'],
    [{ application: '01930000-0000-7000-8000-00000000ffff' }, 'application'],
  ])('%o', async (input, path) => {
    expect(await place.send('clerk', 'verifications.request', ask(input))).toMatchObject({
      status: 400,
      body: { errors: [{ path }] },
    });
  });
});

it('asked for an appeal, whose story has no place for it, leaves no failing job behind', async () => {
  const appeal = await place.file('resident');
  const { id } = await asked({ application: appeal.id });
  await place.take('gridWorker', 'report', id, { outcome: 'moved-away', answers: [] });
  await place.work();
  expect((await place.view('clerk', appeal.id)).story.map(({ step }) => step)).toEqual(['file']);
  const jobs = await place.prepare(({ db }) =>
    db.selectFrom('job').select(['payload', 'state', 'last_error']).where('kind', '=', 'verifications.tell').execute(),
  );
  const own = jobs.filter(({ payload }) => (payload as { matterId?: string }).matterId === id);
  expect(own).toMatchObject([{ state: 'done', last_error: null }]);
});

describe('who may not', () => {
  it.each(['resident', 'stationWorker', 'gridWorker', 'waterOfficer', 'administrator', 'supervisor'] as const)(
    '%s cannot ask',
    async (who) => {
      expect((await place.send(who, 'verifications.request', ask())).status).toBe(403);
    },
  );

  it('another township cannot ask about the household, nor see what was asked', async () => {
    expect(await place.send('otherDispatcher', 'verifications.request', ask())).toMatchObject({
      status: 400,
      body: { errors: [{ path: 'household' }] },
    });
    const { id } = await asked();
    for (const who of ['otherDispatcher', 'otherStationWorker', 'resident', 'neighbour', null] as const)
      expect((await place.send<MatterView>(who, 'matters.view', { id })).status).toBeGreaterThanOrEqual(401);
  });

  it('the station does not take its own result', async () => {
    const { id } = await asked();
    await place.take('gridWorker', 'report', id, { outcome: 'nobody-home', answers: [] });
    expect((await place.try('stationWorker', 'take', id)).status).toBe(409);
  });
});
