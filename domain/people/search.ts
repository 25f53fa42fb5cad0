/** What someone typed to find people, by its looks. */
export type PeopleQuery =
  | { kind: 'all' }
  | { kind: 'phone'; digits: string; whole: boolean }
  | { kind: 'pinyin'; letters: string }
  | { kind: 'words'; text: string };

/** Four digits are the end of a phone and those of a whole number that number (phones are sealed: a part cannot be looked for), Latin letters pinyin or initials, anything else part of a name or an address. */
export function readPeopleQuery(typed: string): PeopleQuery {
  const text = typed.normalize('NFKC').replaceAll(/\s+/g, '');
  if (text === '') return { kind: 'all' };
  if (/^\d{4}$/.test(text)) return { kind: 'phone', digits: text, whole: false };
  if (/^(1\d{10}|0\d{2,3}-?\d{7,8})$/.test(text)) return { kind: 'phone', digits: text, whole: true };
  if (/^[a-z']+$/i.test(text)) return { kind: 'pinyin', letters: text.toLowerCase().replaceAll("'", '').replaceAll('ü', 'v') };
  return { kind: 'words', text };
}

/** An address as it is stored: full-width digits and letters made plain, no blanks. */
export const plainAddress = (address: string): string => address.normalize('NFKC').replaceAll(/\s+/g, '');
