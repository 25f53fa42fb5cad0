import { Secret, TOTP } from 'otpauth';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { StaffRole } from '../../../domain/accounts/roles.ts';
import { operations } from '../../operations.ts';
import { Authenticator } from '../../testing/authenticator.ts';
import { type TestServer, testServer } from '../../testing/server.ts';
import { addPlaces, addPost, addStaff, demandFactor, movable, newAddress, PASSWORD, type Staff } from '../../testing/world.ts';

let server: TestServer;
let staff: Staff;
let moveTo: (address: string) => void;
beforeAll(async () => {
  server = await testServer();
  await addPlaces(server);
  await demandFactor(server, 1, '2026-11-01');
  moveTo = movable(server);
});
afterAll(() => server.stop());
beforeEach(async () => {
  moveTo(newAddress());
  server.clock.advance(60_000);
  staff = await addStaff(server, { role: 'administrator', territory: '640121' });
});

interface Me {
  actor: { role: string; totp: boolean; secondFactorFrom: string | null } | null;
  entering: { name: string; roleTitle: string; rangeName: string } | null;
}
const me = async (as: string | null) => (await server.call<Me>('accounts.me', {}, { as })).body;
const signIn = (input: object = {}, { username } = staff) =>
  server.call<{ state: string }>('accounts.signIn', { username, password: PASSWORD, ...input });
/** Signs in with a password alone, as far as that leads. */
const enter = async (who = staff) => {
  const { body, cookie } = await signIn({}, who);
  expect(body).toEqual({ state: 'set-up-needed' });
  return cookie as string;
};
const codeAt = (secret: string) => new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: server.clock.now().getTime() });
/** Sets up the digits; the cookie of the whole sign-in, and the secret. */
const setUpTotp = async (as: string) => {
  const { secret } = (await server.call<{ secret: string }>('accounts.startTotp', {}, { as })).body;
  const { status, cookie } = await server.call('accounts.confirmTotp', { code: codeAt(secret) }, { as });
  expect(status).toBe(200);
  server.clock.advance(60_000);
  return { cookie: cookie as string, secret };
};
const addKey = async (as: string, key = new Authenticator()) => {
  const { options } = (await server.call<{ options: { challenge: string } }>('accounts.passkeyOptions', {}, { as })).body;
  return server.call('accounts.addPasskey', { name: '办公室电脑', response: key.make(options) }, { as });
};
const NEEDED = { status: 403, body: { type: '/problems/second-factor-needed', title: '您的岗位登录要有第二步，请先设好。' } };
const SETS_ONE_UP = ['accounts.startTotp', 'accounts.confirmTotp', 'accounts.passkeyOptions', 'accounts.addPasskey'];

describe('whose post demands a second factor', () => {
  it('comes with a password alone as far as setting one up', async () => {
    const half = await enter();
    expect(await me(half)).toMatchObject({
      actor: null,
      entering: { name: '马建国', roleTitle: '管理员', rangeName: '永宁县' },
      posts: [],
    });
    const { cookie, secret } = await setUpTotp(half);
    expect((await me(cookie)).actor).toMatchObject({ role: 'administrator', totp: true, secondFactorFrom: null });
    expect(await me(half), 'the half sign-in is over').toMatchObject({ actor: null, entering: null });
    expect((await signIn()).body).toEqual({ state: 'totp-needed' });
    expect((await signIn({ totp: codeAt(secret) })).body).toEqual({ state: 'signed-in' });
  });

  const unchallenged = (answer: object) => JSON.stringify(answer).replace(/"challenge":"[^"]+"/, '"challenge":""');

  it('may do nothing else, in any operation; what anyone may do they do as nobody', async () => {
    const half = await enter();
    expect(operations.filter(({ whileEntering }) => whileEntering).map(({ name }) => name)).toEqual(SETS_ONE_UP);
    for (const { name, roles, whileEntering } of operations) {
      if (whileEntering || name === 'accounts.me' || name === 'accounts.signOut') continue;
      const answer = await server.call(name, {}, { as: half });
      if (!roles.includes('anyone')) expect(answer, name).toMatchObject(NEEDED);
      // A challenge is another each time.
      else expect(unchallenged(answer), name).toEqual(unchallenged(await server.call(name, {})));
    }
    expect((await me(half)).entering).not.toBeNull();
  });

  it('gets no list as a file before, and gets it after', async () => {
    const list = async (session: string | null) =>
      (
        await server.http.inject({
          method: 'GET',
          url: '/api/board/export?territory=640121',
          headers: session ? { cookie: `linli_session=${session}` } : {},
        })
      ).statusCode;
    const half = await enter();
    expect([await list(half), await list(null)]).toEqual([401, 401]);
    expect(await list((await setUpTotp(half)).cookie)).toBe(200);
  });

  it('goes on with a passkey made then and there, and signs in with it', async () => {
    const key = new Authenticator();
    const { status, cookie } = await addKey(await enter(), key);
    expect(status).toBe(200);
    expect((await me(cookie)).actor).toMatchObject({ role: 'administrator', totp: false });
    const { options } = (
      await server.call<{ options: { challenge: string } }>('accounts.passkeySignInOptions', { username: staff.username })
    ).body;
    const entered = await server.call('accounts.signInWithPasskey', { username: staff.username, response: key.use(options) });
    expect(entered.body).toEqual({ state: 'signed-in' });
    expect((await me(entered.cookie)).actor).not.toBeNull();
  });

  it('stays outside with wrong digits, and may leave', async () => {
    const half = await enter();
    await server.call('accounts.startTotp', {}, { as: half });
    expect((await server.call('accounts.confirmTotp', { code: '000000' }, { as: half })).status).toBe(401);
    expect((await me(half)).actor).toBeNull();
    expect((await server.call('accounts.signOut', {}, { as: half })).status).toBe(200);
    expect((await me(half)).entering).toBeNull();
    expect((await server.call('accounts.startTotp', {}, { as: half })).status).toBe(401);
  });

  it('sets one up within a quarter of an hour of the password, and then signs in again', async () => {
    const half = await enter();
    server.clock.advance(15 * 60_000 + 1);
    for (const name of ['accounts.startTotp', 'accounts.passkeyOptions'])
      expect(await server.call(name, {}, { as: half }), name).toMatchObject({ status: 403, body: { type: '/problems/sign-in-again' } });
  });
});

describe('a thief of the password', () => {
  it('of an account with a passkey gets no session, so adds no factor of their own', async () => {
    await addKey(await enter());
    const { body, cookie } = await signIn();
    expect([body, cookie]).toEqual([{ state: 'passkey-needed' }, null]);
  });

  it('who came before the owner set up the factor is out from then on', async () => {
    const thief = await enter();
    const { secret } = (await server.call<{ secret: string }>('accounts.startTotp', {}, { as: thief })).body;
    await addKey(await enter());
    expect(await me(thief)).toMatchObject({ actor: null, entering: null });
    expect((await server.call('accounts.confirmTotp', { code: codeAt(secret) }, { as: thief })).status).toBe(401);
    expect((await addKey(thief).catch(() => ({ status: 401 }))).status).toBe(401);
  });

  it('gets no further by another post that asks for less', async () => {
    const { appointmentId } = await addPost(server, staff, { role: 'grid-worker', territory: '640121104205001' });
    const half = await enter();
    expect(await server.call('accounts.wear', { appointmentId }, { as: half })).toMatchObject(NEEDED);
    await server.prepare(({ db }) =>
      db.updateTable('session').set({ appointment_id: appointmentId }).where('account_id', '=', staff.accountId).execute(),
    );
    expect((await me(await enter())).actor).toBeNull();
  });
});

describe('the factor', () => {
  it('that was the last one, taken away, is set up anew at once; elsewhere too', async () => {
    const { cookie, secret } = await setUpTotp(await enter());
    const elsewhere = (await signIn({ totp: codeAt(secret) })).cookie;
    server.clock.advance(60_000);
    expect((await server.call('accounts.removeTotp', { code: codeAt(secret) }, { as: cookie })).status).toBe(200);
    for (const one of [cookie, elsewhere]) expect(await me(one)).toMatchObject({ actor: null, entering: { name: '马建国' } });
    const again = await setUpTotp(cookie);
    expect((await me(again.cookie)).actor).not.toBeNull();
    expect(await me(elsewhere)).toMatchObject({ actor: null, entering: null });
  });

  it('that was not the last one leaves the sign-in as it is', async () => {
    const key = new Authenticator();
    const { cookie } = await addKey(await enter(), key);
    const { cookie: same, secret } = await setUpTotpBeside(cookie as string);
    expect((await server.call('accounts.removeTotp', { code: codeAt(secret) }, { as: same })).status).toBe(200);
    expect((await me(same)).actor).not.toBeNull();
  });

  it('that is lost with its phone is taken back by another administrator, and set up anew after the link', async () => {
    const { cookie } = await setUpTotp(await enter());
    const other = await addStaff(server, { role: 'administrator', territory: '64' });
    const as = (await setUpTotp(await enter(other))).cookie;
    const { link } = (await server.call<{ link: string }>('accounts.resetLink', { id: staff.accountId, factorLost: true }, { as })).body;
    expect(await me(cookie)).toMatchObject({ actor: null, entering: null });
    await server.call('accounts.useResetLink', { token: link.split('#').at(-1), password: PASSWORD });
    expect((await me((await setUpTotp(await enter())).cookie)).actor).not.toBeNull();
  });

  it('stays given under another hat', async () => {
    const { appointmentId } = await addPost(server, staff, { role: 'supervisor', territory: '640121' });
    const { cookie } = await setUpTotp(await enter());
    const worn = await server.call('accounts.wear', { appointmentId }, { as: cookie });
    expect((await me(worn.cookie)).actor).toMatchObject({ role: 'supervisor' });
  });
});

describe('whom a county asks', () => {
  const stateOf = async (role: StaffRole) =>
    (await signIn({}, await addStaff(server, { role, territory: '640122', kind: 'county-department' }))).body.state;

  it('is by default administrators and supervisors; the grid worker never', async () => {
    const states: string[] = [];
    for (const role of ['administrator', 'supervisor', 'dispatcher', 'station-head', 'grid-worker'] as const)
      states.push(await stateOf(role));
    expect(states).toEqual(['set-up-needed', 'set-up-needed', 'signed-in', 'signed-in', 'signed-in']);
  });

  it('is announced with its day, and from then on asked, of those signed in as well', async () => {
    const day = '2026-12-10';
    const head = await addStaff(server, { role: 'station-head', territory: '640121104205', kind: 'service-station' });
    const cookie = (await signIn({}, head)).cookie;
    expect((await me(cookie)).actor?.secondFactorFrom).toBeNull();
    await demandFactor(server, 3, day);
    expect((await me(cookie)).actor?.secondFactorFrom).toBe(day);
    server.clock.advance(new Date(`${day}T00:00:00+08:00`).getTime() - server.clock.now().getTime() - 60_000);
    const late = (await signIn({}, head)).cookie;
    expect((await me(late)).actor).not.toBeNull();
    server.clock.advance(60_000);
    // A reading of a sign-in is believed for five seconds of real time.
    await expect.poll(async () => (await me(late)).entering, { timeout: 8_000, interval: 500 }).toMatchObject({ name: '马建国' });
    expect((await me((await setUpTotp(late as string)).cookie)).actor).toMatchObject({ role: 'station-head' });
    expect(await stateOf('grid-worker')).toBe('signed-in');
  });
});

/** Sets up the digits in a sign-in that is whole already, which keeps its token. */
async function setUpTotpBeside(as: string) {
  const { secret } = (await server.call<{ secret: string }>('accounts.startTotp', {}, { as })).body;
  const { status, cookie } = await server.call('accounts.confirmTotp', { code: codeAt(secret) }, { as });
  expect([status, cookie]).toEqual([200, null]);
  server.clock.advance(60_000);
  return { cookie: as, secret };
}
