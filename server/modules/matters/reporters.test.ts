import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withKey } from '../../platform/sealed.ts';
import { LAMP, type Town, town } from '../../testing/matters.ts';
import { opened } from '../keys/index.ts';

let place: Town;
beforeAll(async () => {
  place = await town();
});
afterAll(() => place.stop());

const reportersOf = (id: string) =>
  place.prepare(async (tx) => {
    const rows = await tx.db
      .selectFrom('matter_reporter')
      .selectAll()
      .select(withKey('matter_reporter', 'phone_sealed').as('phone'))
      .where('matter_id', '=', id)
      .orderBy('at')
      .execute();
    return rows.map((row) => ({ ...row, phone: opened(tx, 'reporter.phone', row, row.phone) }));
  });

describe('without an account', () => {
  it('one files, follows and answers with the receipt, typed as people type', async () => {
    const { id, receiptCode } = await place.file(null, { contact: { name: '过路人', phone: '' } });
    const typed = ` ${receiptCode.toLowerCase().replace('-', ' ')}`;
    const { body } = await place.send<{ matters: { id: string }[] }>({ receipt: typed }, 'matters.mine');
    expect(body.matters).toMatchObject([{ id, needsMe: null }]);
    const seen = await place.view({ receipt: receiptCode }, id);
    expect(seen).toMatchObject({
      receiptCode,
      reporters: [{ name: '过路人', mine: true }],
      state: null,
      attribution: null,
      similar: [],
      lookers: [],
    });
    await place.take('stationWorker', 'sign', id);
    await place.take('stationWorker', 'ask', id, { words: '是哪一盏？' });
    const asked = await place.send<{ matters: unknown[] }>({ receipt: receiptCode }, 'matters.mine');
    expect(asked.body.matters).toMatchObject([{ needsMe: 'question' }]);
    await place.take({ receipt: receiptCode }, 'reply', id, { words: '大门左边' });
    expect((await place.view({ receipt: receiptCode }, id)).status).toBe('in-hand');
  });

  it('one cannot speak for a person on file, nor take down a visit', async () => {
    const forOther = await place.send(null, 'matters.file', { ...LAMP, personId: place.people.resident });
    expect(forOther).toMatchObject({ status: 400, body: { errors: [{ path: 'personId' }] } });
    expect(await place.send(null, 'matters.file', { ...LAMP, channel: 'counter' })).toMatchObject({
      status: 409,
      body: { type: '/problems/refused' },
    });
  });
});

describe('a family', () => {
  it('shares one account; each may speak for the other, and not for the neighbour', async () => {
    const { id } = await place.file('resident', { personId: place.people.wife });
    expect((await reportersOf(id))[0]).toMatchObject({ person_id: place.people.wife, name: '马秀花', phone: '13895016021' });
    expect(await place.send('resident', 'matters.file', { ...LAMP, personId: place.people.neighbour })).toMatchObject({ status: 400 });
  });
});

describe('the same trouble', () => {
  it('is found by its words without naming anyone, and not in another village', async () => {
    const { id } = await place.file('resident', { words: '二组巷道的水管爆了，水流了一地', category: 'water.tap' });
    const found = await place.send<{ matters: Record<string, unknown>[] }>(null, 'matters.similar', {
      words: '水管爆了，二组巷道都是水',
      village: LAMP.village,
    });
    expect(found.body.matters[0]).toMatchObject({ id, holder: '原隆村服务站', joined: 0 });
    expect(JSON.stringify(found.body)).not.toMatch(/马占山|13895016021|personId|phone/);
    const elsewhere = await place.send<{ matters: unknown[] }>(null, 'matters.similar', {
      words: '水管爆了，二组巷道都是水',
      village: '640121104201',
    });
    expect(elsewhere.body.matters).toEqual([]);
    const different = await place.send<{ matters: unknown[] }>(null, 'matters.similar', { words: '养老金没有到账', village: LAMP.village });
    expect(different.body.matters).toEqual([]);
  });

  it('says that it is one’s own to whoever raised it, and to nobody else', async () => {
    const words = '三组的井盖破了一个大洞';
    const { id } = await place.file('neighbour', { words, category: 'roads.lane' });
    const mine = async (who: Parameters<typeof place.send>[0]) =>
      (
        await place.send<{ matters: { id: string; mine: boolean }[] }>(who, 'matters.similar', { words, village: LAMP.village })
      ).body.matters
        .filter((one) => one.id === id)
        .map((one) => one.mine);
    expect(await mine('neighbour')).toEqual([true]);
    for (const who of [null, 'resident', 'villagerNext', 'stationWorker', 'dispatcher', 'supervisor'] as const)
      expect(await mine(who), String(who)).toEqual([false]);
  });

  it('can be joined: a receipt of one’s own, and only what is one’s own to say', async () => {
    const { id } = await place.file('resident', { words: '渠里堵了，浇不上水', category: 'farm.irrigation' });
    const joined = await place.send<{ receiptCode: string; id: string }>('neighbour', 'matters.join', { id, words: '我家的地也一样' });
    expect(joined.body).toMatchObject({ id });
    const seen = await place.view('neighbour', id);
    expect(seen).toMatchObject({
      joined: 1,
      reporters: [{ name: '王海燕', part: 'joined', mine: true }],
      receiptCode: joined.body.receiptCode,
    });
    expect(seen.offers.map((offer) => offer.step).sort()).toEqual(['add-words', 'urge']);
    for (const step of ['withdraw', 'confirm', 'rate', 'reopen']) {
      const input = { rate: { solved: true, satisfied: 'yes' }, reopen: { words: '没好' } }[step] ?? {};
      expect(await place.try('neighbour', step, id, input), step).toMatchObject({ status: 409, body: { type: '/problems/refused' } });
    }
    expect(await place.try({ receipt: joined.body.receiptCode }, 'withdraw', id)).toMatchObject({ status: 409 });
    expect(await place.send('neighbour', 'matters.join', { id })).toMatchObject({
      status: 409,
      body: { reason: '您已经在跟进这件事了。' },
    });
    expect((await place.view('resident', id)).reporters).toHaveLength(1);
  });

  it('a stranger who joins by its number cannot end it', async () => {
    const { id } = await place.file('resident', { words: '路面塌了一个大坑', category: 'roads.road' });
    const { body } = await place.send<{ receiptCode: string }>(null, 'matters.join', { id });
    expect(await place.try({ receipt: body.receiptCode }, 'withdraw', id)).toMatchObject({
      status: 409,
      body: { reason: '这一步不由您来办。' },
    });
    await place.take('resident', 'withdraw', id);
    expect(await place.send(null, 'matters.join', { id })).toMatchObject({ status: 409, body: { reason: '这件事已经办完，请重新反映。' } });
  });

  it('is merged: its people follow the one it went into, and get that answer', async () => {
    const into = await place.file('resident', { words: '三组垃圾箱满了没人拉', category: 'clean.waste' });
    const from = await place.file(null, {
      words: '三组垃圾箱臭得很',
      category: 'clean.waste',
      contact: { name: '李四', phone: '13800138000' },
      hidden: true,
    });
    await place.send('neighbour', 'matters.join', { id: from.id });
    await place.take('stationWorker', 'merge', from.id, { matter: into.id });
    await place.work();
    expect((await place.view({ receipt: from.receiptCode }, from.id)).mergedInto).toEqual({ id: into.id, number: into.number });
    expect(await place.view({ receipt: from.receiptCode }, into.id)).toMatchObject({ status: 'to-sign', joined: 2 });
    expect((await reportersOf(into.id)).map((one) => [one.part, one.name, one.hidden])).toEqual([
      ['reporter', '马占山', false],
      ['joined', '李四', true],
      ['joined', '王海燕', false],
    ]);
    await place.prepare((tx) =>
      tx.db
        .updateTable('job')
        .set({ state: 'waiting', run_at: new Date(0) })
        .where('kind', '=', 'matters.follow')
        .execute(),
    );
    await place.work();
    expect(await reportersOf(into.id), 'a job that runs twice changes nothing').toHaveLength(3);
    expect(await place.try('stationWorker', 'merge', into.id, { matter: into.id })).toMatchObject({
      status: 400,
      body: { errors: [{ path: 'matter', message: '不能并入自己。' }] },
    });
    expect(await place.try('stationWorker', 'merge', into.id, { matter: from.id })).toMatchObject({ status: 400 });
  });
});

describe('a hidden name', () => {
  it('is not shown to handlers, nor found by them; the dispatcher may see it, audited', async () => {
    const { id } = await place.file('resident', { words: '村干部优亲厚友', category: 'affairs.cadre', hidden: true });
    await place.take('stationWorker', 'pass-up', id, { words: '请镇里办' });
    const asHandler = await place.view('stationWorker', id);
    expect(JSON.stringify(asHandler)).not.toMatch(/马占山|13895016021|8\*+6021/);
    expect((await place.queue('stationWorker', 'all', { q: '马占山' })).map((row) => row.id)).not.toContain(id);
    const [row] = await reportersOf(id);
    const reveal = { id, reporterId: row?.id, purpose: '核实情况' };
    expect(await place.send('stationWorker', 'matters.reveal', reveal)).toMatchObject({ status: 404 });
    expect(await place.send('dispatcher', 'matters.reveal', reveal)).toMatchObject({ status: 200, body: { name: '马占山' } });
    const looks = await place.prepare(({ db }) =>
      db.selectFrom('audit').select(['actor', 'purpose']).where('matter_id', '=', id).where('operation', '=', 'matters.reveal').execute(),
    );
    expect(looks).toEqual([{ actor: '张伟（闽宁镇民生服务中心）', purpose: '核实情况' }]);
  });

  it('is looked at for a purpose only', async () => {
    const { id } = await place.file('resident');
    const [row] = await reportersOf(id);
    expect(await place.send('stationWorker', 'matters.reveal', { id, reporterId: row?.id, purpose: ' ' })).toMatchObject({
      status: 400,
      body: { errors: [{ path: 'purpose', message: '请写明为什么要看' }] },
    });
  });
});

describe('on behalf of a resident', () => {
  it('the station files at the counter, and that stands in the story', async () => {
    const { id } = await place.file('stationWorker', { channel: 'counter', personId: place.people.neighbour });
    expect((await reportersOf(id))[0]).toMatchObject({ name: '王海燕', phone: '13995016022' });
    expect((await place.view('neighbour', id)).story[0]).toMatchObject({
      headline: '您反映了这件事（来访登记）',
      channel: 'counter',
      by: { name: '马小兰' },
    });
  });

  it('each in their own township, and not through the portal', async () => {
    expect(await place.send('otherDispatcher', 'matters.file', { ...LAMP, channel: 'phone' })).toMatchObject({
      status: 409,
      body: { reason: '只能登记本镇的诉求，请转告对方所在的镇。' },
    });
    expect(await place.send('stationWorker', 'matters.file', LAMP)).toMatchObject({ status: 409 });
    for (const who of ['waterOfficer', 'supervisor', 'administrator'] as const)
      expect(await place.send(who, 'matters.file', { ...LAMP, channel: 'phone' }), who).toMatchObject({ status: 409 });
  });

  it('the clerk takes down a rating on the phone; a department may not', async () => {
    const { id } = await place.file('resident');
    await place.take('stationWorker', 'pass-up', id, { words: '请镇里办' });
    await place.take('dispatcher', 'assign', id, { body: place.bodies.housing });
    await place.take('housingOfficer', 'answer', id, { words: '修好了' });
    const rating = { solved: true, satisfied: 'partly', onBehalf: 'phone' };
    expect((await place.try('housingOfficer', 'rate', id, rating)).status).toBe(403);
    expect(await place.try('landOfficer', 'rate', id, rating)).toMatchObject({ status: 403 });
    await place.take('clerk', 'rate', id, rating);
    expect((await place.view('resident', id)).story.at(-1)).toMatchObject({
      headline: '您评价：解决了，基本满意（来电登记）',
      by: { name: '李敏' },
    });
  });

  it('what is not the resident’s to do is not done for them', async () => {
    const { id } = await place.file('resident');
    expect(await place.try('stationWorker', 'sign', id, { onBehalf: 'phone' })).toMatchObject({
      status: 409,
      body: { reason: '这一步不是群众的，不用替办。' },
    });
    expect(await place.try('stationWorker', 'withdraw', id)).toMatchObject({ status: 409, body: { reason: '这一步不由您来办。' } });
    expect(await place.try('resident', 'withdraw', id, { onBehalf: 'phone' })).toMatchObject({ status: 409 });
  });
});
