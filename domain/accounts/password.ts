import { every, type Permission, when } from '../policy/permission.ts';

export const SHORTEST_PASSWORD = 10;

/** The words a guesser tries first at this very place: the product, the region, offices and posts, and what people add to make up the length. */
export const PLACE_WORDS: readonly string[] = [
  ...[
    'linli',
    '邻里',
    'ningxia',
    '宁夏',
    'yinchuan',
    '银川',
    'shizuishan',
    '石嘴山',
    'wuzhong',
    '吴忠',
    'guyuan',
    '固原',
    'zhongwei',
    '中卫',
  ],
  ...[
    'yongning',
    '永宁',
    'minning',
    '闽宁',
    'helan',
    '贺兰',
    'lingwu',
    '灵武',
    'shequ',
    '社区',
    'wangge',
    '网格',
    'cunwei',
    '村委',
    'juwei',
    '居委',
  ],
  ...['fuwuzhan', '服务站', 'minzheng', '民政', 'zhengfu', '政府', 'jiedao', '街道', 'bangong', '办公', 'zhili', '治理', 'shenpi', '审批'],
  ...['guanliyuan', '管理员', 'wanggeyuan', '网格员', 'zhanzhang', '站长', 'shuji', '书记', 'zhuren', '主任'],
  ...['administrator', 'admin', 'supervisor', 'dispatcher', 'station', 'office', 'portal', 'system', 'xitong', '系统', 'demo'],
  ...['password', 'passwd', 'mima', '密码', 'denglu', '登录', 'welcome', 'huanying', '欢迎'],
];
const LONGEST_FIRST = [...PLACE_WORDS].sort((one, other) => other.length - one.length);

/** What must be left of a password once the words of the place, digits and signs are taken out. */
const LEAST_OF_ITS_OWN = 4;

function ownLetters(plain: string): number {
  let rest = plain;
  for (const word of LONGEST_FIRST) rest = rest.replaceAll(word, ' ');
  return [...rest.replace(/[^\p{L}]/gu, '')].length;
}

const hasPlaceWord = (plain: string): boolean => PLACE_WORDS.some((word) => plain.includes(word));

/** The same few characters over and over. */
const monotonous = (password: string): boolean => new Set(password).size < 4;

/** A password as it is compared with the list of stolen ones: full-width signs and case do not make it another. */
export const plainPassword = (password: string): string => password.normalize('NFKC').toLowerCase();

/**
 * Whether a password may be set: length over composition, and nothing a guesser tries first
 * (NIST SP 800-63B, 3.1.1.2; GB/T 22239-2019, 8.1.4.1). `stolen` holds plain passwords known from thefts.
 */
export function mayBePassword(password: string, username: string, stolen: ReadonlySet<string>): Permission {
  const plain = plainPassword(password);
  return every(
    when([...password].length >= SHORTEST_PASSWORD, `密码至少 ${SHORTEST_PASSWORD} 位。`),
    when(username.length < 3 || !plain.includes(username.toLowerCase()), '密码里不能含有用户名。'),
    when(!stolen.has(plain) && !monotonous(plain), '这个密码太常见，容易被猜到，请换一个。'),
    when(!hasPlaceWord(plain) || ownLetters(plain) >= LEAST_OF_ITS_OWN, '密码不能只用地名、单位名、岗位名加数字，请再加几个别的词。'),
  );
}
