import { messages } from '../../kit/messages.ts';

const zh = {
  title: '我和这台手机',
  lock: '现在就锁上',
  devices: '存着我网格资料的手机',
  devicesOffline: '联网后可以看。',
  thisOne: '这一台',
  seen: '{time} 联系过',
  order: '清空它',
  ordered: '已下指令，联网就清空',
  wiped: '已清空',
  silent: '七天没有联系，资料已失效',
  empty: '清空这台手机',
  emptyAsk: '清空后要重新登录、重新设密码。',
  emptyUnsent: '还有 {n} 件没有发出，清空就没有了。',
  emptyYes: '清空',
  keep: '不清空',
  other: '换个人用这台手机',
  otherWords: '您的内容会锁在手机里，下次登录、输密码再打开。',
  safety: '住户信息在手机里是加密的，六位密码才能打开；七天不联网自动清掉。手机丢了，请让办公室清空它。',
} as const;

export const t = messages({ zh });
