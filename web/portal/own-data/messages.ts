import { messages } from '../../kit/messages.ts';

const zh = {
  title: '我的资料',
  lead: '这里是邻里记着您的全部内容，每一样都写明凭什么记、记多久。',
  print: '打印或存成文件',
  download: '下载（给电脑读的格式）',
  basis: '凭什么记：{basis}',
  kept: '记多久：{kept}',
  nothing: '没有记',
  consents: '您的同意',
  consentsLead: '这些是您同意过的，随时可以收回。收回不影响以前办的事。',
  givenAt: '{at} {how}同意',
  withdrawnAt: '{at} 已收回',
  withdraw: '收回同意',
  withdrawSure: '确定收回',
  keep: '先不收回',
  requests: '资料不对，或者想删',
  requestsLead: '告诉服务站，15 个工作日内答复您。能删的删，依法要留的会写明是哪条法律。',
  'data.copy': '要一份盖章的资料',
  'data.correct': '更正我的资料',
  'data.erase': '删除我的资料',
  words: '说一下情况',
  wordsHint: '哪一项不对、应该是什么。不用写民族、宗教、身份证号。',
  wordsMissing: '请写几个字。',
  send: '交给服务站',
  sent: '已交给服务站，最迟 {at} 前答复您。',
  see: '看这件事',
  noVillage: '您的资料里没有村（社区），请到服务站办理。',
  signIn: '登录后看邻里记着您什么',
} as const;

export const t = messages({ zh });
