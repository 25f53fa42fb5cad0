import { holdsIdentityNumber } from '../people/identity-number.ts';

/** What contains a word never asked for and means something else: the name of an activity, of an institution, of a language of the law. */
export const MEANT_OTHERWISE = ['民族团结', '民族宗教事务局', '民族路', '民族村', '多民族', '各民族'];

const NEEDLESS = /(?:民族|宗教|信仰|政治面貌)\s*[:：是为]|[回汉满蒙藏维]族|信(?:佛|教|伊斯兰|基督)/;

/** A gentle word for whoever writes more about themselves than is needed; null where nothing is. It never stops anybody's own words. */
export const needlessIn = (words: string): string | null =>
  holdsIdentityNumber(words) || NEEDLESS.test(MEANT_OTHERWISE.reduce((text, phrase) => text.replaceAll(phrase, ''), words))
    ? '不用写民族、宗教、身份证号，办事用不着。'
    : null;
