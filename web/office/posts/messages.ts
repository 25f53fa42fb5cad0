import { messages } from '../../kit/messages.ts';

/** Words of the yearly look at every post. */
const zh = {
  title: '岗位复核',
  intro: '一年一次，看看每个岗位还要不要、权限对不对。还要的点一下确认，不要的结束任职。没有确认的不会自动停，会再提醒。',
  parts: '岗位复核的部分',
  waiting: '待确认',
  confirmed: '已确认',
  emptyWaiting: '没有要确认的岗位',
  emptyWaitingWords: '复核单一年列一次，列出来会在消息里告诉您。',
  emptyConfirmed: '还没有确认过的岗位',
  emptyConfirmedWords: '确认一个，这里就多一个。',
  colPerson: '姓名',
  colRole: '岗位',
  colSince: '什么时候起',
  colUsed: '最近登录（列单时）',
  grid: '{code} 号网格',
  colDue: '期限',
  colConfirmed: '确认时间',
  colDo: '办理',
  since: '{date} 起',
  month: '{year} 年 {month} 月',
  neverUsed: '没有账号',
  before: '{date} 前',
  overdue: '过了期限',
  ofHead: '过了期限，站长没有确认',
  confirm: '还要，确认',
  confirmOf: '确认 {name} 的「{role}」还要',
  done: '已确认。',
  end: '结束任职',
  endAsk: '结束 {name} 的「{role}」？',
} as const;

export const say = messages({ zh });
