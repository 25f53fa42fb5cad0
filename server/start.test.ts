import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { serve } from './start.ts';
import { testDatabase } from './testing/database.ts';

let database: Awaited<ReturnType<typeof testDatabase>>;
let home: string;
beforeAll(async () => {
  database = await testDatabase();
  home = await mkdtemp(join(tmpdir(), 'linli-start-'));
});
afterAll(async () => {
  await database.drop();
  await rm(home, { recursive: true, force: true });
});

const start = (databaseUrl: string) => serve({ port: 0, databaseUrl, home, demo: false });

it('serves as the role that owns nothing', async () => {
  const server = await start(database.url);
  expect((await fetch(`${server.url}/readyz`)).status).toBe(200);
  await server.close();
});

it('serves nothing when the address drops that role, since row-level security would not hold', async () => {
  const dropping = new URL(database.url);
  dropping.searchParams.set('options', '-c statement_timeout=1000');
  await expect(start(dropping.href)).rejects.toThrow('does not run as the role linli_app');
});

it.each(['LINLI_SMS_URL', 'LINLI_WITNESS'])('serves nothing where %s would go over the network in the open', async (setting) => {
  vi.stubEnv(setting, 'http://sms.example.cn/send');
  await expect(start(database.url)).rejects.toThrow(`${setting} must be an https address`);
  vi.unstubAllEnvs();
});

it('serves nothing from a database on another machine without a checked certificate', async () => {
  const url = Object.assign(new URL(database.url), { hostname: 'db.county.gov', search: '' });
  await expect(start(url.href)).rejects.toThrow('DATABASE_URL names another machine without sslmode=verify-full');
});
