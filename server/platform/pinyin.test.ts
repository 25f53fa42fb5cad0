import { expect, test } from 'vitest';
import { pinyinOf, pinyinOfPerson } from './pinyin.ts';

test.each([
  ['闽宁镇', 'minningzhen', 'mnz'],
  ['吕家庄村', 'lvjiazhuangcun', 'ljzc'],
  ['3号楼A座', '3haolouazuo', '3hlaz'],
  ['', '', ''],
])('%s', (text, pinyin, initials) => expect(pinyinOf(text)).toEqual({ pinyin, initials }));

test('a surname is read as a surname', () => {
  expect(pinyinOfPerson('单雪梅').pinyin).toBe('shanxuemei');
  expect(pinyinOfPerson('曾明').initials).toBe('zm');
  expect(pinyinOf('曾经').pinyin).toBe('cengjing');
});
