import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { SHOWN_TEXTS } from '../../../domain/own-data/consents.ts';
import { operations } from '../../operations.ts';
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
  PASSWORD,
  type Staff,
  signInPhone,
  TICKET,
} from '../../testing/world.ts';

let server: TestServer;
let staff: Staff;
let phone: string;
let number = 20_000_000;
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
  phone = `136${number++}`;
  staff = await addStaff(server, { role: 'dispatcher', territory: '640121104' });
});

const me = async (as: string) => (await server.call<{ actor: unknown }>('accounts.me', {}, { as })).body.actor;
const signIn = (input: object = {}, more: object = {}) =>
  server.call('accounts.signIn', { username: staff.username, password: PASSWORD, ...input }, more);
const raw = (operation: string, input: object, headers: Record<string, string> = {}) =>
  server.http.inject({
    method: 'POST',
    url: `/api/${operation.replace('.', '/')}`,
    headers: { 'content-type': 'application/json', 'x-linli': '1', ...headers },
    payload: JSON.stringify(input),
  });
const middle = (times: number[]) => times.sort((a, b) => a - b)[Math.floor(times.length / 2)] as number;

describe('fixing a session', () => {
  it('a cookie planted before half a sign-in, a whole one or a registration opens nothing after it', async () => {
    const attacker = await cookieOf(server, staff);
    const { cookie } = await signIn({}, { as: attacker });
    expect(cookie).not.toBe(attacker);
    expect(await me(attacker)).toBeNull();

    await server.call('accounts.sendCode', { phone, ticket: TICKET });
    const half = (await server.call('accounts.signInWithCode', { phone, code: await codeSentTo(server, phone), ticket: TICKET }))
      .cookie as string;
    const registered = await server.call(
      'accounts.register',
      { name: '马丽花', village: GRID.slice(0, 12), grid: GRID, agreed: SHOWN_TEXTS },
      { as: half },
    );
    expect(registered.status).toBe(200);
    expect(await me(half)).toBeNull();
  });

  it('of two cookies of one name no choice is made for the attacker', async () => {
    const victim = await cookieOf(server, staff);
    const forged = 'A'.repeat(43);
    const answer = await raw('accounts.me', {}, { cookie: `linli_session=${victim}; linli_session=${forged}` });
    expect(answer.statusCode).toBe(200);
    expect(answer.headers['set-cookie']).toBeUndefined();
  });
});

describe('stealing a session', () => {
  it('the cookie is no script’s, no other site’s, and no other path’s', async () => {
    const answer = await raw('accounts.signIn', { username: staff.username, password: PASSWORD });
    expect(answer.headers['set-cookie']).toMatch(/^linli_session=[\w-]{43}; Max-Age=\d+; Path=\/; HttpOnly; SameSite=Lax$/);
  });

  it('where the address is https it is Secure and bound to this very host: a neighbouring host can neither read nor plant it', async () => {
    const { config } = server.app;
    config.publicUrl = 'https://linli.example';
    try {
      const answer = await raw('accounts.signIn', { username: staff.username, password: PASSWORD });
      expect(answer.headers['set-cookie']).toMatch(
        /^__Host-linli_session=[\w-]{43}; Max-Age=\d+; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
      );
      const [, token] = /=([\w-]{43});/.exec(String(answer.headers['set-cookie'])) as RegExpExecArray;
      const asked = async (name: string) => (await raw('accounts.me', {}, { cookie: `${name}=${token}` })).json().actor;
      expect(await asked('__Host-linli_session')).not.toBeNull();
      expect(await asked('linli_session')).toBeNull();
    } finally {
      config.publicUrl = null;
    }
  });

  it('no answer to the session’s owner contains its token', async () => {
    const cookie = await cookieOf(server, staff);
    for (const operation of ['accounts.me', 'accounts.sessions', 'accounts.passkeys', 'messages.inbox']) {
      const answer = await raw(operation, {}, { cookie: `linli_session=${cookie}` });
      expect(answer.statusCode, operation).toBe(200);
      expect(answer.body).not.toContain(cookie);
    }
  });

  it('a cookie taken before the owner signs out, ends it, or changes the password is worth nothing after', async () => {
    const endings: ((owner: string, stolen: string) => Promise<unknown>)[] = [
      (_owner, stolen) => server.call('accounts.signOut', {}, { as: stolen }),
      (owner) => server.call('accounts.changePassword', { current: PASSWORD, next: 'four lamps at the river' }, { as: owner }),
    ];
    for (const end of endings) {
      const [owner, stolen] = [await cookieOf(server, staff), await cookieOf(server, staff)];
      await end(owner, stolen);
      expect(await me(stolen)).toBeNull();
    }
  });
});

describe('replaying', () => {
  it('nothing that gives out a cookie or a secret is kept to be answered again', () => {
    const secretive = operations.filter(
      ({ name }) =>
        /signIn|SignIn|register|resetLink|useResetLink|wear|startTotp|create$|demo/.test(name.split('.')[1] ?? '') &&
        name.startsWith('accounts.'),
    );
    expect(secretive.length).toBeGreaterThanOrEqual(8);
    expect(secretive.filter(({ kind }) => kind !== 'query').map(({ name }) => name)).toEqual([]);
  });

  it('a sign-in sent again with the same command id gives another no session', async () => {
    await addPerson(server, { name: '马丽花', territory: GRID, phone });
    await server.call('accounts.sendCode', { phone, ticket: TICKET });
    const code = await codeSentTo(server, phone);
    const commandId = crypto.randomUUID();
    const first = await server.call('accounts.signInWithCode', { phone, code, ticket: TICKET }, { commandId });
    const again = await server.call('accounts.signInWithCode', { phone, code, ticket: TICKET }, { commandId });
    expect([first.status, again.status, again.cookie]).toEqual([200, 401, null]);
  });

  it('of twenty who use one code together one gets in', async () => {
    await addPerson(server, { name: '马丽花', territory: GRID, phone });
    await server.call('accounts.sendCode', { phone, ticket: TICKET });
    const code = await codeSentTo(server, phone);
    const all = await Promise.all(
      Array.from({ length: 20 }, () => server.call('accounts.signInWithCode', { phone, code, ticket: TICKET })),
    );
    expect(all.filter(({ cookie }) => cookie !== null)).toHaveLength(1);
  });

  it('a code of one phone is none of another’s', async () => {
    const other = `135${number++}`;
    for (const to of [phone, other]) await addPerson(server, { name: '马丽花', territory: GRID, phone: to });
    await server.call('accounts.sendCode', { phone, ticket: TICKET });
    await server.call('accounts.sendCode', { phone: other, ticket: TICKET });
    const [mine, theirs] = [await codeSentTo(server, phone), await codeSentTo(server, other)];
    if (mine !== theirs)
      expect((await server.call('accounts.signInWithCode', { phone: other, code: mine, ticket: TICKET })).status).toBe(401);
  });
});

describe('finding out who has an account', () => {
  it('by time: a user name nobody has is refused in the time of a wrong password', async () => {
    const times: Record<'known' | 'unknown', number[]> = { known: [], unknown: [] };
    // Nobody is guessed at often enough to be locked.
    const names = [staff, ...(await Promise.all([1, 2, 3].map(() => addStaff(server, { role: 'dispatcher', territory: '640121104' }))))];
    for (let at = 0; at < 15; at++) {
      const known = names[at % names.length]?.username;
      for (const [kind, username] of [
        ['known', known],
        ['unknown', `nobody-${at}`],
      ] as const) {
        moveTo(newAddress());
        const since = performance.now();
        await signIn({ username, password: 'wrong password' });
        times[kind].push(performance.now() - since);
      }
    }
    const [known, unknown] = [middle(times.known), middle(times.unknown)];
    expect(Math.abs(known - unknown), `${known} ms and ${unknown} ms`).toBeLessThan(Math.max(known, unknown) * 0.5);
    expect(unknown, 'the hash is really computed').toBeGreaterThan(5);
  });

  it('by text: with a reset link, a passkey, a code', async () => {
    await addPerson(server, { name: '马丽花', territory: GRID, phone });
    const shape = (body: object) => JSON.stringify(body).replaceAll(/"(challenge|id)":"[^"]+"/g, '"$1":""');
    const pairs = [
      ['accounts.passkeySignInOptions', { username: staff.username }, { username: 'nobody-here' }],
      ['accounts.sendCode', { phone, ticket: TICKET }, { phone: `134${number++}`, ticket: TICKET }],
      ['accounts.signInWithCode', { phone, code: '000000', ticket: TICKET }, { phone: `133${number++}`, code: '000000', ticket: TICKET }],
      ['accounts.readResetLink', { token: 'A'.repeat(43) }, { token: 'B'.repeat(43) }],
    ] as const;
    for (const [operation, known, unknown] of pairs) {
      const [a, b] = [await server.call(operation, known), await server.call(operation, unknown)];
      expect([a.status, shape(a.body)], operation).toEqual([b.status, shape(b.body)]);
    }
  });
});

describe('a code read off the phone of another', () => {
  it('signs nobody in who asked for one themselves, in the time of a wrong one', async () => {
    const times: Record<'elsewhere' | 'wrong', number[]> = { elsewhere: [], wrong: [] };
    for (let at = 0; at < 15; at++) {
      const victim = `132${number++}`;
      moveTo(newAddress());
      await server.call('accounts.sendCode', { phone: victim, ticket: TICKET });
      const code = await codeSentTo(server, victim);
      for (const [kind, input] of [
        ['elsewhere', { phone: victim, code, ticket: 'B'.repeat(43) }],
        ['wrong', { phone: victim, code: code === '000000' ? '000001' : '000000', ticket: TICKET }],
      ] as const) {
        const since = performance.now();
        const { status, cookie } = await server.call('accounts.signInWithCode', input);
        times[kind].push(performance.now() - since);
        expect([status, cookie], kind).toEqual([401, null]);
      }
    }
    const [elsewhere, wrong] = [middle(times.elsewhere), middle(times.wrong)];
    // One counts a try and the other has none to count; some milliseconds, far below what a network hides.
    expect(Math.abs(elsewhere - wrong), `${elsewhere} ms and ${wrong} ms`).toBeLessThan(15);
  });
});

describe('locking others out', () => {
  const guess = async (times: number) => {
    for (let at = 0; at < times; at++) await signIn({ password: 'wrong password' });
  };

  it('does not end the sessions they have, nor grow while it lasts', async () => {
    const cookie = await cookieOf(server, staff);
    await guess(20);
    expect(await me(cookie)).not.toBeNull();
    server.clock.advance(15 * 60_000);
    expect((await signIn()).status).toBe(200);
  });

  it('does not reach beyond the one account, and an administrator lifts it', async () => {
    const neighbour = await addStaff(server, { role: 'dispatcher', territory: '640121104' });
    const administrator = await addStaff(server, { role: 'administrator', territory: '640121' });
    await guess(5);
    expect((await signIn()).status).toBe(401);
    expect((await signIn({ username: neighbour.username })).status).toBe(200);
    const lifted = await server.call('accounts.unlock', { id: staff.accountId }, { as: await cookieOf(server, administrator) });
    expect(lifted.status).toBe(200);
    expect((await signIn()).status).toBe(200);
  });

  it('codes asked for in a resident’s name do not end the session of the resident', async () => {
    await addPerson(server, { name: '马丽花', territory: GRID, phone });
    const cookie = await signInPhone(server, phone);
    for (let at = 0; at < 12; at++) {
      server.clock.advance(61_000);
      moveTo(newAddress());
      await server.call('accounts.sendCode', { phone, ticket: TICKET });
      await server.call('accounts.signInWithCode', { phone, code: '000000', ticket: TICKET });
    }
    expect(await me(cookie)).not.toBeNull();
  });
});
