import { sql } from 'kysely';
import { LEVEL_LENGTHS, rangeOf } from '../../../domain/territory/code.ts';
import type { Tx } from '../../platform/database.ts';
import { filledUp } from '../../platform/filled-up.ts';
import type { WrappedKey } from '../../platform/keyring.ts';

export type MasterState = 'coming' | 'current' | 'leaving';

/** The counties there are, those of the region's and the cities' own people too; one look into the index a county. */
export async function countiesIn(tx: Tx, lo = '', hi = ':'): Promise<string[]> {
  const found = await sql<{ county: string }>`
    with recursive place as (
      (select code from division where code >= ${lo} and code < ${hi} order by code limit 1)
      union all
      select (select min(d.code) from division d
        where d.code > case when length(place.code) < 6 then place.code else left(place.code, 6) || ':' end and d.code < ${hi})
      from place where place.code is not null)
    select distinct rpad(left(code, 6), 6, '0') as county from place where code is not null`.execute(tx.db);
  return found.rows.map(({ county }) => county);
}

/** The counties a range covers, their own included. */
export async function countiesOf(tx: Tx, range: string): Promise<string[]> {
  if (range.length >= LEVEL_LENGTHS.county) return [range.slice(0, LEVEL_LENGTHS.county)];
  const { lo, hi } = rangeOf(range);
  return countiesIn(tx, lo, hi);
}

/** Starting servers and a rotation take turns at the list of master keys. */
export async function lockMasters(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('master keys'))`.execute(tx.db);
}

export async function masters(tx: Tx): Promise<{ id: string; state: MasterState; since: Date }[]> {
  const rows = await tx.db.selectFrom('master_key').select(['id', 'state', 'since']).orderBy('since').execute();
  return rows.map((row) => ({ ...row, state: row.state as MasterState }));
}

export async function addMaster(tx: Tx, id: string, state: MasterState): Promise<void> {
  await tx.db
    .insertInto('master_key')
    .values({ id, state })
    .onConflict((on) => on.doNothing())
    .execute();
}

/** Makes a master key the one new data keys are wrapped by; the one before begins to leave. */
export async function turnTo(tx: Tx, id: string): Promise<void> {
  await tx.db.updateTable('master_key').set({ state: 'leaving' }).where('state', '=', 'current').where('id', '!=', id).execute();
  await tx.db.updateTable('master_key').set({ state: 'current' }).where('id', '=', id).execute();
}

/** Takes a master key off the list; refused by the database as long as one data key is wrapped by it. */
export async function removeMaster(tx: Tx, id: string): Promise<void> {
  await tx.db.deleteFrom('master_key').where('id', '=', id).execute();
}

export async function keysByMaster(tx: Tx): Promise<{ master: string; keys: number }[]> {
  return tx.db
    .selectFrom('data_key')
    .select(['master', (select) => select.fn.countAll<number>().as('keys')])
    .groupBy('master')
    .execute();
}

/** Some keys that another master key than this one wraps, locked; those another rotation holds are passed over. */
export function keysNotOf(tx: Tx, master: string, limit: number): Promise<WrappedKey[]> {
  return tx.db
    .selectFrom('data_key')
    .select(['county', 'id', 'subject', 'master', 'wrapped'])
    .where('master', '!=', master)
    .limit(limit)
    .forUpdate()
    .skipLocked()
    .execute();
}

export async function rewrap(tx: Tx, rows: readonly WrappedKey[]): Promise<void> {
  await sql`update data_key k set master = r.master, wrapped = r.wrapped
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(county text, id uuid, master text, wrapped text)
    where k.county = r.county and k.id = r.id`.execute(tx.db);
}

export async function addKeys(tx: Tx, rows: readonly WrappedKey[]): Promise<void> {
  await sql`insert into data_key (county, id, subject, master, wrapped) select county, id, subject, master, wrapped
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(county text, id uuid, subject uuid, master text, wrapped text)`.execute(
    tx.db,
  );
}

export async function keyById(tx: Tx, county: string, id: string): Promise<WrappedKey | undefined> {
  return tx.db
    .selectFrom('data_key')
    .select(['county', 'id', 'subject', 'master', 'wrapped'])
    .where('county', '=', county)
    .where('id', '=', id)
    .executeTakeFirst();
}

/** The subjects that fall with a person: the person, and the accounts that speak for nobody else. */
export async function subjectsOf(tx: Tx, personId: string): Promise<string[]> {
  const found = await sql<{ id: string }>`
    select ${personId}::uuid as id union all
    select l.account_id from account_person l where l.person_id = ${personId}::uuid
      and not exists (select 1 from account_person o where o.county = l.county and o.account_id = l.account_id and o.person_id <> l.person_id)`.execute(
    tx.db,
  );
  return found.rows.map(({ id }) => id);
}

/** Erases every key of the subjects; what they were. */
export async function eraseKeysOf(tx: Tx, subjects: readonly string[]): Promise<{ county: string; id: string }[]> {
  return tx.db.deleteFrom('data_key').where('subject', 'in', filledUp(subjects)).returning(['county', 'id']).execute();
}

/** Erases keys by id, as a list from before a restore names them; how many were there. */
export async function eraseKeys(tx: Tx, keys: readonly { county: string; id: string }[]): Promise<number> {
  const gone = await sql<{
    id: string;
  }>`delete from data_key k using jsonb_to_recordset(${JSON.stringify(keys)}::jsonb) as r(county text, id uuid)
    where k.county = r.county and k.id = r.id returning k.id`.execute(tx.db);
  return gone.rows.length;
}

export async function noteErased(tx: Tx, keys: readonly { county: string; id: string }[], at: Date): Promise<void> {
  await sql`insert into erased_key (county, id, erased_at) select county, id, ${at.toISOString()}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(keys)}::jsonb) as r(county text, id uuid) on conflict do nothing`.execute(tx.db);
}

/** Takes away what could still be guessed at: sealed texts and blind indexes whose key is gone. */
export async function clearUnreadable(tx: Tx): Promise<void> {
  const gone = (table: string, column: string) =>
    sql.raw(
      `${column} is not null and not exists (select 1 from data_key k where k.county = ${table}.county and k.id = split_part(${column}, '.', 3)::uuid)`,
    );
  await sql`update person set phone_sealed = null, phone_index = null, phone_end = null where ${gone('person', 'phone_sealed')}`.execute(
    tx.db,
  );
  await sql`update account set phone_sealed = null, phone_index = null where ${gone('account', 'phone_sealed')}`.execute(tx.db);
  await sql`update message set phone_sealed = null, phone_index = null where ${gone('message', 'phone_sealed')}`.execute(tx.db);
  await sql`delete from identity_number where ${gone('identity_number', 'identity_sealed')}`.execute(tx.db);
}

/** Whose county a person is of, or nothing. */
export const personOf = (tx: Tx, id: string) =>
  tx.db.selectFrom('person').select(['county', 'territory']).where('id', '=', id).executeTakeFirst();
