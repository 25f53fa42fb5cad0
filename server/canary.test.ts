import { expect, it } from 'vitest';
import { canariesIn, canaryScan } from './testing/canary.ts';

it('planted people are found nowhere but in the columns meant for them', async () => {
  const scan = await canaryScan();
  expect(scan.leaks).toEqual([]);
  expect(scan.planted).toEqual(
    expect.arrayContaining([
      'person.name',
      'person.phone',
      'account.phone',
      'dwelling.address',
      'matter_reporter.name',
      'matter_action.input',
      'message.phone',
    ]),
  );
  expect(scan.calls).toBeGreaterThan(40);
  expect(scan.columns).toBeGreaterThan(280);
  expect(scan.logged).toBeGreaterThan(0);
  expect(Object.keys(scan.statuses)).toEqual(expect.arrayContaining(['200', '400', '401', '404', '500']));
});

it('and would be found: a careless line in the log is', async () => {
  const { leaks } = await canaryScan({ logsBodies: true });
  for (const canary of ['name', 'phone', 'identity']) expect(leaks).toContainEqual({ canary, where: 'log' });
});

it('they are known in each way addresses and JSON write them', () => {
  expect(canariesIn(`/x?${encodeURIComponent('欧阳墨鸢')}`)).toEqual(['name']);
  expect(canariesIn('"\\u6b27\\u9633\\u58a8\\u9e22"')).toEqual(['name']);
  expect(canariesIn('nobody')).toEqual([]);
});
