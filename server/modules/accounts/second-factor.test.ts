import { Secret, TOTP } from 'otpauth';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type TestServer, testServer } from '../../testing/server.ts';
import { addPlaces, addStaff, cookieOf, movable, newAddress, PASSWORD, type Staff } from '../../testing/world.ts';

let server: TestServer;
let staff: Staff;
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
});

const me = async (as: string | null) => (await server.call<{ actor: { totp: boolean } | null }>('accounts.me', {}, { as })).body;
const signIn = (input: object = {}) => server.call('accounts.signIn', { username: staff.username, password: PASSWORD, ...input });

describe('the second factor', () => {
  const codeAt = (secret: string, steps = 0) =>
    new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: server.clock.now().getTime() + steps * 30_000 });
  const enrol = async () => {
    const cookie = await cookieOf(server, staff);
    const { body } = await server.call<{ secret: string; uri: string }>('accounts.startTotp', {}, { as: cookie });
    const confirmed = await server.call('accounts.confirmTotp', { code: codeAt(body.secret) }, { as: cookie });
    expect(confirmed.status).toBe(200);
    server.clock.advance(60_000);
    return { cookie: confirmed.cookie, ...body };
  };

  it('does not count before a first code was given', async () => {
    const cookie = await cookieOf(server, staff);
    const { body } = await server.call<{ secret: string; uri: string }>('accounts.startTotp', {}, { as: cookie });
    expect(body.uri).toMatch(/^otpauth:\/\/totp\//);
    expect(await server.call('accounts.confirmTotp', { code: '000000' }, { as: cookie })).toMatchObject({
      status: 401,
      body: { type: '/problems/wrong-code', title: '动态码不对。' },
    });
    expect((await me(cookie)).actor?.totp).toBe(false);
    expect((await signIn()).body).toEqual({ state: 'signed-in' });
  });

  it('is asked for after the password, and gives no session before', async () => {
    const { secret } = await enrol();
    const half = await signIn();
    expect(half.body).toEqual({ state: 'totp-needed' });
    expect(half.cookie).toBeNull();
    const whole = await signIn({ totp: codeAt(secret) });
    expect(whole.body).toEqual({ state: 'signed-in' });
    expect((await me(whole.cookie)).actor).not.toBeNull();
  });

  it('takes a code one step early or late, and no further', async () => {
    const { secret } = await enrol();
    expect((await signIn({ totp: codeAt(secret, -2) })).status).toBe(401);
    expect((await signIn({ totp: codeAt(secret, 2) })).status).toBe(401);
    expect((await signIn({ totp: codeAt(secret, -1) })).status).toBe(200);
    expect((await signIn({ totp: codeAt(secret, 1) })).status).toBe(200);
  });

  it('takes a code of the same step once, and none of an earlier step', async () => {
    const { secret } = await enrol();
    const code = codeAt(secret);
    expect((await signIn({ totp: code })).status).toBe(200);
    expect((await signIn({ totp: code })).status).toBe(401);
    expect((await signIn({ totp: codeAt(secret, -1) })).status).toBe(401);
  });

  it('locks after wrong codes like after wrong passwords', async () => {
    const { secret } = await enrol();
    for (let at = 0; at < 5; at++) await signIn({ totp: codeAt(secret, 9 + at) });
    expect((await signIn({ totp: codeAt(secret) })).status).toBe(401);
  });

  it('is turned off with a code only', async () => {
    const { cookie, secret } = await enrol();
    const on = async () => (await me(cookie)).actor?.totp;
    expect(await on()).toBe(true);
    expect(await server.call('accounts.removeTotp', { code: codeAt(secret, 7) }, { as: cookie })).toMatchObject({
      status: 401,
      body: { type: '/problems/wrong-code' },
    });
    expect((await server.call('accounts.startTotp', {}, { as: cookie })).status).toBe(409);
    expect((await server.call('accounts.removeTotp', { code: codeAt(secret) }, { as: cookie })).status).toBe(200);
    expect(await on()).toBe(false);
    expect((await signIn()).body).toEqual({ state: 'signed-in' });
  });
});
