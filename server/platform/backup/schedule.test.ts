import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestServer, testServer } from '../../testing/server.ts';
import { continuousSetting } from './continuous.ts';
import { backupNames } from './manifest.ts';
import { backupTimes, lastDue, scheduledBackups } from './schedule.ts';

let root: string;
let server: TestServer;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'linli-schedule-'));
  server = await testServer({ now: '2026-11-24T09:00:00+08:00' });
});
afterAll(async () => {
  await server.stop();
  await rm(root, { recursive: true, force: true });
});

test('times are a time of day or a number of minutes', () => {
  expect(backupTimes(undefined)).toEqual({ dailyAtMinute: 150 });
  expect(backupTimes('23:05')).toEqual({ dailyAtMinute: 1385 });
  expect(backupTimes('every 15')).toEqual({ everyMinutes: 15 });
  for (const text of ['24:00', '2:30', 'every 0', 'daily']) expect(() => backupTimes(text)).toThrow(`LINLI_BACKUP_AT is "${text}"`);
});

test('links follow each other in seconds, or not at all', () => {
  expect([continuousSetting(undefined), continuousSetting('off'), continuousSetting('60')]).toEqual([10, null, 60]);
  for (const text of ['0', '61', 'on', '1.5']) expect(() => continuousSetting(text)).toThrow(`LINLI_BACKUP_CONTINUOUS is "${text}"`);
});

test('a time of day is one of the region, today or yesterday', () => {
  const due = (now: string) => lastDue({ dailyAtMinute: 150 }, new Date(now)).toISOString();
  expect(due('2026-11-24T02:30:00+08:00')).toBe('2026-11-23T18:30:00.000Z');
  expect(due('2026-11-24T02:29:59+08:00')).toBe('2026-11-22T18:30:00.000Z');
  expect(lastDue({ everyMinutes: 15 }, new Date('2026-11-24T09:14:00Z')).toISOString()).toBe('2026-11-24T09:00:00.000Z');
});

test('a backup is made when one is due, once, and what stops it is tried again', async () => {
  const target = join(root, 'target');
  const env = { LINLI_BACKUP_TO: target, LINLI_BACKUP_AT: 'every 60', LINLI_BACKUP_KEY_FILE: join(root, 'missing', 'backup.key') };
  const backups = scheduledBackups(server.app, { databaseUrl: server.databaseUrl, home: root }, env);
  const job = backups.handlers['backup.due'] as (context: unknown) => Promise<void>;
  const turn = async () => {
    await job({ now: server.clock.now() });
    await backups.settled();
    return (await backupNames(target)).length;
  };
  expect(await turn()).toBe(1);
  expect(await turn()).toBe(1);
  server.clock.set('2026-11-24T10:01:00+08:00');
  expect(await turn()).toBe(2);
  expect(await turn()).toBe(2);
  expect((await readdir(target)).filter((name) => name.startsWith('.'))).toEqual([]);
});

test('a server that names no place makes none, and a job left over does not die', async () => {
  const { handlers, schedules } = scheduledBackups(server.app, { databaseUrl: server.databaseUrl, home: root }, {});
  expect(schedules).toEqual([]);
  await (handlers['backup.due'] as (context: unknown) => Promise<void>)({ now: server.clock.now() });
});
