import { messages } from './messages.ts';

/** The few words the components say themselves; everything else comes from the screens. */
const zh = {
  close: '关闭',
  back: '返回',
  loading: '正在打开…',
  retry: '再试一次',
  working: '正在办…',
  offline: '现在没有网络。看过的内容还在，您写的也不会丢。',
  unreachable: '连不上服务，可能是网络不好。您写的内容都还在，过一会儿再试。',
  broken: '出了点问题，没有办成。您写的内容都还在，请再试一次，或给村服务站打电话。',
  photoAdd: '拍照或选照片',
  photoAddOf: '拍照或选照片：{of}',
  photoRemove: '删掉第 {n} 张照片',
  photoNth: '第 {n} 张照片',
  photoFull: '最多放 {n} 张照片。',
  photoFailed: '有一张照片打不开，没有加上。',
  voiceStart: '说话',
  voiceStop: '说完了',
  voiceSeconds: '正在录音 {n} 秒，最长 {max} 秒',
  voiceDone: '录音 {n} 秒',
  voiceRemove: '删掉录音',
  voiceDenied: '没有打开麦克风。请在手机设置里允许使用麦克风，或者直接写字。',
  signAgain: '重签',
  signedPicture: '签好的字',
  readAloud: '念给我听',
  readStop: '先不念了',
  today: '今天',
  tomorrow: '明天',
  yesterday: '昨天',
  endOfDay: '下班前',
  month: '{m}月{d}日',
  monthYear: '{y}年{m}月{d}日',
  weekdays: '星期日 星期一 星期二 星期三 星期四 星期五 星期六',
} as const;

export const word = messages({ zh });
