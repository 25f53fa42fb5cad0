import { describe, expect, test } from 'vitest';
import { readCsv } from './csv.ts';

const read = (text: string) => readCsv<'a' | 'b' | 'c'>(text, { required: ['a', 'b'], optional: ['c'] });

describe('a CSV file', () => {
  test('with byte order mark, CRLF, quotes, blank lines, columns in any order', () => {
    const { rows, refused } = read('\uFEFFb,a\r\n" 甲,乙 ","说""好"""\r\n\r\n,,\r\n丁,丙\r\n');
    expect(rows).toEqual([
      { row: 2, cells: { a: '说"好"', b: '甲,乙', c: '' } },
      { row: 5, cells: { a: '丙', b: '丁', c: '' } },
    ]);
    expect(refused).toEqual([]);
  });
  test('a quoted cell may hold lines; the numbers of later lines stay right', () => {
    expect(read('a,b\n"一\n二",三\n四,五').rows.map((line) => [line.row, line.cells.a])).toEqual([
      [2, '一\n二'],
      [4, '四'],
    ]);
  });
  test('wrong lines are refused one by one', () => {
    expect(read('a,b\n1\n1,2,3\n"1"x,2\n1,2\n"1,2').refused).toEqual([
      { row: 2, reason: '这一行有 1 格，应有 2 格' },
      { row: 3, reason: '这一行有 3 格，应有 2 格' },
      { row: 4, reason: '引号后面还有字' },
      { row: 6, reason: '引号没有收尾' },
    ]);
  });
  test('a wrong heading refuses the file', () => {
    expect(() => read('')).toThrow('第一行不是列名');
    expect(() => read('a\n1')).toThrow('缺少这些列：b。');
    expect(() => read('a,b,d\n1,2,3')).toThrow('不认识这些列：d。应为 a、b、c。');
    expect(() => read('a,b,b\n1,2,3')).toThrow('有两列同名');
  });
  test('an empty last cell and no newline at the end', () =>
    expect(read('a,b,c\n1,2,').rows).toEqual([{ row: 2, cells: { a: '1', b: '2', c: '' } }]));
});
