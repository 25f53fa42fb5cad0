import type { Context } from '../../platform/envelope.ts';

/** A column that holds sealed texts, and the blind indexes it is found by. */
interface Place {
  table: 'person' | 'account' | 'matter_reporter' | 'message' | 'sign_in_code' | 'identity_number';
  column: string;
}

/** Every column in which a number of a person is sealed; work phones of posts and bodies are public (4.6) and not among them. */
export const PLACES = {
  'person.phone': { table: 'person', column: 'phone_sealed' },
  'account.phone': { table: 'account', column: 'phone_sealed' },
  'account.totp': { table: 'account', column: 'totp_sealed' },
  'reporter.phone': { table: 'matter_reporter', column: 'phone_sealed' },
  'message.phone': { table: 'message', column: 'phone_sealed' },
  'sign-in.phone': { table: 'sign_in_code', column: 'subject' },
  'identity.number': { table: 'identity_number', column: 'identity_sealed' },
} as const satisfies Record<string, Place>;
export type PlaceName = keyof typeof PLACES;

/** A row that holds a number. */
export interface Row {
  county: string;
  id: string;
}

/** What a sealed text is bound to. */
export const contextOf = (place: PlaceName, { county, id }: Row): Context => ({ ...PLACES[place], county, row: id });
