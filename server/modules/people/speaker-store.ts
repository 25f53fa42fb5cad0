import type { Tx } from '../../platform/database.ts';
import { withKey } from '../../platform/sealed.ts';
import { opened } from '../keys/index.ts';

/** Name and phone of the person a matter is filed for, as far as the actor may see them. */
export async function speakerOf(tx: Tx, personId: string): Promise<{ name: string; phone: string | null } | null> {
  const row = await tx.db
    .selectFrom('person')
    .select(['county', 'name', withKey('person', 'phone_sealed').as('phone')])
    .where('id', '=', personId)
    .executeTakeFirst();
  return row ? { name: row.name, phone: opened(tx, 'person.phone', { county: row.county, id: personId }, row.phone) } : null;
}
