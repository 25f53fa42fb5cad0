import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import type { HandOver, InHand } from '../../../domain/matters/proxy-service/contract.ts';
import { newId } from '../../platform/ids.ts';
import type { Town } from '../../testing/matters.ts';
import { atTheCounter } from '../../testing/proxy.ts';

const counter = atTheCounter();
const { collected, handIn } = counter;

describe('what waits', () => {
  const waiting = async (who: Parameters<Town['send']>[0]) =>
    (await counter.place.send<{ toHandIn: number; toReceive: number }>(who, 'proxy.waiting', {})).body;

  it('is counted for the station and for the window', async () => {
    const [station, window] = [await waiting('stationWorker'), await waiting('clerk')];
    const { id } = await collected();
    expect(await waiting('stationWorker')).toEqual({ ...station, toHandIn: station.toHandIn + 1 });
    const { body } = await handIn(id);
    expect(await waiting('stationWorker')).toEqual(station);
    expect(await waiting('clerk')).toEqual({ ...window, toReceive: window.toReceive + 1 });
    await counter.place.send('clerk', 'proxy.receive', { id: body.id });
    // What the window has accepted is not for it to hand in anywhere.
    await counter.place.take('clerk', 'accept', id);
    expect(await waiting('clerk')).toEqual(window);
  });

  it('is paged, the most urgent first', async () => {
    await counter.place.at('2026-11-26 10:00');
    const later = await collected();
    await counter.place.at('2026-11-24 09:00');
    const urgent = [await collected(), await collected()];
    const page = async (after?: string) =>
      (await counter.place.send<{ items: InHand[]; next: string | null }>('stationWorker', 'proxy.inHand', { limit: 2, after })).body;
    const pages = [await page()];
    for (let next = pages[0]?.next; next; next = pages.at(-1)?.next) pages.push(await page(next));
    const seen = pages.flatMap(({ items }) => items.map(({ id }) => id));
    expect(pages.slice(0, -1).every(({ items }) => items.length === 2)).toBe(true);
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.indexOf(later.id)).toBe(seen.length - 1);
    expect(seen).toEqual(expect.arrayContaining(urgent.map(({ id }) => id)));
    expect(await counter.place.send('stationWorker', 'proxy.inHand', { after: 'rubbish' })).toMatchObject({ status: 400 });
  });

  it.each(['nextStationWorker', 'otherStationWorker'] as const)('%s sees nothing of it', async (who) => {
    await collected();
    expect((await counter.place.send<{ items: InHand[] }>(who, 'proxy.inHand', {})).body.items).toEqual([]);
    expect(await waiting(who)).toEqual({ toHandIn: 0, toReceive: 0 });
  });

  it.each(['resident', 'waterOfficer', 'administrator', null] as const)('%s may not ask', async (who) => {
    for (const name of ['proxy.inHand', 'proxy.waiting']) expect([401, 403]).toContain((await counter.place.send(who, name, {})).status);
  });
});

describe('a hand-over list', () => {
  it('is signed by both sides; what was not found goes back with a word', async () => {
    const [one, other] = [await collected(), await collected()];
    await counter.place.at('2026-11-24 09:30');
    const list = (await handIn(one.id, other.id)).body;
    const signed = await counter.place.send<HandOver>('clerk', 'proxy.receive', {
      id: list.id,
      missing: [{ id: other.id, words: '袋里没有' }],
    });
    expect(signed.body).toMatchObject({
      receivedBy: '李敏',
      matters: [
        { id: one.id, received: true },
        { id: other.id, received: false },
      ],
    });
    expect((await counter.place.view('stationWorker', other.id)).holder.name).toBe('原隆村服务站');
    expect(await counter.place.send('clerk', 'proxy.receive', { id: list.id })).toMatchObject({
      status: 409,
      body: { reason: '这份清单已经签收过了。' },
    });
    const lists = await counter.place.send<{ lists: HandOver[] }>('stationWorker', 'proxy.handOvers', {});
    expect(lists.body.lists[0]?.id).toBe(list.id);
    expect(
      (await counter.place.send<{ lists: HandOver[] }>('clerk', 'proxy.handOvers', { open: true })).body.lists.map(({ id }) => id),
    ).not.toContain(list.id);
  });

  it('sends back only what stands on it, and leaves alone what the resident has ended meanwhile', async () => {
    const [one, ended, foreign] = [await collected(), await collected(), await collected()];
    const list = (await handIn(one.id, ended.id)).body;
    await counter.place.take('resident', 'withdraw', ended.id);
    const receive = (id: string) =>
      counter.place.send<HandOver>('clerk', 'proxy.receive', { id: list.id, missing: [{ id, words: '袋里没有' }] });
    expect(await receive(foreign.id)).toMatchObject({
      status: 400,
      body: { errors: [{ path: 'missing.0.id', message: '清单上没有这一件。' }] },
    });
    const signed = await receive(ended.id);
    expect(signed.status).toBe(200);
    expect(signed.body.matters.map(({ id, received }) => [id, received])).toEqual([
      [one.id, true],
      [ended.id, false],
    ]);
    expect((await counter.place.view('clerk', ended.id)).status).toBe('withdrawn');
  });

  it('goes to one centre: papers for two are handed in apart', async () => {
    const [one, other] = [await collected(), await collected()];
    await counter.place.prepare(({ db }) =>
      sql`update matter set state = jsonb_set(state, '{centre,id}', to_jsonb(${newId()}::text)) where id = ${other.id}`.execute(db),
    );
    expect(await handIn(one.id, other.id)).toMatchObject({
      status: 400,
      body: { errors: [{ path: 'matters.1.id', message: '不是交给同一个中心的，请分开交。' }] },
    });
  });

  it('is all or nothing: one stale or foreign matter, and none is handed in', async () => {
    const mine = await collected();
    const appeal = await counter.place.file('resident');
    const answer = await handIn(mine.id, appeal.id);
    expect(answer.status).toBe(400);
    expect((await counter.place.view('stationWorker', mine.id)).holder.name).toBe('原隆村服务站');
    expect(await counter.place.send('gridWorker', 'proxy.handIn', { matters: [{ id: mine.id, seq: 9 }] })).toMatchObject({ status: 409 });
  });
});
