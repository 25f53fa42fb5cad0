import { messages } from '../../kit/messages.ts';

/** Words of the outbox of short messages and of the jobs. */
const zh = {
  title: '消息与任务',
  outbox: '发出的短信',
  jobs: '后台任务',
  search: '按完整手机号、内容查找',
  stateAny: '全部状态',
  waiting: '等着发',
  sent: '已发出',
  failed: '没发出',
  notDelivering: '还没有接短信通道',
  notDeliveringWords: '短信只留在这一页，不会发到手机上。接通道见说明文档。',
  colTo: '发给',
  colText: '内容',
  colState: '状态',
  colWhen: '时间',
  sendAfter: '{when} 以后再发（免打扰时间）',
  noneOutbox: '还没有短信',
  noneOutboxWords: '验证码、办理进展、到期提醒会出现在这里。',
  jobDead: '失败的',
  jobWaiting: '排队的',
  jobDone: '完成的',
  colKind: '任务',
  colAttempts: '试过',
  colRunAt: '下次',
  colProblem: '出了什么问题',
  attempts: '{n} 次',
  retry: '再试一次',
  drop: '不办了',
  dropAsk: '不再办这个任务？',
  dropWords: '任务会标为放弃，不会再试。相关的消息或计算可能就没有了。',
  retried: '已放回队列，马上再试。',
  dropped: '已放弃。',
  noneJobs: '没有这样的任务',
  noneJobsWords: '试过几次还不成的任务会停在「失败的」里，等人看。',
} as const;

export const say = messages({ zh });

/** What each job does, in words; a kind without words shows its name. */
const JOBS: Readonly<Record<string, string>> = {
  'matters.tell': '告诉群众办理进展',
  'matters.follow': '并案后接着告诉群众',
  'matters.sweep': '到期自动办结或继续',
  'matters.remind': '早上的到期提醒',
  'messages.send': '发短信',
  'board.judge': '重新判定条款看板',
  'board.judge-all': '每天夜里判定全部条款',
  'board.judge-due': '判定刚刚到期的件',
  'board.count': '核对住户和居民的登记计数',
  'verifications.tell': '把核查结果告诉申请',
};
export const jobTitle = (kind: string): string => JOBS[kind] ?? kind;
