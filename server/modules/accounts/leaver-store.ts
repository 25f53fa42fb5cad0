import { sql } from 'kysely';
import { STAFF_ROLES } from '../../../domain/accounts/roles.ts';
import { dateOfDay, dayOf } from '../../../domain/calendar/calendar.ts';
import type { Tx } from '../../platform/database.ts';

/**
 * Ends what hung on a post that is over, or on all that ended in the last five weeks: sign-ins under it, and where no post is left all sign-ins and
 * passkeys; phones that hold a grid of it are ordered to empty themselves. How many; 0 where the post still holds today.
 */
export async function endSignIns(tx: Tx, now: Date, post: string | null): Promise<number> {
  const found = await sql<{ ended: number }>`select end_sign_ins(${dateOfDay(dayOf(now))}::date, ${now}, ${post}::uuid, ${[
    ...STAFF_ROLES,
  ]}::text[]) as ended`.execute(tx.db);
  return found.rows[0]?.ended ?? 0;
}
