import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { httpServer } from './http.ts';
import { watchPressure } from './platform/pressure.ts';
import { type TestServer, testServer } from './testing/server.ts';

const MOST_WAITING = 8;
let server: TestServer;
let http: TestServer['http'];
beforeAll(async () => {
  server = await testServer();
  http = await httpServer({ ...server.app, config: { ...server.app.config, pressure: { waiting: MOST_WAITING, delayMs: 60_000 } } });
  await http.ready();
});
afterAll(async () => {
  await http.close();
  await server.stop();
});

const ask = () =>
  http.inject({
    method: 'POST',
    url: '/api/territory/search',
    headers: { 'x-linli': '1', 'content-type': 'application/json' },
    payload: { q: '闽' },
  });

describe('a server with too much to do', () => {
  it('answers what it took, turns the rest away with a sentence and a time, says it lives, and recovers by itself', async () => {
    const held: pg.PoolClient[] = [];
    for (let n = 0; n < 5; n++) held.push(await server.app.pool.connect());
    const taken = Array.from({ length: MOST_WAITING }, ask);
    await expect.poll(() => server.app.pool.waitingCount).toBe(MOST_WAITING);
    for (const away of await Promise.all(Array.from({ length: 20 }, ask))) {
      expect(away.statusCode).toBe(503);
      expect(away.headers['retry-after']).toBe('2');
      expect(away.headers['content-type']).toContain('application/problem+json');
      expect(away.json()).toMatchObject({ type: '/problems/unavailable', title: '系统正忙，请稍后再试，您填的内容没有丢。' });
    }
    expect((await http.inject({ method: 'GET', url: '/healthz' })).statusCode).toBe(200);
    expect((await http.inject({ method: 'GET', url: '/metrics' })).body).toContain('linli_turned_away_total 20');
    for (const client of held) client.release();
    expect((await Promise.all(taken)).map(({ statusCode }) => statusCode)).toEqual(Array(MOST_WAITING).fill(200));
    expect((await ask()).statusCode).toBe(200);
  });

  it('notices that its own clock runs late, and that it runs again', async () => {
    const pressure = watchPressure({ waitingCount: 0 }, { waiting: 1, delayMs: 150 });
    expect(pressure.tooMuch()).toBe(false);
    for (const until = performance.now() + 300; performance.now() < until; );
    expect(pressure.tooMuch()).toBe(true);
    await expect.poll(() => pressure.tooMuch(), { timeout: 2_000 }).toBe(false);
    pressure.stop();
  });
});
