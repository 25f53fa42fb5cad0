import { sql } from 'kysely';
import type { Tx } from '../../platform/database.ts';
import { filledUp } from '../../platform/filled-up.ts';
import { withKey } from '../../platform/sealed.ts';
import { opened, phoneForms, phoneIndex, sealed } from '../keys/index.ts';

/** What a one-time secret is good for; each kind is found by its own subject. */
export type CodePurpose = 'phone' | 'reset' | 'passkey' | 'register' | 'provider' | 'provider-code';

/** Codes belong to no county: nobody is known yet when they are asked for. */
export const NO_COUNTY = '000000';

/** What the codes of a phone may be found by. */
const phoneSubjects = (tx: Tx, phone: string): string[] => phoneForms(tx.keys, NO_COUNTY, phone);

/** What a new code of a phone is found by. */
const phoneSubject = (tx: Tx, phone: string): string => phoneIndex(tx.keys, NO_COUNTY, phone);

/** The subject as it is stored: a phone that only has to be found by its blind index, one that is needed again sealed, an account by its id. */
function storedSubject(tx: Tx, { id, purpose, subject }: NewCode): string {
  if (purpose === 'phone') return phoneSubject(tx, subject);
  if (purpose === 'register') return sealed(tx, 'sign-in.phone', { county: NO_COUNTY, id }, null, subject) ?? '';
  return subject;
}

export interface NewCode {
  id: string;
  purpose: CodePurpose;
  subject: string;
  secretHash: string;
  addressHash: string | null;
  /** Of the browser that asked, where the secret is short enough to be read off a phone. */
  ticketHash?: string;
  createdAt: Date;
  expiresAt: Date;
}

export async function addCode(tx: Tx, code: NewCode): Promise<void> {
  await tx.db
    .insertInto('sign_in_code')
    .values({
      county: NO_COUNTY,
      id: code.id,
      purpose: code.purpose,
      subject: storedSubject(tx, code),
      secret_hash: code.secretHash,
      address_hash: code.addressHash,
      ticket_hash: code.ticketHash ?? null,
      created_at: code.createdAt,
      expires_at: code.expiresAt,
    })
    .execute();
}

/** When codes were asked for since an instant, newest first: by phone and by address, each found through its index. */
export async function codesAskedFor(tx: Tx, by: { phone: string } | { addressHash: string }, since: Date): Promise<Date[]> {
  const rows = await tx.db
    .selectFrom('sign_in_code')
    .select('created_at')
    .where('purpose', '=', 'phone')
    .$if('phone' in by, (query) => query.where('subject', 'in', filledUp(phoneSubjects(tx, (by as { phone: string }).phone))))
    .$if('addressHash' in by, (query) => query.where('address_hash', '=', (by as { addressHash: string }).addressHash))
    .where('created_at', '>', since)
    .orderBy('created_at', 'desc')
    .limit(200)
    .execute();
  return rows.map((row) => row.created_at);
}

/** Makes two requests for the same phone wait for each other, so that the second sees the first. */
export async function lockSubject(tx: Tx, subject: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext(${`sign-in:${subject}`}))`.execute(tx.db);
}

/** The newest code of a phone that the browser with this ticket asked for, locked; what other browsers asked for is none of its business. */
export function lockCodeOf(tx: Tx, phone: string, ticketHash: string) {
  return tx.db
    .selectFrom('sign_in_code')
    .select(['id', 'secret_hash', 'attempts', 'expires_at', 'used_at'])
    .where('county', '=', NO_COUNTY)
    .where('purpose', '=', 'phone')
    .where('subject', 'in', filledUp(phoneSubjects(tx, phone)))
    .where('ticket_hash', '=', ticketHash)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .forUpdate()
    .executeTakeFirst();
}

const subjectOf = (purpose: CodePurpose) =>
  purpose === 'register' ? withKey('sign_in_code', 'subject') : sql<string | null>`sign_in_code.subject`;

/** A row with the subject as it was given: of a registration the phone. */
const openSubject = <Row extends { id: string; subject: string | null }>(tx: Tx, purpose: CodePurpose, row: Row) => ({
  ...row,
  subject: (purpose === 'register' ? opened(tx, 'sign-in.phone', { county: NO_COUNTY, id: row.id }, row.subject) : row.subject) ?? '',
});

/** A secret nobody can guess, found by its hash, locked, not used and not expired. */
export async function lockSecret(tx: Tx, purpose: CodePurpose, secretHash: string, now: Date) {
  const row = await tx.db
    .selectFrom('sign_in_code')
    .select(['id', subjectOf(purpose).as('subject')])
    .where('secret_hash', '=', secretHash)
    .where('purpose', '=', purpose)
    .where('used_at', 'is', null)
    .where('expires_at', '>', now)
    .forUpdate()
    .executeTakeFirst();
  return row && openSubject(tx, purpose, row);
}

/** As `lockSecret`, for looking only. */
export async function findSecret(tx: Tx, purpose: CodePurpose, secretHash: string, now: Date) {
  const row = await tx.db
    .selectFrom('sign_in_code')
    .select(['id', subjectOf(purpose).as('subject'), 'expires_at as expiresAt'])
    .where('secret_hash', '=', secretHash)
    .where('purpose', '=', purpose)
    .where('used_at', 'is', null)
    .where('expires_at', '>', now)
    .executeTakeFirst();
  return row && openSubject(tx, purpose, row);
}

export async function countTry(tx: Tx, id: string): Promise<void> {
  await tx.db
    .updateTable('sign_in_code')
    .set((update) => ({ attempts: update('attempts', '+', 1) }))
    .where('county', '=', NO_COUNTY)
    .where('id', '=', id)
    .execute();
}

export async function spendCode(tx: Tx, id: string, now: Date): Promise<void> {
  await tx.db.updateTable('sign_in_code').set({ used_at: now }).where('county', '=', NO_COUNTY).where('id', '=', id).execute();
}

/** Voids what was given out before: a new reset link makes the older one worthless. */
export async function voidCodes(tx: Tx, purpose: CodePurpose, subject: string, now: Date): Promise<void> {
  await tx.db
    .updateTable('sign_in_code')
    .set({ used_at: now })
    .where('purpose', '=', purpose)
    .where('subject', '=', subject)
    .where('used_at', 'is', null)
    .execute();
}
