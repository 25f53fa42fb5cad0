/** What somebody agrees to, by the version of the text they read; the newest is the one shown (Personal Information Protection Law, articles 13 to 15). */
export const CONSENTS = {
  account: {
    title: '用手机号登录',
    texts: ['我同意用这个手机号登录“邻里”，在上面收消息、看自己的事。随时可以收回，收回后仍可到服务站或不登录反映事情。'],
    withdrawn: '收回后这个手机号不能再登录，已经办的事照样办。',
  },
  family: {
    title: '让家里人的手机号替我办事',
    texts: ['我同意家里人用他的手机号看我的事、替我办事。随时可以收回。'],
    withdrawn: '收回后这个手机号不能再替您办事，您可以到服务站或用自己的手机号办。',
  },
  identity: {
    title: '记下身份证号',
    texts: [
      '我同意邻里记下我的身份证号。只在办事要用时由服务站、窗口查看，查看一次记一次，我都看得到；加密存放，不给别人。不同意也照样办事，到时出示身份证就行。随时可以收回，收回马上删掉。不满十四岁的，由父母或监护人同意。',
    ],
    withdrawn: '收回后身份证号马上删掉，以后办事要当面出示身份证。',
  },
} as const;
export type ConsentPurpose = keyof typeof CONSENTS;
export const CONSENT_PURPOSES = Object.keys(CONSENTS) as [ConsentPurpose, ...ConsentPurpose[]];

/** The version of the text shown today; 0 stands for consents older than the records. */
export const textVersionOf = (purpose: ConsentPurpose): number => CONSENTS[purpose].texts.length;

/** The versions of the texts a screen shows today; sent back with the agreement, so that what is recorded is what was read. */
export const SHOWN_TEXTS = { account: textVersionOf('account'), family: textVersionOf('family') };

/** The text shown today. */
export const shownText = (purpose: ConsentPurpose): string => CONSENTS[purpose].texts[textVersionOf(purpose) - 1] as string;

/** The text of a version, '' where none was recorded. */
export const textOf = (purpose: ConsentPurpose, version: number): string => CONSENTS[purpose].texts[version - 1] ?? '';
