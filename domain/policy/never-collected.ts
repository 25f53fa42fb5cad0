import { MEANT_OTHERWISE } from './needless.ts';

/**
 * What is never collected about anyone, so no form, contract or table may have a field for it: ethnicity, religion, political opinion,
 * biometrics, pictures of identity cards, tracks, contact lists, scores and rankings of persons, "key person" marks; nor counters of workers' zeal.
 * Identity numbers stand sealed in one place of their own (`identity_sealed`, domain/people/identity-number.ts); no form and no other column asks for one.
 * Source: Personal Information Protection Law art. 6 and 28; opinion of 2017, clause 8.5.
 */
const CHINESE = [
  '民族',
  '宗教',
  '信仰',
  '教派',
  '政治面貌',
  '政治观点',
  '政治倾向',
  '指纹',
  '人脸',
  '虹膜',
  '声纹',
  '掌纹',
  '基因',
  '生物特征',
  '身份证照片',
  '身份证正面',
  '身份证反面',
  '身份证号',
  '身份号码',
  '轨迹',
  '行踪',
  '通讯录',
  '通话记录',
  '积分',
  '评分',
  '打分',
  '信用分',
  '信用等级',
  '排名',
  '重点人员',
  '重点人口',
  '重点对象',
  '上访人员',
  '稳控',
  '打卡',
  '里程',
  '在线时长',
];

/** English and pinyin words of a field's name; several words must stand one after another. */
const ENGLISH = [
  'ethnicity',
  'ethnic',
  'ethnic group',
  'nationality',
  'minzu',
  'race',
  'religion',
  'religious',
  'faith',
  'belief',
  'zongjiao',
  'political',
  'politics',
  'political status',
  'zhengzhi',
  'mianmao',
  'biometric',
  'biometrics',
  'fingerprint',
  'face image',
  'face photo',
  'face id',
  'face template',
  'face print',
  'faceprint',
  'iris',
  'voice print',
  'voiceprint',
  'palm print',
  'dna',
  'gene',
  'id card',
  'id photo',
  'id number',
  'id no',
  'identity photo',
  'identity picture',
  'identity card',
  'identity number',
  'citizen number',
  'sfz',
  'shenfenzheng',
  'track',
  'tracks',
  'tracking',
  'trajectory',
  'guiji',
  'whereabouts',
  'location history',
  'contact list',
  'contacts list',
  'address book',
  'call log',
  'score',
  'scores',
  'scoring',
  'jifen',
  'credit',
  'credits',
  'points',
  'ranking',
  'rank of person',
  'person rank',
  'key person',
  'key people',
  'key population',
  'zhongdian',
  'petitioner',
  'risk level',
  'watch list',
  'blacklist',
  'check in',
  'checkin',
  'mileage',
  'online time',
  'online minutes',
].map((words) => words.split(' '));

/** The words of a name as programs write names: `faceTemplate`, `face_template` and `FACE-TEMPLATE` are all face, template. */
function wordsOf(name: string): string[] {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z]+/)
    .filter(Boolean);
}

const holds = (words: readonly string[], wanted: readonly string[]): boolean =>
  words.some((_, at) => wanted.every((word, offset) => words[at + offset] === word));

/** The forbidden word in the name of a field or in its label, or null when it may be collected. */
export function neverCollected(name: string): string | null {
  const label = MEANT_OTHERWISE.reduce((text, phrase) => text.replaceAll(phrase, ''), name);
  const chinese = CHINESE.find((word) => label.includes(word));
  if (chinese) return chinese;
  const words = wordsOf(name);
  return ENGLISH.find((wanted) => holds(words, wanted))?.join(' ') ?? null;
}

/** What a form that asks for such a thing is told; beside the field of a material, a step or a question. */
export const NEVER_ASKED = '不能要群众提供民族、宗教、政治面貌、人脸指纹、行踪、身份证号这些信息，请换一种写法。';

/** Whether a form may ask for something, by its label. */
export const mayBeAsked = (label: string): boolean => neverCollected(label) === null;
