import { MATTER_KINDS } from '../matters/kinds.ts';

const FAMILIES: Record<string, string> = {
  matters: '事项',
  people: '居民资料',
  accounts: '账号',
  bodies: '任职',
  messages: '短信',
  territory: '村社与网格',
  policy: '参数与日历',
  field: '外勤手机',
  services: '办事目录',
  proxy: '代办',
  purposes: '群众的材料',
  verifications: '入户核查',
  audit: '查阅记录',
  board: '条款看板',
  clients: '对外接口',
  webhooks: '推送',
  open311: '对外接口',
  ownData: '我的资料',
};

const VERBS: Record<string, string> = {
  'purposes.close': '看完了，关上材料',
  reviewPosts: '看岗位复核单',
  confirmPost: '确认岗位还要',
  'accounts.dormant': '长期没人用，停用',
  'accounts.leavers': '任职结束，退出登录',
  reveal: '看姓名和电话',
  open: '写明用途后看材料',
  view: '看详情',
  cell: '看详情',
  search: '查找',
  save: '修改资料',
  saveHousehold: '修改资料',
  file: '登记',
  join: '一起反映',
  signIn: '登录',
  signInWithCode: '登录',
  signInAgreed: '同意开通并登录',
  signInWithPasskey: '登录',
  demoSignIn: '登录',
  finishProvider: '登录',
  giveProviderCode: '登录',
  linkSubject: '连统一身份认证',
  unlinkSubject: '断开统一身份认证',
  signOut: '退出登录',
  register: '登记',
  create: '开账号',
  openForResident: '开账号',
  close: '停用',
  unlock: '解锁',
  resetLink: '给重设链接',
  useResetLink: '设新密码',
  changePassword: '设新密码',
  list: '查找',
  candidates: '查找',
  appoint: '任命',
  endAppointment: '结束任职',
  outbox: '看详情',
  saveGrid: '修改资料',
  setParameter: '改参数',
  setCalendarDay: '定日子',
  sync: '带走网格资料',
  wipe: '让手机清空',
  wiped: '手机已清空',
  retire: '停办事项',
  publish: '用作本县事项',
  facts: '看详情',
  unusual: '看详情',
  askAbout: '询问原因',
  answerAbout: '回答原因',
  collect: '受托收材料',
  apply: '网上申请',
  handIn: '材料交到镇里',
  receive: '签收材料',
  request: '要求核查',
  add: '登记',
  end: '停用',
  rotate: '换密钥',
  'request-data': '登记',
  mine: '看自己的',
  copyFor: '给本人一份',
  withdrawConsent: '收回同意',
};

/** What means something of its own there, whatever the verb means elsewhere. */
const WHOLE: Record<string, string> = {
  'breakGlass.ask': '紧急查看 · 申请',
  'breakGlass.waiting': '紧急查看 · 看有谁申请',
  'breakGlass.agree': '紧急查看 · 第二人同意',
  'breakGlass.decline': '紧急查看 · 第二人没有同意',
  'breakGlass.view': '紧急查看 · 看登记信息',
  'breakGlass.shut': '紧急查看 · 提前结束',
  'breakGlass.openings': '紧急查看 · 督查',
  'breakGlass.review': '紧急查看 · 复核',
};

/** An operation as people would call it; its own name where there is no better word. */
export function operationTitle(operation: string): string {
  const whole = WHOLE[operation];
  if (whole) return whole;
  const [noun = '', verb = ''] = operation.split('.');
  const step = noun === 'matters' ? MATTER_KINDS.find(({ steps }) => steps[verb])?.steps[verb]?.title : undefined;
  const title = VERBS[operation] ?? VERBS[verb] ?? step;
  const family = FAMILIES[noun];
  return title && family ? `${family} · ${title}` : operation;
}
