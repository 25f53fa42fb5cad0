/** What someone typed to find people, by its looks. */
export type PeopleQuery =
  | { kind: 'all' }
  | { kind: 'phone'; start: string; end: string | null }
  | { kind: 'pinyin'; letters: string }
  | { kind: 'words'; text: string };

/** Digits are a phone (four may also be its last four), Latin letters pinyin or initials, anything else part of a name or an address. */
export function readPeopleQuery(typed: string): PeopleQuery {
  const text = typed.normalize('NFKC').replaceAll(/\s+/g, '');
  if (text === '') return { kind: 'all' };
  if (/^\d{3,12}$/.test(text)) return { kind: 'phone', start: text, end: text.length === 4 ? text : null };
  if (/^[a-z']+$/i.test(text)) return { kind: 'pinyin', letters: text.toLowerCase().replaceAll("'", '').replaceAll('ü', 'v') };
  return { kind: 'words', text };
}

/** An address as it is stored: full-width digits and letters made plain, no blanks. */
export const plainAddress = (address: string): string => address.normalize('NFKC').replaceAll(/\s+/g, '');
