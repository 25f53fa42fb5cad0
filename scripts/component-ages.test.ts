import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { type Advisory, compareVersions, concerns, heldLines, overdueUpdate } from './component-ages.ts';

const now = new Date('2026-11-30T00:00:00Z');
const rule = { held: null, days: 90, now };

test('versions compare as numbers', () => {
  expect(['1.10.0', '1.9.9', '2.0.0', '1.9'].sort(compareVersions)).toEqual(['1.9', '1.9.9', '1.10.0', '2.0.0']);
});

test('a package is overdue when a newer release has been there for more than 90 days, however new the newest is', () => {
  const times = {
    created: '2020-01-01',
    '1.0.0': '2026-01-01',
    '1.1.0': '2026-08-31',
    '1.2.0': '2026-11-29',
    '2.0.0-beta.1': '2026-02-01',
  };
  expect(overdueUpdate('1.0.0', times, rule)).toEqual({ version: '1.1.0', days: 91 });
  expect(overdueUpdate('1.0.0', { ...times, '1.1.0': '2026-09-01' }, rule)).toBeNull();
  expect(overdueUpdate('1.1.0', times, rule)).toBeNull();
  expect(overdueUpdate('1.2.0', times, rule)).toBeNull();
});

test('one that is held moves up inside its line alone', () => {
  const times = { '0.28.18': '2026-01-01', '0.28.19': '2026-02-01', '0.29.0': '2026-01-15' };
  expect(overdueUpdate('0.28.19', times, { ...rule, held: '0.28' })).toBeNull();
  expect(overdueUpdate('0.28.18', times, { ...rule, held: '0.28' })?.version).toBe('0.28.19');
  expect(heldLines(readFileSync(new URL('../docs/dependencies.md', import.meta.url), 'utf8')).get('kysely')).toBe('0.28');
});

test('an advisory concerns the versions between its events, of the package it names', () => {
  const advisory = (events: object[], more: object = {}): Advisory => ({
    id: 'GHSA-x',
    affected: [{ package: { ecosystem: 'npm', name: 'pg' }, ranges: [{ type: 'SEMVER', events }] }],
    ...more,
  });
  const hit = (one: Advisory, ...versions: string[]) => versions.map((version) => concerns(one, 'pg', version));
  expect(hit(advisory([{ introduced: '0' }, { fixed: '8.1.0' }]), '1.0.0', '8.0.9', '8.1.0')).toEqual([true, true, false]);
  expect(hit(advisory([{ introduced: '8.0.0' }, { last_affected: '8.2.0' }]), '7.9.9', '8.2.0', '8.2.1')).toEqual([false, true, false]);
  const twice = advisory([{ introduced: '1.0.0' }, { fixed: '1.2.0' }, { introduced: '2.0.0' }, { fixed: '2.1.0' }]);
  expect(hit(twice, '1.1.0', '1.3.0', '2.0.5', '2.1.0')).toEqual([true, false, true, false]);
  expect(hit(advisory([{ introduced: '0' }], { withdrawn: '2026-01-01' }), '1.0.0')).toEqual([false]);
  expect(concerns(advisory([{ introduced: '0' }]), 'pg-pool', '1.0.0')).toBe(false);
});
