import { messages } from '../../kit/messages.ts';

/** Words of asking a village to check a household at home, and of the list of what was asked. */
const zh = {
  title: '入户核查',
  parts: '核查分类',
  open: '在核查',
  answered: '有了结果',
  ended: '已了结',
  emptyOpen: '没有在核查的户',
  emptyOpenWords: '窗口在代办件或居民页上点「请村里入户核查」，会列在这里。',
  emptyAnswered: '没有等收下的结果',
  emptyAnsweredWords: '村里报来的结果会列在这里，镇里收下或者请再核查。',
  emptyEnded: '还没有了结的核查',
  emptyEndedWords: '收下结果以后会留在这里。',
  colWhat: '核查什么',
  colPlace: '哪一户',
  colWorker: '谁去',
  colDue: '哪天前',
  colOutcome: '结果',
  colStatus: '到哪一步',
  overdue: '已超期',
  forApplication: '为代办件 {number}',
  askTitle: '请村里入户核查',
  facts: '平台上已经有的，请村里核对（勾选）',
  factKnown: '平台上是：{value}',
  questions: '还要问什么（一行一个）',
  questionsHint: '只问这次办事用得着的。',
  words: '为什么要核查',
  wordsPlaceholder: '例如：核对低保申请里写的人口',
  due: '哪天前要结果',
  ask: '请村里核查',
  asked: '已请{holder}核查，{when} 前报结果。',
  nothingAsked: '勾一项，或者写一个要问的。',
} as const;

export const say = messages({ zh });
