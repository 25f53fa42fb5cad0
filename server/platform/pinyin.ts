import { pinyin } from 'pinyin-pro';

export interface Pinyin {
  /** Without tones or spaces, small letters: minningzhen. */
  pinyin: string;
  /** The first letter of each syllable: mnz. */
  initials: string;
}

const cleanedBefore = new Map<string, string>();
const TONED = /^\p{Ll}{1,6}$/u;
const MOST_KEPT = 5_000;

/** A syllable in letters and digits alone. There are some 1,500 of them with their tones, so each is cleaned once. */
function cleaned(syllable: string): string {
  const known = cleanedBefore.get(syllable);
  if (known !== undefined) return known;
  const letters = syllable.toLowerCase().normalize('NFD').replaceAll('u\u0308', 'v');
  const clean = letters.replace(/[^a-z0-9]/g, '');
  if (TONED.test(syllable) && cleanedBefore.size < MOST_KEPT) cleanedBefore.set(syllable, clean);
  return clean;
}

function joined(syllables: string[]): Pinyin {
  const clean = syllables.map(cleaned).filter(Boolean);
  return { pinyin: clean.join(''), initials: clean.map((syllable) => (/^\d/.test(syllable) ? syllable : syllable[0])).join('') };
}

/** The pinyin of a place, a body or any text; ü is v, as keyboards type it. */
export function pinyinOf(text: string): Pinyin {
  return joined(pinyin(text, { type: 'array', nonZh: 'consecutive' }));
}

/** The pinyin of a person: the head of the name is read as a surname (单 shan, 曾 zeng). */
export function pinyinOfPerson(name: string): Pinyin {
  return joined(pinyin(name, { type: 'array', nonZh: 'consecutive', surname: 'head' }));
}
