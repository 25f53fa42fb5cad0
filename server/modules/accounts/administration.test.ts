import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { SHOWN_TEXTS } from '../../../domain/own-data/consents.ts';
import { countyOf } from '../../../domain/territory/code.ts';
import { type TestServer, testServer } from '../../testing/server.ts';
import {
  addPerson,
  addPlaces,
  addStaff,
  codeSentTo,
  cookieOf,
  GRID,
  movable,
  newAddress,
  OTHER_VILLAGE,
  PASSWORD,
  type Staff,
  signInPhone,
  TICKET,
  VILLAGE,
} from '../../testing/world.ts';
import { phoneIndex } from '../keys/index.ts';
import { createAdministrator } from './index.ts';

let server: TestServer;
let moveTo: (address: string) => void;
let admin: string;
let neighbour: string;
let worker: Staff;
let number = 20_000_000;

beforeAll(async () => {
  server = await testServer();
  await addPlaces(server);
  moveTo = movable(server);
  admin = await cookieOf(server, await addStaff(server, { role: 'administrator', territory: '640121', name: '管玉兰' }));
  neighbour = await cookieOf(server, await addStaff(server, { role: 'administrator', territory: '640122', name: '邻小平' }));
});
afterAll(() => server.stop());
beforeEach(async () => {
  moveTo(newAddress());
  server.clock.advance(60_000);
  worker = await addStaff(server, { role: 'window-clerk', territory: '640121104', kind: 'township-centre', name: '王彩霞' });
});

const linkFor = (as = admin, id = worker.accountId) => server.call<{ link: string }>('accounts.resetLink', { id }, { as });
const tokenOf = (link: string) => link.split('#').at(-1) ?? '';
const use = (token: string, password = 'a quiet greenhouse') => server.call('accounts.useResetLink', { token, password });
/** `accounts.me` as far as these tests look at it. */
interface Who {
  actor: { accountId: string; persons: unknown[] } | null;
  posts: unknown[];
}
const me = async (as: string | null) => (await server.call<Who>('accounts.me', {}, { as })).body;

describe('an administrator', () => {
  it('finds accounts of the own range by user name, name and phone, with masked phones and posts', async () => {
    const { body } = await server.call<{ items: Record<string, unknown>[] }>(
      'accounts.list',
      { q: worker.username.toUpperCase() },
      { as: admin },
    );
    expect(body.items).toHaveLength(1);
    expect(body.items[0]).toMatchObject({
      id: worker.accountId,
      displayName: '王彩霞',
      kind: 'staff',
      locked: false,
      closed: false,
      posts: [expect.stringContaining('窗口受理员')],
    });
    const byName = await server.call<{ items: unknown[] }>('accounts.list', { q: '王彩', limit: 200 }, { as: admin });
    expect(byName.body.items.length).toBeGreaterThan(0);
  });

  it('pages through them without losing or repeating one', async () => {
    for (let at = 0; at < 3; at++) await addStaff(server, { role: 'grid-worker', territory: GRID });
    const seen: string[] = [];
    let after: string | undefined;
    do {
      const { body } = await server.call<{ items: { id: string }[]; next: string | null }>(
        'accounts.list',
        { limit: 2, ...(after ? { after } : {}) },
        { as: admin },
      );
      seen.push(...body.items.map(({ id }) => id));
      after = body.next ?? undefined;
    } while (after);
    const whole = await server.call<{ items: { id: string }[] }>('accounts.list', { limit: 200 }, { as: admin });
    expect(seen).toEqual(whole.body.items.map(({ id }) => id));
    expect((await server.call('accounts.list', { after: '2026-99-99T00:00:00.000Z~x' }, { as: admin })).status).toBe(400);
  });

  it('of another county sees none of it, and cannot close, unlock or reset', async () => {
    const { body } = await server.call<{ items: unknown[] }>('accounts.list', { q: worker.username }, { as: neighbour });
    expect(body.items).toEqual([]);
    for (const operation of ['accounts.close', 'accounts.unlock', 'accounts.resetLink']) {
      expect((await server.call(operation, { id: worker.accountId }, { as: neighbour })).status, operation).toBe(404);
    }
    expect((await server.call('accounts.signIn', { username: worker.username, password: PASSWORD })).status).toBe(200);
  });

  it('closes an account, which ends its sessions at once, but not the own', async () => {
    const cookie = await cookieOf(server, worker);
    await me(cookie);
    expect((await server.call('accounts.close', { id: worker.accountId }, { as: admin })).status).toBe(200);
    expect((await me(cookie)).actor).toBeNull();
    expect((await server.call('accounts.signIn', { username: worker.username, password: PASSWORD })).status).toBe(401);
    expect((await server.call('accounts.close', { id: worker.accountId }, { as: admin })).status).toBe(409);
    const own = (await me(admin)).actor;
    expect((await server.call('accounts.close', { id: own?.accountId }, { as: admin })).status).toBe(409);
  });

  it('unlocks', async () => {
    for (let at = 0; at < 5; at++) await server.call('accounts.signIn', { username: worker.username, password: 'wrong password' });
    expect((await server.call('accounts.signIn', { username: worker.username, password: PASSWORD })).status).toBe(401);
    expect((await server.call('accounts.unlock', { id: worker.accountId }, { as: admin })).status).toBe(200);
    expect((await server.call('accounts.signIn', { username: worker.username, password: PASSWORD })).status).toBe(200);
  });

  it('is the only one who may', async () => {
    const cookie = await cookieOf(server, worker);
    for (const operation of ['accounts.list', 'accounts.create', 'accounts.close', 'accounts.unlock', 'accounts.resetLink']) {
      expect((await server.call(operation, { id: worker.accountId }, { as: cookie })).status, operation).toBe(403);
      expect((await server.call(operation, { id: worker.accountId })).status, operation).toBe(401);
    }
  });
});

describe('a reset link', () => {
  it('sets a password once and ends all sessions', async () => {
    const old = await cookieOf(server, worker);
    await me(old);
    const { body } = await linkFor();
    const token = tokenOf(body.link);
    expect(body.link).toMatch(/^http:\/\/.+\/office\/reset#[A-Za-z0-9_-]{43}$/);
    expect((await use(token)).status).toBe(200);
    expect((await me(old)).actor).toBeNull();
    expect((await server.call('accounts.signIn', { username: worker.username, password: PASSWORD })).status).toBe(401);
    expect((await server.call('accounts.signIn', { username: worker.username, password: 'a quiet greenhouse' })).status).toBe(200);
    expect(await use(token, 'another greenhouse')).toMatchObject({ status: 401, body: { type: '/problems/link-spent' } });
  });

  it('says when it is opened whether it is still good, and nothing of whose it is', async () => {
    const token = tokenOf((await linkFor()).body.link);
    const open = (asked: string) => server.call('accounts.readResetLink', { token: asked });
    const good = await open(token);
    expect(good).toMatchObject({ status: 200 });
    expect(Object.keys(good.body as object)).toEqual(['expiresAt']);
    expect((await open(token)).status).toBe(200);
    expect(await open('A'.repeat(43))).toMatchObject({ status: 401, body: { type: '/problems/link-spent' } });
    expect((await open(token.slice(1))).body).toMatchObject({ errors: [{ path: 'token' }] });
    await use(token);
    expect((await open(token)).status).toBe(401);
    const late = tokenOf((await linkFor()).body.link);
    server.clock.advance(86_400_000);
    expect((await open(late)).status).toBe(401);
    admin = await cookieOf(server, await addStaff(server, { role: 'administrator', territory: '640121' }));
    neighbour = await cookieOf(server, await addStaff(server, { role: 'administrator', territory: '640122' }));
    const closed = tokenOf((await linkFor()).body.link);
    await server.call('accounts.close', { id: worker.accountId }, { as: admin });
    expect((await open(closed)).status).toBe(401);
  });

  it('is good for one of two who use it together', async () => {
    const token = tokenOf((await linkFor()).body.link);
    const both = await Promise.all([use(token, 'a quiet greenhouse'), use(token, 'a loud greenhouse')]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 401]);
  });

  it('is not spent by a password that will not do', async () => {
    const token = tokenOf((await linkFor()).body.link);
    expect((await use(token, '1234567890')).status).toBe(400);
    expect((await use(token)).status).toBe(200);
  });

  it('dies after a day, by a newer one, and with the account', async () => {
    const first = tokenOf((await linkFor()).body.link);
    const second = tokenOf((await linkFor()).body.link);
    expect((await use(first)).status).toBe(401);
    server.clock.advance(86_400_000);
    expect((await use(second)).status).toBe(401);
    admin = await cookieOf(server, await addStaff(server, { role: 'administrator', territory: '640121' }));
    neighbour = await cookieOf(server, await addStaff(server, { role: 'administrator', territory: '640122' }));
    const third = tokenOf((await linkFor()).body.link);
    await server.call('accounts.close', { id: worker.accountId }, { as: admin });
    expect((await use(third)).status).toBe(401);
  });

  it('is not made for someone who holds a wider post elsewhere: its maker could wear that hat', async () => {
    await server.prepare(({ db }) =>
      db.updateTable('appointment').set({ territory: '6401' }).where('id', '=', worker.appointmentId).execute(),
    );
    expect((await linkFor()).status).toBe(409);
  });

  it('stands nowhere in the database', async () => {
    const token = tokenOf((await linkFor()).body.link);
    const rows = await server.prepare(async ({ db }) => [
      await db.selectFrom('sign_in_code').selectAll().execute(),
      await db.selectFrom('command').selectAll().execute(),
    ]);
    expect(JSON.stringify(rows)).not.toContain(token);
  });

  it.each(['', 'x', 'A'.repeat(43)])('cannot be guessed: %s', async (token) => {
    expect([400, 401]).toContain((await use(token)).status);
  });
});

describe('a new account', () => {
  const create = (input: object, as = admin) =>
    server.call<{ id: string; link: string; errors?: { path: string }[] }>(
      'accounts.create',
      { username: `n${number++}`, name: '李志强', ...input },
      { as },
    );

  it('is made for a new person with a new post, and opened with its link', async () => {
    const username = `n${number++}`;
    const { status, body } = await create({ username, post: { bodyId: worker.bodyId, role: 'dispatcher', territory: '640121104' } });
    expect(status).toBe(200);
    expect((await server.call('accounts.signIn', { username, password: PASSWORD })).status).toBe(401);
    await use(tokenOf(body.link));
    const { cookie } = await server.call('accounts.signIn', { username, password: 'a quiet greenhouse' });
    expect((await me(cookie)).actor).toMatchObject({ role: 'dispatcher', name: '李志强', range: '640121104' });
  });

  it('cannot take a user name someone has, here or in another county', async () => {
    const elsewhere = await addStaff(server, { role: 'grid-worker', territory: OTHER_VILLAGE });
    for (const username of [worker.username, elsewhere.username]) {
      const { status, body } = await create({ username, post: { bodyId: worker.bodyId, role: 'dispatcher', territory: '640121104' } });
      expect(status).toBe(400);
      expect(body.errors?.[0]?.path).toBe('username');
    }
  });

  it.each([
    ['station-head', '2.3'],
    ['grid-worker', '4.2'],
    ['station-worker', '1.1'],
  ])('does not bring the post %s along when the rules say otherwise', async (role, clause) => {
    const { status, body } = await create({ post: { bodyId: worker.bodyId, role, territory: '640121104' } });
    expect(status).toBe(409);
    expect(body).toMatchObject({ type: '/problems/refused' });
    expect(['1.1', clause]).toContain((body as { clause?: string }).clause);
  });

  it('is not made twice for the same person', async () => {
    expect((await create({ appointmentId: worker.appointmentId })).status).toBe(409);
  });

  it('gives nobody more than the administrator has', async () => {
    const wide = await create({ post: { bodyId: worker.bodyId, role: 'administrator', territory: '64' } });
    expect(wide.status).toBe(409);
    const other = await create({ post: { bodyId: worker.bodyId, role: 'dispatcher', territory: '640122100' } });
    expect(other.status).toBe(409);
    expect((await create({ post: { bodyId: worker.bodyId, role: 'dispatcher', territory: '640121104' } }, neighbour)).status).toBe(404);
    expect((await create({ appointmentId: worker.appointmentId }, neighbour)).status).toBe(404);
  });

  it.each([
    [{}, 'appointmentId'],
    [{ username: 'ab', post: { bodyId: '019ab000-0000-7000-8000-000000000001', role: 'dispatcher', territory: '640121104' } }, 'username'],
    [{ post: { bodyId: '019ab000-0000-7000-8000-000000000001', role: 'party-secretary', territory: '640121104' } }, 'post.role'],
    [{ post: { bodyId: '019ab000-0000-7000-8000-000000000001', role: 'dispatcher', territory: '12345' } }, 'post.territory'],
  ])('says what is wrong with %j', async (input, path) => {
    const { status, body } = await create(input);
    expect(status).toBe(400);
    expect(body.errors?.map((error) => error.path)).toContain(path);
  });
});

describe('an account opened at the station', () => {
  const phone = () => `150${number++}`;

  it('lets the phone speak for the person, tells the phone without a name, and is audited', async () => {
    const clerk = await cookieOf(server, await addStaff(server, { role: 'station-worker', territory: VILLAGE, kind: 'service-station' }));
    const mother = await addPerson(server, { name: '马丽花', territory: GRID });
    const son = await addPerson(server, { name: '马小军', territory: GRID });
    const its = phone();
    expect(
      (await server.call('accounts.openForResident', { personId: mother, phone: its, agreed: SHOWN_TEXTS }, { as: clerk })).body,
    ).toMatchObject({
      persons: 1,
    });
    expect(
      (await server.call('accounts.openForResident', { personId: son, phone: its, agreed: SHOWN_TEXTS }, { as: clerk })).body,
    ).toMatchObject({
      persons: 2,
    });
    const told = await server.prepare((tx) =>
      tx.db
        .selectFrom('message')
        .select(['text', 'channel'])
        .where('phone_index', '=', phoneIndex(tx.keys, countyOf(GRID), its))
        .execute(),
    );
    expect(told[0]?.text).not.toMatch(/马|丽花/);
    const cookie = await signInPhone(server, its);
    expect((await me(cookie)).actor?.persons).toHaveLength(2);
    const audited = await server.prepare(({ db }) => db.selectFrom('audit').select('operation').where('person_id', '=', son).execute());
    // Signing in is noted too, for whichever of the two it begins with.
    expect(audited.filter(({ operation }) => operation !== 'accounts.signInWithCode')).toEqual([{ operation: 'accounts.openForResident' }]);
  });

  it('is not for people of another village', async () => {
    const clerk = await cookieOf(server, await addStaff(server, { role: 'grid-worker', territory: GRID }));
    const stranger = await addPerson(server, { name: '李志强', territory: OTHER_VILLAGE });
    expect(
      (await server.call('accounts.openForResident', { personId: stranger, phone: phone(), agreed: SHOWN_TEXTS }, { as: clerk })).status,
    ).toBe(404);
  });

  it('lets a family member in at once who is added while the phone is signed in', async () => {
    const clerk = await cookieOf(server, await addStaff(server, { role: 'grid-worker', territory: GRID }));
    const its = phone();
    await addPerson(server, { name: '马丽花', territory: GRID, phone: its });
    const cookie = await signInPhone(server, its);
    await me(cookie);
    const son = await addPerson(server, { name: '马小军', territory: GRID });
    await server.call('accounts.openForResident', { personId: son, phone: its, agreed: SHOWN_TEXTS }, { as: clerk });
    expect((await server.call('accounts.choosePerson', { personId: son }, { as: cookie })).status).toBe(200);
  });

  it('once closed, does not open again by a code', async () => {
    const its = phone();
    await addPerson(server, { name: '马丽花', territory: GRID, phone: its });
    await signInPhone(server, its);
    await server.prepare((tx) =>
      tx.db
        .updateTable('account')
        .set({ closed_at: server.clock.now() })
        .where('phone_index', '=', phoneIndex(tx.keys, countyOf(GRID), its))
        .execute(),
    );
    server.clock.advance(61_000);
    await server.call('accounts.sendCode', { phone: its, ticket: TICKET });
    const { status, cookie } = await server.call('accounts.signInWithCode', {
      phone: its,
      code: await codeSentTo(server, its),
      ticket: TICKET,
    });
    expect([status, cookie]).toEqual([401, null]);
  });
});

describe('the first administrator', () => {
  it('is made from the command line and administers the region', async () => {
    // The command line goes by the machine's clock: a post from today on does not hold yet where the test's clock stands before.
    server.clock.advance(Math.max(0, Date.now() - server.clock.now().getTime()));
    await createAdministrator(server.databaseUrl, { username: 'first.admin', name: '首任管理员', password: PASSWORD });
    const { cookie } = await server.call('accounts.signIn', { username: 'first.admin', password: PASSWORD });
    expect((await me(cookie)).actor).toMatchObject({ role: 'administrator', range: '64', rangeName: '宁夏回族自治区' });
    const { body } = await server.call<{ items: unknown[] }>('accounts.list', { q: worker.username }, { as: cookie });
    expect(body.items).toHaveLength(1);
  });

  it('is refused with one sentence when the name is taken, the password too easy, the place unknown', async () => {
    const make = (input: object) =>
      createAdministrator(server.databaseUrl, { username: 'second.admin', name: '管理员', password: PASSWORD, ...input });
    await expect(make({ username: worker.username })).rejects.toThrow('已有人用');
    await expect(make({ password: '1234567890' })).rejects.toThrow('太常见');
    await expect(make({ territory: '640199' })).rejects.toThrow('640199');
    await expect(make({ username: 'x' })).rejects.toThrow('用户名');
  });
});

describe('the demo', () => {
  it('offers nobody and lets nobody in where it is not one', async () => {
    expect((await server.call('accounts.personas')).body).toEqual({ personas: [] });
    server.app.config.personas = [{ key: 'clerk', name: '王彩霞', title: '窗口', face: 'office', note: '', accountId: worker.accountId }];
    expect((await server.call('accounts.personas')).body).toEqual({ personas: [] });
    const { status, cookie } = await server.call('accounts.demoSignIn', { key: 'clerk' });
    expect([status, cookie]).toEqual([409, null]);
  });

  it('lets one become a persona, and shows codes on the screen', async () => {
    server.app.config.demo = true;
    server.app.config.personas = [{ key: 'clerk', name: '王彩霞', title: '窗口', face: 'office', note: '', accountId: worker.accountId }];
    const { body } = await server.call<{ personas: Record<string, unknown>[] }>('accounts.personas');
    expect(body.personas[0]).not.toHaveProperty('accountId');
    const { cookie } = await server.call('accounts.demoSignIn', { key: 'clerk' });
    expect((await me(cookie)).actor).toMatchObject({ accountId: worker.accountId, role: 'window-clerk' });
    expect((await server.call('accounts.demoSignIn', { key: 'nobody' })).status).toBe(404);
    expect((await server.call('accounts.sendCode', { phone: `151${number++}`, ticket: TICKET })).body).toEqual({
      waitSeconds: 60,
      demoCode: expect.stringMatching(/^\d{6}$/),
    });
    server.app.config.demo = false;
  });
});
