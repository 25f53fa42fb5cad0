/** What someone typed to find people, by its looks. */
export type PeopleQuery =
  | { kind: 'all' }
  | { kind: 'phone'; digits: string; whole: boolean }
  | { kind: 'identity'; number: string }
  | { kind: 'pinyin'; letters: string }
  | { kind: 'words'; text: string };

/** Four digits are the end of a phone, those of a whole phone or identity number that number (they are sealed: a part cannot be looked for), Latin letters pinyin or initials, anything else part of a name or an address. */
export function readPeopleQuery(typed: string): PeopleQuery {
  const text = typed.normalize('NFKC').replaceAll(/\s+/g, '');
  if (text === '') return { kind: 'all' };
  if (/^\d{4}$/.test(text)) return { kind: 'phone', digits: text, whole: false };
  if (/^(1\d{10}|0\d{2,3}-?\d{7,8})$/.test(text)) return { kind: 'phone', digits: text, whole: true };
  if (/^\d{17}[\dX]$/i.test(text)) return { kind: 'identity', number: text.toUpperCase() };
  if (/^[a-z']+$/i.test(text)) return { kind: 'pinyin', letters: text.toLowerCase().replaceAll("'", '').replaceAll('ü', 'v') };
  return { kind: 'words', text };
}

/** An address as it is stored: full-width digits and letters made plain, no blanks. */
export const plainAddress = (address: string): string => address.normalize('NFKC').replaceAll(/\s+/g, '');
