import { expect, it } from 'vitest';
import { z } from 'zod';
import { Problem } from './problem.ts';
import { readInput } from './read-input.ts';

/** Which field is refused, and why; null where the input is taken. */
function refusal(input: unknown): unknown {
  try {
    readInput(z.object({ born: z.string(), more: z.unknown().optional() }), input);
    return null;
  } catch (error) {
    return error instanceof Problem ? error.extra.errors : error;
  }
}

it.each(['1900-01-01', '1957-03-08', '1900-01-01T00:00:00+08:00', '9999-12-31', '18990-01-01', '1899 年生', '1899'])('takes %s', (born) =>
  expect(refusal({ born })).toBeNull(),
);

it.each(['1899-12-31', '0001-01-01', '0000-00-00', '1899-12-31T23:59:59Z'])('refuses %s: no register holds a day before 1900', (born) =>
  expect(refusal({ born })).toEqual([{ path: 'born', message: '日期太早了' }]),
);

it('finds such a day wherever it stands', () =>
  expect(refusal({ born: '', more: { people: [{ birthday: '2001-01-01' }, { birthday: '1799-01-01' }] } })).toEqual([
    { path: 'more.people.1.birthday', message: '日期太早了' },
  ]));

it.each(['\u0000', 'a\u0007', '\ud800'])('refuses what nobody can have typed: %j', (born) =>
  expect(refusal({ born })).toEqual([{ path: 'born', message: '含有不能显示的字符' }]),
);
