import type { Actor } from '../../../domain/accounts/actor.ts';
import { dateOfDay, dayOf } from '../../../domain/calendar/calendar.ts';
import { auditStatements } from '../../platform/audit.ts';
import type { Tx } from '../../platform/database.ts';
import { endedPosts, endSignIns } from './leaver-store.ts';

const SYSTEM: Actor = { kind: 'system', name: '系统' };

/** Nights without a server are made up for. */
const FIVE_WEEKS = 35;

/** Ends the sign-ins, keys and phones of posts that ended by their date, and notes each post where something was left to end. */
export async function endLeavers(tx: Tx, now: Date): Promise<void> {
  for (const post of await endedPosts(tx, dateOfDay(dayOf(now)), FIVE_WEEKS)) {
    const ended = await endSignIns(tx, now, post.id);
    if (!ended) continue;
    const { county, territory, person_id: personId } = post;
    const detail = { appointment: post.id, ended };
    tx.defer(...auditStatements(SYSTEM, 'accounts.leavers', now, [{ kind: 'change', county, territory, personId, detail }]));
  }
}
