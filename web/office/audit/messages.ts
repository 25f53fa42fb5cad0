import { messages } from '../../kit/messages.ts';

/** Words of the look-up of who saw and changed what. */
const zh = {
  title: '查阅记录',
  intro: '谁在什么时候、以什么身份、为什么看过或改过谁的资料。您这次查询也会留痕。',
  person: '被看的人',
  personPlaceholder: '姓名或手机号',
  matter: '事项编号',
  account: '谁看的',
  accountPlaceholder: '姓名或用户名',
  kind: '看还是改',
  kindAny: '看和改',
  look: '看',
  change: '改',
  from: '从',
  until: '到',
  find: '查',
  colWhen: '时间',
  colWho: '谁',
  colKind: '做了什么',
  colWhose: '谁的资料',
  colMatter: '事项',
  colPurpose: '为什么',
  none: '没有这样的记录',
  noneWords: '换个条件再查。',
  start: '写上一两个条件再查',
  startWords: '例如事项编号，或者被看的人的手机号。',
} as const;

export const say = messages({ zh });
