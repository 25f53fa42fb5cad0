import { describe, expect, it } from 'vitest';
import type { HandOver, InHand } from '../../../domain/matters/proxy-service/contract.ts';
import { newId } from '../../platform/ids.ts';
import { VILLAGE } from '../../testing/people.ts';
import { atTheCounter } from '../../testing/proxy.ts';

const counter = atTheCounter();
const { picture, collect, collected, handIn } = counter;

describe('a mandate that is revoked', () => {
  it('at any time before the decision; nothing is done in their name after', async () => {
    const { id } = await collected();
    await handIn(id);
    await counter.place.take('clerk', 'accept', id);
    await counter.place.take('resident', 'withdraw', id);
    for (const [who, step, input] of [
      ['clerk', 'decide', { granted: true, words: '已办' }],
      ['clerk', 'accept', {}],
      ['clerk', 'ask-missing', { missing: [{ name: '户口簿', why: '缺本人页' }] }],
      ['gridWorker', 'supply', { materials: [{ name: '户口簿', how: 'seen' }] }],
      ['gridWorker', 'renew-mandate', { mandate: { signed: 'paper', until: '2026-12-31', file: await picture('gridWorker') } }],
      ['gridWorker', 'hand-in', {}],
    ] as const)
      expect((await counter.place.try(who, step, id, input)).status, step).toBe(409);
    await counter.place.take('stationWorker', 'return-papers', id, { papers: 'returned' });
  });

  it('before the papers are handed in: the list is refused', async () => {
    const { id } = await collected();
    await counter.place.take('resident', 'withdraw', id);
    expect((await handIn(id)).status).toBe(409);
    const { body } = await counter.place.send<{ items: InHand[] }>('stationWorker', 'proxy.inHand', {});
    expect(body.items.map((one) => one.id)).not.toContain(id);
  });
});

describe('a mandate that has run out', () => {
  const mandate = async (who: 'gridWorker' | 'resident' | 'clerk', until: string) => ({
    mandate: { signed: 'paper', until, file: await picture(who) },
  });

  it('stops the offices until the resident signs anew; the paper is kept with the step', async () => {
    const { id } = await collected(await mandate('gridWorker', '2026-11-24'));
    await counter.place.at('2026-11-25 09:00');
    expect(await counter.place.try('gridWorker', 'hand-in', id)).toMatchObject({
      status: 409,
      body: { reason: '委托已经到期，请群众重新签委托。', clause: '2.5' },
    });
    const waiting = await counter.place.send<{ items: InHand[] }>('gridWorker', 'proxy.inHand', {});
    expect(waiting.body.items.find((one) => one.id === id)).toMatchObject({
      mandateUntil: '2026-11-24',
      refused: '委托已经到期，请群众重新签委托。',
    });
    expect(await counter.place.try('gridWorker', 'renew-mandate', id, await mandate('gridWorker', '2026-11-24'))).toMatchObject({
      status: 409,
      body: { reason: '委托的期限已经过了。' },
    });
    expect(await counter.place.try('gridWorker', 'renew-mandate', id, await mandate('gridWorker', '2027-11-24'))).toMatchObject({
      status: 409,
      body: { reason: '委托最长到 2027-02-23。' },
    });
    expect((await counter.place.try('gridWorker', 'renew-mandate', id, await mandate('clerk', '2026-12-31'))).status).toBe(400);
    const signed = await mandate('gridWorker', '2026-12-31');
    await counter.place.take('gridWorker', 'renew-mandate', id, signed);
    const { story } = await counter.place.view('gridWorker', id);
    expect(story.at(-1)).toMatchObject({ headline: '群众重签了委托', detail: '委托到 2026-12-31 为止', files: [signed.mandate.file] });
    expect((await handIn(id)).status).toBe(200);
    await counter.place.at('2026-11-24 09:00');
  });

  it('is signed anew by the station, the holder or the resident, and nobody else', async () => {
    const { id } = await collected();
    for (const who of ['nextStationWorker', 'waterOfficer', 'otherDispatcher', 'neighbour'] as const)
      expect(
        (await counter.place.try(who, 'renew-mandate', id, await mandate('gridWorker', '2026-12-31'))).status,
        who,
      ).toBeGreaterThanOrEqual(403);
    await counter.place.take('resident', 'renew-mandate', id, await mandate('resident', '2026-12-20'));
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
    ['2027-02-23', '委托最长 90 天。'],
  ])('a mandate until %s', async (until, message) => {
    const mandate = { signed: 'paper', until, file: await picture('gridWorker') };
    expect(await collect({ mandate })).toMatchObject({ status: 400, body: { errors: [{ path: 'mandate.until', message }] } });
  });

  it('but a mandate of just ninety days is taken', async () => {
    await collected({ mandate: { signed: 'paper', until: '2027-02-22', file: await picture('gridWorker') } });
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
  const apply = (...materials: object[]) =>
    counter.place.send('resident', 'proxy.apply', { item: counter.pension, village: VILLAGE, materials });

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
      expect((await counter.place.send(who, 'matters.view', { id })).status, who).toBe(404);
    expect((await counter.place.send('otherDispatcher', 'proxy.receive', { id: list.id })).status).toBe(404);
    for (const who of ['stationWorker', 'clerk'] as const)
      expect((await counter.place.send<HandOver>(who, 'proxy.handOver', { id: list.id })).body.id, who).toBe(list.id);
    for (const who of ['nextStationWorker', 'otherDispatcher'] as const)
      expect((await counter.place.send(who, 'proxy.handOver', { id: list.id })).status, who).toBe(404);
    for (const who of ['resident', 'waterOfficer', 'administrator'] as const)
      expect((await counter.place.send(who, 'proxy.handOver', { id: list.id })).status, who).toBe(403);
    expect((await counter.place.send<{ lists: HandOver[] }>('nextStationWorker', 'proxy.handOvers', {})).body.lists).toEqual([]);
  });

  it('the village decides nothing, and the window nothing once the resident has revoked', async () => {
    const { id } = await collected();
    await handIn(id);
    expect((await counter.place.try('stationWorker', 'decide', id, { granted: true, words: '好了' })).status).toBe(409);
    await counter.place.take('resident', 'withdraw', id);
    expect((await counter.place.try('clerk', 'accept', id)).status).toBe(409);
  });
});
