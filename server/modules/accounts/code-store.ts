import { sql } from 'kysely';
import type { Tx } from '../../platform/database.ts';

/** What a one-time secret is good for; each kind is found by its own subject. */
export type CodePurpose = 'phone' | 'reset' | 'passkey' | 'register' | 'provider' | 'provider-code';

/** Codes belong to no county: nobody is known yet when they are asked for. */
export const NO_COUNTY = '000000';

export interface NewCode {
  id: string;
  purpose: CodePurpose;
  subject: string;
  secretHash: string;
  addressHash: string | null;
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
      subject: code.subject,
      secret_hash: code.secretHash,
      address_hash: code.addressHash,
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
    .$if('phone' in by, (query) => query.where('subject', '=', (by as { phone: string }).phone))
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

/** The newest code of a subject, locked; older ones are void. */
export function lockNewestCode(tx: Tx, purpose: CodePurpose, subject: string) {
  return tx.db
    .selectFrom('sign_in_code')
    .select(['id', 'secret_hash', 'attempts', 'expires_at', 'used_at'])
    .where('county', '=', NO_COUNTY)
    .where('purpose', '=', purpose)
    .where('subject', '=', subject)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .forUpdate()
    .executeTakeFirst();
}

/** A secret nobody can guess, found by its hash, locked, not used and not expired. */
export function lockSecret(tx: Tx, purpose: CodePurpose, secretHash: string, now: Date) {
  return tx.db
    .selectFrom('sign_in_code')
    .select(['id', 'subject'])
    .where('secret_hash', '=', secretHash)
    .where('purpose', '=', purpose)
    .where('used_at', 'is', null)
    .where('expires_at', '>', now)
    .forUpdate()
    .executeTakeFirst();
}

/** As `lockSecret`, for looking only. */
export function findSecret(tx: Tx, purpose: CodePurpose, secretHash: string, now: Date) {
  return tx.db
    .selectFrom('sign_in_code')
    .select(['id', 'subject', 'expires_at as expiresAt'])
    .where('secret_hash', '=', secretHash)
    .where('purpose', '=', purpose)
    .where('used_at', 'is', null)
    .where('expires_at', '>', now)
    .executeTakeFirst();
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

export async function removeCodesBefore(tx: Tx, instant: Date): Promise<void> {
  await tx.db.deleteFrom('sign_in_code').where('expires_at', '<', instant).execute();
}
