import type { Actor } from '../../../domain/accounts/actor.ts';
import { becoming, type Tx } from '../../platform/database.ts';

const SYSTEM: Actor = { kind: 'system', name: '系统' };

/** Keeps what was written so far and lets the database go while somebody outside is asked. */
export async function pause(tx: Tx): Promise<void> {
  await tx.send('commit');
}

export async function goOn(tx: Tx): Promise<void> {
  await tx.send('begin', ...becoming(SYSTEM));
}

/** The accounts a subject of a provider stands for: one, or none; in two counties at once it stands for nobody. */
export async function accountOfSubject(tx: Tx, issuer: string, subject: string): Promise<string | null> {
  const rows = await tx.db
    .selectFrom('account_subject')
    .select('account_id')
    .where('issuer', '=', issuer)
    .where('subject', '=', subject)
    .limit(2)
    .execute();
  return rows.length === 1 ? (rows[0]?.account_id ?? null) : null;
}

export function subjectOf(tx: Tx, county: string, accountId: string) {
  return tx.db
    .selectFrom('account_subject')
    .select(['issuer', 'subject', 'linked_at', 'linked_by'])
    .where('county', '=', county)
    .where('account_id', '=', accountId)
    .executeTakeFirst();
}

export async function linkSubject(
  tx: Tx,
  row: { county: string; accountId: string; issuer: string; subject: string; linkedAt: Date; linkedBy: string },
): Promise<void> {
  const values = { issuer: row.issuer, subject: row.subject, linked_at: row.linkedAt, linked_by: row.linkedBy };
  await tx.db
    .insertInto('account_subject')
    .values({ county: row.county, account_id: row.accountId, ...values })
    .onConflict((conflict) => conflict.columns(['county', 'account_id']).doUpdateSet(values))
    .execute();
}

export async function unlinkSubject(tx: Tx, county: string, accountId: string): Promise<void> {
  await tx.db.deleteFrom('account_subject').where('county', '=', county).where('account_id', '=', accountId).execute();
}
