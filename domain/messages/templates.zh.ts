/**
 * What people are told. `inbox` is read after signing in; `sms` passes through others' hands and says only the number,
 * who has it, dates and how to look: no resident's name, no address, no word of the matter.
 */
export interface MessageText {
  inbox: string;
  sms: string | null;
}

const SIGN = '【邻里】';
const LOOK = '打开“邻里”可以看进度。';
const WEEKDAYS = '日一二三四五六';

/** A deadline as a day people say: 11月26日（周四）; midnight belongs to the day before it. */
export function dayText(instant: string): string {
  const local = new Date(Date.parse(instant) - 1 + 8 * 3_600_000);
  return `${local.getUTCMonth() + 1}月${local.getUTCDate()}日（周${WEEKDAYS[local.getUTCDay()]}）`;
}

const before = (instant: string | null, what: string, lead = '，'): string => (instant ? `${lead}${dayText(instant)}前${what}` : '');

/** One sentence for both ways; the short message is signed and says how to look. */
const both = (sentence: string): MessageText => ({ inbox: sentence, sms: `${SIGN}${sentence}${LOOK}` });

/** An instant as a moment people say: 11月26日 09:05. */
export function timeText(instant: string): string {
  const local = new Date(Date.parse(instant) + 8 * 3_600_000).toISOString();
  return `${Number(local.slice(5, 7))}月${Number(local.slice(8, 10))}日 ${local.slice(11, 16)}`;
}

interface Glass {
  /** Name and unit of whoever asked. */
  asker: string;
  reason: string;
}

interface Standing {
  number: string;
  /** The organisation that has it. */
  holder: string;
}

export const templates = {
  code: ({ code, minutes }: { code: string; minutes: number }): MessageText => ({
    inbox: '',
    sms: `${SIGN}登录验证码 ${code}，${minutes} 分钟内有效。工作人员不会向您要验证码，请不要告诉别人。`,
  }),

  accountDormant: ({ days, left }: { days: number; left: number }): MessageText => ({
    inbox: `您的账号 ${days} 天没有人用过，${left} 天后会停用。还要用，请在那之前登录一次。`,
    sms: null,
  }),

  postsToConfirm: ({ due }: { due: string }): MessageText => ({
    inbox: `一年一次的岗位复核开始了：请打开「岗位复核」，看看每个岗位还要不要，${dayText(due)}前确认。不要的请结束任职。`,
    sms: null,
  }),

  postsUnconfirmed: (): MessageText => ({
    inbox: '有岗位过了期限还没有人确认。请打开「岗位复核」，还要的确认，不要的结束任职。没有确认的岗位不会自动停。',
    sms: null,
  }),

  accountWayChanged: ({ what }: { what: string }): MessageText => ({
    inbox: `您的账号${what}。不是您本人做的，请马上重新登录、改密码，并告诉管理员。`,
    sms: null,
  }),

  residentWayChanged: ({ what }: { what: string }): MessageText =>
    both(`您的账号${what}。不是您本人做的，请马上用手机号登录，在“我的”里去掉不认识的，再退出别的地方，并告诉村（社区）服务站。`),

  accountOpened: (): MessageText => ({
    inbox: '服务站已为您开通邻里。以后用手机号和验证码就能登录。',
    sms: `${SIGN}这个手机号已在村（社区）服务站登记，可以用它登录“邻里”。不是您本人办的，请联系服务站。`,
  }),

  received: ({ number, holder, signBy, answerBy }: Standing & { signBy: string | null; answerBy: string | null }): MessageText =>
    both(`您反映的事已收到，编号 ${number}，由${holder}办理${before(signBy, '签收')}${before(answerBy, '答复')}。`),

  moved: ({ number, holder, answerBy }: Standing & { answerBy: string | null }): MessageText =>
    both(`编号 ${number} 的事现在由${holder}办理${before(answerBy, '答复')}。`),

  question: ({ number, holder, replyBy }: Standing & { replyBy: string | null }): MessageText =>
    both(`${holder}就编号 ${number} 的事有问题请您补充${before(replyBy, '回复', '，请在')}。`),

  applied: ({ number, holder, answerBy, mandated }: Standing & { answerBy: string | null; mandated: boolean }): MessageText =>
    both(
      mandated
        ? `您委托代办的事已收到，编号 ${number}，材料在${holder}${before(answerBy, '交到镇里')}。`
        : `您申请办的事已收到，编号 ${number}，由${holder}办理${before(answerBy, '办出结果')}。`,
    ),

  missing: ({ number, holder, replyBy }: Standing & { replyBy: string | null }): MessageText =>
    both(`编号 ${number} 的事${holder}看过了，还缺材料${before(replyBy, '补齐', '，请在')}。`),

  decided: ({ number, holder }: Standing): MessageText => both(`编号 ${number} 的事${holder}已办出结果，请打开看看。`),

  visitAsked: ({ number, due }: { number: string; due: string }): MessageText =>
    both(`编号 ${number} 的事要入户核查，${dayText(due)}前村里会有人上门，核对情况。`),

  checkAsked: ({ number, due }: { number: string; due: string }): MessageText => ({
    inbox: `镇里请村里入户核查，编号 ${number}，${dayText(due)}前报结果。请安排谁去。`,
    sms: null,
  }),

  checkGiven: ({ number, due }: { number: string; due: string | null }): MessageText => ({
    inbox: `请您入户核查，编号 ${number}${before(due, '报结果')}。`,
    sms: null,
  }),

  checkAgain: ({ number, due }: { number: string; due: string }): MessageText => ({
    inbox: `编号 ${number} 的核查镇里要再核查一次，${dayText(due)}前报结果。`,
    sms: null,
  }),

  checkCalledOff: ({ number }: { number: string }): MessageText => ({
    inbox: `编号 ${number} 的核查不用去了，镇里写明了原因。`,
    sms: null,
  }),

  answered: ({ number, holder, confirmBy }: Standing & { confirmBy: string | null }): MessageText =>
    both(
      `编号 ${number} 的事${holder}已答复，请您看看解决了没有，给个评价。${confirmBy ? `没解决的话，${dayText(confirmBy)}前可以要求重新办理。` : ''}`,
    ),

  extended: ({ number, holder, answerBy }: Standing & { answerBy: string | null }): MessageText =>
    both(`编号 ${number} 的事要多一些时间，${holder}${answerBy ? `会在${dayText(answerBy)}前答复` : '会继续办理'}。`),

  suspended: ({ number, holder }: Standing): MessageText => both(`编号 ${number} 的事${holder}暂停办理，写明了原因。`),

  declined: ({ number, holder }: Standing): MessageText => both(`编号 ${number} 的事不能受理，${holder}写明了原因和正确的办法。`),

  merged: ({ number, into }: { number: string; into: string }): MessageText => both(`编号 ${number} 的事并入编号 ${into}，一起办理。`),

  reopened: ({ number, holder, answerBy }: Standing & { answerBy: string | null }): MessageText =>
    both(`编号 ${number} 的事重新办理，由${holder}负责${before(answerBy, '答复')}。`),

  closed: ({ number }: { number: string }): MessageText => both(`编号 ${number} 的事已办结。`),

  deadlineNear: ({ number, due, what }: { number: string; due: string; what: string }): MessageText => ({
    inbox: `编号 ${number} 的事${dayText(due)}前要${what}。`,
    sms: null,
  }),

  glassAsked: ({ asker, reason, by }: Glass & { by: string }): MessageText => ({
    inbox: `${asker}申请紧急查看一位居民的登记信息（${reason}），请您到“紧急查看”里确认，${timeText(by)}前有效。`,
    sms: null,
  }),

  glassAnswered: ({ second, until }: { second: string; until: string | null }): MessageText => ({
    inbox: until
      ? `您申请的紧急查看${second}已同意，${timeText(until)}前可以看。`
      : `您申请的紧急查看${second}没有同意，写明了原因，请到“紧急查看”里看。`,
    sms: null,
  }),

  glassToReview: ({ asker, reason, due }: Glass & { due: string }): MessageText => ({
    inbox: `${asker}紧急查看了一位居民的登记信息（${reason}），请在${dayText(due)}前复核有没有必要。`,
    sms: null,
  }),

  /** To the resident, and to each of the household whose entry was opened with theirs. */
  glassOpened: ({ asker, second, reason, at, until }: Glass & { second: string; at: string; until: string }): MessageText => ({
    inbox: `${timeText(at)}，${asker}因为“${reason}”申请紧急查看您家的登记信息（姓名、电话、住址、家里有谁），${second}同意了，${timeText(until)} 自动关上。看了几次，打开“谁看过我的信息”就知道；看不明白的可以在那里问。`,
    sms: `${SIGN}${timeText(at)}，${asker}因为“${reason}”申请紧急查看您家的登记信息，${second}同意了，${timeText(until)} 自动关上。有疑问请到村（社区）服务站问。`,
  }),

  glassReviewed: ({ justified }: { justified: boolean }): MessageText => ({
    inbox: justified
      ? '您家的登记信息前些天被紧急查看过，督查员复核认为确有必要。'
      : '您家的登记信息前些天被紧急查看过，督查员复核认为没有必要。您可以在“谁看过我的信息”里追问。',
    sms: null,
  }),
} as const;
