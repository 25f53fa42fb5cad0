import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Authenticator, ORIGIN, text, USER_PRESENT_AND_VERIFIED } from '../../testing/authenticator.ts';
import { type TestServer, testServer } from '../../testing/server.ts';
import { addPlaces, addStaff, cookieOf, movable, newAddress, type Staff } from '../../testing/world.ts';

let server: TestServer;
let staff: Staff;
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
  server.clock.advance(60_000);
  staff = await addStaff(server, { role: 'dispatcher', territory: '640121104', kind: 'township-centre' });
  cookie = await cookieOf(server, staff);
});

type Options = { options: { challenge: string } & Record<string, unknown> };
const options = async () => (await server.call<Options>('accounts.passkeyOptions', {}, { as: cookie })).body.options;
/** Adds a key; who came with a password alone goes on under a new token. */
const add = async (key: Authenticator) => {
  const answer = await server.call('accounts.addPasskey', { name: '我的手机', response: key.make(await options()) }, { as: cookie });
  cookie = answer.cookie ?? cookie;
  return answer;
};
const signInOptions = async (username = staff.username) =>
  (await server.call<Options>('accounts.passkeySignInOptions', { username })).body.options;
const enter = (response: object, username = staff.username) => server.call('accounts.signInWithPasskey', { username, response });

describe('a passkey', () => {
  it('is added, listed, used to sign in, and removed', async () => {
    const key = new Authenticator();
    expect((await add(key)).status).toBe(200);
    const { body } = await server.call<{ passkeys: { id: string; name: string; usedAt: string | null }[] }>(
      'accounts.passkeys',
      {},
      { as: cookie },
    );
    expect(body.passkeys).toMatchObject([{ id: text(key.id), name: '我的手机', usedAt: null }]);
    const answer = await enter(key.use(await signInOptions()));
    expect(answer.status).toBe(200);
    expect((await server.call('accounts.me', {}, { as: answer.cookie })).body.actor).toMatchObject({ accountId: staff.accountId });
    expect((await server.call('accounts.removePasskey', { id: text(key.id) }, { as: cookie })).status).toBe(200);
    expect((await enter(key.use(await signInOptions()))).status).toBe(401);
  });

  it('tells nobody which user names exist', async () => {
    await add(new Authenticator());
    const known = await signInOptions();
    const unknown = await signInOptions('nobody-here');
    expect({ ...known, challenge: '' }).toEqual({ ...unknown, challenge: '' });
  });

  it('is not let in twice with one response', async () => {
    const key = new Authenticator();
    await add(key);
    // Passkeys kept by a phone's maker do not count: only our challenge tells the second use from the first.
    key.counter = -1;
    const response = key.use(await signInOptions());
    expect((await enter(response)).status).toBe(200);
    expect((await enter(response)).status).toBe(401);
  });

  it('must answer a challenge of ours, made for this user name, within five minutes', async () => {
    const key = new Authenticator();
    await add(key);
    expect((await enter(key.use({ challenge: text(randomBytes(32)) }))).status).toBe(401);
    expect((await enter(key.use(await signInOptions('someone-else')))).status).toBe(401);
    const late = key.use(await signInOptions());
    server.clock.advance(5 * 60_000);
    expect((await enter(late)).status).toBe(401);
  });

  it('of another opens only that one’s account', async () => {
    const key = new Authenticator();
    await add(key);
    const victim = await addStaff(server, { role: 'administrator', territory: '640121' });
    expect((await enter(key.use(await signInOptions(victim.username)), victim.username)).status).toBe(401);
  });

  it('is refused from another site, without the owner verified, with another key, and when copied', async () => {
    const key = new Authenticator();
    await add(key);
    const elsewhere = Object.assign(new Authenticator(), { origin: 'https://linli.example' });
    expect((await add(elsewhere)).status).toBe(401);
    key.origin = 'https://linli.example';
    expect((await enter(key.use(await signInOptions()))).status).toBe(401);
    key.origin = ORIGIN;
    key.flags = 0x01;
    expect((await enter(key.use(await signInOptions()))).status).toBe(401);
    key.flags = USER_PRESENT_AND_VERIFIED;
    const forged = Object.assign(new Authenticator(), { id: key.id });
    expect((await enter(forged.use(await signInOptions()))).status).toBe(401);
    expect((await enter(key.use(await signInOptions()))).status).toBe(200);
    key.counter = 0;
    expect((await enter(key.use(await signInOptions()))).status).toBe(401);
  });

  it('of another cannot be removed', async () => {
    const key = new Authenticator();
    await add(key);
    const stranger = await cookieOf(server, await addStaff(server, { role: 'administrator', territory: '640121' }));
    expect((await server.call('accounts.removePasskey', { id: text(key.id) }, { as: stranger })).status).toBe(404);
  });

  it.each([
    {},
    { id: 'x' },
    { id: '<>', rawId: 'x', type: 'public-key', response: {} },
    { id: 'x', rawId: 'x', type: 'public-key', response: { clientDataJSON: 7 } },
  ])('that is none is refused with a sentence: %j', async (response) => {
    expect([400, 401]).toContain((await enter(response)).status);
  });
});
