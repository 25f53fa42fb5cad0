import { expect, it } from 'vitest';
import { canariesIn } from './testing/canary/canaries.ts';
import { canaryScan } from './testing/canary/scan.ts';

// Each scan makes a PostgreSQL of its own.
const PATIENCE = { timeout: 120_000 };

it('planted people are found nowhere but in the places meant for them', PATIENCE, async () => {
  const scan = await canaryScan();
  expect(scan.leaks).toEqual([]);
  // Each stands where it must, so that the scan is known to have planted it there and to have read the place.
  expect(scan.planted).toEqual(
    expect.arrayContaining([
      'name in person.name',
      'address in dwelling.address',
      'name in matter_reporter.name',
      'words in matter_action.input',
      'half in upload_part.content',
      'voice in kept recording',
      'paper in kept PDF',
      'name in postgres data',
      'name in postgres wal',
      'name in postgres temporary',
    ]),
  );
  expect(scan.calls).toBeGreaterThan(40);
  expect(scan.columns).toBeGreaterThan(280);
  expect(scan.logged).toBeGreaterThan(0);
  for (const place of ['postgres', 'kept', 'backup']) expect(scan.files[place], place).toBeGreaterThan(3);
  expect(Object.keys(scan.statuses)).toEqual(expect.arrayContaining(['200', '400', '401', '404', '500']));
});

it('and would be found: in each place, where something is done wrong on purpose', PATIENCE, async () => {
  const { leaks } = await canaryScan({ broken: true });
  for (const canary of ['name', 'phone', 'identity']) expect(leaks).toContainEqual({ canary, where: 'log' });
  for (const [canary, where] of [
    ['phone', 'postgres data'],
    ['phone', 'postgres wal'],
    ['identity', 'careless.content'],
    ['name', 'postgres log'],
    ['picture', 'kept picture'],
    ['voice', 'temporary'],
    ['phone', 'backup'],
  ])
    expect(leaks).toContainEqual({ canary, where });
});

it('they are known in each way addresses, JSON and browsers write them', () => {
  expect(canariesIn(`/x?${encodeURIComponent('欧阳墨鸢')}`)).toEqual(['name']);
  expect(canariesIn('"\\u6b27\\u9633\\u58a8\\u9e22"')).toEqual(['name']);
  expect(canariesIn(Buffer.from('欧阳墨鸢', 'utf16le'))).toEqual(['name']);
  expect(canariesIn(Buffer.concat([Buffer.from([0xff]), Buffer.from('13987650123')]))).toEqual(['phone']);
  expect(canariesIn('nobody')).toEqual([]);
});
