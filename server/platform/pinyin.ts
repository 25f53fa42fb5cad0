import { pinyin } from 'pinyin-pro';

export interface Pinyin {
  /** Without tones or spaces, small letters: minningzhen. */
  pinyin: string;
  /** The first letter of each syllable: mnz. */
  initials: string;
}

function joined(syllables: string[]): Pinyin {
  const clean = syllables.map((syllable) => syllable.toLowerCase().replace(/[^a-z0-9]/g, '')).filter(Boolean);
  return { pinyin: clean.join(''), initials: clean.map((syllable) => (/^\d/.test(syllable) ? syllable : syllable[0])).join('') };
}

/** The pinyin of a place, a body or any text; ü is v, as keyboards type it. */
export function pinyinOf(text: string): Pinyin {
  return joined(pinyin(text, { toneType: 'none', type: 'array', v: true, nonZh: 'consecutive' }));
}

/** The pinyin of a person: the head of the name is read as a surname (单 shan, 曾 zeng). */
export function pinyinOfPerson(name: string): Pinyin {
  return joined(pinyin(name, { toneType: 'none', type: 'array', v: true, nonZh: 'consecutive', surname: 'head' }));
}
