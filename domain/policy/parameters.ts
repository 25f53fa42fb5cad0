import { z } from 'zod';
import { FACTOR_CHOICES } from '../accounts/second-factor.ts';
import { MATTER_PARAMETERS } from '../matters/parameters.ts';
import { COUNTY, type ParameterDefinition } from './parameter.ts';

/** Every number the policy or the law leaves open. Values live in the table `parameter` with dates and history. */
export const PARAMETERS = {
  ...MATTER_PARAMETERS,
  'board.on-time': { title: '条款看板统计按时的天数', unit: 'days', initial: 90, min: 7, max: 366, source: COUNTY, clause: '4.8' },
  'own-data.answer': {
    title: '个人信息请求答复时限',
    unit: 'working-days',
    initial: 15,
    min: 1,
    max: 15,
    source: '个人信息保护法第五十条（及时受理），天数由县里规定',
    clause: '1.4',
  },
  'calendar.morning.from': { title: '上午上班', unit: 'minute-of-day', initial: 510, min: 360, max: 720, source: COUNTY },
  'calendar.morning.until': { title: '上午下班', unit: 'minute-of-day', initial: 720, min: 600, max: 840, source: COUNTY },
  'calendar.afternoon.from': { title: '下午上班', unit: 'minute-of-day', initial: 840, min: 720, max: 960, source: COUNTY },
  'calendar.afternoon.until': { title: '下午下班', unit: 'minute-of-day', initial: 1080, min: 960, max: 1320, source: COUNTY },
  'messages.quiet.from': { title: '短信免打扰开始', unit: 'minute-of-day', initial: 1260, min: 1080, max: 1439, source: COUNTY },
  'messages.quiet.until': { title: '短信免打扰结束', unit: 'minute-of-day', initial: 480, min: 240, max: 720, source: COUNTY },
  'messages.deadline-near': { title: '到期前提醒', unit: 'working-days', initial: 1, min: 1, max: 5, source: COUNTY },
  'looks.many.persons': { title: '短时间看了很多人：多少人', unit: 'count', initial: 30, min: 5, max: 500, source: COUNTY, clause: '1.4' },
  'looks.many.minutes': {
    title: '短时间看了很多人：多长时间',
    unit: 'minutes',
    initial: 60,
    min: 5,
    max: 720,
    source: COUNTY,
    clause: '1.4',
  },
  'looks.night.from': { title: '夜里查看：从', unit: 'minute-of-day', initial: 1320, min: 1080, max: 1439, source: COUNTY, clause: '1.4' },
  'looks.night.until': { title: '夜里查看：到', unit: 'minute-of-day', initial: 360, min: 240, max: 480, source: COUNTY, clause: '1.4' },
  'purposes.hours': {
    title: '看群众材料的用途几小时后自动关闭',
    unit: 'hours',
    initial: 8,
    min: 1,
    max: 8,
    source: '个人信息保护法第二十八条；县里规定',
    clause: '1.4',
  },
  'break-glass.minutes': {
    title: '紧急查看一次开几分钟（0 是不启用）',
    unit: 'minutes',
    initial: 0,
    min: 0,
    max: 60,
    source: '个人信息保护法第十三条第一款第四项；县里规定',
    clause: '1.4',
  },
  'break-glass.answer': {
    title: '紧急查看的申请等第二人确认多久',
    unit: 'minutes',
    initial: 60,
    min: 10,
    max: 240,
    source: COUNTY,
    clause: '1.4',
  },
  'break-glass.asked': {
    title: '一个人一天最多申请紧急查看几次',
    unit: 'count',
    initial: 5,
    min: 1,
    max: 20,
    source: COUNTY,
    clause: '1.4',
  },
  'break-glass.review': { title: '紧急查看的复核时限', unit: 'working-days', initial: 3, min: 1, max: 10, source: COUNTY, clause: '1.4' },
  'posts.review.month': {
    title: '每年几月列出岗位复核单',
    unit: 'month',
    initial: 3,
    min: 1,
    max: 12,
    source: '个人信息保护法第五十一条；县里规定',
    clause: '1.1',
  },
  'posts.review.days': {
    title: '岗位复核期限',
    unit: 'days',
    initial: 30,
    min: 7,
    max: 90,
    source: '个人信息保护法第五十一条；县里规定',
    clause: '1.1',
  },
  'accounts.attempts': { title: '连续输错锁定次数', unit: 'count', initial: 5, min: 3, max: 20, source: COUNTY },
  'accounts.second-factor': {
    title: '哪些岗位登录要有第二步（动态码或通行密钥）',
    unit: 'choice',
    initial: 1,
    min: 0,
    max: FACTOR_CHOICES.length - 1,
    choices: FACTOR_CHOICES,
    source: '个人信息保护法第五十一条；县里规定',
    clause: '2.7',
  },
  'accounts.dormant': { title: '账号多少天没人用就停用', unit: 'days', initial: 180, min: 30, max: 366, source: COUNTY },
  'accounts.dormant.warning': { title: '停用前提前几天提醒', unit: 'days', initial: 14, min: 3, max: 30, source: COUNTY },
  'accounts.lock': { title: '锁定时长', unit: 'minutes', initial: 15, min: 1, max: 1440, source: COUNTY },
} as const satisfies Record<string, ParameterDefinition>;

export type ParameterKey = keyof typeof PARAMETERS;

export const ParameterKeySchema = z.enum(Object.keys(PARAMETERS) as [ParameterKey, ...ParameterKey[]]);

/** One dated value of a parameter in a place; it holds from `validFrom` (a date in the region) until a later row begins. */
export interface ParameterValue {
  key: ParameterKey;
  territory: string;
  value: number;
  validFrom: string;
  source: string;
}

/** The value that holds for a place on a date: the row of the nearest place upwards with the latest beginning, else the initial value. */
export function parameterOn(values: readonly ParameterValue[], key: ParameterKey, territory: string, date: string): number {
  let best: ParameterValue | undefined;
  for (const row of values) {
    if (row.key !== key || !territory.startsWith(row.territory) || row.validFrom > date) continue;
    const nearer = !best || row.territory.length > best.territory.length;
    const later = best && row.territory.length === best.territory.length && row.validFrom >= best.validFrom;
    if (nearer || later) best = row;
  }
  return best?.value ?? PARAMETERS[key].initial;
}
