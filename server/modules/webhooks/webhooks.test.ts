import { createHmac, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Town, town } from '../../testing/matters.ts';
import { NEXT_VILLAGE, VILLAGE } from '../../testing/people.ts';
import { addressFor, isPublicAddress, whyNot } from './address.ts';

let place: Town;
let receiver: Server;
let host: string;
let answer = 200;
const got: { headers: IncomingHttpHeaders; body: string; path: string }[] = [];
beforeAll(async () => {
  place = await town();
  receiver = createServer((request, response) => {
    let body = '';
    request.on('data', (part) => {
      body += part;
    });
    request.on('end', () => {
      got.push({ headers: request.headers, body, path: request.url ?? '' });
      response.writeHead(answer, answer === 302 ? { location: `http://${host}/elsewhere` } : {}).end('whatever it says');
    });
  });
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
  host = `127.0.0.1:${(receiver.address() as AddressInfo).port}`;
  place.app.config.webhookHosts = [host];
});
beforeEach(async () => {
  answer = 200;
  got.length = 0;
  await place.prepare(({ db }) => db.updateTable('webhook').set({ ended_at: place.clock.now() }).execute());
  await place.at('2026-11-24 09:00');
});
afterAll(async () => {
  await place.stop();
  await new Promise((resolve) => receiver.close(resolve));
});

const ALL = ['matter.filed', 'matter.answered', 'matter.closed'];
async function add(input: object = {}) {
  const { status, body } = await place.send<{ id: string; secret: string }>('administrator', 'webhooks.add', {
    url: `http://${host}/hook`,
    territory: VILLAGE,
    events: ALL,
    ...input,
  });
  expect(status, JSON.stringify(body)).toBe(200);
  return body;
}
const deliveries = async (webhook: string) =>
  (
    await place.send<{ deliveries: { event: string; state: string; attempts: number; problem: string | null }[] }>(
      'administrator',
      'webhooks.deliveries',
      { webhook },
    )
  ).body.deliveries;
const later = async (minutes: number) => {
  place.clock.advance(minutes * 60_000);
  await place.work();
};

/** As another system checks it, by the page of Standard Webhooks and nothing of ours. */
function signedBy(secret: string, { headers, body }: (typeof got)[number]): boolean {
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  const own = createHmac('sha256', key).update(`${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`).digest();
  return String(headers['webhook-signature'])
    .split(' ')
    .some((one) => one.startsWith('v1,') && timingSafeEqual(Buffer.from(one.slice(3), 'base64'), own));
}

describe('another system', () => {
  it('is told of changes of state in its place, signed, and of nothing else', async () => {
    const { id, secret } = await add();
    const filed = await place.file('resident', {
      words: '马秀英家门口的灯坏了',
      contact: { name: '马占山', phone: '13895016021' },
      address: '三组12号',
    });
    await place.file('villagerNext', { words: '渠边的灯坏了', village: NEXT_VILLAGE });
    await place.take('stationWorker', 'sign', filed.id);
    place.clock.advance(1000);
    await place.take('stationWorker', 'answer', filed.id, { words: '换好了' });
    await place.work();
    expect(got.map(({ body }) => JSON.parse(body))).toEqual([
      {
        type: 'matter.filed',
        timestamp: expect.any(String),
        data: { id: filed.id, number: filed.number, kind: 'appeal', status: 'to-sign', place: VILLAGE },
      },
      {
        type: 'matter.answered',
        timestamp: expect.any(String),
        data: { id: filed.id, number: filed.number, kind: 'appeal', status: 'answered', place: VILLAGE },
      },
    ]);
    for (const one of got) {
      expect(signedBy(secret, one)).toBe(true);
      expect(signedBy(`whsec_${Buffer.alloc(32).toString('base64')}`, one)).toBe(false);
      expect(signedBy(secret, { ...one, body: one.body.replace('appeal', 'apple') })).toBe(false);
      for (const personal of ['马', '三组', '13895016021', 'roads.lamp', filed.receiptCode]) expect(one.body).not.toContain(personal);
    }
    expect((await deliveries(id)).map(({ state }) => state)).toEqual(['sent', 'sent']);
  });

  it('that does not answer well is asked again, less and less often, in order, and is given up in the end', async () => {
    const { id } = await add();
    answer = 500;
    await place.file('resident');
    await place.file('resident', { words: '桥头的灯不亮' });
    await place.work();
    // Once a turn, not once for each event.
    expect(got.length).toBe(1);
    await later(1);
    expect(got.length).toBe(2);
    expect(new Set(got.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
    answer = 200;
    await later(4);
    expect(got.length).toBe(2);
    await later(2);
    expect(got.length).toBe(4);
    expect((await deliveries(id)).map(({ state, attempts }) => [state, attempts])).toEqual([
      ['sent', 1],
      ['sent', 3],
    ]);
    answer = 302;
    await place.file('resident', { words: '路口的灯不亮' });
    for (let turn = 0; turn < 9; turn++) await later(15 * 60);
    await place.at('2026-12-02 09:00');
    expect((await deliveries(id))[0]).toMatchObject({ state: 'dead', attempts: 8, problem: '对方回答 302' });
    expect(got.some(({ path }) => path === '/elsewhere')).toBe(false);
    answer = 200;
    expect((await place.send('otherAdministrator', 'webhooks.retry', { id })).status).toBe(404);
    expect((await place.send('administrator', 'webhooks.retry', { id })).status).toBe(200);
    await place.work();
    expect((await deliveries(id))[0]).toMatchObject({ state: 'sent', problem: null });
  });

  it('that says it is gone is left alone', async () => {
    const { id } = await add();
    answer = 410;
    await place.file('resident');
    await place.work();
    await place.file('resident', { words: '还有一盏灯不亮' });
    await later(60);
    expect(got.length).toBe(1);
    const { body } = await place.send<{ webhooks: { id: string; endedWhy: string }[] }>('administrator', 'webhooks.list');
    expect(body.webhooks.find((one) => one.id === id)?.endedWhy).toContain('410');
  });

  it('gets a new secret, and for a day both hold', async () => {
    const first = await add();
    const second = (await place.send<{ secret: string }>('administrator', 'webhooks.rotate', { id: first.id })).body;
    await place.file('resident');
    await place.work();
    expect([signedBy(first.secret, got[0] as never), signedBy(second.secret, got[0] as never)]).toEqual([true, true]);
    await place.at('2026-11-25 10:00');
    await place.file('resident');
    await place.work();
    expect([signedBy(first.secret, got[1] as never), signedBy(second.secret, got[1] as never)]).toEqual([false, true]);
    const { body } = await place.send('administrator', 'webhooks.list');
    expect(JSON.stringify(body)).not.toContain('whsec_');
  });

  it('is let in by an administrator of the range only', async () => {
    const input = { url: 'https://hooks.example.cn/x', territory: '640122', events: ALL };
    expect((await place.send('administrator', 'webhooks.add', input)).status).toBe(409);
    expect((await place.send('dispatcher', 'webhooks.add', { ...input, territory: '640121' })).status).toBe(403);
    const { id } = await add();
    for (const operation of ['webhooks.end', 'webhooks.rotate'])
      expect((await place.send('otherAdministrator', operation, { id })).status).toBe(404);
    expect((await place.send('otherAdministrator', 'webhooks.deliveries', { webhook: id })).status).toBe(404);
    expect((await place.send('administrator', 'webhooks.end', { id })).status).toBe(200);
    for (const operation of ['webhooks.end', 'webhooks.rotate', 'webhooks.retry'])
      expect((await place.send('administrator', operation, { id })).status, `${operation} of one that has ended`).toBe(409);
    await place.file('resident');
    await place.work();
    expect(got).toEqual([]);
  });
});

describe('addresses', () => {
  it.each([
    'http://hooks.example.cn/',
    'https://localhost/',
    'https://127.0.0.1/',
    'https://2130706433/',
    'https://0x7f.1/',
    'https://10.1.2.3/',
    'https://169.254.169.254/latest/meta-data',
    'https://[::1]/',
    'https://[::ffff:127.0.0.1]/',
    'https://[fd00::1]/',
    'https://[2002:7f00:1::]/',
    'https://user:secret@hooks.example.cn/',
    'https://printer.local/',
    'https://localhost./',
  ])('%s is refused', (url) => {
    expect(whyNot(url, [])).not.toBeNull();
  });

  it('a public one is taken, an inner one only where the operator named it', () => {
    expect(whyNot('https://hooks.example.cn/linli', [])).toBeNull();
    expect(whyNot('https://1.1.1.1/', [])).toBeNull();
    expect(isPublicAddress('2606:4700::1111')).toBe(true);
    expect(whyNot('http://10.1.2.3:8080/x', ['10.1.2.3:8080'])).toBeNull();
    expect(whyNot('http://10.1.2.3:9090/x', ['10.1.2.3:8080'])).not.toBeNull();
  });

  it('a name that stands for this machine is not connected to, whenever it comes to mean that', async () => {
    await expect(addressFor(new URL('https://localhost/'), [])).rejects.toThrow('本机');
    await expect(addressFor(new URL(`http://${host}/`), [host])).resolves.toMatchObject({ address: '127.0.0.1' });
    const { id } = await add();
    await place.prepare(({ db }) =>
      db
        .updateTable('webhook')
        .set({ url: `https://localhost:${host.split(':')[1]}/` })
        .where('id', '=', id)
        .execute(),
    );
    await place.file('resident');
    await place.work();
    expect(got).toEqual([]);
    expect((await deliveries(id))[0]).toMatchObject({ state: 'waiting', problem: expect.stringMatching(/本机|域名/) });
  });
});
