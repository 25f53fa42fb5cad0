import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { operations } from './operations.ts';
import { makeMetrics } from './platform/metrics.ts';
import { jobHandlers } from './start.ts';
import { type Town, town } from './testing/matters.ts';
import { newAddress } from './testing/world.ts';

let place: Town;
beforeAll(async () => {
  place = await town();
});
afterAll(() => place.stop());

const get = (url: string, remoteAddress = '127.0.0.1') => place.http.inject({ method: 'GET', url, remoteAddress });

describe('for the operator', () => {
  it('the process lives and can serve', async () => {
    expect((await get('/healthz')).json()).toEqual({ status: 'ok' });
    expect((await get('/readyz')).json()).toEqual({ status: 'ready' });
  });

  it('numbers are for this machine only', async () => {
    expect((await get('/metrics')).statusCode).toBe(200);
    expect((await get('/metrics', '10.0.0.9')).statusCode).toBe(404);
    for (const forwarded of [{ 'x-forwarded-for': '10.0.0.9' }, { forwarded: 'for=10.0.0.9' }])
      expect((await place.http.inject({ method: 'GET', url: '/metrics', remoteAddress: '127.0.0.1', headers: forwarded })).statusCode).toBe(
        404,
      );
  });

  it('numbers name operations and codes, and nothing about a person', async () => {
    const { id, number, receiptCode } = await place.file('resident', {
      contact: { name: '马占山', phone: '13895016021' },
      address: '三组12号',
    });
    await place.view({ receipt: receiptCode }, id);
    await place.send('neighbour', 'matters.view', { id });
    const { body: text } = await get('/metrics');
    expect(text).toContain('linli_request_seconds_count{operation="matters.file",status="200"} 1');
    expect(text).toContain('linli_request_seconds_count{operation="matters.view",status="404"} 1');
    for (const personal of ['马占山', '13895016021', '三组', id, number, receiptCode, place.people.resident, place.accounts.resident])
      expect(text).not.toContain(personal);
    const names = new Set(operations.map((operation) => operation.name));
    for (const [, name] of text.matchAll(/operation="([^"]+)"/g)) expect(names).toContain(name);
  });
});

describe('the alerts an operator is given', () => {
  const read = (path: string) => readFileSync(new URL(`../${path}`, import.meta.url), 'utf8');
  const alerts = read('docs/operate/files/alerts.yml');

  it('ask for numbers that are there, of operations and jobs that are there', async () => {
    const numbers = makeMetrics({ process: true }).registry.getMetricsAsArray();
    const known = numbers.map(({ name }) => name);
    const asked = [...alerts.matchAll(/\b(?:linli|process|nodejs)_\w+/g)].map(([name]) => name.replace(/_(bucket|count|sum)$/, ''));
    expect(asked.length).toBeGreaterThanOrEqual(8);
    expect(asked.filter((name) => !known.includes(name))).toEqual([]);
    const [, verbs = ''] = /accounts\.\(([\w|]+)\)/.exec(alerts) ?? [];
    const names = operations.map(({ name }) => name);
    for (const verb of verbs.split('|')) expect(names).toContain(`accounts.${verb}`);
    for (const [, kind] of alerts.matchAll(/kind="([^"]+)"/g)) expect(Object.keys(jobHandlers)).toContain(kind);
  });

  it('each lead to a paragraph that says what to do', () => {
    const targets = [...alerts.matchAll(/do: (docs\/operate\/[\w-]+\.md)#([\w-]+)/g)];
    expect(targets.length).toBe([...alerts.matchAll(/- alert:/g)].length);
    for (const [, page = '', anchor] of targets) {
      const headings = [...read(page).matchAll(/^## (.+)$/gm)].map(([, title = '']) => title.toLowerCase().replaceAll(' ', '-'));
      expect(headings, page).toContain(anchor);
    }
  });
});

describe('how often', () => {
  it('one address may file without an account ten times a minute, and is told when to come back', async () => {
    const from = newAddress();
    const file = (remoteAddress: string) =>
      place.http.inject({
        method: 'POST',
        url: '/api/matters/file',
        remoteAddress,
        headers: { 'content-type': 'application/json', 'x-linli': '1' },
        payload: '{}',
      });
    for (let time = 0; time < 10; time++) expect((await file(from)).statusCode).toBe(400);
    const stopped = await file(from);
    expect([stopped.statusCode, stopped.json().type]).toEqual([429, '/problems/too-many-requests']);
    expect(stopped.json().title).toBe('操作太频繁，请稍等一会儿。');
    expect(Number(stopped.headers['retry-after'])).toBeGreaterThan(0);
    expect((await file(newAddress())).statusCode, 'another address goes on').toBe(400);
  });

  it('receipt codes cannot be tried out one after the other', async () => {
    const remoteAddress = newAddress();
    const guess = async (at: number) => {
      const receipt = `${'23456789ABCDEFGHJKMNPQRSTVWXYZ'.slice(at % 20, (at % 20) + 4)}-${'QRST'}`;
      const answer = await place.http.inject({
        method: 'POST',
        url: '/api/matters/mine',
        remoteAddress,
        headers: { 'content-type': 'application/json', 'x-linli': '1', 'linli-receipt': receipt },
        payload: '{}',
      });
      return answer.statusCode;
    };
    const codes: number[] = [];
    for (let at = 0; at < 70; at++) codes.push(await guess(at));
    expect(codes.filter((code) => code === 429).length).toBe(10);
  });

  it('colleagues behind one address do not stop each other: each account counts for itself', async () => {
    const reveal = (who: 'stationWorker' | 'stationHead') =>
      place.send(who, 'matters.reveal', {
        id: '01930000-0000-7000-8000-000000000000',
        reporterId: '01930000-0000-7000-8000-000000000000',
        purpose: '核实',
      });
    for (let time = 0; time < 30; time++) expect((await reveal('stationWorker')).status).toBe(404);
    expect((await reveal('stationWorker')).status).toBe(429);
    expect((await reveal('stationHead')).status).toBe(404);
  });
});
