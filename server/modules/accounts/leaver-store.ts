import { sql } from 'kysely';
import { STAFF_ROLES } from '../../../domain/accounts/roles.ts';
import { dateOfDay, dayOf } from '../../../domain/calendar/calendar.ts';
import type { Tx } from '../../platform/database.ts';

/**
 * Ends what hung on a post that is over: sign-ins under it, and where no post is left all sign-ins and passkeys; phones that hold a grid of it are
 * ordered to empty themselves. How many; 0 where the post still holds today.
 */
export async function endSignIns(tx: Tx, now: Date, post: string): Promise<number> {
  const found = await sql<{ ended: number }>`select end_sign_ins(${dateOfDay(dayOf(now))}::date, ${now}, ${post}::uuid, ${[
    ...STAFF_ROLES,
  ]}::text[]) as ended`.execute(tx.db);
  return found.rows[0]?.ended ?? 0;
}

/** The posts that ended by their date in the last so many days, today not among them. */
export const endedPosts = (tx: Tx, today: string, days: number) =>
  tx.db
    .selectFrom('appointment')
    .select(['id', 'county', 'territory', 'person_id'])
    .where('valid_until', '<', today)
    .where('valid_until', '>=', sql<string>`${today}::date - ${days}::int`)
    .orderBy('id')
    .execute();
