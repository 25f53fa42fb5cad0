import { expect, test } from 'vitest';
import { cellAddress, readCell, readClausesAddress } from './address.ts';

test('what makes sense is kept, the rest left out', () => {
  const search = { territory: 640121, rule: 'grid-workers', verdict: 'broken', villages: true, day: '2026-11-20' };
  const cell = cellAddress('640121104205', 'grid-workers');
  expect(readClausesAddress({ ...search, cell })).toEqual({ ...search, territory: '640121', cell });
  expect(
    readClausesAddress({ territory: '64x', rule: 'A', verdict: 'bad', villages: 'yes', day: 'today', cell: '64.grid-workers' }),
  ).toEqual({});
});

test('a cell is a village and a rule', () => {
  expect(readCell('640121104205.grid-workers')).toEqual({ place: '640121104205', rule: 'grid-workers' });
  expect(readCell('640121104.grid-workers')).toBeNull();
  expect(readCell(undefined)).toBeNull();
});
