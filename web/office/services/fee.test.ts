import { expect, it } from 'vitest';
import { fenOf, yuanText } from './fee.ts';

it.each([
  ['80', 8000],
  ['80.5', 8050],
  ['0.05', 5],
  ['0', 0],
  ['', null],
  [' ', null],
  ['八十', undefined],
  ['1.234', undefined],
  ['-1', undefined],
])('%j is %j fen', (typed, fen) => expect(fenOf(typed)).toBe(fen));

it.each([
  [8050, '80.50'],
  [8000, '80'],
  [5, '0.05'],
])('%i fen read %s', (fen, text) => {
  expect(yuanText(fen)).toBe(text);
  expect(fenOf(text)).toBe(fen);
});
