import { Secret, TOTP } from 'otpauth';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { FRESH_SIGN_IN, SESSION } from '../../../domain/accounts/limits.ts';
import { type TestServer, testServer } from '../../testing/server.ts';
import {
  addPerson,
  addPlaces,
  addPost,
  addStaff,
  cookieOf,
  GRID,
  movable,
  newAddress,
  PASSWORD,
  type Staff,
  signInPhone,
} from '../../testing/world.ts';
import { setTotp } from './store.ts';

let server: TestServer;
let staff: Staff;
let phone: string;
let number = 30_000_000;
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
  phone = `136${number++}`;
  staff = await addStaff(server, { role: 'dispatcher', territory: '640121104', kind: 'township-centre' });
});

const me = async (as: string) => (await server.call<{ actor: unknown }>('accounts.me', {}, { as })).body.actor;
const NEXT = 'four lamps at the river';
/** Everything that changes how somebody signs in, or ends a sign-in elsewhere. */
const SENSITIVE: [string, object][] = [
  ['accounts.changePassword', { current: PASSWORD, next: NEXT }],
  ['accounts.startTotp', {}],
  ['accounts.confirmTotp', { code: '000000' }],
  ['accounts.removeTotp', { code: '000000' }],
  ['accounts.passkeyOptions', {}],
  ['accounts.addPasskey', { name: '手机', response: { id: 'x', rawId: 'x', type: 'public-key', response: {} } }],
  ['accounts.removePasskey', { id: 'x' }],
  ['accounts.endOtherSessions', {}],
  ['accounts.endSession', { id: '019ab000-0000-7000-8000-000000000001' }],
];
const AGAIN = { status: 403, body: { type: '/problems/sign-in-again' } };

describe('an old sign-in', () => {
  it('changes no way of signing in and ends no other sign-in, of staff', async () => {
    const cookie = await cookieOf(server, staff);
    server.clock.advance(FRESH_SIGN_IN);
    for (const [operation, input] of SENSITIVE)
      expect((await server.call(operation, input, { as: cookie })).body.type, operation).not.toBe(AGAIN.body.type);
    const old = await cookieOf(server, await addStaff(server, { role: 'dispatcher', territory: '640121104' }));
    server.clock.advance(FRESH_SIGN_IN + 1);
    for (const [operation, input] of SENSITIVE) expect(await server.call(operation, input, { as: old }), operation).toMatchObject(AGAIN);
    expect(await me(old)).not.toBeNull();
  });

  it('does not grow young by another hat', async () => {
    const other = await addPost(server, staff, { role: 'supervisor', territory: '640121' });
    const cookie = await cookieOf(server, staff);
    server.clock.advance(FRESH_SIGN_IN + 1);
    const worn = (await server.call('accounts.wear', { appointmentId: other.appointmentId }, { as: cookie })).cookie as string;
    expect(await server.call('accounts.startTotp', {}, { as: worn })).toMatchObject(AGAIN);
  });

  it('of a resident ends itself, and no other', async () => {
    await addPerson(server, { name: '马丽花', territory: GRID, phone });
    const here = await signInPhone(server, phone);
    server.clock.advance(FRESH_SIGN_IN + 1);
    const elsewhere = await signInPhone(server, phone);
    const { body } = await server.call<{ sessions: { id: string; current: boolean }[] }>('accounts.sessions', {}, { as: here });
    const id = (current: boolean) => body.sessions.find((one) => one.current === current)?.id;
    expect(await server.call('accounts.endSession', { id: id(false) }, { as: here })).toMatchObject(AGAIN);
    expect(await server.call('accounts.endOtherSessions', {}, { as: here })).toMatchObject(AGAIN);
    expect((await server.call('accounts.endSession', { id: id(true) }, { as: here })).status).toBe(200);
    expect([await me(here), await me(elsewhere)]).toEqual([null, expect.anything()]);
  });
});

describe('sign-ins', () => {
  it('of one account end all at once but this one, and those of nobody else', async () => {
    const neighbour = await cookieOf(server, await addStaff(server, { role: 'dispatcher', territory: '640121104' }));
    const elsewhere = [await cookieOf(server, staff), await cookieOf(server, staff)];
    const here = await cookieOf(server, staff);
    expect((await server.call('accounts.endOtherSessions', {}, { as: here })).status).toBe(200);
    for (const cookie of elsewhere) expect(await me(cookie)).toBeNull();
    for (const cookie of [here, neighbour]) expect(await me(cookie)).not.toBeNull();
  });

  it('end after the time nobody used them and after the whole time, of staff and of residents', async () => {
    await addPerson(server, { name: '马丽花', territory: GRID, phone });
    for (const kind of ['staff', 'resident'] as const) {
      const enter = () => (kind === 'staff' ? cookieOf(server, staff) : signInPhone(server, phone));
      const idle = await enter();
      server.clock.advance(SESSION[kind].idle - 1);
      expect(await me(idle), kind).not.toBeNull();
      server.clock.advance(SESSION[kind].idle);
      expect(await me(idle), kind).toBeNull();
      if (SESSION[kind].whole === SESSION[kind].idle) continue;
      const used = await enter();
      for (let passed = 0; passed + SESSION[kind].idle / 2 < SESSION[kind].whole; passed += SESSION[kind].idle / 2) {
        expect(await me(used), `${kind} after ${passed / 3_600_000} h`).not.toBeNull();
        await new Promise((resolve) => setTimeout(resolve, 30));
        server.clock.advance(SESSION[kind].idle / 2);
      }
      server.clock.advance(SESSION[kind].idle / 2);
      expect(await me(used), kind).toBeNull();
    }
  });

  it('of somebody of the own range are ended by an administrator, who may sign in again; not the own, not elsewhere', async () => {
    const admin = await addStaff(server, { role: 'administrator', territory: '640121' });
    const stranger = await cookieOf(server, await addStaff(server, { role: 'administrator', territory: '640122' }));
    const as = await cookieOf(server, admin);
    const cookie = await cookieOf(server, staff);
    const end = (id: string, by: string) => server.call('accounts.endSessions', { id }, { as: by });
    expect((await end(staff.accountId, stranger)).status).toBe(404);
    expect((await end(admin.accountId, as)).status).toBe(409);
    expect((await end(staff.accountId, cookie)).status).toBe(403);
    expect(await me(cookie)).not.toBeNull();
    expect((await end(staff.accountId, as)).status).toBe(200);
    expect(await me(cookie)).toBeNull();
    expect(await me(await cookieOf(server, staff))).not.toBeNull();
  });
});

describe('a change of how somebody signs in', () => {
  const told = async () =>
    (
      await server.prepare(({ db }) =>
        db.selectFrom('message').select('text').where('account_id', '=', staff.accountId).orderBy('id').execute(),
      )
    ).map(({ text }) => text);
  const noted = async () =>
    (
      await server.prepare(({ db }) => db.selectFrom('audit').select('detail').where('kind', '=', 'change').orderBy('id').execute())
    ).flatMap(({ detail }) => (JSON.stringify(detail).includes(`"account":"${staff.accountId}"`) ? [Object.keys(detail as object)] : []));

  it('is told to its owner and stands in the audit', async () => {
    let as = await cookieOf(server, staff);
    await server.call('accounts.changePassword', { current: PASSWORD, next: NEXT }, { as });
    const { secret } = (await server.call<{ secret: string }>('accounts.startTotp', {}, { as })).body;
    const code = () => new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: server.clock.now().getTime() });
    as = (await server.call('accounts.confirmTotp', { code: code() }, { as })).cookie as string;
    server.clock.advance(60_000);
    await server.call('accounts.removeTotp', { code: code() }, { as });
    const words = (await told()).map((text) => /账号(.+?)。/.exec(text)?.[1]);
    expect(words.sort()).toEqual(['关了动态码', '开了动态码', '改了密码'].sort());
    expect((await noted()).flatMap((keys) => keys.filter((key) => key !== 'account')).sort()).toEqual(['password', 'totpOff', 'totpOn']);
  });

  it('by a link leaves the second factor as it is; only a lost one goes, and with it every way in at once', async () => {
    const admin = await cookieOf(server, await addStaff(server, { role: 'administrator', territory: '640121' }));
    const secret = new Secret({ size: 20 }).base32;
    const confirmedAt = server.clock.now();
    await server.prepare((tx) => setTotp(tx, { county: '640121', id: staff.accountId }, { secret, confirmedAt, step: 0 }));
    const totp = () => new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: server.clock.now().getTime() });
    const ask = async (input: object) =>
      (await server.call<{ link: string }>('accounts.resetLink', { id: staff.accountId, ...input }, { as: admin })).body.link
        .split('#')
        .at(-1);
    const use = (token: string | undefined, password: string) => server.call('accounts.useResetLink', { token, password });
    const signIn = async (password: string, code?: string) =>
      (await server.call('accounts.signIn', { username: staff.username, password, ...(code && { totp: code }) })).body;

    expect((await use(await ask({}), NEXT)).status).toBe(200);
    expect(await signIn(NEXT)).toEqual({ state: 'totp-needed' });
    const cookie = (await server.call('accounts.signIn', { username: staff.username, password: NEXT, totp: totp() })).cookie as string;
    expect(await me(cookie)).not.toBeNull();

    const link = await ask({ factorLost: true });
    expect(await me(cookie)).toBeNull();
    expect(await signIn(NEXT)).toMatchObject({ type: '/problems/sign-in-failed' });
    expect((await use(link, PASSWORD)).status).toBe(200);
    expect(await signIn(PASSWORD)).toEqual({ state: 'signed-in' });
  });
});
