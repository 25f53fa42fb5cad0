import { sql } from 'kysely';
import { countyOfActor, type StaffActor } from '../../../domain/accounts/actor.ts';
import type { WhichPerson } from '../../../domain/break-glass/contract.ts';
import type { HomeTies, StaffCircle } from '../../../domain/break-glass/ties.ts';
import { rangeOf } from '../../../domain/territory/code.ts';
import type { Tx } from '../../platform/database.ts';
import { filledUp } from '../../platform/filled-up.ts';
import { withKey } from '../../platform/sealed.ts';
import { opened, phoneForms } from '../keys/index.ts';

/** Enough to see that not all of them live together. */
const MOST = 30;

/**
 * Who is meant: one id, or of several at most two, so that it can be said that there are several. A family that shares a number is one, its head
 * standing for it, since a household opens as one. With the rights of the system.
 */
export async function personsMeant(tx: Tx, county: string, who: WhichPerson): Promise<string[]> {
  const found = tx.db
    .selectFrom('person')
    .select(['id', 'household_id as household'])
    .where('county', '=', county)
    .where('left_on', 'is', null)
    .orderBy(sql`relation <> '户主'`)
    .orderBy('id')
    .limit(MOST);
  if (who.by === 'name') {
    const { lo, hi } = rangeOf(who.village);
    return together(await found.where('name', '=', who.name).where('territory', '>=', lo).where('territory', '<', hi).execute());
  }
  if (who.by === 'phone')
    return together(await found.where('phone_index', 'in', filledUp(phoneForms(tx.keys, county, who.phone))).execute());
  // Who asked for their name to be hidden is not found through what they raised.
  const raised = await tx.db
    .selectFrom('matter')
    .innerJoin('matter_reporter as r', (join) => join.onRef('r.county', '=', 'matter.county').onRef('r.matter_id', '=', 'matter.id'))
    .select('r.person_id as id')
    .where('matter.county', '=', county)
    .where('matter.number', '=', who.number)
    .where('r.part', '=', 'reporter')
    .where('r.hidden', '=', false)
    .where('r.person_id', 'is not', null)
    .limit(2)
    .execute();
  const ids = raised.flatMap(({ id }) => (id === null ? [] : [id]));
  return ids.length ? together(await found.where('id', 'in', filledUp(ids)).execute()) : [];
}

const idsOf = (rows: readonly { id: string }[]) => rows.map(({ id }) => id);

function together(rows: readonly { id: string; household: string | null }[]): string[] {
  const [first] = rows;
  const oneHome = first?.household != null && rows.every(({ household }) => household === first.household);
  return idsOf(oneHome ? rows.slice(0, 1) : rows.slice(0, 2));
}

/** A resident, whoever lives with them, and what the rules of an opening ask about them. */
export interface FoundHome {
  name: string;
  territory: string;
  dwelling: string | null;
  ties: HomeTies;
}

/** With the rights of the system; null for whoever is not on file any more. */
export async function homeWithTies(tx: Tx, county: string, id: string, today: string): Promise<FoundHome | null> {
  const person = await tx.db
    .selectFrom('person as p')
    .leftJoin('household as h', (join) => join.onRef('h.county', '=', 'p.county').onRef('h.id', '=', 'p.household_id'))
    .select(['p.name', 'p.territory', 'p.household_id as household', 'h.dwelling_id as dwelling'])
    .where('p.county', '=', county)
    .where('p.id', '=', id)
    .where('p.left_on', 'is', null)
    .executeTakeFirst();
  if (!person) return null;
  const { household } = person;
  const found = await sql<{ persons: string[]; phones: string[]; bodies: string[]; against_bodies: string[]; against_accounts: string[] }>`
    with home as (
      select id, phone_index from person where county = ${county} and left_on is null
        and (id = ${id} ${household ? sql`or household_id = ${household}` : sql``})
    ), against as (
      select m.state->'against' as of from matter_reporter r join matter m on m.county = r.county and m.id = r.matter_id
      where r.county = ${county} and r.person_id in (select id from home) and jsonb_typeof(m.state->'against') = 'object'
    )
    select array(select id::text from home) as persons,
      array(select phone_index from home where phone_index is not null) as phones,
      array(select distinct a.body_id::text from appointment a where a.county = ${county} and a.person_id in (select id from home)
        and a.valid_from <= ${today} and (a.valid_until is null or a.valid_until >= ${today})) as bodies,
      array(select of->'body'->>'id' from against where of->'body'->>'id' is not null) as against_bodies,
      array(select of->>'account' from against where of->>'account' is not null) as against_accounts`.execute(tx.db);
  const { against_bodies, against_accounts, ...ties } = found.rows[0] ?? {
    ...{ persons: [id], phones: [], bodies: [], against_bodies: [], against_accounts: [] },
  };
  const { name, territory, dwelling } = person;
  return { name, territory, dwelling, ties: { ...ties, household, against: { bodies: against_bodies, accounts: against_accounts } } };
}

/** Somebody on staff, by account, post and person. */
export interface StaffIds {
  accountId: string;
  personId: string;
  bodyId: string;
}

/** Whom a member of staff stands for, also through other accounts of theirs or of their family; with the rights of the system. */
export async function circleOf(tx: Tx, county: string, { accountId, personId, bodyId }: StaffIds): Promise<StaffCircle> {
  const found = await sql<{ persons: string[]; households: string[]; phones: string[] }>`
    with own as (
      select ${personId}::uuid as id union select person_id from account_person where county = ${county} and account_id = ${accountId}
    ), shared as (
      select distinct account_id as id from account_person where county = ${county} and person_id in (select id from own)
    ), family as (
      select id from own union select person_id from account_person where county = ${county} and account_id in (select id from shared)
    ), entry as (
      select household_id, phone_index from person where county = ${county} and id in (select id from family)
    )
    select array(select id::text from family) as persons,
      array(select distinct household_id::text from entry where household_id is not null) as households,
      array(select phone_index from entry where phone_index is not null
        union select phone_index from account where county = ${county} and id in (select id from shared) and phone_index is not null) as phones`.execute(
    tx.db,
  );
  return { accountId, bodyId, ...(found.rows[0] ?? { persons: [personId], households: [], phones: [] }) };
}

/** The circle of whoever acts. */
export const circleOfActor = (tx: Tx, actor: StaffActor): Promise<StaffCircle> =>
  circleOf(tx, countyOfActor(actor), { accountId: actor.accountId, personId: actor.personId, bodyId: actor.body.id });

/** Whether a body lies below another, at whatever depth. */
export async function isBelow(tx: Tx, county: string, body: string, above: string): Promise<boolean> {
  const found = await sql`
    with recursive up as (
      select parent_id from body where county = ${county} and id = ${body}
      union select b.parent_id from body b join up on b.county = ${county} and b.id = up.parent_id
    )
    select from up where parent_id = ${above}`.execute(tx.db);
  return found.rows.length > 0;
}

/** Accounts of those who hold one of the roles over a place today; with the rights of the system. */
export async function staffOver(tx: Tx, county: string, place: string, roles: readonly string[], today: string): Promise<string[]> {
  const found = await sql<{ id: string }>`
    select distinct a.id from appointment p
    join account_person link on link.county = p.county and link.person_id = p.person_id
    join account a on a.county = link.county and a.id = link.account_id and a.kind = 'staff' and a.closed_at is null
    where p.county = ${county} and p.role = any(${[...roles]}::text[]) and starts_with(${place}, p.territory)
      and p.valid_from <= ${today} and (p.valid_until is null or p.valid_until >= ${today})`.execute(tx.db);
  return idsOf(found.rows);
}

/** Of each person the resident accounts that speak for them, and the phone on file; with the rights of the system. */
export async function reachOf(tx: Tx, county: string, persons: readonly string[]) {
  const rows = await tx.db
    .selectFrom('person as p')
    .select(['p.id', withKey('p', 'phone_sealed').as('phone')])
    .select(
      sql<string[]>`array(select a.id::text from account_person link
        join account a on a.county = link.county and a.id = link.account_id and a.kind = 'resident' and a.closed_at is null
        where link.county = p.county and link.person_id = p.id)`.as('accounts'),
    )
    .where('p.county', '=', county)
    .where('p.id', 'in', filledUp(persons))
    .execute();
  return rows.map((row) => ({ ...row, phone: opened(tx, 'person.phone', { county, id: row.id }, row.phone) }));
}
