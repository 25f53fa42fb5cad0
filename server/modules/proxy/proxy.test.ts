import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FieldDay } from '../../../domain/field/contract.ts';
import type { MyMatter, Receipt } from '../../../domain/matters/contract.ts';
import type { HandOver, InHand } from '../../../domain/matters/proxy-service/contract.ts';
import { newId } from '../../platform/ids.ts';
import { type Town, town } from '../../testing/matters.ts';
import { GRID, VILLAGE } from '../../testing/people.ts';
import { importCatalogue } from '../services/index.ts';

const EXAMPLES = readFileSync(new URL('../../data/services/example-catalogue.csv', import.meta.url), 'utf8');

let place: Town;
let pension: string;
beforeAll(async () => {
  place = await town();
  await importCatalogue(place.databaseUrl, EXAMPLES, '640121');
  const { body } = await place.send<{ items: { id: string; name: string }[] }>(null, 'services.search', {
    county: '640121',
    q: '城乡居民养老保险参保登记',
  });
  pension = body.items.find(({ name }) => name === '城乡居民养老保险参保登记')?.id ?? '';
});
afterAll(() => place.stop());

/** A picture in the tray of whoever uploads it. */
async function picture(who: 'gridWorker' | 'resident' | 'clerk'): Promise<string> {
  const id = newId();
  await place.prepare(({ db }) =>
    db
      .insertInto('file')
      .values({
        county: '000000',
        id,
        sha256: id.replaceAll('-', '').padEnd(64, '0'),
        media_type: 'image/jpeg',
        kind: 'photo',
        bytes: 10,
        uploader: place.accounts[who],
        created_at: place.clock.now().toISOString(),
      })
      .execute(),
  );
  return id;
}

const application = async (input: Record<string, unknown> = {}) => ({
  item: pension,
  village: VILLAGE,
  grid: GRID,
  channel: 'field',
  personId: place.people.resident,
  materials: [
    { name: '身份证件', how: 'seen' },
    { name: '户口簿', how: 'seen', original: true },
  ],
  mandate: { signed: 'screen', until: '2026-12-31', file: await picture('gridWorker') },
  ...input,
});
const collect = async (input: Record<string, unknown> = {}, who: Parameters<typeof place.send>[0] = 'gridWorker') =>
  place.send<Receipt>(who, 'proxy.collect', await application(input));
const collected = async (input: Record<string, unknown> = {}) => {
  const answer = await collect(input);
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  return answer.body;
};
const seq = async (id: string) => (await place.view('stationWorker', id)).seq;
const handIn = async (...ids: string[]) => {
  const matters = await Promise.all(ids.map(async (id) => ({ id, seq: await seq(id) })));
  return place.send<HandOver>('gridWorker', 'proxy.handIn', { matters });
};

describe('a proxy service', () => {
  it('goes from the door to the window and back, and the resident sees every hand the papers were in', async () => {
    const { id, receiptCode } = await collected();
    const list = await handIn(id);
    expect(list.body).toMatchObject({
      station: { name: '原隆村服务站' },
      centre: { name: '闽宁镇民生服务中心' },
      handedBy: '海小军',
      receivedAt: null,
    });
    await place.send('clerk', 'proxy.receive', { id: list.body.id });
    await place.take('clerk', 'ask-missing', id, { missing: [{ name: '参保登记表', why: '没有填' }] });
    await place.take('gridWorker', 'supply', id, { materials: [{ name: '参保登记表', how: 'photo' }] });
    await place.take('clerk', 'accept', id);
    const waitsFor = async () =>
      (await place.send<{ matters: { needsMe: string | null }[] }>({ receipt: receiptCode }, 'matters.mine')).body.matters[0]?.needsMe;
    await place.take('clerk', 'decide', id, { granted: true, words: '已登记' });
    expect(await waitsFor()).toBeNull();
    const has = async (who: 'clerk' | 'stationWorker', tab: string) => (await place.queue(who, tab)).some((row) => row.id === id);
    expect([await has('stationWorker', 'mine'), await has('stationWorker', 'done'), await has('clerk', 'mine')]).toEqual([
      true,
      false,
      false,
    ]);
    await place.take('stationWorker', 'deliver', id, { how: 'delivered', papers: 'returned' });
    expect([await has('stationWorker', 'mine'), await has('stationWorker', 'done')]).toEqual([false, true]);
    expect(await waitsFor()).toBe('rate');
    const { story, status } = await place.view({ receipt: receiptCode }, id);
    expect(status).toBe('closed');
    expect(story.map(({ headline, detail }) => [headline, detail].filter(Boolean).join(' '))).toEqual([
      '您委托代办：城乡居民养老保险参保登记（上门登记） 委托到 2026-12-31 为止 · 身份证件（看过原件）、户口簿（看过原件，收了原件）',
      '材料交到镇里 交给 闽宁镇民生服务中心',
      '一次性告知：还缺材料，请您补齐 参保登记表：没有填',
      '您补齐了材料 参保登记表（拍照）',
      '窗口已受理',
      '已办好',
      '结果已送达：送到家 材料原件已退还',
    ]);
  });

  it('is called by its own words in the work list, and never shown to others as a trouble like theirs', async () => {
    const { id, number } = await collected();
    const row = async (who: 'clerk' | 'stationWorker') => (await place.queue(who, 'all')).find((one) => one.id === id);
    expect(await row('stationWorker')).toMatchObject({ dueFor: 'answer', dueTitle: '交到镇里' });
    await handIn(id);
    expect(await row('clerk')).toMatchObject({ number, categoryName: '代办', status: 'to-sign', statusTitle: '待受理', dueTitle: '受理' });
    const { body } = await place.send<{ matters: { id: string }[] }>('wife', 'matters.similar', {
      words: '城乡居民养老保险参保登记',
      village: VILLAGE,
    });
    expect(body.matters).toEqual([]);
  });

  it('is applied for online without a trip, and stands at the window at once', async () => {
    const hukou = await picture('resident');
    const answer = await place.send<Receipt>('resident', 'proxy.apply', {
      item: pension,
      village: VILLAGE,
      materials: [{ name: '户口簿', how: 'photo', files: [hukou] }],
    });
    expect(answer.body).toMatchObject({ holder: '闽宁镇民生服务中心' });
    await place.take('clerk', 'accept', answer.body.id);
    const { matters } = (await place.send<{ matters: MyMatter[] }>('resident', 'matters.mine')).body;
    expect(matters.find(({ id }) => id === answer.body.id)).toMatchObject({ kind: 'proxy-service', promised: '办出结果', needsMe: null });
    const seen = await place.view('resident', answer.body.id);
    expect(seen.content).toMatchObject({ mandate: null, materials: [{ name: '户口簿', files: [hukou] }] });
  });

  it('hears the outcome of a verification that was asked for it', async () => {
    const { id } = await collected();
    await handIn(id);
    const household = newId();
    await place.prepare(({ db }) => db.insertInto('household').values({ county: '640121', id: household, grid: GRID }).execute());
    const asked = await place.send<{ id: string }>('clerk', 'verifications.request', {
      household,
      application: id,
      words: '核对人口',
      due: '2026-11-30',
      questions: ['是否一人居住'],
    });
    await place.take('gridWorker', 'report', asked.body.id, {
      outcome: 'checked',
      answers: [{ key: 'question-1', finding: 'answered', value: '一人' }],
    });
    await place.work();
    const { story } = await place.view('resident', id);
    expect(story.at(-2)).toMatchObject({
      headline: '镇里请村里入户核查',
      detail: '11月30日（周一）前会有人上门，问：是否一人居住',
    });
    expect(story.at(-1)).toMatchObject({
      headline: '入户核查有了结果',
      detail: '已核查；是否一人居住：一人',
    });
  });
});

describe('what is to be brought home', () => {
  /** What the phone of the worker of the grid has of a matter. */
  const onThePhone = async (id: string, who: 'gridWorker' | 'nextGridWorker' = 'gridWorker') => {
    const device = newId();
    expect((await place.send(who, 'field.register', { device, secret: 'a'.repeat(43) })).status).toBe(200);
    const { body } = await place.send<FieldDay>(who, 'field.sync', { device, since: {} });
    return body.parts.matters?.items.find((item) => item.id === id)?.value as { mine: boolean } | undefined;
  };

  it('is on the phone of the worker until it is delivered', async () => {
    const { id } = await collected();
    await handIn(id);
    await place.take('clerk', 'accept', id);
    expect(await onThePhone(id)).toMatchObject({ mine: false });
    await place.take('clerk', 'decide', id, { granted: true, words: '已登记' });
    expect(await onThePhone(id)).toMatchObject({ mine: true, status: 'answered' });
    expect(await onThePhone(id, 'nextGridWorker')).toBeUndefined();
    await place.take('gridWorker', 'deliver', id, { how: 'delivered', papers: 'returned' });
    expect(await onThePhone(id)).toBeUndefined();
  });

  it('also when the mandate was revoked and originals are with us, and not when none were taken', async () => {
    const kept = await collected();
    const none = await collected({ materials: [{ name: '身份证件', how: 'seen' }] });
    for (const { id } of [kept, none]) await place.take('resident', 'withdraw', id);
    expect(await onThePhone(kept.id)).toMatchObject({ mine: true, status: 'withdrawn' });
    expect(await onThePhone(none.id)).toBeUndefined();
    await place.take('gridWorker', 'return-papers', kept.id, { papers: 'returned' });
    expect(await onThePhone(kept.id)).toBeUndefined();
  });
});

describe('materials', () => {
  it('carry their own pictures, seen by those who may see the application and nobody else', async () => {
    const file = await picture('gridWorker');
    const { id } = await collected({ materials: [{ name: '户口簿', how: 'photo', files: [file] }] });
    const { files } = await place.view('stationWorker', id);
    expect(files.map((one) => one.id)).toContain(file);
    expect((await place.send('nextStationWorker', 'matters.view', { id })).status).toBe(404);
  });

  it('with somebody else’s picture are refused', async () => {
    const answer = await collect({ materials: [{ name: '户口簿', how: 'photo', files: [await picture('clerk')] }] });
    expect(answer.status).toBe(400);
  });

  it('brought later are only what the item asks for, with their pictures', async () => {
    const { id } = await collected();
    await handIn(id);
    await place.take('clerk', 'ask-missing', id, { missing: [{ name: '参保登记表', why: '没有填' }] });
    expect(await place.try('gridWorker', 'supply', id, { materials: [{ name: '无犯罪证明', how: 'photo' }] })).toMatchObject({
      status: 409,
      body: { reason: '办事指南里没有「无犯罪证明」，不用收。', clause: '2.6' },
    });
    const file = await picture('gridWorker');
    await place.take('gridWorker', 'supply', id, { materials: [{ name: '参保登记表', how: 'photo', files: [file] }] });
    expect((await place.view('clerk', id)).story.at(-1)?.files).toEqual([file]);
  });
});

describe('a mandate that is revoked', () => {
  it('at any time before the decision; nothing is done in their name after', async () => {
    const { id } = await collected();
    await handIn(id);
    await place.take('clerk', 'accept', id);
    await place.take('resident', 'withdraw', id);
    for (const [who, step, input] of [
      ['clerk', 'decide', { granted: true, words: '已办' }],
      ['clerk', 'accept', {}],
      ['clerk', 'ask-missing', { missing: [{ name: '户口簿', why: '缺本人页' }] }],
      ['gridWorker', 'supply', { materials: [{ name: '户口簿', how: 'seen' }] }],
      ['gridWorker', 'renew-mandate', { mandate: { signed: 'paper', until: '2026-12-31', file: await picture('gridWorker') } }],
      ['gridWorker', 'hand-in', {}],
    ] as const)
      expect((await place.try(who, step, id, input)).status, step).toBe(409);
    await place.take('stationWorker', 'return-papers', id, { papers: 'returned' });
  });

  it('before the papers are handed in: the list is refused', async () => {
    const { id } = await collected();
    await place.take('resident', 'withdraw', id);
    expect((await handIn(id)).status).toBe(409);
    const { body } = await place.send<{ items: InHand[] }>('stationWorker', 'proxy.inHand', {});
    expect(body.items.map((one) => one.id)).not.toContain(id);
  });
});

describe('what waits', () => {
  const waiting = async (who: Parameters<typeof place.send>[0]) =>
    (await place.send<{ toHandIn: number; toReceive: number }>(who, 'proxy.waiting', {})).body;

  it('is counted for the station and for the window', async () => {
    const [station, window] = [await waiting('stationWorker'), await waiting('clerk')];
    const { id } = await collected();
    expect(await waiting('stationWorker')).toEqual({ ...station, toHandIn: station.toHandIn + 1 });
    const { body } = await handIn(id);
    expect(await waiting('stationWorker')).toEqual(station);
    expect(await waiting('clerk')).toEqual({ ...window, toReceive: window.toReceive + 1 });
    await place.send('clerk', 'proxy.receive', { id: body.id });
    // What the window has accepted is not for it to hand in anywhere.
    await place.take('clerk', 'accept', id);
    expect(await waiting('clerk')).toEqual(window);
  });

  it('is paged, the most urgent first', async () => {
    for (let n = 0; n < 3; n++) await collected();
    const first = await place.send<{ items: InHand[]; next: string | null }>('stationWorker', 'proxy.inHand', { limit: 2 });
    const second = await place.send<{ items: InHand[] }>('stationWorker', 'proxy.inHand', { limit: 2, after: first.body.next });
    const seen = [...first.body.items, ...second.body.items].map(({ id }) => id);
    expect(new Set(seen).size).toBe(4);
    expect(await place.send('stationWorker', 'proxy.inHand', { after: 'rubbish' })).toMatchObject({ status: 400 });
  });

  it.each(['nextStationWorker', 'otherStationWorker'] as const)('%s sees nothing of it', async (who) => {
    await collected();
    expect((await place.send<{ items: InHand[] }>(who, 'proxy.inHand', {})).body.items).toEqual([]);
    expect(await waiting(who)).toEqual({ toHandIn: 0, toReceive: 0 });
  });

  it.each(['resident', 'waterOfficer', 'administrator', null] as const)('%s may not ask', async (who) => {
    for (const name of ['proxy.inHand', 'proxy.waiting']) expect([401, 403]).toContain((await place.send(who, name, {})).status);
  });
});

describe('a hand-over list', () => {
  it('is signed by both sides; what was not found goes back with a word', async () => {
    const [one, other] = [await collected(), await collected()];
    await place.at('2026-11-24 09:30');
    const list = (await handIn(one.id, other.id)).body;
    const signed = await place.send<HandOver>('clerk', 'proxy.receive', { id: list.id, missing: [{ id: other.id, words: '袋里没有' }] });
    expect(signed.body).toMatchObject({
      receivedBy: '李敏',
      matters: [
        { id: one.id, received: true },
        { id: other.id, received: false },
      ],
    });
    expect((await place.view('stationWorker', other.id)).holder.name).toBe('原隆村服务站');
    expect(await place.send('clerk', 'proxy.receive', { id: list.id })).toMatchObject({
      status: 409,
      body: { reason: '这份清单已经签收过了。' },
    });
    const lists = await place.send<{ lists: HandOver[] }>('stationWorker', 'proxy.handOvers', {});
    expect(lists.body.lists[0]?.id).toBe(list.id);
    expect(
      (await place.send<{ lists: HandOver[] }>('clerk', 'proxy.handOvers', { open: true })).body.lists.map(({ id }) => id),
    ).not.toContain(list.id);
  });

  it('is all or nothing: one stale or foreign matter, and none is handed in', async () => {
    const mine = await collected();
    const appeal = await place.file('resident');
    const answer = await handIn(mine.id, appeal.id);
    expect(answer.status).toBe(400);
    expect((await place.view('stationWorker', mine.id)).holder.name).toBe('原隆村服务站');
    expect(await place.send('gridWorker', 'proxy.handIn', { matters: [{ id: mine.id, seq: 9 }] })).toMatchObject({ status: 409 });
  });
});

describe('what may not be taken', () => {
  it.each([
    [{ materials: [{ name: '无犯罪证明', how: 'photo' }] }, 'materials.0.name'],
    [
      {
        materials: [
          { name: '户口簿', how: 'seen' },
          { name: '户口簿', how: 'seen' },
        ],
      },
      'materials.1.name',
    ],
    [{ item: '01930000-0000-7000-8000-00000000ffff' }, 'item'],
    [{ village: '640121104999' }, 'village'],
  ])('%o', async (input, path) => {
    expect(await collect(input)).toMatchObject({ status: 400, body: { errors: [{ path }] } });
  });

  it.each([
    ['2026-11-23', '委托的期限已经过了。'],
    ['2027-11-24', '委托最长 90 天。'],
  ])('a mandate until %s', async (until, message) => {
    const mandate = { signed: 'paper', until, file: await picture('gridWorker') };
    expect(await collect({ mandate })).toMatchObject({ status: 400, body: { errors: [{ path: 'mandate.until', message }] } });
  });

  it('a signature that is not there, or somebody else’s', async () => {
    expect(await collect({ mandate: { signed: 'screen', until: '2026-12-31', file: newId() } })).toMatchObject({ status: 400 });
    expect(await collect({ mandate: { signed: 'screen', until: '2026-12-31', file: await picture('clerk') } })).toMatchObject({
      status: 400,
    });
  });

  it('an item that needs a mandate, without one', async () => {
    expect(await collect({ mandate: undefined })).toMatchObject({ status: 400, body: { errors: [{ path: 'mandate' }] } });
  });
});

describe('what a resident may not send', () => {
  const apply = (...materials: object[]) => place.send('resident', 'proxy.apply', { item: pension, village: VILLAGE, materials });

  it('a picture of an identity card, a paper the item does not ask for, a picture that did not come', async () => {
    const [card, hukou] = [await picture('resident'), await picture('resident')];
    expect(await apply({ name: '户口簿', how: 'photo', files: [hukou] }, { name: '身份证件', how: 'photo', files: [card] })).toMatchObject({
      status: 400,
      body: { errors: [{ path: 'materials.1.how', message: '「身份证件」不用拍照，平台不收身份证照片；请当面看一眼原件。' }] },
    });
    expect((await apply({ name: '无房证明', how: 'photo', files: [hukou] })).status).toBe(400);
    expect((await apply({ name: '户口簿', how: 'photo', files: [newId()] })).status).toBe(400);
    expect((await collect({ materials: [{ name: '身份证件', how: 'photo' }] })).status).toBe(400);
  });

  it('that an original was seen: only who saw it says so', async () => {
    const files = [await picture('resident')];
    for (const material of [{ how: 'seen' }, { how: 'held' }, { how: 'photo', original: true, files }, { how: 'photo' }])
      expect(await apply({ name: '户口簿', ...material })).toMatchObject({ status: 409, body: { clause: '2.6' } });
  });
});

describe('whoever holds only the receipt', () => {
  it('sees every step and brings what is missing, but no picture of a paper, and does not end it', async () => {
    const hukou = await picture('gridWorker');
    const { id, receiptCode } = await collected({ attachments: [hukou] });
    const daughter = { receipt: receiptCode };
    await handIn(id);
    await place.take('clerk', 'ask-missing', id, { missing: [{ name: '参保登记表', why: '没有填' }] });
    const seen = await place.view(daughter, id);
    expect(seen.story.map(({ step }) => step)).toEqual(['file', 'hand-in', 'ask-missing']);
    expect(seen.files).toEqual([]);
    expect((await place.view('resident', id)).files.map((file) => file.id)).toContain(hukou);
    expect(await place.try(daughter, 'withdraw', id)).toMatchObject({ status: 409, body: { clause: '2.5' } });
    expect((await place.try(daughter, 'supply', id, { materials: [{ name: '参保登记表', how: 'seen' }] })).status).toBe(409);
    await place.take('resident', 'withdraw', id);
    expect((await place.view(daughter, id)).story.at(-1)?.headline).toBe('您说不办了');
  });
});

describe('who may not', () => {
  it('residents, departments and other townships collect nothing', async () => {
    for (const who of ['resident', 'waterOfficer', 'administrator', 'supervisor'] as const)
      expect((await collect({}, who)).status, who).toBe(403);
    for (const who of ['otherStationWorker', 'otherDispatcher'] as const) expect((await collect({}, who)).status, who).toBe(409);
  });

  it('another village or township sees neither the matter nor the list, and signs for nothing', async () => {
    const { id } = await collected();
    const list = (await handIn(id)).body;
    for (const who of ['nextStationWorker', 'otherDispatcher', 'neighbour', 'waterOfficer'] as const)
      expect((await place.send(who, 'matters.view', { id })).status, who).toBe(404);
    expect((await place.send('otherDispatcher', 'proxy.receive', { id: list.id })).status).toBe(404);
    for (const who of ['stationWorker', 'clerk'] as const)
      expect((await place.send<HandOver>(who, 'proxy.handOver', { id: list.id })).body.id, who).toBe(list.id);
    for (const who of ['nextStationWorker', 'otherDispatcher'] as const)
      expect((await place.send(who, 'proxy.handOver', { id: list.id })).status, who).toBe(404);
    for (const who of ['resident', 'waterOfficer', 'administrator'] as const)
      expect((await place.send(who, 'proxy.handOver', { id: list.id })).status, who).toBe(403);
    expect((await place.send<{ lists: HandOver[] }>('nextStationWorker', 'proxy.handOvers', {})).body.lists).toEqual([]);
  });

  it('the village decides nothing, and the window nothing once the resident has revoked', async () => {
    const { id } = await collected();
    await handIn(id);
    expect((await place.try('stationWorker', 'decide', id, { granted: true, words: '好了' })).status).toBe(409);
    await place.take('resident', 'withdraw', id);
    expect((await place.try('clerk', 'accept', id)).status).toBe(409);
  });
});

describe('a mandate that has run out', () => {
  const mandate = async (who: 'gridWorker' | 'resident' | 'clerk', until: string) => ({
    mandate: { signed: 'paper', until, file: await picture(who) },
  });

  it('stops the offices until the resident signs anew; the paper is kept with the step', async () => {
    const { id } = await collected(await mandate('gridWorker', '2026-11-24'));
    await place.at('2026-11-25 09:00');
    expect(await place.try('gridWorker', 'hand-in', id)).toMatchObject({
      status: 409,
      body: { reason: '委托已经到期，请群众重新签委托。', clause: '2.5' },
    });
    const waiting = await place.send<{ items: InHand[] }>('gridWorker', 'proxy.inHand', {});
    expect(waiting.body.items.find((one) => one.id === id)).toMatchObject({
      mandateUntil: '2026-11-24',
      refused: '委托已经到期，请群众重新签委托。',
    });
    expect(await place.try('gridWorker', 'renew-mandate', id, await mandate('gridWorker', '2026-11-24'))).toMatchObject({
      status: 409,
      body: { reason: '委托的期限已经过了。' },
    });
    expect(await place.try('gridWorker', 'renew-mandate', id, await mandate('gridWorker', '2027-11-24'))).toMatchObject({
      status: 409,
      body: { reason: '委托最长到 2027-02-23。' },
    });
    expect((await place.try('gridWorker', 'renew-mandate', id, await mandate('clerk', '2026-12-31'))).status).toBe(400);
    const signed = await mandate('gridWorker', '2026-12-31');
    await place.take('gridWorker', 'renew-mandate', id, signed);
    const { story } = await place.view('gridWorker', id);
    expect(story.at(-1)).toMatchObject({ headline: '群众重签了委托', detail: '委托到 2026-12-31 为止', files: [signed.mandate.file] });
    expect((await handIn(id)).status).toBe(200);
    await place.at('2026-11-24 09:00');
  });

  it('is signed anew by the station, the holder or the resident, and nobody else', async () => {
    const { id } = await collected();
    for (const who of ['nextStationWorker', 'waterOfficer', 'otherDispatcher', 'neighbour'] as const)
      expect((await place.try(who, 'renew-mandate', id, await mandate('gridWorker', '2026-12-31'))).status, who).toBeGreaterThanOrEqual(
        403,
      );
    await place.take('resident', 'renew-mandate', id, await mandate('resident', '2026-12-20'));
  });
});
