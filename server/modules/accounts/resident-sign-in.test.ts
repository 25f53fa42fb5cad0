import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { SHOWN_TEXTS } from '../../../domain/own-data/consents.ts';
import type { Operation } from '../../platform/operation.ts';
import { runOperation } from '../../platform/run-operation.ts';
import { type TestServer, testServer } from '../../testing/server.ts';
import { addPerson, addPlaces, codeSentTo, GRID, movable, newAddress, signInPhone, TICKET, VILLAGE } from '../../testing/world.ts';
import { accountOperations } from './index.ts';

const sendCodeOperation = accountOperations.find(({ name }) => name === 'accounts.sendCode') as Operation;

let server: TestServer;
let number = 10_000_000;
let phone = '';
let moveTo: (address: string) => void;

beforeAll(async () => {
  server = await testServer();
  await addPlaces(server);
  moveTo = movable(server);
});
afterAll(() => server.stop());
beforeEach(() => {
  // A phone and an address of its own for each test, an hour after the last.
  moveTo(newAddress());
  phone = `139${number++}`;
  server.clock.advance(3_600_000);
});

/** `accounts.me` as far as these tests look at it. */
interface Who {
  actor: { accountId: string; persons: unknown[] } | null;
  posts: unknown[];
}
const me = async (as: string | null) => (await server.call<Who>('accounts.me', {}, { as })).body;
const sendCode = (to = phone) => server.call('accounts.sendCode', { phone: to, ticket: TICKET });
const enter = (code: string, as?: string, ticket = TICKET) =>
  server.call('accounts.signInWithCode', { phone, code, ticket }, { as: as ?? null });
/** Through the code and no further, as somebody who has not agreed to anything yet. */
const enterOnce = async () => {
  await sendCode();
  return (await enter(await codeSentTo(server, phone))).cookie;
};
const agree = (as: string | null, agreed: unknown = SHOWN_TEXTS) => server.call('accounts.signInAgreed', { agreed }, { as });
const wrong = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, '0');

describe('a code to a phone', () => {
  it('is six digits in a message, never in the answer outside the demo', async () => {
    const { status, body } = await sendCode();
    expect(status).toBe(200);
    expect(body).toEqual({ waitSeconds: 60, demoCode: null });
    expect(await codeSentTo(server, phone)).toMatch(/^\d{6}$/);
  });

  it('is answered alike for phones on file and not, so that nobody learns who is registered', async () => {
    await addPerson(server, { name: '马丽花', territory: GRID, phone });
    const known = await sendCode();
    const unknown = await sendCode(`138${number++}`);
    expect(known.status).toBe(unknown.status);
    expect(known.body).toEqual(unknown.body);
    const wrongForKnown = await enter('000000');
    const wrongForUnknown = await server.call('accounts.signInWithCode', { phone: `137${number++}`, code: '000000', ticket: TICKET });
    expect(wrongForKnown.body).toEqual(wrongForUnknown.body);
    expect(wrongForKnown.status).toBe(401);
  });

  it('is not sent again within a minute, and not more than five times an hour', async () => {
    await sendCode();
    server.clock.advance(59_000);
    expect((await sendCode()).status).toBe(429);
    server.clock.advance(1_000);
    expect((await sendCode()).status).toBe(200);
    for (let more = 0; more < 3; more++) {
      server.clock.advance(61_000);
      expect((await sendCode()).status).toBe(200);
    }
    server.clock.advance(61_000);
    expect((await sendCode()).status).toBe(429);
  });

  it('is sent once when five requests arrive together', async () => {
    const all = await Promise.all([1, 2, 3, 4, 5].map(() => sendCode()));
    expect(all.map(({ status }) => status).sort()).toEqual([200, 429, 429, 429, 429]);
  });

  it('is refused to one address that asks for more than sixty phones an hour', async () => {
    const sendFrom = (address: string) => {
      const exchange = { address, device: '', origin: 'http://localhost', session: null, setSession: () => {} };
      return runOperation(server.app, sendCodeOperation, {
        actor: { kind: 'anyone' },
        input: { phone: `136${number++}`, ticket: TICKET },
        commandId: null,
        exchange,
      });
    };
    for (let at = 0; at < 60; at++) await sendFrom('10.9.9.9');
    await expect(sendFrom('10.9.9.9')).rejects.toMatchObject({ type: 'too-many-requests' });
    await expect(sendFrom('10.9.9.8')).resolves.toMatchObject({ waitSeconds: 60 });
  });

  it.each(['', '1234', '23912345678', '139123456789', null, 13912345678, '1391234567a'])('wants a phone: %s', async (bad) => {
    const { status, body } = await server.call('accounts.sendCode', { phone: bad, ticket: TICKET });
    expect(status).toBe(400);
    expect((body.errors as { path: string }[])[0]?.path).toBe('phone');
  });
});

describe('signing in with a code', () => {
  it('lets a phone on file in, for everyone it serves, and says who', async () => {
    const mother = await addPerson(server, { name: '马丽花', territory: GRID, phone });
    const son = await addPerson(server, { name: '马小军', territory: GRID, phone });
    const half = (await enterOnce()) as string;
    const { status, body, cookie } = await agree(half);
    expect(status).toBe(200);
    expect((body.persons as { id: string }[]).map(({ id }) => id).sort()).toEqual([mother, son].sort());
    const chosen = await server.call('accounts.choosePerson', { personId: son }, { as: cookie });
    expect(chosen.status).toBe(200);
    expect((await me(cookie)).actor).toMatchObject({
      kind: 'resident',
      personId: son,
      name: '马小军',
      home: { village: VILLAGE, villageName: '福宁村', gridName: '第一网格' },
    });
  });

  it('the first time shows whom it would speak for and opens nothing before they agreed to the words shown', async () => {
    const mother = await addPerson(server, { name: '马丽花', territory: GRID, phone });
    const consents = () =>
      server.prepare((tx) =>
        tx.db.selectFrom('consent').select(['purpose', 'text_version', 'given_how']).where('person_id', '=', mother).execute(),
      );
    const half = (await enterOnce()) as string;
    expect(await me(half)).toMatchObject({ actor: null, registering: { onFile: ['马丽花'] } });
    expect((await server.call('messages.inbox', {}, { as: half })).status).toBe(401);
    expect((await agree(half, null)).status).toBe(400);
    expect((await agree(half, { ...SHOWN_TEXTS, account: SHOWN_TEXTS.account + 1 })).status, 'another text').toBe(400);
    expect((await agree(null)).status).toBe(401);
    const renamed = await server.call('accounts.register', { name: '杨秀兰', village: VILLAGE, agreed: SHOWN_TEXTS }, { as: half });
    expect(renamed.status, 'whoever is on file is not put there again').toBe(409);
    expect(await consents()).toEqual([]);
    expect((await agree(half)).status).toBe(200);
    expect(await consents()).toEqual([{ purpose: 'account', text_version: SHOWN_TEXTS.account, given_how: 'portal' }]);
    expect((await agree(half)).status, 'once').toBe(401);
  });

  it('of ten who agree together one opens the account', async () => {
    await addPerson(server, { name: '马丽花', territory: GRID, phone });
    const half = (await enterOnce()) as string;
    const all = await Promise.all(Array.from({ length: 10 }, () => agree(half)));
    expect(all.filter(({ status }) => status === 200)).toHaveLength(1);
  });

  it('does not let one choose a person of another family', async () => {
    await addPerson(server, { name: '马丽花', territory: GRID, phone });
    const stranger = await addPerson(server, { name: '李志强', territory: GRID });
    const cookie = await signInPhone(server, phone);
    expect((await server.call('accounts.choosePerson', { personId: stranger }, { as: cookie })).status).toBe(404);
  });

  it('takes a code once', async () => {
    await addPerson(server, { name: '马丽花', territory: GRID, phone });
    await sendCode();
    const code = await codeSentTo(server, phone);
    expect((await enter(code)).status).toBe(200);
    const replayed = await enter(code);
    expect(replayed.status).toBe(401);
    expect(replayed.cookie).toBeNull();
  });

  it('takes it only in the browser that asked for it, and says no more there than of a wrong one', async () => {
    await sendCode();
    const code = await codeSentTo(server, phone);
    const elsewhere = await enter(code, undefined, 'B'.repeat(43));
    expect([elsewhere.status, elsewhere.cookie]).toEqual([401, null]);
    expect(elsewhere.body).toEqual((await enter(wrong(code))).body);
    expect(elsewhere.body.detail).toContain('不是在这里要的');
    expect((await enter(code)).status).toBe(200);
  });

  it('lets nobody who did not ask use up the tries, nor make the code worthless by asking for another', async () => {
    await sendCode();
    const code = await codeSentTo(server, phone);
    for (let at = 0; at < 8; at++) await enter(wrong(code), undefined, 'B'.repeat(43));
    server.clock.advance(61_000);
    await server.call('accounts.sendCode', { phone, ticket: 'B'.repeat(43) });
    expect((await enter(await codeSentTo(server, phone))).status === 200, 'a code asked for elsewhere').toBe(false);
    expect((await enter(code)).status).toBe(200);
  });

  it.each(['', 'A'.repeat(42), 'A'.repeat(44), `${'A'.repeat(42)}+`, null])('wants a whole ticket: %s', async (ticket) => {
    expect((await server.call('accounts.sendCode', { phone, ticket })).status).toBe(400);
    expect((await server.call('accounts.signInWithCode', { phone, code: '000000', ticket })).status).toBe(400);
  });

  it('takes only the newest code', async () => {
    await sendCode();
    const first = await codeSentTo(server, phone);
    server.clock.advance(61_000);
    await sendCode();
    const second = await codeSentTo(server, phone);
    if (first !== second) expect((await enter(first)).status).toBe(401);
    expect((await enter(second)).status).toBe(200);
  });

  it('forgets a code after five minutes', async () => {
    await sendCode();
    const code = await codeSentTo(server, phone);
    server.clock.advance(5 * 60_000);
    expect((await enter(code)).status).toBe(401);
  });

  it('forgets a code after five wrong tries, also when they come together', async () => {
    await sendCode();
    const code = await codeSentTo(server, phone);
    await Promise.all([1, 2, 3, 4, 5].map(() => enter(wrong(code))));
    expect((await enter(code)).status).toBe(401);
  });

  it('still takes the right code after four wrong tries', async () => {
    await sendCode();
    const code = await codeSentTo(server, phone);
    for (let at = 0; at < 4; at++) await enter(wrong(code));
    expect((await enter(code)).status).toBe(200);
  });

  it('gives a new token at each sign-in and ends the one that came with it', async () => {
    await addPerson(server, { name: '马丽花', territory: GRID, phone });
    const planted = await signInPhone(server, phone);
    server.clock.advance(61_000);
    await sendCode();
    const { cookie } = await enter(await codeSentTo(server, phone), planted);
    expect(cookie).not.toBe(planted);
    expect((await me(planted)).actor).toBeNull();
    expect((await me(cookie)).actor).not.toBeNull();
  });

  it('lasts 90 days', async () => {
    await addPerson(server, { name: '马丽花', territory: GRID, phone });
    const cookie = await signInPhone(server, phone);
    server.clock.advance(89 * 86_400_000);
    expect((await me(cookie)).actor).not.toBeNull();
    server.clock.advance(2 * 86_400_000);
    expect((await me(cookie)).actor).toBeNull();
  });
});

describe('a phone nobody has on file', () => {
  const register = (as: string | null, input: object = {}) =>
    server.call('accounts.register', { name: '杨秀兰', village: VILLAGE, agreed: SHOWN_TEXTS, ...input }, { as });

  it('proves itself, gives a name and a place, and is a resident', async () => {
    const half = await signInPhone(server, phone);
    expect(await me(half)).toMatchObject({ actor: null, registering: { phone: expect.stringMatching(/^139\*{4}\d{4}$/) } });
    const { status, body, cookie } = await register(half, { grid: GRID, address: '福宁村一组 12 号' });
    expect(status).toBe(200);
    expect(cookie).not.toBe(half);
    expect((await me(cookie)).actor).toMatchObject({
      kind: 'resident',
      personId: body.personId,
      name: '杨秀兰',
      home: { grid: GRID, address: '福宁村一组 12 号', townshipName: '闽宁镇' },
    });
    const judged = await server.prepare((tx) => tx.db.selectFrom('job').select('payload').where('kind', '=', 'board.judge').execute());
    expect(judged, 'the grid has one household more').toEqual([
      { payload: { territory: VILLAGE, topics: ['residents'], recount: [GRID] } },
    ]);
    server.clock.advance(61_000);
    const again = await signInPhone(server, phone);
    expect((await me(again)).actor).toMatchObject({ name: '杨秀兰' });
  });

  it('may be nothing but asked for its name: half a sign-in opens no door', async () => {
    const half = await signInPhone(server, phone);
    for (const door of ['messages.inbox', 'accounts.sessions', 'accounts.choosePerson']) {
      expect((await server.call(door, { personId: '019ab000-0000-7000-8000-000000000001' }, { as: half })).status).toBe(401);
    }
  });

  it('registers once, in a quarter of an hour, and only after its code', async () => {
    expect((await register(null)).status).toBe(401);
    const half = await signInPhone(server, phone);
    server.clock.advance(16 * 60_000);
    expect((await register(half)).status).toBe(401);
    server.clock.advance(60_000);
    const fresh = await signInPhone(server, phone);
    expect((await register(fresh)).status).toBe(200);
    expect((await register(fresh)).status).toBe(401);
  });

  it.each([
    [{ name: '' }, 'name'],
    [{ name: '<b>马</b>' }, 'name'],
    [{ name: '马'.repeat(31) }, 'name'],
    [{ agreed: undefined }, 'agreed'],
    [{ village: '640121104999' }, 'village'],
    [{ village: '6401' }, 'village'],
    [{ grid: '640122100201001' }, 'grid'],
    [{ grid: `${VILLAGE}999` }, 'grid'],
    [{ address: '一组 3 号' }, 'grid'],
  ])('says what is wrong with %j', async (input, path) => {
    const half = await signInPhone(server, phone);
    const { status, body } = await register(half, input);
    expect(status).toBe(400);
    expect((body.errors as { path: string }[])[0]?.path).toBe(path);
  });
});
