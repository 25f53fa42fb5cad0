/** Words that stand nowhere in the project, so that each place they are found in was reached by a person's data. */
export const CANARIES = {
  name: '欧阳墨鸢',
  phone: '13987650123',
  address: '梧桐里九十七号院',
  words: '鹧鸪灯柱歪了三寸',
  identity: '640121185003078816',
  /** What a camera wrote into a picture, a recorder into a voice note, a program into a PDF, and a person into the name of a file. */
  picture: '鸂鶒堂前照相',
  voice: '鹡鸰渡口录音',
  paper: '鵁鶄巷口单据',
  fileName: '鹪鹩户口本扫描',
  /** The content of an upload that broke off. */
  half: '䴙䴘坝上半截',
} as const;
export type Canary = keyof typeof CANARIES;
export const CANARY_NAMES = Object.keys(CANARIES) as Canary[];

const escaped = (word: string): string =>
  [...word]
    .flatMap((letter) => [...Array(letter.length).keys()].map((at) => letter.charCodeAt(at)))
    .map((code) => (code > 0x7e ? `\\u${code.toString(16).padStart(4, '0')}` : String.fromCharCode(code)))
    .join('');

const known = new Map<string, Buffer[]>();

/** A word in each way addresses, JSON, browsers and systems write it. */
function formsOf(word: string): Buffer[] {
  const before = known.get(word);
  if (before) return before;
  const little = Buffer.from(word, 'utf16le');
  const forms = [
    Buffer.from(word),
    Buffer.from(encodeURIComponent(word)),
    Buffer.from(encodeURIComponent(word).toLowerCase()),
    Buffer.from(escaped(word)),
    little,
    Buffer.from(little).swap16(),
    Buffer.from(Buffer.from(word).toString('hex')),
  ];
  known.set(word, forms);
  return forms;
}

/** Which of some words (the canaries by default) a text or the bytes of a file hold. */
export function canariesIn<Name extends string = Canary>(
  content: string | Buffer,
  words: Readonly<Record<Name, string>> = CANARIES as unknown as Record<Name, string>,
): Name[] {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  return (Object.keys(words) as Name[]).filter((name) => formsOf(words[name]).some((form) => bytes.includes(form)));
}
