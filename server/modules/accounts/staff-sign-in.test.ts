import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { SHOWN_TEXTS } from '../../../domain/own-data/consents.ts';
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
  VILLAGE,
} from '../../testing/world.ts';
import { parameterOn } from '../policy/index.ts';
import { touchSessions } from './session-store.ts';

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

/** `accounts.me` as far as these tests look at it. */
interface Who {
  actor: { accountId: string; persons: unknown[] } | null;
  posts: unknown[];
}
const me = async (as: string | null) => (await server.call<Who>('accounts.me', {}, { as })).body;
const signIn = (input: object = {}, as: string | null = null) =>
  server.call('accounts.signIn', { username: staff.username, password: PASSWORD, ...input }, { as });
const sessions = async (as: string) =>
  (await server.call<{ sessions: { id: string; device: string; current: boolean }[] }>('accounts.sessions', {}, { as })).body.sessions;
const lockFor = async (times: number) => {
  for (let at = 0; at < times; at++) await signIn({ password: 'wrong password' });
};

const locked = async () => {
  const row = await server.prepare(({ db }) =>
    db.selectFrom('account').select('locked_until').where('id', '=', staff.accountId).executeTakeFirstOrThrow(),
  );
  return row.locked_until !== null;
};
/** Real time, as far as the server's memory looks at it, moved on. */
const later = async <T>(milliseconds: number, work: () => Promise<T>): Promise<T> => {
  const now = performance.now.bind(performance);
  const spy = vi.spyOn(performance, 'now').mockImplementation(() => now() + milliseconds);
  try {
    return await work();
  } finally {
    spy.mockRestore();
  }
};

describe('user name and password', () => {
  it('let staff in, as what they are', async () => {
    const { status, cookie } = await signIn({ username: staff.username.toUpperCase() });
    expect(status).toBe(200);
    const { actor, posts } = await me(cookie);
    expect(actor).toMatchObject({
      kind: 'staff',
      role: 'dispatcher',
      roleTitle: '分派员',
      range: '640121104',
      rangeName: '闽宁镇',
      body: { kind: 'township-centre' },
    });
    expect(posts).toHaveLength(1);
  });

  it('are refused alike whether the name exists, the password is wrong, the account is locked or closed', async () => {
    const wrong = await signIn({ password: 'wrong password' });
    const unknown = await signIn({ username: 'nobody-here' });
    await lockFor(5);
    const locked = await signIn();
    await server.prepare(({ db }) =>
      db.updateTable('account').set({ closed_at: server.clock.now(), locked_until: null }).where('id', '=', staff.accountId).execute(),
    );
    const closed = await signIn();
    for (const answer of [wrong, unknown, locked, closed]) {
      expect(answer.status).toBe(401);
      expect(answer.body).toEqual(wrong.body);
      expect(answer.cookie).toBeNull();
    }
  });

  it('lock for fifteen minutes after five wrong in a row, then twice as long', async () => {
    await lockFor(5);
    expect((await signIn()).status).toBe(401);
    server.clock.advance(14 * 60_000);
    expect((await signIn()).status).toBe(401);
    server.clock.advance(60_000);
    moveTo(newAddress());
    await lockFor(5);
    server.clock.advance(15 * 60_000);
    expect((await signIn()).status).toBe(401);
    server.clock.advance(15 * 60_000);
    expect((await signIn()).status).toBe(200);
  });

  it('count each of many guesses that come together', async () => {
    await Promise.all([1, 2, 3, 4, 5].map(() => signIn({ password: 'wrong password' })));
    expect((await signIn()).status).toBe(401);
  });

  it('forget wrong guesses after a right one', async () => {
    await lockFor(4);
    expect((await signIn()).status).toBe(200);
    await lockFor(4);
    expect((await signIn()).status).toBe(200);
  });

  it('follow the numbers the county set', async () => {
    await server.prepare(({ db }) =>
      db
        .insertInto('parameter')
        .values({
          key: 'accounts.attempts',
          territory: '640121104',
          valid_from: '2026-01-01',
          id: crypto.randomUUID(),
          value: 3,
          source: '县里规定',
          set_by: '',
          set_at: server.clock.now(),
        })
        .execute(),
    );
    // The parameters are looked at again after five seconds of real time, beside the call that notices it.
    await later(6_000, () => signIn({ password: 'wrong password' }));
    await expect.poll(() => parameterOn(server.app, 'accounts.attempts', VILLAGE, '2026-11-24'), { timeout: 5_000 }).toBe(3);
    await signIn({ password: 'wrong password' });
    expect(await locked()).toBe(false);
    await signIn({ password: 'wrong password' });
    expect(await locked()).toBe(true);
  });

  it.each([
    [{ username: '' }, 'username'],
    [{ password: '' }, 'password'],
    [{ password: 'x'.repeat(201) }, 'password'],
    [{ totp: '12' }, 'totp'],
    [{ username: 7 }, 'username'],
  ])('say what is wrong with %j', async (input, path) => {
    const { status, body } = await signIn(input);
    expect(status).toBe(400);
    expect((body.errors as { path: string }[])[0]?.path).toBe(path);
  });

  it('are not enough without a post that holds', async () => {
    await server.prepare(({ db }) =>
      db.updateTable('appointment').set({ valid_until: '2026-01-31' }).where('id', '=', staff.appointmentId).execute(),
    );
    expect((await signIn()).status).toBe(401);
  });
});

describe('a session', () => {
  it('ends at sign-out, so that a stolen cookie is worth nothing', async () => {
    const cookie = await cookieOf(server, staff);
    expect((await me(cookie)).actor).not.toBeNull();
    await server.call('accounts.signOut', {}, { as: cookie });
    expect((await me(cookie)).actor).toBeNull();
    expect((await server.call('accounts.sessions', {}, { as: cookie })).status).toBe(401);
  });

  it('is new at each sign-in: a planted cookie dies', async () => {
    const planted = await cookieOf(server, staff);
    const { cookie } = await signIn({}, planted);
    expect(cookie).not.toBe(planted);
    expect((await me(planted)).actor).toBeNull();
    expect((await me(cookie)).actor).not.toBeNull();
  });

  it('cannot be chosen by the one who comes', async () => {
    const { cookie } = await signIn({}, 'A'.repeat(43));
    expect(cookie).not.toBe('A'.repeat(43));
    expect((await me('A'.repeat(43))).actor).toBeNull();
  });

  it('is kept as a hash only', async () => {
    const cookie = await cookieOf(server, staff);
    const rows = await server.prepare(({ db }) => db.selectFrom('session').selectAll().where('account_id', '=', staff.accountId).execute());
    expect(rows).toHaveLength(1);
    expect(JSON.stringify(rows)).not.toContain(cookie);
  });

  it('ends after twelve idle hours, and after seven days in any case', async () => {
    const seen = async () =>
      (
        await server.prepare(({ db }) => db.selectFrom('session').select('seen_at').where('account_id', '=', staff.accountId).execute())
      ).map(({ seen_at }) => new Date(seen_at).toISOString());
    const idle = await cookieOf(server, staff);
    const busy = await cookieOf(server, staff);
    for (let at = 0; at < 15; at++) {
      server.clock.advance(11 * 3_600_000);
      await me(busy);
      // That somebody was seen is written beside the answer.
      await expect.poll(seen, { timeout: 5_000 }).toContain(server.clock.now().toISOString());
    }
    expect((await me(idle)).actor).toBeNull();
    expect((await me(busy)).actor).not.toBeNull();
    server.clock.advance(4 * 3_600_000);
    expect((await me(busy)).actor).toBeNull();
  });

  it('is noted together with the others used at the same moment', async () => {
    const cookies = [await cookieOf(server, staff), await cookieOf(server, staff), await cookieOf(server, staff)];
    server.clock.advance(2 * 60_000);
    for (const cookie of cookies) await me(cookie);
    const noted = () =>
      server.prepare(async ({ db }) => {
        const rows = await db
          .selectFrom('session')
          .select(['seen_at', sql<string>`xmin::text`.as('writtenBy')])
          .where('account_id', '=', staff.accountId)
          .execute();
        return rows.filter(({ seen_at }) => seen_at.getTime() === server.clock.now().getTime());
      });
    await expect.poll(async () => (await noted()).length, { timeout: 5_000 }).toBeGreaterThanOrEqual(3);
    expect(new Set((await noted()).map(({ writtenBy }) => writtenBy)).size).toBe(1);
  });

  it('was last used when it was, though a use before that is noted later', async () => {
    await cookieOf(server, staff);
    const session = await server.prepare(async (tx) => {
      const row = await tx.db
        .selectFrom('session')
        .select(['county', 'token_hash', 'seen_at'])
        .where('account_id', '=', staff.accountId)
        .executeTakeFirstOrThrow();
      await touchSessions(tx, [{ county: row.county, tokenHash: row.token_hash, at: new Date(row.seen_at.getTime() - 60_000) }]);
      return row;
    });
    const seen = server.prepare(({ db }) =>
      db.selectFrom('session').select('seen_at').where('token_hash', '=', session.token_hash).executeTakeFirst(),
    );
    expect((await seen)?.seen_at).toEqual(session.seen_at);
  });

  it('ends with the appointment it was opened for', async () => {
    const cookie = await cookieOf(server, staff);
    await me(cookie);
    await server.prepare(({ db }) =>
      db.updateTable('appointment').set({ valid_until: '2026-11-01' }).where('id', '=', staff.appointmentId).execute(),
    );
    expect((await later(5_001, () => me(cookie))).actor).toBeNull();
  });

  it('ends with its account, whoever closed it', async () => {
    const cookie = await cookieOf(server, staff);
    await me(cookie);
    await server.prepare(({ db }) =>
      db.updateTable('account').set({ closed_at: server.clock.now() }).where('id', '=', staff.accountId).execute(),
    );
    expect((await later(5_001, () => me(cookie))).actor).toBeNull();
  });

  it('is listed with its device, and ended by its owner from elsewhere', async () => {
    const agent = { 'user-agent': 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0' };
    const { cookie: office } = await server.call('accounts.signIn', { username: staff.username, password: PASSWORD }, { headers: agent });
    const phone = await cookieOf(server, staff);
    const seen = await sessions(phone);
    expect(seen).toHaveLength(2);
    const other = seen.find(({ current }) => !current);
    expect(other?.device).toBe('Windows 电脑 · Edge');
    expect((await server.call('accounts.endSession', { id: other?.id }, { as: phone })).status).toBe(200);
    expect((await me(office)).actor).toBeNull();
    expect((await me(phone)).actor).not.toBeNull();
  });

  it('of another cannot be ended, nor seen: it does not exist', async () => {
    const victim = await cookieOf(server, staff);
    const [session] = await sessions(victim);
    const stranger = await addStaff(server, { role: 'administrator', territory: '640121' });
    const attack = await server.call('accounts.endSession', { id: session?.id }, { as: await cookieOf(server, stranger) });
    expect(attack.status).toBe(404);
    expect((await me(victim)).actor).not.toBeNull();
  });
});

describe('a hat', () => {
  it('is changed under a new token, and worn again next time', async () => {
    const other = await addPost(server, staff, { role: 'supervisor', territory: '640121' });
    const first = await cookieOf(server, staff);
    server.clock.advance(1_000);
    const { status, cookie } = await server.call('accounts.wear', { appointmentId: other.appointmentId }, { as: first });
    expect(status).toBe(200);
    expect((await me(first)).actor).toBeNull();
    expect((await me(cookie)).actor).toMatchObject({ role: 'supervisor', range: '640121' });
    expect((await me(cookie)).posts).toHaveLength(2);
    expect((await me(await cookieOf(server, staff))).actor).toMatchObject({ role: 'supervisor' });
  });

  it('does not lengthen the sign-in', async () => {
    const other = await addPost(server, staff, { role: 'supervisor', territory: '640121' });
    const first = await cookieOf(server, staff);
    const before = await server.prepare(({ db }) =>
      db.selectFrom('session').select('expires_at').where('account_id', '=', staff.accountId).execute(),
    );
    server.clock.advance(3_600_000);
    await server.call('accounts.wear', { appointmentId: other.appointmentId }, { as: first });
    const after = await server.prepare(({ db }) =>
      db.selectFrom('session').select('expires_at').where('account_id', '=', staff.accountId).where('ended_at', 'is', null).execute(),
    );
    expect(after).toEqual(before);
  });

  it('must be one’s own, still holding, and of a role that signs in', async () => {
    const stranger = await addStaff(server, { role: 'administrator', territory: '640121' });
    const ended = await addPost(server, staff, { role: 'supervisor', territory: '640121', until: '2026-01-31' });
    const cookie = await cookieOf(server, staff);
    for (const appointmentId of [stranger.appointmentId, ended.appointmentId, '019ab000-0000-7000-8000-000000000001']) {
      expect((await server.call('accounts.wear', { appointmentId }, { as: cookie })).status).toBe(404);
    }
  });

  it('is not for residents', async () => {
    const phone = `135${String(Date.now()).slice(-8)}`;
    await addPerson(server, { name: '马丽花', territory: GRID, phone });
    const resident = await signInPhone(server, phone);
    for (const [operation, input] of [
      ['accounts.wear', { appointmentId: staff.appointmentId }],
      ['accounts.list', {}],
      ['accounts.startTotp', {}],
      ['accounts.changePassword', { current: PASSWORD, next: PASSWORD }],
      ['accounts.openForResident', { personId: staff.personId, phone, agreed: SHOWN_TEXTS }],
      ['audit.search', {}],
      ['jobs.list', {}],
      ['messages.outbox', {}],
    ] as const) {
      expect((await server.call(operation, input, { as: resident })).status, operation).toBe(403);
    }
  });
});

describe('the password', () => {
  const change = (input: object, as: string) =>
    server.call('accounts.changePassword', { current: PASSWORD, next: 'a quiet greenhouse', ...input }, { as });

  it('is changed by its owner, and ends the sessions elsewhere', async () => {
    const elsewhere = await cookieOf(server, staff);
    const here = await cookieOf(server, staff);
    await me(elsewhere);
    expect((await change({}, here)).status).toBe(200);
    expect((await me(elsewhere)).actor).toBeNull();
    expect((await me(here)).actor).not.toBeNull();
    expect((await signIn()).status).toBe(401);
    expect((await signIn({ password: 'a quiet greenhouse' })).status).toBe(200);
  });

  it('must be known to be changed; guesses count', async () => {
    const cookie = await cookieOf(server, staff);
    const wrong = { status: 401, body: { type: '/problems/wrong-password', title: '现在的密码不对。' } };
    for (let at = 0; at < 5; at++) expect(await change({ current: 'wrong password' }, cookie)).toMatchObject(wrong);
    expect((await change({}, cookie)).status).toBe(401);
    expect((await signIn()).status).toBe(401);
  });

  it.each(['short', '1234567890', 'USERNAME is here'])('must be good: %s', async (next) => {
    const cookie = await cookieOf(server, staff);
    const { status, body } = await change({ next: next.replace('USERNAME', staff.username) }, cookie);
    expect(status).toBe(400);
    expect((body.errors as { path: string }[])[0]?.path).toBe('next');
  });
});

describe('accounts.me', () => {
  it('tells anyone about the day and the installation, and nothing else', async () => {
    const body = await me(null);
    expect(body).toMatchObject({
      actor: null,
      registering: null,
      posts: [],
      unread: 0,
      setup: { demo: false, tiles: null, today: { weekday: expect.any(Number) } },
    });
  });
  it('shows a resident their home', async () => {
    const phone = `134${String(Date.now()).slice(-8)}`;
    await addPerson(server, { name: '马丽花', territory: VILLAGE, phone });
    expect((await me(await signInPhone(server, phone))).actor).toMatchObject({
      home: { village: VILLAGE, villageName: '福宁村', townshipName: '闽宁镇', grid: null, address: '' },
    });
  });
});
