import type { Role } from '../../../domain/accounts/roles.ts';
import { BODIES, type BodyKey, type PersonKey, RESIDENTS, STAFF, STAFF_KEYS, type StaffKey } from '../people.ts';

/** Someone who calls: known by what the policy asks about them, not by what the server makes of a session. */
export interface Caller {
  name: string;
  key: PersonKey | null;
  /** The receipt held instead of an account. */
  receipt: string | null;
  role: Role;
  /** The place they serve or live in. */
  place: string;
  /** The place whose rows are open to them: for an office or department none, for everybody who is not staff none. */
  range: string;
  body: BodyKey | null;
}

/** What an operation is asked about, by the facts the rules speak of. */
export interface Subject {
  what: string;
  place: string;
  /** Bodies that take part. */
  parts?: readonly BodyKey[];
  /** Residents whom it is about, or whose it is. */
  persons?: readonly PersonKey[];
  /** The receipt that stands for it. */
  receipt?: string;
  /** Whether the name of whom it is about is kept from those who handle it. */
  hidden?: boolean;
  /** Whether the station has given it to somebody else. */
  passedOn?: boolean;
  /** Whether the input names another matter. */
  names?: boolean;
  /** What is special about this input. */
  twist?: 'on behalf' | 'at the counter' | 'own rules' | 'named place' | 'not for a name twice' | 'whole number';
}

export const RELATIONS = ['own', 'above', 'below', 'sibling', 'other county'] as const;
export type Relation = (typeof RELATIONS)[number];

/** How the place of a caller lies to the place of a subject. */
export function relationOf(caller: Caller, subject: Subject): Relation {
  const [mine, theirs] = [caller.place, subject.place];
  if (mine === theirs || !theirs || !mine) return 'own';
  if (theirs.startsWith(mine)) return 'above';
  if (mine.startsWith(theirs)) return 'below';
  return mine.slice(0, 6) === theirs.slice(0, 6) ? 'sibling' : 'other county';
}

const BY_PART: readonly Role[] = ['office-staff', 'department-staff'];

const staffCaller = (key: StaffKey): Caller => {
  const [, role, body, own] = STAFF[key];
  const place = own ?? BODIES[body][2];
  return { name: key, key, receipt: null, role, place, range: BY_PART.includes(role) ? '' : place, body };
};

const residentCaller = (key: Exclude<keyof typeof RESIDENTS, 'wife'>): Caller => ({
  name: key,
  key,
  receipt: null,
  role: 'resident',
  place: RESIDENTS[key][1].slice(0, 12),
  range: '',
  body: null,
});

/** Everyone of the mini county, who holds the receipt of a matter, who holds none that exists, and nobody. */
export function callersOf(receipt: string): Caller[] {
  const without = { key: null, place: '', range: '', body: null };
  return [
    ...STAFF_KEYS.map(staffCaller),
    ...(['resident', 'neighbour', 'villagerNext', 'otherResident'] as const).map(residentCaller),
    { ...without, name: 'a receipt', receipt, role: 'receipt-holder' },
    { ...without, name: 'an invented receipt', receipt: 'AAAA-AAAA', role: 'receipt-holder' },
    { ...without, name: 'nobody', receipt: null, role: 'anyone' },
  ];
}

/** The caller's range holds the place. */
export const holds = (caller: Caller, place: string): boolean => caller.range !== '' && place.startsWith(caller.range);
/** The caller's body takes part. */
export const takesPart = (caller: Caller, subject: Subject): boolean => caller.body !== null && (subject.parts ?? []).includes(caller.body);
/** It is about the caller, or the caller holds its receipt. */
export const isAbout = (caller: Caller, subject: Subject): boolean =>
  (caller.key !== null && (subject.persons ?? []).includes(caller.key)) || (caller.receipt !== null && caller.receipt === subject.receipt);
