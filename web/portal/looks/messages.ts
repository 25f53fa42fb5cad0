import { messages } from '../../kit/messages.ts';

const zh = {
  title: '谁看过我的信息',
  lead: '工作人员每看一次、改一次您的信息，系统都自动记下来并封存，改了删了都查得出来。',
  none: '还没有人看过',
  noneWords: '有工作人员看您的电话、住址，或者改了您的资料，这里会写明是谁、什么时候、为什么。',
  look: '看过',
  change: '改动',
  why: '原因：{purpose}',
  more: '看更早的',
  unclear: '看不明白，问一问',
  question: '我想问：{at}，{who}（{role}）{kind}我的信息（{title}{purpose}），为什么？',
  questionPurpose: '，写的用途是「{purpose}」',
  sealing: '刚记下，十几秒后封存',
  proof: '已封存，下载凭证',
  proofFile: '封存凭证-{day}.json',
  signIn: '登录后看谁看过您的信息',
} as const;

export const t = messages({ zh });
