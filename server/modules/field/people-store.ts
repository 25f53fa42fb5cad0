import { sql } from 'kysely';
import type { Presence } from '../../../domain/people/contract.ts';
import type { Tx } from '../../platform/database.ts';
import { withKey } from '../../platform/sealed.ts';
import { opened } from '../keys/index.ts';

export interface HouseholdRow {
  id: string;
  address: string;
  members: { id: string; name: string; pinyin: string; initials: string; relation: string; presence: Presence; phone: string | null }[];
}

/** One page of the households of a grid with the people in them, in the order of their ids. */
export async function householdsOf(tx: Tx, grid: string, after: string | null, limit: number): Promise<HouseholdRow[]> {
  const beyond = after ? sql`and h.id > ${after}::uuid` : sql``;
  const found = await sql<HouseholdRow>`
    select h.id, coalesce(d.address, '') as address,
      coalesce((select json_agg(json_build_object('id', p.id, 'name', p.name, 'pinyin', p.pinyin, 'initials', p.initials, 'relation', p.relation,
        'presence', p.presence, 'phone', ${withKey('p', 'phone_sealed')}) order by p.relation <> '户主', p.id)
        from person p where p.county = h.county and p.household_id = h.id), '[]') as members
    from household h left join dwelling d on d.county = h.county and d.id = h.dwelling_id
    where h.county = ${grid.slice(0, 6)} and h.grid = ${grid} ${beyond} order by h.id limit ${limit}`.execute(tx.db);
  const county = grid.slice(0, 6);
  return found.rows.map((row) => ({
    ...row,
    members: row.members.map((member) => ({ ...member, phone: opened(tx, 'person.phone', { county, id: member.id }, member.phone) })),
  }));
}

/** One value that changes when anything about the households of a grid changes, and how many people they are. */
export async function registerOf(tx: Tx, grid: string): Promise<{ digest: string; households: number; persons: number }> {
  const found = await sql<{ digest: string; households: number; persons: number }>`
    select count(*) as households, coalesce(sum(members.persons), 0) as persons,
      md5(coalesce(string_agg(h.id || coalesce(d.address, '') || coalesce(members.said, ''), ',' order by h.id), '')) as digest
    from household h
    left join dwelling d on d.county = h.county and d.id = h.dwelling_id
    cross join lateral (
      select count(*) as persons, string_agg(concat_ws('|', p.id, p.name, p.relation, p.presence, p.phone_sealed), ',' order by p.id) as said
      from person p where p.county = h.county and p.household_id = h.id) members
    where h.county = ${grid.slice(0, 6)} and h.grid = ${grid}`.execute(tx.db);
  return found.rows[0] ?? { digest: '', households: 0, persons: 0 };
}
