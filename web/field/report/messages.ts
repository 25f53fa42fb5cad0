import { messages } from '../../kit/messages.ts';

const zh = {
  title: '报一件事',
  what: '什么事',
  whatHint: '一句话就行，例如：三组门口水管爆了',
  whatMissing: '写一句，或者拍张照片、说一段话',
  photos: '照片',
  optional: '可以不放',
  address: '在哪里',
  addressHint: '门牌或者旁边有什么，可以不写',
  who: '是谁反映的',
  whoHint: '不写也行，就算您自己看到的',
  name: '姓名',
  phone: '电话',
  phoneWrong: '电话号码不对',
  category: '类别',
  categoryAuto: '看话里的意思猜的，村里可以改',
  send: '记下并发出',
  sendOffline: '先记下，联网再发',
  voiceWords: '（见录音）',
  photoWords: '（见照片）',
  mended: '改好再发',
  restored: '上次没写完的还在。',
  restoredDrop: '不要了，重新写',
  today: '我今天报的',
  forHousehold: '报一件事',
} as const;

export const t = messages({ zh });
