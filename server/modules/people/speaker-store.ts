import type { Tx } from '../../platform/database.ts';

/** Name and phone of the person a matter is filed for, as far as the actor may see them. */
export async function speakerOf(tx: Tx, personId: string): Promise<{ name: string; phone: string | null } | null> {
  const row = await tx.db.selectFrom('person').select(['name', 'phone']).where('id', '=', personId).executeTakeFirst();
  return row ?? null;
}
