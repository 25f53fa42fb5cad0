import type { Tx } from '../../platform/database.ts';
import type { Keyring, WrappedKey } from '../../platform/keyring.ts';
import { keepKey } from '../../platform/sealed.ts';
import { contextOf, type PlaceName, type Row } from './places.ts';

/** Whose number it is: the person, whose erasing takes it along wherever it was copied to; else the row itself. */
type Subject = string | null;

/** Seals a number for a place with a new key, which the caller keeps (`keepKey`) or brings in bulk. */
export function sealedWith(
  keys: Keyring,
  place: PlaceName,
  row: Row,
  subject: Subject,
  number: string,
): { sealed: string; key: WrappedKey } {
  const { key, row: wrapped } = keys.newKey(row.county, subject ?? row.id);
  return { sealed: keys.seal(key, contextOf(place, row), number), key: wrapped };
}

/** Seals a number for a place in the caller's transaction; '' and null are nothing to seal. */
export function sealed(tx: Tx, place: PlaceName, row: Row, subject: Subject, number: string | null): string | null {
  if (!number) return null;
  const made = sealedWith(tx.keys, place, row, subject, number);
  keepKey(tx, made.key);
  return made.sealed;
}

/** Opens a column read with its key (`withKey`); null where there is no number, or its key was erased. */
export const opened = (tx: Pick<Tx, 'keys'>, place: PlaceName, row: Row, read: string | null): string | null =>
  tx.keys.open(contextOf(place, row), read);

/** Seals with the key that another number of the same row is sealed with, else with a new one. */
export function sealedLike(tx: Tx, place: PlaceName, row: Row, subject: Subject, number: string, like: string | null): string {
  const key = like ? tx.keys.keyOf(row.county, like) : null;
  return key ? tx.keys.seal(key, contextOf(place, row), number) : (sealed(tx, place, row, subject, number) as string);
}

/** A phone as it is searched by: its digits. */
const digits = (phone: string): string => phone.replaceAll(/\D/g, '');

/** What a whole phone is found by in a county. */
export const phoneIndex = (keys: Keyring, county: string, phone: string): string => keys.blind(county, 'phone', digits(phone));

/** Every form a whole phone may be found by in a county while the indexes move to another root. */
export const phoneForms = (keys: Keyring, county: string, phone: string): string[] => keys.blindForms(county, 'phone', digits(phone));

/** What the last four digits of a phone are found by: some 10,000 values, so whoever has the index sees which phones end alike. */
export const phoneEnd = (keys: Keyring, county: string, end: string): string => keys.blind(county, 'phone end', digits(end).slice(-4));

/** As `phoneForms`, for the last four digits. */
export const phoneEndForms = (keys: Keyring, county: string, end: string): string[] =>
  keys.blindForms(county, 'phone end', digits(end).slice(-4));

/** What a whole identity number is found by in a county. */
export const identityIndex = (keys: Keyring, county: string, number: string): string => keys.blind(county, 'identity', number);

/** As `phoneForms`, for a whole identity number. */
export const identityForms = (keys: Keyring, county: string, number: string): string[] => keys.blindForms(county, 'identity', number);

/** The columns of a person's phone that searching needs; all null without a phone. */
export function phoneIndexes(
  keys: Keyring,
  county: string,
  phone: string | null,
): { phone_index: string | null; phone_end: string | null } {
  if (!phone) return { phone_index: null, phone_end: null };
  return { phone_index: phoneIndex(keys, county, phone), phone_end: phoneEnd(keys, county, phone) };
}

/** The columns of an account's phone, sealed; nothing is asked of the keys where there is no phone. */
export const accountPhone = (tx: Tx, row: Row, phone: string | null) => ({
  phone_sealed: sealed(tx, 'account.phone', row, null, phone),
  phone_index: phone ? phoneIndex(tx.keys, row.county, phone) : null,
});

/** The columns of a person's phone, sealed; nothing is asked of the keys where there is no phone. */
export const personPhone = (tx: Tx, row: Row, phone: string | null) =>
  phone
    ? { phone_sealed: sealed(tx, 'person.phone', row, row.id, phone), ...phoneIndexes(tx.keys, row.county, phone) }
    : { phone_sealed: null, phone_index: null, phone_end: null };
