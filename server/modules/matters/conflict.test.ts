import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Town, town, type Who } from '../../testing/matters.ts';

let place: Town;
beforeAll(async () => {
  place = await town();
});
afterAll(() => place.stop());

/** Somebody looks at the phone of whoever raised a matter; the look as the resident's ledger shows it. */
async function look(who: Who): Promise<{ id: string; unit: string }> {
  const { id } = await place.file('resident');
  if (who !== 'stationWorker') await place.take('stationWorker', 'pass-up', id, { words: '修不了' });
  const { reporters } = await place.view(who, id);
  // The ledger is by time: the look asked about is the newest.
  place.clock.advance(1000);
  expect((await place.send(who, 'matters.reveal', { id, reporterId: reporters[0]?.id, purpose: '问位置' })).status).toBe(200);
  const { body } = await place.send<{ items: { id: string; unit: string }[] }>('resident', 'audit.mine');
  return body.items[0] as { id: string; unit: string };
}

describe('a question about a look', () => {
  it('names the unit that looked and never begins with it', async () => {
    const made = await look('stationWorker');
    expect(made.unit).toBe('原隆村服务站');
    const { id, holder } = await place.file('resident', { words: '为什么看我的电话', category: 'affairs.ask', look: made.id });
    expect(holder).toBe('闽宁镇民生服务中心');
    for (const who of ['stationWorker', 'stationHead'] as const) {
      const view = await place.view(who, id);
      expect([view.reporters, view.offers.filter(({ allowed }) => allowed)]).toEqual([[], []]);
      expect(await place.try(who, 'comment', id, { words: '我来答' })).toMatchObject({
        status: 409,
        body: { reason: expect.stringContaining(who === 'stationWorker' ? '问的就是您做的' : '不能由本单位办') },
      });
    }
    expect((await place.try('dispatcher', 'send-back', id, { words: '请答复' })).body.reason).toContain('不能交给它办');
    await place.take('dispatcher', 'assign', id, { body: place.bodies.landOffice });
  });

  it('about the centre is dispatched by the supervisor, not by the centre', async () => {
    const made = await look('dispatcher');
    const { id } = await place.file('resident', { words: '为什么看', category: 'affairs.ask', look: made.id });
    expect((await place.try('dispatcher', 'assign', id, { body: place.bodies.landOffice })).status).toBe(409);
    await place.take('supervisor', 'assign', id, { body: place.bodies.landOffice });
  });

  it('of somebody else, or by nobody known, is not taken', async () => {
    const made = await look('stationWorker');
    for (const who of ['neighbour', null] as const)
      expect(
        (await place.send(who, 'matters.file', { words: '为什么', category: 'affairs.ask', village: '640121104205', look: made.id }))
          .status,
      ).toBe(400);
  });
});

describe('who may not handle', () => {
  it('the member of staff who raised it, or whose family did', async () => {
    const { id } = await place.file('resident');
    const add = (reporter: string) =>
      place.prepare(({ db }) =>
        db
          .updateTable('matter')
          .set({ reporters: [reporter] })
          .where('id', '=', id)
          .execute(),
      );
    await add(place.people.stationWorker);
    const refused = await place.try('stationWorker', 'sign', id);
    expect(refused).toMatchObject({ status: 409, body: { reason: expect.stringContaining('您自己或家里人的事') } });
    expect((await place.view('stationWorker', id)).concernsReader).toBe(true);
    await add(place.people.wife);
    await place.prepare(({ db }) =>
      db
        .insertInto('account_person')
        .values({ county: '640121', account_id: place.accounts.stationWorker, person_id: place.people.wife, since: place.clock.now() })
        .execute(),
    );
    expect((await place.try('stationWorker', 'sign', id)).status).toBe(409);
    expect((await place.try('stationWorker', 'rate', id, { solved: true, satisfied: 'yes', onBehalf: 'counter' })).status).toBe(409);
    await place.take('stationHead', 'sign', id);
  });

  it('whose own household is checked', async () => {
    const { county, household } = { county: '640121', household: '01930000-0000-7000-8000-00000000aa01' };
    await place.prepare(async ({ db }) => {
      await db.insertInto('household').values({ county, id: household, grid: '640121104205001' }).execute();
      await db.updateTable('person').set({ household_id: household }).where('id', '=', place.people.gridWorker).execute();
    });
    const { body } = await place.send<{ id: string }>('dispatcher', 'verifications.request', {
      ...{ household, words: '请看看', due: '2026-12-10', questions: ['是否常住'] },
    });
    const answers = { outcome: 'moved-away', answers: [] };
    expect((await place.try('gridWorker', 'report', body.id, answers)).body.reason).toContain('您自己或家里人的事');
    await place.take('stationWorker', 'report', body.id, answers);
  });

  it('suggests nobody as the unit it is about: whose duty it is says nothing of that', async () => {
    const { id } = await place.file('resident', { category: 'roads.lamp' });
    const { body } = await place.send<{ targets: { suggested: boolean; why: string }[] }>('supervisor', 'matters.targets', {
      id,
      step: 'set-against',
    });
    expect(body.targets.length).toBeGreaterThan(3);
    expect(body.targets.filter(({ suggested, why }) => suggested || why)).toEqual([]);
  });
});
