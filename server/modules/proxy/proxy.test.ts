import { describe, expect, it } from 'vitest';
import type { FieldDay } from '../../../domain/field/contract.ts';
import type { MyMatter, Receipt } from '../../../domain/matters/contract.ts';
import { textVersionOf } from '../../../domain/own-data/consents.ts';
import { newId } from '../../platform/ids.ts';
import { GRID, VILLAGE } from '../../testing/people.ts';
import { atTheCounter } from '../../testing/proxy.ts';

const counter = atTheCounter();
const { picture, collect, collected, handIn } = counter;

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
    await counter.place.send('clerk', 'proxy.receive', { id: list.body.id });
    await counter.place.take('clerk', 'ask-missing', id, { missing: [{ name: '参保登记表', why: '没有填' }] });
    await counter.place.take('gridWorker', 'supply', id, { materials: [{ name: '参保登记表', how: 'photo' }] });
    await counter.place.take('clerk', 'accept', id);
    const waitsFor = async () =>
      (await counter.place.send<{ matters: { needsMe: string | null }[] }>({ receipt: receiptCode }, 'matters.mine')).body.matters[0]
        ?.needsMe;
    await counter.place.take('clerk', 'decide', id, { granted: true, words: '已登记' });
    expect(await waitsFor()).toBeNull();
    const has = async (who: 'clerk' | 'stationWorker', tab: string) => (await counter.place.queue(who, tab)).some((row) => row.id === id);
    expect([await has('stationWorker', 'mine'), await has('stationWorker', 'done'), await has('clerk', 'mine')]).toEqual([
      true,
      false,
      false,
    ]);
    await counter.place.take('stationWorker', 'deliver', id, { how: 'delivered', papers: 'returned' });
    expect([await has('stationWorker', 'mine'), await has('stationWorker', 'done')]).toEqual([false, true]);
    expect(await waitsFor()).toBe('rate');
    const { story, status } = await counter.place.view({ receipt: receiptCode }, id);
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
    const row = async (who: 'clerk' | 'stationWorker') => (await counter.place.queue(who, 'all')).find((one) => one.id === id);
    expect(await row('stationWorker')).toMatchObject({ dueFor: 'answer', dueTitle: '交到镇里' });
    await handIn(id);
    expect(await row('clerk')).toMatchObject({ number, categoryName: '代办', status: 'to-sign', statusTitle: '待受理', dueTitle: '受理' });
    const { body } = await counter.place.send<{ matters: { id: string }[] }>('wife', 'matters.similar', {
      words: '城乡居民养老保险参保登记',
      village: VILLAGE,
    });
    expect(body.matters).toEqual([]);
  });

  it('is applied for online without a trip, and stands at the window at once', async () => {
    const hukou = await picture('resident');
    const answer = await counter.place.send<Receipt>('resident', 'proxy.apply', {
      item: counter.pension,
      village: VILLAGE,
      materials: [{ name: '户口簿', how: 'photo', files: [hukou] }],
    });
    expect(answer.body).toMatchObject({ holder: '闽宁镇民生服务中心' });
    await counter.place.take('clerk', 'accept', answer.body.id);
    const { matters } = (await counter.place.send<{ matters: MyMatter[] }>('resident', 'matters.mine')).body;
    expect(matters.find(({ id }) => id === answer.body.id)).toMatchObject({ kind: 'proxy-service', promised: '办出结果', needsMe: null });
    const seen = await counter.place.view('resident', answer.body.id);
    expect(seen.content).toMatchObject({ mandate: null, materials: [{ name: '户口簿', files: [hukou] }] });
  });

  it('counts the identity number that is held as the card, online and at the door, and of nobody else', async () => {
    const { place } = counter;
    const materialsOf = async (who: 'resident' | 'stationWorker', id: string) =>
      ((await place.view(who, id)).content as { materials: { name: string; how: string }[] }).materials;
    const apply = async () =>
      (await place.send<Receipt>('resident', 'proxy.apply', { item: counter.pension, village: VILLAGE, materials: [] })).body.id;
    expect(await materialsOf('resident', await apply())).toEqual([]);
    // Nobody claims by themselves that something is held.
    const claimed = { item: counter.pension, village: VILLAGE, materials: [{ name: '身份证件', how: 'held' }] };
    expect((await place.send('resident', 'proxy.apply', claimed)).status).toBe(409);

    const number = { number: '640121185003070013', agreed: textVersionOf('identity') };
    expect((await place.send('stationWorker', 'people.saveIdentity', { id: place.people.resident, ...number })).status).toBe(200);
    const held = { name: '身份证件', how: 'held', original: false };
    expect(await materialsOf('resident', await apply())).toEqual([held]);
    expect(await materialsOf('stationWorker', (await counter.collected({ materials: [] })).id)).toEqual([held]);
    // What was seen stays as it was said, and a neighbour has none.
    expect(await materialsOf('stationWorker', (await counter.collected()).id)).toMatchObject([{ name: '身份证件', how: 'seen' }, {}]);
    expect(await materialsOf('stationWorker', (await counter.collected({ materials: [], personId: place.people.neighbour })).id)).toEqual(
      [],
    );
  });

  it('hears the outcome of a verification that was asked for it', async () => {
    const { id } = await collected();
    await handIn(id);
    const household = newId();
    await counter.place.prepare(({ db }) => db.insertInto('household').values({ county: '640121', id: household, grid: GRID }).execute());
    const asked = await counter.place.send<{ id: string }>('clerk', 'verifications.request', {
      household,
      application: id,
      words: '核对人口',
      due: '2026-11-30',
      questions: ['是否一人居住'],
    });
    await counter.place.take('gridWorker', 'report', asked.body.id, {
      outcome: 'checked',
      answers: [{ key: 'question-1', finding: 'answered', value: '一人' }],
    });
    await counter.place.work();
    const { story } = await counter.place.view('resident', id);
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
    expect((await counter.place.send(who, 'field.register', { device, secret: 'a'.repeat(43) })).status).toBe(200);
    const { body } = await counter.place.send<FieldDay>(who, 'field.sync', { device, since: {} });
    return body.parts.matters?.items.find((item) => item.id === id)?.value as { mine: boolean } | undefined;
  };

  it('is on the phone of the worker until it is delivered', async () => {
    const { id } = await collected();
    await handIn(id);
    await counter.place.take('clerk', 'accept', id);
    expect(await onThePhone(id)).toMatchObject({ mine: false });
    await counter.place.take('clerk', 'decide', id, { granted: true, words: '已登记' });
    expect(await onThePhone(id)).toMatchObject({ mine: true, status: 'answered' });
    expect(await onThePhone(id, 'nextGridWorker')).toBeUndefined();
    await counter.place.take('gridWorker', 'deliver', id, { how: 'delivered', papers: 'returned' });
    expect(await onThePhone(id)).toBeUndefined();
  });

  it('also when the mandate was revoked and originals are with us, and not when none were taken', async () => {
    const kept = await collected();
    const none = await collected({ materials: [{ name: '身份证件', how: 'seen' }] });
    for (const { id } of [kept, none]) await counter.place.take('resident', 'withdraw', id);
    expect(await onThePhone(kept.id)).toMatchObject({ mine: true, status: 'withdrawn' });
    expect(await onThePhone(none.id)).toBeUndefined();
    await counter.place.take('gridWorker', 'return-papers', kept.id, { papers: 'returned' });
    expect(await onThePhone(kept.id)).toBeUndefined();
  });
});

describe('materials', () => {
  it('carry their own pictures, seen by who took them and, behind a purpose, by those who may see the application', async () => {
    const file = await picture('gridWorker');
    const { id } = await collected({ materials: [{ name: '户口簿', how: 'photo', files: [file] }] });
    const { files } = await counter.place.view('gridWorker', id);
    expect(files.map((one) => one.id)).toContain(file);
    expect(await counter.place.view('stationWorker', id)).toMatchObject({ files: [], papers: { count: 2, seen: 0 } });
    expect((await counter.place.send('nextStationWorker', 'matters.view', { id })).status).toBe(404);
  });

  it('with somebody else’s picture are refused', async () => {
    const answer = await collect({ materials: [{ name: '户口簿', how: 'photo', files: [await picture('clerk')] }] });
    expect(answer.status).toBe(400);
  });

  it('brought later are only what the item asks for, with their pictures', async () => {
    const { id } = await collected();
    await handIn(id);
    await counter.place.take('clerk', 'ask-missing', id, { missing: [{ name: '参保登记表', why: '没有填' }] });
    expect(await counter.place.try('gridWorker', 'supply', id, { materials: [{ name: '无犯罪证明', how: 'photo' }] })).toMatchObject({
      status: 409,
      body: { reason: '办事指南里没有「无犯罪证明」，不用收。', clause: '2.6' },
    });
    const file = await picture('gridWorker');
    await counter.place.take('gridWorker', 'supply', id, { materials: [{ name: '参保登记表', how: 'photo', files: [file] }] });
    expect((await counter.place.view('clerk', id)).story.at(-1)?.files).toEqual([file]);
  });
});

describe('whoever holds only the receipt', () => {
  it('sees every step and brings what is missing, but no picture of a paper, and does not end it', async () => {
    const hukou = await picture('gridWorker');
    const { id, receiptCode } = await collected({ attachments: [hukou] });
    const daughter = { receipt: receiptCode };
    await handIn(id);
    await counter.place.take('clerk', 'ask-missing', id, { missing: [{ name: '参保登记表', why: '没有填' }] });
    const seen = await counter.place.view(daughter, id);
    expect(seen.story.map(({ step }) => step)).toEqual(['file', 'hand-in', 'ask-missing']);
    expect(seen.files).toEqual([]);
    expect((await counter.place.view('resident', id)).files.map((file) => file.id)).toContain(hukou);
    expect(await counter.place.try(daughter, 'withdraw', id)).toMatchObject({ status: 409, body: { clause: '2.5' } });
    expect((await counter.place.try(daughter, 'supply', id, { materials: [{ name: '参保登记表', how: 'seen' }] })).status).toBe(409);
    await counter.place.take('resident', 'withdraw', id);
    expect((await counter.place.view(daughter, id)).story.at(-1)?.headline).toBe('您说不办了');
  });
});
