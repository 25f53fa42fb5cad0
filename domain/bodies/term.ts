import type { AppointmentRole } from '../accounts/roles.ts';
import type { BodyKind } from './body.ts';

/** A stretch of calendar days; `validUntil` is the last day, null as long as it goes on. */
export interface Term {
  validFrom: string;
  validUntil: string | null;
}

/** A post as far as clauses 2.3, 4.2 and 5.3 ask: in which kind of body of which place, as what, from when until when. */
export interface PostOf extends Term {
  bodyKind: BodyKind;
  bodyTerritory: string;
  role: AppointmentRole;
}

/** A post someone holds, held or will hold. `bodyTerritory` is the place of the body, `territory` what the post answers for. */
export interface HeldPost extends PostOf {
  id: string;
  personId: string;
  bodyId: string;
  territory: string;
}

export const FOREVER = '9999-12-31';
export const lastDay = (term: Term): string => term.validUntil ?? FOREVER;

export const overlaps = (a: Term, b: Term): boolean => a.validFrom <= lastDay(b) && b.validFrom <= lastDay(a);
export const holdsOn = (term: Term, date: string): boolean => term.validFrom <= date && date <= lastDay(term);

export const nextDay = (date: string): string =>
  date >= FOREVER ? FOREVER : new Date(Date.parse(`${date}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);

/** Whether terms together reach over each day of `whole`. */
export function coversTerm(terms: readonly Term[], whole: Term): boolean {
  let from = whole.validFrom;
  for (const term of [...terms].sort((a, b) => (a.validFrom < b.validFrom ? -1 : 1))) {
    if (term.validFrom > from) return false;
    if (lastDay(term) >= lastDay(whole)) return true;
    if (lastDay(term) >= from) from = nextDay(lastDay(term));
  }
  return false;
}

export const COMMITTEES: readonly BodyKind[] = ['villagers-committee', 'residents-committee'];
