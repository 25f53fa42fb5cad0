import { expect, test } from 'vitest';
import { rowPath } from './row-path.ts';

const village = { code: '640121104205', path: '银川市 永宁县 闽宁镇' };

test('a row names what lies between it and the place one looks at', () => {
  expect(rowPath(village, '64')).toBe('银川市 永宁县 闽宁镇');
  expect(rowPath(village, '640121')).toBe('闽宁镇');
  expect(rowPath(village, '640121104')).toBe('');
  expect(rowPath({ code: '640121104', path: '银川市 永宁县' }, '640121')).toBe('');
});
