import { createServer, type IncomingMessage, type Server } from 'node:http';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { runOneJob } from '../../platform/jobs.ts';
import { type TestServer, testServer } from '../../testing/server.ts';
import { addPerson, addPlaces, addStaff, cookieOf, GRID, movable, newAddress, signInPhone, TICKET, VILLAGE } from '../../testing/world.ts';
import { phoneIndex } from '../keys/index.ts';
import { httpGateway, messageJobs, messageJobsWith, outboxGateway, tell, templates } from './index.ts';

let server: TestServer;
let admin: string;
let neighbour: string;
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
  admin = await cookieOf(server, await addStaff(server, { role: 'administrator', territory: '640121' }));
  neighbour = await cookieOf(server, await addStaff(server, { role: 'administrator', territory: '640122' }));
  await server.prepare(({ db }) => db.updateTable('job').set({ state: 'done' }).execute());
});

const answered = templates.answered({ number: 'YN2026-000123', holder: '闽宁镇民生服务中心', confirmBy: '2026-12-09T10:00:00.000Z' });
const tellAbout = (to: { personId?: string; accountId?: string; phone?: string }) =>
  server.prepare((tx) =>
    tell(tx, server.app, server.clock.now(), { county: '640121', territory: VILLAGE, kind: 'answered', ...answered, ...to }),
  );
const family = async () => {
  const phone = `133${number++}`;
  const personId = await addPerson(server, { name: '马丽花', territory: GRID, phone });
  return { phone, personId };
};
const smsTo = async (phone: string, kind = 'answered') => {
  const row = await server.prepare((tx) =>
    tx.db
      .selectFrom('message')
      .selectAll()
      .where('phone_index', '=', phoneIndex(tx.keys, '640121', phone))
      .where('kind', '=', kind)
      .executeTakeFirstOrThrow(),
  );
  return row;
};
interface InboxBody {
  items: { id: string; text: string; read: boolean }[];
  unread: number;
}
const inbox = async (as: string) => (await server.call<InboxBody>('messages.inbox', {}, { as })).body;

describe('the inbox', () => {
  it('holds what its owner was told, counts it, and marks it read', async () => {
    const { phone, personId } = await family();
    const cookie = await signInPhone(server, phone);
    await tellAbout({ personId, phone });
    const before = await inbox(cookie);
    expect(before).toMatchObject({ unread: 1, items: [{ text: answered.inbox, read: false }] });
    expect((await server.call('accounts.me', {}, { as: cookie })).body.unread).toBe(1);
    const marked = await server.call('messages.markRead', { ids: before.items.map(({ id }) => id) }, { as: cookie });
    expect(marked.body).toEqual({ unread: 0 });
    expect((await inbox(cookie)).items[0]?.read).toBe(true);
  });

  it('of another can neither be seen nor marked', async () => {
    const victim = await family();
    const stranger = await family();
    await tellAbout({ personId: victim.personId });
    const theirs = await signInPhone(server, victim.phone);
    const mine = await signInPhone(server, stranger.phone);
    expect((await inbox(mine)).items).toEqual([]);
    const [message] = (await inbox(theirs)).items;
    await server.call('messages.markRead', { ids: [message?.id] }, { as: mine });
    await server.call('messages.markRead', { ids: [message?.id] }, { as: admin });
    expect((await inbox(theirs)).unread).toBe(1);
  });

  it('is there for staff by their account, and for nobody without a sign-in', async () => {
    const clerk = await addStaff(server, { role: 'window-clerk', territory: '640121104' });
    await tellAbout({ accountId: clerk.accountId });
    expect((await inbox(await cookieOf(server, clerk))).unread).toBe(1);
    expect((await server.call('messages.inbox')).status).toBe(401);
  });

  it.each([{}, { ids: [] }, { ids: ['x'] }, { ids: 'all' }])('refuses %j', async (input) => {
    expect((await server.call('messages.markRead', input, { as: admin })).status).toBe(400);
  });
});

describe('a short message', () => {
  it('goes out at once by day and is sent', async () => {
    const { phone, personId } = await family();
    await tellAbout({ personId, phone });
    expect(await smsTo(phone)).toMatchObject({ state: 'waiting', send_after: null });
    expect(await runOneJob(server.app, messageJobs)).toBe(true);
    expect(await smsTo(phone)).toMatchObject({ state: 'sent', sent_at: server.clock.now() });
  });

  it('waits out the quiet hours; a code does not', async () => {
    const { phone, personId } = await family();
    server.clock.set('2026-11-25T22:30:00+08:00');
    await tellAbout({ personId, phone });
    await server.call('accounts.sendCode', { phone, ticket: TICKET });
    expect((await smsTo(phone)).send_after).toEqual(new Date('2026-11-26T08:00:00+08:00'));
    expect(await runOneJob(server.app, messageJobs)).toBe(true);
    expect(await runOneJob(server.app, messageJobs)).toBe(false);
    expect(await smsTo(phone, 'code')).toMatchObject({ state: 'sent' });
    expect(await smsTo(phone)).toMatchObject({ state: 'waiting' });
    server.clock.set('2026-11-26T08:00:00+08:00');
    expect(await runOneJob(server.app, messageJobs)).toBe(true);
    expect(await smsTo(phone)).toMatchObject({ state: 'sent' });
  });

  it('is undone with the transaction it was told in', async () => {
    const { phone } = await family();
    await expect(
      server.prepare(async (tx) => {
        await tell(tx, server.app, server.clock.now(), { county: '640121', territory: VILLAGE, phone, kind: 'answered', ...answered });
        throw new Error('the step failed');
      }),
    ).rejects.toThrow();
    await expect(smsTo(phone)).rejects.toThrow();
    expect(await runOneJob(server.app, messageJobs)).toBe(false);
  });
});

describe('the gateway over HTTP', () => {
  let gateway: Server;
  let url = '';
  let status = 200;
  const got: { headers: IncomingMessage['headers']; body: unknown }[] = [];
  beforeAll(async () => {
    gateway = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        got.push({ headers: request.headers, body: JSON.parse(Buffer.concat(chunks).toString()) });
        response.writeHead(status).end('{}');
      });
    });
    await new Promise<void>((resolve) => gateway.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(gateway.address() as { port: number }).port}/sms`;
  });
  afterAll(() => new Promise((resolve) => gateway.close(resolve)));

  it('gets phone and text as JSON with the token; a failure is seen, and tried again', async () => {
    const jobs = messageJobsWith(httpGateway(url, 'secret'));
    const { phone } = await family();
    await tellAbout({ phone });
    status = 503;
    await runOneJob(server.app, jobs);
    expect(await smsTo(phone)).toMatchObject({ state: 'failed', problem: '短信网关回答 503' });
    expect(await runOneJob(server.app, jobs)).toBe(false);
    status = 200;
    server.clock.advance(11_000);
    await runOneJob(server.app, jobs);
    expect(await smsTo(phone)).toMatchObject({ state: 'sent', problem: null });
    expect(got.at(-1)).toMatchObject({ headers: { authorization: 'Bearer secret' }, body: { phone, text: answered.sms } });
  });

  it('forgets a code once it was delivered', async () => {
    const { phone } = await family();
    await server.call('accounts.sendCode', { phone, ticket: TICKET });
    await runOneJob(server.app, messageJobsWith(httpGateway(url, 'secret')));
    expect((got.at(-1)?.body as { text: string } | undefined)?.text).toMatch(/\d{6}/);
    expect((await smsTo(phone, 'code')).text).not.toMatch(/\d{6}/);
  });

  it('is not asked to carry a code that has expired', async () => {
    const { phone } = await family();
    await server.call('accounts.sendCode', { phone, ticket: TICKET });
    server.clock.advance(5 * 60_000);
    const before = got.length;
    expect(await runOneJob(server.app, messageJobsWith(httpGateway(url, 'secret')))).toBe(true);
    expect(got.length).toBe(before);
    expect(await smsTo(phone, 'code')).toMatchObject({ state: 'failed' });
  });

  it('that cannot be reached says so without number or text', async () => {
    const outcome = await httpGateway('http://127.0.0.1:1/', '').send({ phone: '13900000000', text: 'x' });
    expect(outcome).toEqual({ ok: false, problem: '连不上短信网关' });
    expect(outboxGateway.delivers).toBe(false);
  });
});

describe('the outbox', () => {
  interface Outbox {
    items: { id: string; phone: string; text: string; state: string }[];
    next: string | null;
    delivers: boolean;
  }
  const outbox = async (input: object, as = admin) => server.call<Outbox>('messages.outbox', input, { as });

  it('shows the administrator masked phones and the state, whole phones only in the demo', async () => {
    const { phone } = await family();
    await tellAbout({ phone });
    expect((await outbox({ q: phone })).body).toMatchObject({
      delivers: false,
      items: [{ phone: `${phone.slice(0, 3)}****${phone.slice(-4)}`, state: 'waiting', text: answered.sms }],
    });
    server.app.config.demo = true;
    expect((await outbox({ q: phone })).body.items[0]?.phone).toBe(phone);
    server.app.config.demo = false;
    expect((await outbox({ q: phone, state: 'failed' })).body.items).toEqual([]);
  });

  it('of another county shows none of it, and only administrators look', async () => {
    const { phone } = await family();
    await tellAbout({ phone });
    expect((await outbox({ q: phone }, neighbour)).body.items).toEqual([]);
    const clerk = await cookieOf(server, await addStaff(server, { role: 'supervisor', territory: '640121' }));
    expect((await outbox({}, clerk)).status).toBe(403);
  });

  it('is read page by page', async () => {
    for (let at = 0; at < 3; at++) await tellAbout({ phone: (await family()).phone });
    const seen: string[] = [];
    let after: string | undefined;
    do {
      const { body } = await outbox({ limit: 2, ...(after ? { after } : {}) });
      seen.push(...body.items.map(({ id }) => id));
      after = body.next ?? undefined;
    } while (after);
    expect(seen).toEqual((await outbox({ limit: 200 })).body.items.map(({ id }) => id));
    expect((await outbox({ after: 'x' })).status).toBe(400);
    expect((await outbox({ q: '%' })).body.items).toEqual([]);
  });
});
