import { sql } from 'kysely';
import type { Tx } from '../../platform/database.ts';

/** The open accounts of those who work in a body now, or only of whoever goes by a name there, for telling them something. */
export async function staffAccountsOf(tx: Tx, county: string, bodyId: string, today: string, named?: string): Promise<string[]> {
  const rows = await tx.db
    .selectFrom('account')
    .innerJoin('account_person', (join) =>
      join.onRef('account_person.county', '=', 'account.county').onRef('account_person.account_id', '=', 'account.id'),
    )
    .innerJoin('appointment', (join) =>
      join.onRef('appointment.county', '=', 'account_person.county').onRef('appointment.person_id', '=', 'account_person.person_id'),
    )
    .select(sql<string>`distinct account.id`.as('id'))
    .where('account.county', '=', county)
    .where('account.kind', '=', 'staff')
    .where('account.closed_at', 'is', null)
    .where('appointment.body_id', '=', bodyId)
    .$if(named !== undefined, (query) => query.where('appointment.name', '=', named as string))
    .where((where) => where.or([where('appointment.valid_until', 'is', null), where('appointment.valid_until', '>=', today)]))
    .execute();
  return rows.map((row) => row.id);
}
