import { Secret, TOTP } from 'otpauth';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { providerFrom } from '../../platform/identity-provider.ts';
import { type RealProvider, realProvider, type Someone } from '../../testing/identity-provider.ts';
import { type TestServer, testServer } from '../../testing/server.ts';
import { addPlaces, addStaff, cookieOf, demandFactor, movable, newAddress, type Staff } from '../../testing/world.ts';
import { setTotp } from './store.ts';

const ORIGIN = 'http://linli.example.cn';
let server: TestServer;
let provider: RealProvider;
let admin: string;
let staff: Staff;
beforeAll(async () => {
  // The provider signs with the machine's own time.
  server = await testServer({ now: new Date().toISOString() });
  await addPlaces(server);
  provider = await realProvider(`${ORIGIN}/office/sign-in`);
  server.app.config.publicUrl = ORIGIN;
  admin = await cookieOf(server, await addStaff(server, { role: 'administrator', territory: '640121' }));
});
beforeEach(async () => {
  server.app.config.provider = { ...provider.settings };
  movable(server)(newAddress());
  staff = await addStaff(server, { role: 'dispatcher', territory: '640121104', kind: 'township-centre' });
});
afterAll(async () => {
  await provider.stop();
  await server.stop();
});

interface Problem {
  type: string;
  detail?: string;
}
const link = (subject: string, id = staff.accountId, as = admin) => server.call<Problem>('accounts.linkSubject', { id, subject }, { as });
const begin = async () => (await server.call<{ url: string; flow: string }>('accounts.beginProvider')).body;
const finish = (flow: string, back: URL, over: Record<string, string> = {}) =>
  server.call<Problem & { state: string; ticket: string }>('accounts.finishProvider', {
    flow,
    ...Object.fromEntries(back.searchParams),
    ...over,
  });

/** The whole way of a browser. */
async function enter(someone: Someone) {
  const { url, flow } = await begin();
  return finish(flow, await provider.follow(url, someone));
}
const who = async (cookie: string | null) =>
  (await server.call<{ actor: { accountId: string } | null }>('accounts.me', {}, { as: cookie })).body.actor?.accountId ?? null;

describe('sign-in through an identity provider', () => {
  it('lets in whom an administrator linked, and says so in the audit', async () => {
    const sub = `sub-${staff.username}`;
    expect((await link(sub)).status).toBe(200);
    const entered = await enter({ sub });
    expect(entered.body).toEqual({ state: 'signed-in', ticket: null });
    expect(await who(entered.cookie)).toBe(staff.accountId);
    const trace = await server.prepare(({ db }) =>
      db
        .selectFrom('audit')
        .select('detail')
        .where('operation', '=', 'accounts.finishProvider')
        .where('person_id', '=', staff.personId)
        .execute(),
    );
    expect(trace.map(({ detail }) => detail)).toEqual([{ way: 'provider', accountId: staff.accountId, secondFactor: false }]);
  });

  it('sets up ours where a post demands two and the provider does not say that it asked more than a password', async () => {
    await demandFactor(server, 2, '2021-01-01');
    try {
      const sub = `sub-${staff.username}`;
      await link(sub);
      for (const amr of [undefined, ['pwd']]) {
        const half = await enter({ sub, ...(amr && { amr }) });
        expect(half.body, String(amr)).toEqual({ state: 'set-up-needed', ticket: null });
        expect(await who(half.cookie)).toBeNull();
      }
      const whole = await enter({ sub, amr: ['pwd', 'mfa'] });
      expect(whole.body.state).toBe('signed-in');
      expect(await who(whole.cookie)).toBe(staff.accountId);
    } finally {
      await demandFactor(server, 0, '2022-01-01');
    }
  });

  it('never makes an account, nor takes a name at the provider for a user name unless told to', async () => {
    const count = () =>
      server.prepare(({ db }) =>
        db
          .selectFrom('account')
          .select(({ fn }) => fn.countAll<number>().as('n'))
          .executeTakeFirstOrThrow(),
      );
    const before = await count();
    const stranger = await enter({ sub: 'stranger', username: staff.username });
    expect([stranger.status, stranger.cookie]).toEqual([401, null]);
    expect(stranger.body.detail).toContain('stranger');
    expect(await count()).toEqual(before);
    server.app.config.provider = { ...provider.settings, claim: 'preferred_username' };
    expect(await who((await enter({ sub: 'stranger', username: staff.username.toUpperCase() })).cookie)).toBe(staff.accountId);
    // Once linked, the link alone counts: the name may be somebody else's by now.
    await link(`own-${staff.username}`);
    expect((await enter({ sub: 'stranger', username: staff.username })).status).toBe(401);
  });

  it('asks for our second factor where the provider tells of none, and only there', async () => {
    const secret = new Secret({ size: 20 }).base32;
    const confirmedAt = server.clock.now();
    await server.prepare((tx) => setTotp(tx, { county: '640121', id: staff.accountId }, { secret, confirmedAt, step: 0 }));
    const sub = `two-${staff.username}`;
    await link(sub);
    const asked = await enter({ sub, amr: ['pwd'] });
    expect([asked.body.state, asked.cookie]).toEqual(['totp-needed', null]);
    const { ticket } = asked.body;
    expect((await server.call('accounts.giveProviderCode', { ticket, totp: '000000' })).status).toBe(401);
    const totp = new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: server.clock.now().getTime() });
    const given = await server.call('accounts.giveProviderCode', { ticket, totp });
    expect(await who(given.cookie)).toBe(staff.accountId);
    expect((await server.call('accounts.giveProviderCode', { ticket, totp })).status).toBe(401);
    expect((await enter({ sub, amr: ['pwd', 'mfa'] })).body.state).toBe('signed-in');
  });

  it('is refused for a closed account, a locked one, and where nothing is connected', async () => {
    const sub = `gone-${staff.username}`;
    await link(sub);
    const set = (values: object) =>
      server.prepare(({ db }) => db.updateTable('account').set(values).where('id', '=', staff.accountId).execute());
    await set({ locked_until: new Date(server.clock.now().getTime() + 60_000) });
    expect((await enter({ sub })).status).toBe(401);
    await set({ locked_until: null, closed_at: server.clock.now() });
    expect((await enter({ sub })).status).toBe(401);
    server.app.config.provider = null;
    expect((await server.call('accounts.beginProvider')).status).toBe(409);
    expect((await server.call('accounts.me')).body).toMatchObject({ setup: { provider: null } });
  });
});

describe('an attacker', () => {
  const sub = () => `target-${staff.username}`;
  beforeEach(async () => void (await link(sub())));

  it('cannot use an answer twice', async () => {
    const { url, flow } = await begin();
    const back = await provider.follow(url, { sub: sub() });
    expect((await finish(flow, back)).status).toBe(200);
    expect((await finish(flow, back)).status).toBe(401);
  });

  it('cannot plant an answer of their own into the sign-in of somebody else', async () => {
    const theirs = await begin();
    const back = await provider.follow(theirs.url, { sub: sub() });
    const victim = await begin();
    const planted = await finish(victim.flow, back);
    expect([planted.status, planted.cookie]).toEqual([401, null]);
    expect((await finish('A'.repeat(43), back)).status).toBe(401);
  });

  it('cannot change the state or the nonce, nor use a code without the verifier it was asked with', async () => {
    const one = await begin();
    const answered = await provider.follow(one.url, { sub: sub() });
    expect((await finish(one.flow, answered, { state: 'x' })).status).toBe(401);
    // Good once, whatever came of it: no second try.
    expect((await finish(one.flow, answered)).status).toBe(401);
    const two = await begin();
    const altered = new URL(two.url);
    altered.searchParams.set('nonce', 'of another');
    const wrong = await finish(two.flow, await provider.follow(altered.href, { sub: sub() }));
    expect([wrong.status, wrong.cookie]).toEqual([401, null]);
    const three = await begin();
    const challenge = new URL(three.url);
    challenge.searchParams.set('code_challenge', 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM');
    expect((await finish(three.flow, await provider.follow(challenge.href, { sub: sub() }))).status).toBe(401);
    const four = await begin();
    const mixed = await finish(four.flow, await provider.follow(four.url, { sub: sub() }), { iss: 'https://evil.example' });
    expect(mixed.status).toBe(401);
  });

  it('cannot send the browser elsewhere, nor come too late', async () => {
    expect((await server.call('accounts.beginProvider', { next: 'https://evil.example' })).status).toBe(400);
    const { url, flow } = await begin();
    expect(new URL(url).searchParams.get('redirect_uri')).toBe(`${ORIGIN}/office/sign-in`);
    const elsewhere = new URL(url);
    elsewhere.searchParams.set('redirect_uri', 'https://evil.example/office/sign-in');
    await expect(provider.follow(elsewhere.href, { sub: sub() })).rejects.toThrow('the provider answered 400');
    const back = await provider.follow(url, { sub: sub() });
    await server.prepare(({ db }) =>
      db
        .updateTable('sign_in_code')
        .set({ expires_at: new Date(0) })
        .where('purpose', '=', 'provider')
        .execute(),
    );
    expect((await finish(flow, back)).status).toBe(401);
  });

  it('cannot say in the provider’s place who somebody is: a token that is not signed, or signed for other words, is refused', async () => {
    const parts = (token: string) => token.split('.') as [string, string, string];
    const encoded = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const forgeries: [string, (token: string) => string][] = [
      ['another signature', (token) => `${parts(token)[0]}.${parts(token)[1]}.${'A'.repeat(parts(token)[2].length)}`],
      [
        'another subject',
        (token) => {
          const [head, claims, signature] = parts(token);
          return `${head}.${encoded({ ...JSON.parse(Buffer.from(claims, 'base64url').toString()), sub: sub() })}.${signature}`;
        },
      ],
      ['no signature', (token) => `${encoded({ alg: 'none' })}.${parts(token)[1]}.`],
    ];
    try {
      for (const [what, tamper] of forgeries) {
        provider.tamper = tamper;
        const forged = await enter({ sub: what === 'another subject' ? 'somebody-else' : sub() });
        expect([forged.status, forged.cookie], what).toEqual([401, null]);
      }
    } finally {
      provider.tamper = null;
    }
    expect((await enter({ sub: sub() })).status).toBe(200);
  });

  it('is not helped by a provider that is gone: nobody enters, and the sentence says what to do', async () => {
    server.app.config.provider = { ...provider.settings, issuer: 'http://127.0.0.1:9' };
    const { status, body } = await server.call<Problem>('accounts.beginProvider');
    expect([status, body.detail]).toEqual([503, expect.stringContaining('用密码登录')]);
  });
});

describe('links', () => {
  it('are set by an administrator of the range, never their own, each to one account', async () => {
    const sub = `linked-${staff.username}`;
    const neighbour = await cookieOf(server, await addStaff(server, { role: 'administrator', territory: '640122' }));
    expect((await link(sub, staff.accountId, neighbour)).status).toBe(404);
    const own = await addStaff(server, { role: 'administrator', territory: '640121' });
    expect((await link(sub, own.accountId, await cookieOf(server, own))).status).toBe(409);
    expect((await link(sub)).status).toBe(200);
    const another = await addStaff(server, { role: 'dispatcher', territory: '640121104', kind: 'township-centre' });
    expect((await link(sub, another.accountId)).status).toBe(400);
    expect((await server.call('accounts.subject', { id: staff.accountId }, { as: admin })).body).toMatchObject({
      linked: { subject: sub },
    });
    const { cookie } = await enter({ sub });
    expect((await server.call('accounts.unlinkSubject', { id: staff.accountId }, { as: admin })).status).toBe(200);
    expect(await who(cookie)).toBeNull();
    expect((await enter({ sub })).status).toBe(401);
    expect((await server.call('accounts.unlinkSubject', { id: staff.accountId }, { as: admin })).status, 'nothing is linked').toBe(409);
  });
});

it('settings that cannot be are refused with a sentence', () => {
  expect(providerFrom({})).toBeNull();
  expect(() => providerFrom({ LINLI_OIDC_ISSUER: 'https://id.example.cn' })).toThrow('LINLI_OIDC_CLIENT_ID');
  expect(() => providerFrom({ LINLI_OIDC_ISSUER: 'http://id.example.cn', LINLI_OIDC_CLIENT_ID: 'linli' })).toThrow('https');
});
