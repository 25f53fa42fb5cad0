import { spawnSync } from 'node:child_process';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { testClamd } from '../server/testing/clamd.ts';
import { judge, judgeBackup, judgeChain, scannerFindings } from './doctor.ts';
import { certificateFindings, judgeCertificate } from './doctor-certificate.ts';
import { databaseSetting, homeSetting, portSetting } from './settings.ts';

const linli = fileURLToPath(new URL('./linli.mjs', import.meta.url));
const nowhere = fileURLToPath(new URL('./linli.mjs/home', import.meta.url));

function run(args: string[], env: Record<string, string> = {}) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [linli, ...args], {
    encoding: 'utf8',
    env: { ...process.env, DATABASE_URL: '', LINLI_HOME: nowhere, ...env },
  });
  return { status, stdout, stderr: stderr.trim() };
}

describe('the command line', () => {
  test('shows every command on one screen', () => {
    const { status, stdout } = run(['--help']);
    expect(status).toBe(0);
    for (const command of [
      'start',
      'migrate',
      'demo',
      'import divisions|bodies|calendar|catalogue',
      'create-admin',
      'verify rates|board|audit|backup',
      'export audit|seal-key',
      'backup',
      'restore',
      'keys status|rotate|index|erase',
      'scan',
      'policy coverage',
      'data map|retention',
      'data map|retention',
      'openapi',
      'doctor',
      'database url',
    ]) {
      expect(stdout).toContain(command);
    }
    expect(stdout.split('\n').length).toBeLessThanOrEqual(28);
  });

  test.each([[['bogus']], [['import', 'cats', 'file.csv']], [['verify', 'rates', '--from', 'yesterday']], [['start', '--fast']]])(
    'does not understand %j and ends with 2',
    (args) => {
      expect(run(args).status).toBe(2);
    },
  );

  test.each([
    ['a folder that cannot be', {}, /The data folder .* cannot be written/],
    [
      'a database that is away',
      { DATABASE_URL: 'postgres://a:secret@127.0.0.1:1/x' },
      /The database at 127\.0\.0\.1:1\/x cannot be reached/,
    ],
    ['a database address that is none', { DATABASE_URL: 'rubbish' }, /DATABASE_URL is not a connection string/],
  ])('says %s in one sentence, without a password, and ends with 1', (_what, env, sentence) => {
    const { status, stderr } = run(['migrate'], env);
    expect(status).toBe(1);
    expect(stderr).toMatch(sentence);
    expect(stderr.split('\n').length).toBe(1);
    expect(stderr).not.toContain('secret');
  });

  // It loads every operation, which takes seconds where many work at once.
  test('covers every clause of the opinion, and needs no database', () => {
    const { status, stdout } = run(['policy', 'coverage', '--json']);
    expect(status).toBe(0);
    const { counts, clauses } = JSON.parse(stdout) as {
      counts: Record<string, number>;
      clauses: { clause: string; covered: string; rules: string[] }[];
    };
    expect(clauses).toHaveLength(81);
    expect(clauses.find(({ clause }) => clause === '2.3')).toMatchObject({ covered: 'rule', rules: ['village-station', 'station-head'] });
    expect(counts.rule).toBeGreaterThan(5);
  }, 30_000);

  test.each([
    [['import', 'catalogue', 'file.csv'], /give --county/],
    [['import', 'bodies', 'file.csv', '--county', '640121'], /nothing else takes one/],
    [['import', 'catalogue', 'file.csv', '--county', 'Yongning'], /--county is "Yongning"/],
  ])('says what is wrong with %j', (args, sentence) => {
    const { status, stderr } = run(args);
    expect([status, stderr]).toEqual([1, expect.stringMatching(sentence)]);
  });

  test('no database runs: the address of none is printed', () => {
    const { status, stdout, stderr } = run(['database', 'url']);
    expect([status, stdout]).toEqual([1, '']);
    expect(stderr).toContain('start Linli first');
  });
});

describe('settings', () => {
  test('the data folder is LINLI_HOME, else in the data directory of the user', () => {
    expect(homeSetting({ LINLI_HOME: '/srv/linli' })).toBe('/srv/linli');
    if (process.platform !== 'linux') return;
    expect(homeSetting({ XDG_DATA_HOME: '/data' })).toBe('/data/linli');
    expect(homeSetting({ XDG_DATA_HOME: 'relative' })).toMatch(/\/\.local\/share\/linli$/);
    expect(homeSetting({})).toMatch(/\/\.local\/share\/linli$/);
  });

  test('the port is a number a port can be', () => {
    expect(portSetting({})).toBe(8200);
    expect(portSetting({ PORT: '80' })).toBe(80);
    for (const PORT of ['0', '65536', '8e3', 'http', '-1']) expect(() => portSetting({ PORT })).toThrow(`PORT is "${PORT}"`);
  });

  test('an empty DATABASE_URL means the embedded database', () => {
    expect(databaseSetting({ DATABASE_URL: '' })).toBeUndefined();
  });
});

test('the doctor says what a certificate is worth to people who come', async () => {
  const url = new URL('https://linli.example.cn/');
  const now = new Date('2026-11-30T00:00:00Z');
  const seen = (days: number, publicly = true) => ({
    publicly,
    why: publicly ? '' : 'SELF_SIGNED',
    until: new Date(now.getTime() + days * 86_400_000),
  });
  expect([60, 14, 13, 0, -1].map((days) => judgeCertificate(url, seen(days), now).state)).toEqual(['ok', 'ok', 'warn', 'warn', 'fail']);
  const own = judgeCertificate(url, seen(60, false), now);
  expect([own.state, own.text]).toEqual(['warn', expect.stringContaining('public authorities do not vouch for (SELF_SIGNED)')]);
  expect(await certificateFindings('http://localhost:8200', now)).toEqual([]);
  expect(await certificateFindings(undefined, now)).toEqual([]);
});

test('the doctor asks the scanner, and misses one where people come', async () => {
  const there = await testClamd();
  const states = async (env: NodeJS.ProcessEnv) => (await scannerFindings(env)).map(({ state, text }) => `${state} ${text}`);
  const LINLI_SCANNER = `127.0.0.1:${there.port}`;
  expect(await states({ LINLI_SCANNER })).toEqual([`ok answers at ${LINLI_SCANNER}`]);
  await there.stop();
  expect((await states({ LINLI_SCANNER }))[0]).toMatch(/^fail The scanner of LINLI_SCANNER cannot be reached \(ECONNREFUSED\)\. Until/);
  expect((await states({ LINLI_PUBLIC_URL: 'https://linli.example.cn' }))[0]).toMatch(/^warn none/);
  expect(await states({})).toEqual([]);
});

test('the doctor fails on what stops the work and warns of what soon will', () => {
  const health = { version: '18.4', latency: 1, skew: 0, calendarDays: { 2026: 39, 2027: 0 }, jobs: { waiting: 3, late: 0, dead: 0 } };
  const states = (changed: Partial<typeof health>) => judge({ ...health, ...changed }, [2026, 2027]).map(({ state }) => state);
  expect(states({})).toEqual(['ok', 'ok', 'ok', 'warn', 'ok']);
  expect(states({ latency: 30, skew: -6000, calendarDays: { 2026: 0, 2027: 0 }, jobs: { waiting: 0, late: 0, dead: 1 } })).toEqual([
    'warn',
    'fail',
    'fail',
    'warn',
    'warn',
  ]);
});

test('the doctor names the age of the last backup', () => {
  const now = new Date('2026-11-24T12:00:00Z');
  const hoursAgo = (hours: number) => judgeBackup('/srv/backups', new Date(now.getTime() - hours * 3_600_000), now);
  expect(hoursAgo(0.5)).toMatchObject({ state: 'ok', text: expect.stringContaining('30 minutes old') });
  expect([hoursAgo(20).state, hoursAgo(30).state, hoursAgo(80).state]).toEqual(['ok', 'warn', 'fail']);
  const secondsAgo = (seconds: number) => judgeChain(new Date(now.getTime() - seconds * 1000), now);
  expect([secondsAgo(12).state, secondsAgo(61).state, judgeChain(null, now).state]).toEqual(['ok', 'warn', 'warn']);
  expect(secondsAgo(12).text).toBe('everything until 12 s ago lies in the target');
  expect([judgeBackup(undefined, null, now).state, judgeBackup('/srv/backups', null, now).state]).toEqual(['warn', 'fail']);
});

test('a busy port gets one sentence, a free one none', async () => {
  const { checkPort } = await import('./start.ts');
  const other = createServer();
  const port = await new Promise<number>((resolve) => other.listen(0, () => resolve((other.address() as { port: number }).port)));
  await expect(checkPort(port)).rejects.toThrow(`Port ${port} is taken by another program`);
  await new Promise((resolve) => other.close(resolve));
  await checkPort(port);
});
