import { sql } from 'kysely';
import type { Tx } from '../../platform/database.ts';

/** What a verification may put before the worker of a household: where it lives, how many, and whether they live here. No name, no phone. */
export interface HouseholdFacts {
  grid: string;
  address: string;
  members: number;
  livingHere: number;
  persons: string[];
}

/** The household of a person as far as the actor may see them, or null. */
export async function householdOf(tx: Tx, personId: string): Promise<string | null> {
  const row = await tx.db.selectFrom('person').select('household_id').where('id', '=', personId).executeTakeFirst();
  return row?.household_id ?? null;
}

/** The facts of a household as far as the actor may see it, or null. */
export async function householdFacts(tx: Tx, county: string, id: string): Promise<HouseholdFacts | null> {
  const row = await tx.db
    .selectFrom('household')
    .leftJoin('dwelling', (join) =>
      join.onRef('dwelling.county', '=', 'household.county').onRef('dwelling.id', '=', 'household.dwelling_id'),
    )
    .leftJoin('person', (join) => join.onRef('person.county', '=', 'household.county').onRef('person.household_id', '=', 'household.id'))
    .select(['household.grid', sql<string>`coalesce(min(dwelling.address), '')`.as('address')])
    .select([
      sql<number>`count(person.id)::int`.as('members'),
      sql<number>`count(person.id) filter (where person.presence = 'here')::int`.as('livingHere'),
      sql<string[]>`coalesce(array_agg(person.id::text) filter (where person.id is not null), '{}')`.as('persons'),
    ])
    .where('household.county', '=', county)
    .where('household.id', '=', id)
    .groupBy('household.grid')
    .executeTakeFirst();
  return row ?? null;
}
