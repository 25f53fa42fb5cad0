import { expect, test } from 'vitest';
import { moved } from './grid-keys.ts';

const SIZE = { rows: 30, columns: 9 };

test('arrows go one cell, and stop at the edge', () => {
  expect(moved('ArrowDown', { row: 3, column: 4 }, SIZE)).toEqual({ row: 4, column: 4 });
  expect(moved('ArrowRight', { row: 3, column: 4 }, SIZE)).toEqual({ row: 3, column: 5 });
  expect(moved('ArrowUp', { row: 0, column: 4 }, SIZE)).toEqual({ row: 0, column: 4 });
  expect(moved('ArrowRight', { row: 3, column: 8 }, SIZE)).toEqual({ row: 3, column: 8 });
  expect(moved('ArrowLeft', { row: 3, column: 1 }, SIZE)).toEqual({ row: 3, column: 0 });
});

test('Home and End go along the row, the page keys ten rows', () => {
  expect(moved('Home', { row: 3, column: 4 }, SIZE)).toEqual({ row: 3, column: 0 });
  expect(moved('End', { row: 3, column: 4 }, SIZE)).toEqual({ row: 3, column: 8 });
  expect(moved('PageDown', { row: 25, column: 4 }, SIZE)).toEqual({ row: 29, column: 4 });
  expect(moved('PageUp', { row: 25, column: 4 }, SIZE)).toEqual({ row: 15, column: 4 });
});

test('other keys do not move', () => {
  expect(moved('Enter', { row: 3, column: 4 }, SIZE)).toBeNull();
  expect(moved('a', { row: 3, column: 4 }, SIZE)).toBeNull();
});
