import { type Role, STAFF_ROLES } from '../../../../domain/accounts/roles.ts';
import { type Caller, holds, isAbout, type Subject, takesPart } from '../relations.ts';

/**
 * Who may do what, as the policy says it. Nothing here asks the server or its declarations: a difference between this page and the server
 * is a hole in one of them.
 */
export type Expected =
  /** Done, or read. */
  | 'answered'
  /** A list is answered and holds it. */
  | 'shown'
  /** A list is answered and does not hold it. */
  | 'hidden'
  /** Refused with a sentence. */
  | 'refused'
  /** As if it did not exist. */
  | 'unknown'
  /** Not done: refused, unknown, or a field that names what one may not name. */
  | 'turned away'
  /** Known to the caller; whether it can be done now is for the rules of the kind. */
  | 'reached'
  /** The role may not ask this at all. */
  | 'not for this role';

export interface Rule {
  says: string;
  roles: readonly Role[] | 'anyone';
  operations: readonly string[];
  expect(caller: Caller, subject: Subject): Expected;
}

export const STATION: readonly Role[] = ['grid-worker', 'station-worker', 'station-head'];
export const WINDOW: readonly Role[] = ['window-clerk', 'dispatcher'];
export const OFFICES: readonly Role[] = ['office-staff', 'department-staff'];
export const HANDLERS: readonly Role[] = [...STATION, ...WINDOW, ...OFFICES];
/** Who checks an identity number against the card. */
export const KEEPERS: readonly Role[] = ['station-worker', 'station-head', 'window-clerk'];
export const REPORTERS: readonly Role[] = ['resident', 'receipt-holder'];
export const ADMINISTRATOR: readonly Role[] = ['administrator'];
export const MAKERS: readonly Role[] = ['administrator', 'station-head'];

export const isStaff = (caller: Caller): boolean => (STAFF_ROLES as readonly string[]).includes(caller.role);
/** A row of a place or of a matter: it lies in one's range, one's body takes part, or it is about oneself. */
export const sees = (caller: Caller, subject: Subject): boolean =>
  holds(caller, subject.place) || takesPart(caller, subject) || isAbout(caller, subject);
/** The range without the exception of offices and departments. */
export const serves = (caller: Caller, place: string): boolean => isStaff(caller) && place.startsWith(caller.place);

export const answeredIf = (yes: boolean, otherwise: Expected): Expected => (yes ? 'answered' : otherwise);
export const shownIf = (yes: boolean): Expected => (yes ? 'shown' : 'hidden');
export const always = (expected: Expected) => () => expected;
