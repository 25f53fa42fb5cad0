import type { StaffActor } from '../../../domain/accounts/actor.ts';
import { auditName } from '../../platform/audit.ts';
import type { Tx } from '../../platform/database.ts';
import { newId } from '../../platform/ids.ts';

interface OfMatter {
  county: string;
  id: string;
}

/** Notes why the actor must see the papers of a matter opened in this transaction, and until when. */
export async function addPurpose(
  tx: Tx,
  actor: StaffActor,
  matter: OfMatter & { personId: string | null },
  purpose: string,
  now: Date,
  until: Date,
): Promise<void> {
  await tx.db
    .insertInto('purpose')
    .values({
      county: matter.county,
      id: newId(now.getTime()),
      account_id: actor.accountId,
      actor: auditName(actor),
      appointment_id: actor.appointmentId,
      matter_id: matter.id,
      person_id: matter.personId,
      purpose,
      opened_at: now,
      until,
    })
    .execute();
}

/** Until when the actor, in the post they act in, has a purpose open for a matter; null when none is. */
export async function openUntil(tx: Tx, actor: StaffActor, matter: OfMatter, now: Date): Promise<Date | null> {
  const row = await tx.db
    .selectFrom('purpose')
    .select('until')
    .where('county', '=', matter.county)
    .where('account_id', '=', actor.accountId)
    .where('appointment_id', '=', actor.appointmentId)
    .where('matter_id', '=', matter.id)
    .where('opened_at', '<=', now)
    .where('until', '>', now)
    .where('closed_at', 'is', null)
    .orderBy('until', 'desc')
    .executeTakeFirst();
  return row?.until ?? null;
}

/** Closes what the actor, in the post they act in, has open for a matter; how many purposes that were. */
export async function closePurposes(tx: Tx, actor: StaffActor, matter: OfMatter, now: Date): Promise<number> {
  const done = await tx.db
    .updateTable('purpose')
    .set({ closed_at: now })
    .where('county', '=', matter.county)
    .where('account_id', '=', actor.accountId)
    .where('appointment_id', '=', actor.appointmentId)
    .where('matter_id', '=', matter.id)
    .where('until', '>', now)
    .where('closed_at', 'is', null)
    .executeTakeFirst();
  return Number(done.numUpdatedRows);
}
