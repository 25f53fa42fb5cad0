import { messages } from '../../kit/messages.ts';

const zh = {
  title: '我的住户',
  search: '找人、找门牌',
  searchHint: '名字、拼音、门牌号',
  count: '{n} 户 {m} 人',
  found: '找到 {n} 户',
  none: '没有找到',
  noneWords: '换个字，或者只写姓的拼音首字母。',
  empty: '手机里还没有住户',
  emptyWords: '联网更新后会带上本网格的住户。',
  people: '{n} 人',
  away: '外出 {n}',
  noAddress: '没有门牌',
  members: '家里人',
  here: '在家',
  awayOne: '外出',
  starts: '为这一家',
  noPhone: '没有留电话',
  gone: '没有这一户',
} as const;

export const t = messages({ zh });
