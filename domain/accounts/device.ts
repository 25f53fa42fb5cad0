const SYSTEMS: [RegExp, string][] = [
  [/HarmonyOS/i, '鸿蒙手机'],
  [/iPhone/i, '苹果手机'],
  [/iPad/i, '苹果平板'],
  [/Android/i, '安卓手机'],
  [/Windows/i, 'Windows 电脑'],
  [/Macintosh|Mac OS X/i, '苹果电脑'],
  [/Linux/i, 'Linux 电脑'],
];

const BROWSERS: [RegExp, string][] = [
  [/MicroMessenger/i, '微信'],
  [/AlipayClient/i, '支付宝'],
  [/MQQBrowser|QQ\//i, 'QQ 浏览器'],
  [/UCBrowser/i, 'UC 浏览器'],
  [/HuaweiBrowser/i, '华为浏览器'],
  [/MiuiBrowser/i, '小米浏览器'],
  [/Edg/i, 'Edge'],
  [/Firefox|FxiOS/i, '火狐'],
  [/Chrome|CriOS/i, 'Chrome'],
  [/Safari/i, 'Safari'],
];

const named = (list: [RegExp, string][], text: string): string | undefined => list.find(([pattern]) => pattern.test(text))?.[1];

/** A device as its owner would name it, from the User-Agent header; only this is kept, never the header. */
export function deviceName(userAgent: string): string {
  return [named(SYSTEMS, userAgent) ?? '未知设备', named(BROWSERS, userAgent)].filter(Boolean).join(' · ');
}
