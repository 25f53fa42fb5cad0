import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { countyOf } from '../../../domain/territory/code.ts';
import { Authenticator, text } from '../../testing/authenticator.ts';
import { type TestServer, testServer } from '../../testing/server.ts';
import { addPerson, addPlaces, addStaff, cookieOf, GRID, movable, newAddress, signInPhone, VILLAGE } from '../../testing/world.ts';
import { phoneIndex } from '../keys/index.ts';

let server: TestServer;
let number = 13_600_000_000;
let phone = '';
let person = '';
let cookie: string;
let moveTo: (address: string) => void;

beforeAll(async () => {
  server = await testServer();
  await addPlaces(server);
  moveTo = movable(server);
});
afterAll(() => server.stop());
beforeEach(async () => {
  moveTo(newAddress());
  server.clock.advance(3_600_000);
  phone = String(number++);
  person = await addPerson(server, { name: '马丽花', territory: GRID, phone });
  cookie = await signInPhone(server, phone);
});

type Options = { options: { challenge: string; user: { id: string } } };
type Kept = { passkeys: { id: string; name: string; usedAt: string | null }[] };
const make = async (key: Authenticator, as = cookie) => {
  const { status, body } = await server.call<Options>('accounts.passkeyOptions', {}, { as });
  if (status !== 200) return { status };
  return server.call('accounts.addPasskey', { response: key.make(body.options) }, { as });
};
const asked = async () => (await server.call<Options>('accounts.residentPasskeyOptions', {})).body.options;
const enter = (response: object) => server.call<{ persons: unknown[] }>('accounts.signInAsResident', { response });
const me = async (as: string | null) =>
  (await server.call<{ actor: { personId: string; kind: string } | null }>('accounts.me', {}, { as })).body.actor;
const inbox = async () =>
  (await server.call<{ items: { text: string }[] }>('messages.inbox', {}, { as: cookie })).body.items.map((item) => item.text);

describe('a resident’s passkey', () => {
  it('is made after signing in, named by the device, told of, used without a code, and removed', async () => {
    const key = new Authenticator();
    expect((await make(key)).status).toBe(200);
    const listed = async () => (await server.call<Kept>('accounts.passkeys', {}, { as: cookie })).body.passkeys;
    expect(await listed()).toMatchObject([{ id: text(key.id), name: '未知设备', usedAt: null }]);
    expect((await inbox())[0]).toContain('加了一个通行密钥');

    const entered = await enter(key.use(await asked()));
    expect(entered.body.persons).toEqual([{ id: person, name: '马丽花' }]);
    expect(await me(entered.cookie)).toMatchObject({ kind: 'resident', personId: person });
    expect((await listed())[0]?.usedAt).not.toBeNull();
    const audited = await server.prepare(({ db }) =>
      db
        .selectFrom('audit')
        .select('detail')
        .where('person_id', '=', person)
        .where('operation', '=', 'accounts.signInAsResident')
        .execute(),
    );
    expect(audited).toMatchObject([{ detail: { way: 'passkey' } }]);

    server.clock.advance(1_000);
    expect((await server.call('accounts.removePasskey', { id: text(key.id) }, { as: cookie })).status).toBe(200);
    expect((await inbox())[0]).toContain('去掉了一个通行密钥');
    expect((await enter(key.use(await asked()))).status).toBe(401);
  });

  it('is told of by short message too, when it is made and when it is removed', async () => {
    const key = new Authenticator();
    await make(key);
    server.clock.advance(1_000);
    await server.call('accounts.removePasskey', { id: text(key.id) }, { as: cookie });
    const sent = await server.prepare((tx) =>
      tx.db
        .selectFrom('message')
        .select('text')
        .where('phone_index', '=', phoneIndex(tx.keys, countyOf(GRID), phone))
        .where('kind', '=', 'account')
        .orderBy('created_at')
        .execute(),
    );
    expect(sent.map(({ text: words }) => words)).toEqual([
      expect.stringContaining('加了一个通行密钥'),
      expect.stringContaining('去掉了一个通行密钥'),
    ]);
  });

  it('wants a fresh sign-in to be made or removed', async () => {
    const key = new Authenticator();
    await make(key);
    server.clock.advance(16 * 60_000);
    expect((await make(new Authenticator())).status).toBe(403);
    expect((await server.call('accounts.removePasskey', { id: text(key.id) }, { as: cookie })).status).toBe(403);
    expect((await make(new Authenticator(), 'A'.repeat(43))).status).toBe(401);
  });

  it('opens one’s own account alone: not by the name of another, not twice, not late, not without its owner, not forged', async () => {
    const key = new Authenticator();
    await make(key);
    const mine = key.userHandle;
    const victim = await addPerson(server, { name: '单雪梅', territory: GRID, phone: String(number) });
    const theirs = new Authenticator();
    await make(theirs, await signInPhone(server, String(number++)));
    key.userHandle = theirs.userHandle;
    expect((await enter(key.use(await asked()))).cookie, victim).toBeNull();
    for (const handle of [undefined, '', 'x', text(Buffer.alloc(16)), text(Buffer.alloc(4000))]) {
      key.userHandle = handle;
      expect([400, 401], String(handle)).toContain((await enter(key.use(await asked()))).status);
    }
    key.userHandle = mine;
    const response = key.use(await asked());
    expect((await enter(response)).status).toBe(200);
    expect((await enter(response)).status, 'again').toBe(401);
    const late = key.use(await asked());
    server.clock.advance(5 * 60_000);
    expect((await enter(late)).status).toBe(401);
    key.flags = 0x01;
    expect((await enter(key.use(await asked()))).status, 'owner not verified').toBe(401);
    const forged = Object.assign(new Authenticator(), { id: key.id, userHandle: mine });
    expect((await enter(forged.use(await asked()))).status).toBe(401);
  });

  it('is no way into the office, nor a clerk’s into the portal', async () => {
    const staff = await addStaff(server, { role: 'dispatcher', territory: '640121104', kind: 'township-centre' });
    const clerks = new Authenticator();
    expect((await make(clerks, await cookieOf(server, staff))).status).toBe(200);
    expect((await enter(clerks.use(await asked()))).cookie).toBeNull();
    const residents = new Authenticator();
    await make(residents);
    const { body } = await server.call<Options>('accounts.passkeySignInOptions', { username: staff.username });
    const tried = await server.call('accounts.signInWithPasskey', { username: staff.username, response: residents.use(body.options) });
    expect([tried.status, tried.cookie]).toEqual([401, null]);
    // A challenge for the office is none for the portal.
    const other = await server.call<Options>('accounts.passkeySignInOptions', { username: staff.username });
    expect((await enter(residents.use(other.body.options))).status).toBe(401);
  });

  it('of another is neither listed nor removed, and is gone with the account', async () => {
    const key = new Authenticator();
    await make(key);
    const stranger = String(number++);
    await addPerson(server, { name: '单雪梅', territory: VILLAGE, phone: stranger });
    const as = await signInPhone(server, stranger);
    expect((await server.call<Kept>('accounts.passkeys', {}, { as })).body.passkeys).toEqual([]);
    expect((await server.call('accounts.removePasskey', { id: text(key.id) }, { as })).status).toBe(404);

    const { body } = await server.call<{ items: { id: string; purpose: string }[] }>('ownData.consents', {}, { as: cookie });
    const consent = body.items.find(({ purpose }) => purpose === 'account')?.id;
    expect((await server.call('ownData.withdrawConsent', { id: consent }, { as: cookie })).body).toEqual({ accountClosed: true });
    expect((await enter(key.use(await asked()))).status).toBe(401);
    const left = await server.prepare(({ db }) => db.selectFrom('passkey').select('id').where('id', '=', text(key.id)).execute());
    expect(left).toEqual([]);
  });
});
