import { BODIES, type BodyKey, NEXT_VILLAGE, OTHER_VILLAGE, type PersonKey, STAFF, type StaffKey, VILLAGE } from '../../people.ts';
import type { Subject } from '../relations.ts';

/** One question put to the server: about what, with which input, and how one knows that a list holds it. */
export interface Case {
  subject: Subject;
  input: Record<string, unknown>;
  /** What the answer of a list holds when it shows the subject: a text in it, or what to look for. */
  marker?: string | ((body: Record<string, unknown>) => boolean);
}

/** The cases of operations, by name. */
export type Cases = Readonly<Record<string, () => Case[]>>;

export const NOTHING: Subject = { what: 'nothing in particular', place: '' };
export const VILLAGES = [VILLAGE, NEXT_VILLAGE, OTHER_VILLAGE] as const;
/** Villages, a township and the counties. */
export const PLACES = [...VILLAGES, '640121104', '640121', '640122'] as const;

export const inPlace = (place: string): Subject => ({ what: 'a place', place });
export const bodySubject = (key: BodyKey): Subject => ({ what: BODIES[key][1], place: BODIES[key][2], parts: [key] });
export const staffSubject = (key: StaffKey): Subject => ({
  what: 'staff',
  place: STAFF[key][3] ?? BODIES[STAFF[key][2]][2],
  persons: [key],
  parts: [STAFF[key][2]],
});

/** A case for each subject that has a row. */
export const forEach = <T extends Subject>(
  rows: readonly T[],
  input: (row: T) => Record<string, unknown>,
  marker?: (row: T) => Case['marker'],
): Case[] => rows.map((row) => ({ subject: row, input: input(row), ...(marker ? { marker: marker(row) } : {}) }));

/** A case for each place. */
export const forPlaces = (codes: readonly string[], input: (code: string) => Record<string, unknown>): Case[] =>
  codes.map((code) => ({ subject: inPlace(code), input: input(code) }));

/** A case for each person, about what is their own. */
export const forOwners = (
  keys: readonly PersonKey[],
  input: (key: PersonKey) => Record<string, unknown>,
  marker?: (key: PersonKey) => string,
): Case[] =>
  keys.map((key) => ({
    subject: {
      what: 'one’s own',
      place: key in STAFF ? staffSubject(key as StaffKey).place : VILLAGE,
      persons: key === 'resident' ? ['resident', 'wife'] : [key],
    },
    input: input(key),
    ...(marker ? { marker: marker(key) } : {}),
  }));

/** What is filed in each village, at the portal and for somebody at the counter. */
export const forFiling = (input: (village: string, channel: string) => Record<string, unknown>): Case[] =>
  VILLAGES.flatMap((village) => [
    { subject: inPlace(village), input: input(village, 'portal') },
    { subject: { ...inPlace(village), twist: 'at the counter' }, input: input(village, 'counter') },
  ]);

/** The same cases where rules of the thing itself forbid it, whoever asks. */
export const forbiddenByItself = (cases: readonly Case[]): Case[] =>
  cases.map((one) => ({ ...one, subject: { ...one.subject, twist: 'own rules' } }));
