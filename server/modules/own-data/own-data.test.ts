import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SHOWN_TEXTS } from '../../../domain/own-data/consents.ts';
import type { OwnData } from '../../../domain/own-data/contract.ts';
import { type Town, town, type Who } from '../../testing/matters.ts';
import { NEXT_VILLAGE, VILLAGE } from '../../testing/people.ts';
import { addPerson, codeSentTo, TICKET } from '../../testing/world.ts';

let place: Town;
beforeAll(async () => {
  place = await town({ now: '2026-11-24T09:00:00+08:00' });
});
afterAll(() => place.stop());

const ask = (who: Who, category: string, input: object = {}) =>
  place.send<{ id: string; answerBy: string }>(who, 'matters.request-data', { words: '请按规定办', category, village: VILLAGE, ...input });
const rowOf = (id: string) =>
  place.prepare(({ db }) =>
    db.selectFrom('person').select(['name', 'phone_sealed', 'household_id']).where('id', '=', id).executeTakeFirstOrThrow(),
  );

describe('a copy of what is kept', () => {
  it('is the person’s own, whole, and leaves a row', async () => {
    const { status, body } = await place.send<OwnData>('resident', 'ownData.mine');
    expect(status, JSON.stringify(body)).toBe(200);
    const person = await rowOf(place.people.resident);
    expect(body.name).toBe(person.name);
    const { body: shown } = await place.send<{ phone: string }>('stationWorker', 'people.reveal', {
      id: place.people.resident,
      purpose: '核对',
    });
    expect(shown.phone).toMatch(/^1\d{10}$/);
    expect(JSON.stringify(body.sections)).toContain(shown.phone);
    expect(JSON.stringify(body.sections)).not.toContain((await rowOf(place.people.neighbour)).name);
  });

  it('is made at the counter by the own station, with a purpose, and by nobody else', async () => {
    const input = { personId: place.people.resident, purpose: '本人到站里要一份' };
    expect((await place.send<OwnData>('stationWorker', 'ownData.copyFor', input)).body.name).toBe((await rowOf(input.personId)).name);
    expect((await place.send('stationWorker', 'ownData.copyFor', { personId: input.personId, purpose: '' })).status).toBe(400);
    expect((await place.send('administrator', 'ownData.copyFor', input)).status).toBe(403);
    expect((await place.send('resident', 'ownData.copyFor', input)).status).toBe(403);
    // In the next village of the same county: the county alone must not open it.
    const elsewhere = { ...input, personId: await addPerson(place, { name: '马丽娟', territory: NEXT_VILLAGE }) };
    expect((await place.send('stationWorker', 'ownData.copyFor', elsewhere)).status).toBe(404);
    expect((await place.send(null, 'ownData.mine')).status).toBe(401);
  });
});

describe('a request', () => {
  it('is a matter with a day by which it is answered: fifteen working days', async () => {
    const { status, body } = await ask('resident', 'data.correct');
    expect(status, JSON.stringify(body)).toBe(200);
    expect(body.answerBy.slice(0, 10)).toBe('2026-12-15');
    expect((await place.view('stationWorker', body.id)).title).toBe('更正我的资料');
    expect((await ask('stationWorker', 'data.copy', { channel: 'counter', personId: place.people.resident })).status).toBe(200);
    expect((await ask('resident', 'data.sell')).status).toBe(400);
    expect([401, 403]).toContain((await ask(null, 'data.copy')).status);
  });

  it('to erase takes what the law lets go, and names what stays', async () => {
    const { body } = await ask('neighbour', 'data.erase');
    await place.take('stationWorker', 'sign', body.id);
    expect((await place.try('neighbour', 'erase-rest', body.id, { words: '我自己删' })).status).toBe(403);
    await place.take('stationWorker', 'erase-rest', body.id, { words: '核实是本人' });
    await place.work();
    const view = await place.view('stationWorker', body.id);
    expect(view.status).toBe('answered');
    const told = JSON.stringify(view);
    for (const words of ['登记的电话', '留存十年', '您还住在本村']) expect(told).toContain(words);
    expect(await rowOf(place.people.neighbour)).toMatchObject({ phone_sealed: null, name: expect.not.stringMatching('已删除') });
    expect((await place.send('neighbour', 'ownData.mine')).status).toBe(401);
  });
});

describe('a consent', () => {
  const PHONE = '13811117777';

  it('is recorded when the account opens, seen, and taken back: the account is closed and its phone free', async () => {
    await place.send('stationWorker', 'accounts.openForResident', { personId: place.people.neighbour, phone: PHONE, agreed: SHOWN_TEXTS });
    await place.call('accounts.sendCode', { phone: PHONE, ticket: TICKET });
    const signIn = await place.call('accounts.signInWithCode', { phone: PHONE, code: await codeSentTo(place, PHONE), ticket: TICKET });
    const as = signIn.cookie;
    const { body } = await place.call<{
      items: { id: string; purpose: string; withdrawnAt: string | null; text: string; givenHow: string }[];
    }>('ownData.consents', {}, { as });
    const given = body.items.filter(({ withdrawnAt }) => withdrawnAt === null);
    expect(given).toMatchObject([{ purpose: 'account', givenHow: '在服务站', text: expect.stringContaining('我同意') }]);

    const id = given[0]?.id;
    expect((await place.send('resident', 'ownData.withdrawConsent', { id })).status, 'of somebody else').toBe(404);
    expect((await place.call('ownData.withdrawConsent', { id }, { as })).body).toEqual({ accountClosed: true });
    expect((await place.call('ownData.mine', {}, { as })).status).toBe(401);
    place.clock.advance(61_000);
    await place.call('accounts.sendCode', { phone: PHONE, ticket: TICKET });
    const again = await place.call('accounts.signInWithCode', { phone: PHONE, code: await codeSentTo(place, PHONE), ticket: TICKET });
    expect(again.body, 'the phone has no account and is asked anew').toMatchObject({ persons: [] });
  });
});
