import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { EICAR, type TestClamd, testClamd } from '../testing/clamd.ts';
import { clamd, ScannerAway, scannerPlace } from './scanner.ts';

let there: TestClamd;
beforeAll(async () => {
  there = await testClamd();
});
afterAll(() => there.stop());
const scanner = (patience?: number) => clamd({ host: '127.0.0.1', port: there.port }, patience);

it('sends all of a content and nothing else, whatever its length', async () => {
  for (const length of [1, 65_535, 65_536, 65_537, 1_000_000]) {
    const content = randomBytes(length);
    expect(await scanner().judge(content)).toEqual({ found: null });
    expect(there.streams.pop()?.equals(content), String(length)).toBe(true);
  }
});

it('gives the name of what was found', async () => {
  const content = Buffer.concat([randomBytes(200_000), Buffer.from(EICAR)]);
  expect(await scanner().judge(content)).toEqual({ found: 'Eicar-Test-Signature' });
});

it.each([
  ['silent', /did not answer within 0.2 seconds/],
  ['hanging-up', /cannot be reached|hung up without an answer/],
  ['too-large', /did not judge: INSTREAM size limit exceeded/],
] as const)('takes a scanner that is %s for no judgement', async (mood, words) => {
  there.mood = mood;
  const judged = scanner(200).judge(Buffer.from('harmless'));
  await expect(judged).rejects.toThrow(ScannerAway);
  await expect(judged).rejects.toThrow(words);
  there.mood = 'judging';
});

it('takes nobody there, and somebody else there, for no scanner', async () => {
  const gone = await testClamd();
  await gone.stop();
  const nobody = clamd({ host: '127.0.0.1', port: gone.port });
  await expect(nobody.judge(Buffer.from('x'))).rejects.toThrow(/cannot be reached \(ECONNREFUSED\)/);
  await expect(clamd({ path: '/nowhere/clamd.ctl' }).ping()).rejects.toThrow(/cannot be reached \(ENOENT\)/);
  await expect(scanner().ping()).resolves.toBeUndefined();
});

it('is asked on this machine alone, since clamd speaks in the clear', () => {
  expect(scannerPlace({})).toBeNull();
  expect(scannerPlace({ LINLI_SCANNER: '/run/clamav/clamd.ctl' })).toEqual({ path: '/run/clamav/clamd.ctl' });
  expect(scannerPlace({ LINLI_SCANNER: '127.0.0.1:3310' })).toEqual({ host: '127.0.0.1', port: 3310 });
  expect(scannerPlace({ LINLI_SCANNER: '[::1]:3310' })).toEqual({ host: '::1', port: 3310 });
  for (const elsewhere of ['10.1.2.3:3310', 'scanner.county.gov:3310', '127.0.0.1', '127.0.0.1:0', '127.0.0.1.example.cn:3310'])
    expect(() => scannerPlace({ LINLI_SCANNER: elsewhere }), elsewhere).toThrow(/^LINLI_SCANNER is ".*": it must be the path/);
});
