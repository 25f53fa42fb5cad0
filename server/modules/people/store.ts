import { sql } from 'kysely';
import type { AppointmentRole } from '../../../domain/accounts/roles.ts';
import type { Presence, RegisterGap } from '../../../domain/people/contract.ts';
import type { PeopleQuery } from '../../../domain/people/search.ts';
import { LEVEL_LENGTHS, rangeOf, villageOf } from '../../../domain/territory/code.ts';
import type { Tx } from '../../platform/database.ts';
import { withKey } from '../../platform/sealed.ts';
import { countiesOf, identityForms, opened, personPhone, phoneEndForms, phoneForms, phoneIndexes, sealedLike } from '../keys/index.ts';
import { identitiesFollow } from './identity-store.ts';
import { EMPTIED } from './retention-store.ts';

export interface PersonRow {
  id: string;
  territory: string;
  name: string;
  phone: string | null;
  address: string;
  grid: string;
  /** With its village, since a town has many of one number: 原隆村 第3网格. */
  gridName: string;
  relation: string;
  presence: Presence;
  householdId: string | null;
}

const PERSON = sql`p.county, p.id, p.territory, p.name, ${withKey('p', 'phone_sealed')} as phone, coalesce(d.address, '') as address, coalesce(h.grid, '') as grid, concat_ws(' ', v.short_name, g.name) as "gridName",
  p.relation, p.presence, p.household_id as "householdId"`;
// The village is the parent of the grid: a part of its code would be as right, but a function of a column reaches no index under row-level security.
const FROM_PERSON = sql`person p
  left join household h on h.county = p.county and h.id = p.household_id
  left join dwelling d on d.county = h.county and d.id = h.dwelling_id
  left join division g on g.code = h.grid
  left join division v on v.code = g.parent`;

const escapeLike = (text: string): string => text.replace(/[\\%_]/g, '\\$&');

type Read = PersonRow & { county: string };

const openRow = (tx: Tx, { county, ...row }: Read): PersonRow => ({
  ...row,
  phone: opened(tx, 'person.phone', { county, id: row.id }, row.phone),
});

/** From so many letters on few people are left; with fewer it is quicker to walk through a place in order until a page is full. */
const TELLING_LETTERS = 6;

/** Letters a to z as the beginning of a column; many of them by comparisons, which reach an index under row-level security (`like` does not). */
const begins = (column: 'pinyin' | 'initials', letters: string) => {
  if (letters.length < TELLING_LETTERS) return sql`${sql.ref(`p.${column}`)} like ${`${escapeLike(letters)}%`}`;
  const after = `${letters.slice(0, -1)}${String.fromCharCode(letters.charCodeAt(letters.length - 1) + 1)}`;
  return sql`(${sql.ref(`p.${column}`)} ~>=~ ${letters} and ${sql.ref(`p.${column}`)} ~<~ ${after})`;
};

/** What a query means for a row; the household's address counts as the person's. `range` is where the reader may look. */
function matching(tx: Tx, query: PeopleQuery, counties: readonly string[], range: string) {
  switch (query.kind) {
    case 'all':
      return sql`p.household_id is not null`;
    case 'phone':
      return query.whole
        ? sql`p.phone_index = any(${counties.flatMap((county) => phoneForms(tx.keys, county, query.digits))}::text[])`
        : sql`p.phone_end = any(${counties.flatMap((county) => phoneEndForms(tx.keys, county, query.digits))}::text[])`;
    case 'identity':
      return sql`exists (select from identity_number i where i.county = p.county and i.person_id = p.id
        and i.identity_index = any(${counties.flatMap((county) => identityForms(tx.keys, county, query.number))}::text[]))`;
    case 'pinyin':
      return sql`(${begins('pinyin', query.letters)} or ${begins('initials', query.letters)})`;
    case 'words': {
      const anywhere = `%${escapeLike(query.text)}%`;
      const { lo, hi } = rangeOf(range);
      const county = range.length >= LEVEL_LENGTHS.county ? sql`lived.county = ${range.slice(0, 6)} and` : sql``;
      // The addresses are read once, not joined to everybody before anything is left out: a town of 35,000 took two seconds.
      return sql`(p.name like ${anywhere} or p.household_id = any(array(select home.id from dwelling lived
        join household home on home.county = lived.county and home.dwelling_id = lived.id
        where ${county} lived.grid >= ${lo} and lived.grid < ${hi} and lived.search like ${anywhere})))`;
    }
  }
}

/** What the gaps of the clause board mean for a row, counted as `readRegister` of the board counts them. */
function missing(gap: RegisterGap, today: string) {
  if (gap === 'incomplete') return sql`(p.household_id is null or p.relation = '' or coalesce(d.address, '') = '')`;
  return sql`(p.household_id is null or d.grid <> h.grid
    or not exists (select 1 from division t where t.code = h.grid and t.level = 'grid' and t.valid_from <= ${today} and (t.valid_until is null or t.valid_until >= ${today})))`;
}

/** A county leads the keys; only those whose range is wider than a county search without it. */
const inCounty = (territory: string) => (territory.length >= LEVEL_LENGTHS.county ? sql`p.county = ${territory.slice(0, 6)} and` : sql``);

/** A page of the people in a place, grid by grid; `range` is where the reader may look, `after` where the page before ended. */
export async function searchPeople(
  tx: Tx,
  query: PeopleQuery,
  page: {
    territory: string;
    range: string;
    gap?: RegisterGap | undefined;
    today: string;
    after: { territory: string; id: string } | null;
    limit: number;
  },
): Promise<PersonRow[]> {
  const { lo, hi } = rangeOf(page.territory);
  const after = page.after ? sql`and (p.territory, p.id) > (${page.after.territory}, ${page.after.id}::uuid)` : sql``;
  const counties = query.kind === 'phone' || query.kind === 'identity' ? await countiesOf(tx, page.territory) : [];
  const found = await sql<Read>`
    select ${PERSON} from ${FROM_PERSON}
    where ${inCounty(page.territory)} p.territory >= ${lo} and p.territory < ${hi} and ${page.gap && query.kind === 'all' ? sql`length(p.territory) = 15` : matching(tx, query, counties, page.range)} ${page.gap ? sql`and ${missing(page.gap, page.today)}` : sql``} ${after}
    order by p.territory, p.id limit ${page.limit}`.execute(tx.db);
  return found.rows.map((row) => openRow(tx, row));
}

/** A person in the actor's range; row-level security shows no others. */
export async function personById(tx: Tx, range: string, id: string, lock = false): Promise<PersonRow | null> {
  const found = await sql<Read>`
    select ${PERSON} from ${FROM_PERSON} where ${inCounty(range)} p.id = ${id} ${lock ? sql`for update of p` : sql``}`.execute(tx.db);
  return found.rows[0] ? openRow(tx, found.rows[0]) : null;
}

export interface HouseholdRow {
  id: string;
  county: string;
  grid: string;
  dwellingId: string | null;
}

/** A household in the actor's range, locked while its members change. */
export async function householdById(tx: Tx, county: string, id: string): Promise<HouseholdRow | null> {
  const row = await tx.db
    .selectFrom('household')
    .select(['id', 'county', 'grid', 'dwelling_id as dwellingId'])
    .where('county', '=', county)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  return row ?? null;
}

export interface MemberRow {
  id: string;
  name: string;
  phone: string | null;
  relation: string;
  presence: Presence;
}

export async function membersOf(tx: Tx, county: string, householdId: string): Promise<MemberRow[]> {
  const rows = await tx.db
    .selectFrom('person')
    .select(['id', 'name', withKey('person', 'phone_sealed').as('phone'), 'relation', 'presence'])
    .where('county', '=', county)
    .where('household_id', '=', householdId)
    .orderBy('id')
    .execute();
  return rows.map((row) => ({
    ...row,
    phone: opened(tx, 'person.phone', { county, id: row.id }, row.phone),
    presence: row.presence as Presence,
  }));
}

/** Where the household of a person lives and which posts the person holds on a day. */
export async function around(tx: Tx, person: PersonRow, today: string) {
  const found = await sql<{ dwellingId: string | null; place: string; posts: { bodyName: string; role: AppointmentRole }[] }>`
    select (select dwelling_id from household where county = ${person.territory.slice(0, 6)} and id = ${person.householdId}) as "dwellingId",
      coalesce((select string_agg(short_name, ' ' order by length(code)) from division
        where length(code) >= 6 and code in (left(${person.territory}, 6), left(${person.territory}, 9), left(${person.territory}, 12), ${person.territory})), '') as place,
      coalesce((select json_agg(json_build_object('bodyName', b.name, 'role', a.role) order by a.valid_from) from appointment a join body b on b.county = a.county and b.id = a.body_id
        where a.county = ${person.territory.slice(0, 6)} and a.person_id = ${person.id} and a.valid_from <= ${today} and (a.valid_until is null or a.valid_until >= ${today})), '[]') as posts`.execute(
    tx.db,
  );
  return found.rows[0] as { dwellingId: string | null; place: string; posts: { bodyName: string; role: AppointmentRole }[] };
}

/** Whether people can live in a grid on a day; until the end of the transaction nobody ends it (ending locks the village's grids). */
export async function gridHolds(tx: Tx, grid: string, today: string): Promise<boolean> {
  await sql`select pg_advisory_xact_lock_shared(hashtext('grid'), hashtext(${villageOf(grid)}))`.execute(tx.db);
  const row = await tx.db
    .selectFrom('division')
    .select('code')
    .where('code', '=', grid)
    .where('level', '=', 'grid')
    .where('valid_from', '<=', today)
    .where((on) => on.or([on('valid_until', 'is', null), on('valid_until', '>=', today)]))
    .executeTakeFirst();
  return row !== undefined;
}

/** The dwelling at an address of a grid; made when there is none. */
export async function dwellingAt(tx: Tx, county: string, grid: string, address: string, newId: string): Promise<string> {
  const there = await tx.db
    .selectFrom('dwelling')
    .select('id')
    .where('county', '=', county)
    .where('grid', '=', grid)
    .where('address', '=', address)
    .executeTakeFirst();
  if (there) return there.id;
  await tx.db.insertInto('dwelling').values({ county, id: newId, grid, address, search: address.toLowerCase() }).execute();
  return newId;
}

/** Keeps a household; when it moved to another grid its members go with it. Returns where they were on file. */
export async function keepHousehold(
  tx: Tx,
  household: { id: string; county: string; grid: string; dwellingId: string },
  moved: boolean,
): Promise<string[]> {
  const { county, id, grid, dwellingId } = household;
  await tx.db
    .insertInto('household')
    .values({ county, id, grid, dwelling_id: dwellingId })
    .onConflict((on) => on.columns(['county', 'id']).doUpdateSet({ grid, dwelling_id: dwellingId }))
    .execute();
  if (!moved) return [];
  const members = await tx.db
    .selectFrom('person')
    .select('territory')
    .distinct()
    .where('county', '=', county)
    .where('household_id', '=', id)
    .execute();
  await tx.db.updateTable('person').set({ territory: grid }).where('county', '=', county).where('household_id', '=', id).execute();
  await identitiesFollow(tx, county, id);
  return members.map(({ territory }) => territory);
}

export interface KeptPerson {
  county: string;
  id: string;
  territory: string;
  name: string;
  pinyin: string;
  initials: string;
  householdId: string;
  relation: string;
  presence: Presence;
  /** undefined: as it was. */
  phone: string | null | undefined;
  createdAt: Date;
}

/** A phone that is put right is sealed with the key the person has. */
async function phoneColumns(tx: Tx, row: { county: string; id: string }, phone: string | null) {
  if (!phone) return personPhone(tx, row, null);
  const before = await tx.db
    .selectFrom('person')
    .select(withKey('person', 'phone_sealed').as('phone'))
    .where('county', '=', row.county)
    .where('id', '=', row.id)
    .executeTakeFirst();
  return {
    phone_sealed: sealedLike(tx, 'person.phone', row, row.id, phone, before?.phone ?? null),
    ...phoneIndexes(tx.keys, row.county, phone),
  };
}

export async function keepPerson(tx: Tx, person: KeptPerson): Promise<void> {
  const { county, id, createdAt, householdId, phone, ...rest } = person;
  const values = { ...rest, household_id: householdId, ...(phone === undefined ? {} : await phoneColumns(tx, { county, id }, phone)) };
  await tx.db
    .insertInto('person')
    .values({ county, id, created_at: createdAt, ...values })
    .onConflict((on) => on.columns(['county', 'id']).doUpdateSet(values))
    .execute();
  await identitiesFollow(tx, county, householdId);
}

/** Keeps the public name of a person's posts as the person is called. */
export async function renamePosts(tx: Tx, county: string, personId: string, name: string): Promise<void> {
  await tx.db.updateTable('appointment').set({ name }).where('county', '=', county).where('person_id', '=', personId).execute();
}

/** Takes the phone out of the register; with `left`, the day somebody moved away, the whole entry, whose number alone stays. */
export async function forgetPerson(tx: Tx, county: string, id: string, left: string | null): Promise<void> {
  await tx.db
    .updateTable('person')
    .set({
      phone_sealed: null,
      phone_index: null,
      phone_end: null,
      ...(left && { ...EMPTIED, left_on: left, territory: sql<string>`left(territory, 12)` }),
    })
    .where('county', '=', county)
    .where('id', '=', id)
    .execute();
}
