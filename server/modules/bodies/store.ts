import { sql } from 'kysely';
import type { AppointmentRole } from '../../../domain/accounts/roles.ts';
import type { BodyKind } from '../../../domain/bodies/body.ts';
import type { HeldPost } from '../../../domain/bodies/term.ts';
import { LEVEL_LENGTHS, rangeOf } from '../../../domain/territory/code.ts';
import type { Tx } from '../../platform/database.ts';

export interface BodyRow {
  id: string;
  county: string;
  code: string;
  kind: BodyKind;
  name: string;
  shortName: string;
  territory: string;
  place: string;
  /** The place is a community with a residents' committee. */
  community: boolean;
  parentId: string | null;
  parentName: string | null;
  department: string | null;
  phone: string;
  address: string;
  hours: string;
  duties: string;
  validFrom: string;
  validUntil: string | null;
}

const BODY = sql`b.id, b.county, b.code, b.kind, b.name, b.short_name as "shortName", b.territory, coalesce(d.short_name, '') as place, coalesce(d.kind like '%居委会', false) as community,
  b.parent_id as "parentId", above.name as "parentName", b.department, b.phone, b.address, b.hours, b.duties, b.valid_from as "validFrom", b.valid_until as "validUntil"`;
const FROM_BODY = sql`body b left join division d on d.code = b.territory left join body above on above.id = b.parent_id`;

export async function bodyById(tx: Tx, id: string): Promise<BodyRow | null> {
  const found = await sql<BodyRow>`select ${BODY} from ${FROM_BODY} where b.id = ${id}`.execute(tx.db);
  return found.rows[0] ?? null;
}

/** The bodies of a place itself (not of those below it) that exist on a day. */
export async function bodiesIn(tx: Tx, territory: string, today: string): Promise<BodyRow[]> {
  const found = await sql<BodyRow>`
    select ${BODY} from ${FROM_BODY} where b.territory = ${territory} and b.valid_from <= ${today} and (b.valid_until is null or b.valid_until >= ${today})
    order by b.name`.execute(tx.db);
  return found.rows;
}

const escapeLike = (text: string): string => text.replace(/[\\%_]/g, '\\$&');

export async function searchBodies(
  tx: Tx,
  query: { q: string; territory?: string; kinds?: readonly BodyKind[]; limit: number; today: string },
): Promise<BodyRow[]> {
  const words = escapeLike(query.q.replaceAll(/\s+/g, '').toLowerCase());
  const { lo, hi } = rangeOf(query.territory ?? '');
  const kinds = query.kinds?.length ? [...query.kinds] : null;
  const found = await sql<BodyRow>`
    select ${BODY} from ${FROM_BODY}
    where b.valid_from <= ${query.today} and (b.valid_until is null or b.valid_until >= ${query.today})
      and (${query.territory ?? null}::text is null or (b.territory >= ${lo} and b.territory < ${hi}))
      and (${kinds}::text[] is null or b.kind = any(${kinds}))
      and (b.name like ${`%${words}%`} or b.short_name like ${`%${words}%`} or b.pinyin like ${`%${words}%`} or b.initials like ${`%${words}%`} or d.short_name like ${`%${words}%`})
    order by (b.name like ${`${words}%`} or b.short_name like ${`${words}%`} or b.initials like ${`${words}%`}) desc, length(b.territory), b.territory, b.name
    limit ${query.limit}`.execute(tx.db);
  return found.rows;
}

export interface PostRow {
  id: string;
  personId: string;
  bodyId: string;
  name: string;
  role: AppointmentRole;
  phone: string;
  territory: string;
  allowance: string;
  woman: boolean | null;
  validFrom: string;
  validUntil: string | null;
}

const POST = sql`a.id, a.person_id as "personId", a.body_id as "bodyId", a.name, a.role, a.phone, a.territory, a.allowance, a.woman, a.valid_from as "validFrom", a.valid_until as "validUntil"`;

/** The posts of some bodies that are held on a day. */
export async function postsHeld(tx: Tx, bodies: readonly BodyRow[], today: string): Promise<PostRow[]> {
  if (!bodies.length) return [];
  const counties = [...new Set(bodies.map((body) => body.county))];
  const found = await sql<PostRow>`
    select ${POST} from appointment a where a.county = any(${counties}) and a.body_id = any(${bodies.map((body) => body.id)}::uuid[])
      and a.valid_from <= ${today} and (a.valid_until is null or a.valid_until >= ${today})`.execute(tx.db);
  return found.rows;
}

/** All posts of a body, past ones too, each with the other posts its holder has on a day. */
export async function postsOf(
  tx: Tx,
  body: BodyRow,
  today: string,
): Promise<(PostRow & { gridName: string | null; concurrent: { bodyName: string; role: AppointmentRole }[] })[]> {
  const found = await sql<PostRow & { gridName: string | null; concurrent: { bodyName: string; role: AppointmentRole }[] }>`
    select ${POST}, grid.short_name as "gridName", coalesce(other.posts, '[]') as concurrent
    from appointment a left join division grid on grid.code = a.territory and grid.level = 'grid' left join (
      select o.person_id, json_agg(json_build_object('bodyName', ob.name, 'role', o.role) order by ob.name) as posts
      from appointment o join body ob on ob.county = o.county and ob.id = o.body_id
      where o.county = ${body.county} and o.body_id <> ${body.id} and o.valid_from <= ${today} and (o.valid_until is null or o.valid_until >= ${today})
        and o.person_id in (select person_id from appointment where county = ${body.county} and body_id = ${body.id})
      group by o.person_id
    ) other on other.person_id = a.person_id
    where a.county = ${body.county} and a.body_id = ${body.id}
    order by a.valid_from desc, a.id`.execute(tx.db);
  return found.rows;
}

const HELD = sql`a.id, a.person_id as "personId", a.body_id as "bodyId", b.kind as "bodyKind", b.territory as "bodyTerritory", a.role, a.territory, a.valid_from as "validFrom", a.valid_until as "validUntil"`;

/** The posts of a person, and those others hold in a body or a place, as the rules want them. */
export async function heldPosts(
  tx: Tx,
  county: string,
  about: { personId: string; bodyId: string; territory: string },
): Promise<HeldPost[]> {
  const found = await sql<HeldPost>`
    select ${HELD} from appointment a join body b on b.county = a.county and b.id = a.body_id
    where a.county = ${county} and (a.person_id = ${about.personId} or a.body_id = ${about.bodyId} or a.territory = ${about.territory})
    order by a.valid_from`.execute(tx.db);
  return found.rows;
}

export async function postById(tx: Tx, id: string): Promise<(PostRow & { county: string }) | null> {
  const found = await sql<PostRow & { county: string }>`select ${POST}, a.county from appointment a where a.id = ${id} for update`.execute(
    tx.db,
  );
  return found.rows[0] ?? null;
}

/** One at a time for the posts of a body, so that two people cannot both be made its head. */
export async function lockPosts(tx: Tx, bodyId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('posts'), hashtext(${bodyId}))`.execute(tx.db);
}

/** Name and grid of a person in the actor's range; null for all others. */
export async function candidate(
  tx: Tx,
  county: string,
  personId: string,
): Promise<{ id: string; name: string; livesIn: string | null } | null> {
  const row = await tx.db
    .selectFrom('person')
    .leftJoin('household', (on) => on.onRef('household.county', '=', 'person.county').onRef('household.id', '=', 'person.household_id'))
    .select(['person.id', 'person.name', 'household.grid as livesIn'])
    .where('person.county', '=', county)
    .where('person.id', '=', personId)
    .executeTakeFirst();
  return row ?? null;
}

/** People in the actor's range by name, pinyin or initials, those of the place `near` first, with their posts of a day; no phone, no address. */
export async function candidatesByName(
  tx: Tx,
  county: string,
  { range, near }: { range: string; near: string },
  q: string,
  today: string,
  limit: number,
) {
  const { lo, hi } = rangeOf(range);
  const close = rangeOf(near);
  const words = escapeLike(q.toLowerCase());
  const named = sql`select id, name, territory from person
    where county = ${county} and territory >= ${lo} and territory < ${hi}
      and (name like ${`%${words}%`} or pinyin like ${`${words}%`} or initials = ${words})`;
  const found = await sql<{
    personId: string;
    name: string;
    territory: string;
    place: string;
    posts: { bodyName: string; role: AppointmentRole }[];
  }>`
    with own as (${named} and territory >= ${close.lo} and territory < ${close.hi} order by territory, id limit ${limit}),
    other as (${named} and not (territory >= ${close.lo} and territory < ${close.hi}) order by territory, id limit ${limit}),
    hit as (select *, 0 as far from own union all select *, 1 from other order by far, territory, id limit ${limit})
    select hit.id as "personId", hit.name, hit.territory, coalesce(d.short_name, '') as place,
      coalesce((select json_agg(json_build_object('bodyName', b.name, 'role', a.role)) from appointment a join body b on b.county = a.county and b.id = a.body_id
        where a.county = ${county} and a.person_id = hit.id and a.valid_from <= ${today} and (a.valid_until is null or a.valid_until >= ${today})), '[]') as posts
    from hit left join division d on d.code = hit.territory order by hit.far, hit.territory, hit.id`.execute(tx.db);
  return found.rows;
}

export async function addPost(tx: Tx, post: PostRow & { county: string }): Promise<void> {
  await tx.db
    .insertInto('appointment')
    .values({
      county: post.county,
      id: post.id,
      person_id: post.personId,
      body_id: post.bodyId,
      role: post.role,
      territory: post.territory,
      name: post.name,
      phone: post.phone,
      allowance: post.allowance,
      woman: post.woman,
      valid_from: post.validFrom,
      valid_until: post.validUntil,
    })
    .execute();
}

export async function endPost(tx: Tx, county: string, id: string, validUntil: string): Promise<void> {
  await tx.db.updateTable('appointment').set({ valid_until: validUntil }).where('county', '=', county).where('id', '=', id).execute();
}

export async function correctPost(
  tx: Tx,
  county: string,
  { id, ...values }: { id: string; phone: string; allowance: string; woman: boolean | null },
): Promise<void> {
  await tx.db.updateTable('appointment').set(values).where('county', '=', county).where('id', '=', id).execute();
}

export interface WrittenBody {
  county: string;
  id: string;
  code: string;
  kind: BodyKind;
  name: string;
  short_name: string;
  pinyin: string;
  initials: string;
  territory: string;
  parent_id: string | null;
  department: string | null;
  phone: string;
  address: string;
  hours: string;
  duties: string;
  valid_from: string;
  valid_until: string | null;
}

export async function writeBody(tx: Tx, body: WrittenBody): Promise<void> {
  const { county: _county, id: _id, ...values } = body;
  await tx.db
    .insertInto('body')
    .values(body)
    .onConflict((on) => on.columns(['county', 'id']).doUpdateSet(values))
    .execute();
}

/** The codes of a county's bodies that begin so. */
export async function codesLike(tx: Tx, county: string, start: string): Promise<string[]> {
  const rows = await tx.db
    .selectFrom('body')
    .select('code')
    .where('county', '=', county)
    .where('code', 'like', `${escapeLike(start)}%`)
    .execute();
  return rows.map((row) => row.code);
}

/** A body and all above it. */
export async function lineOf(tx: Tx, id: string): Promise<string[]> {
  const found = await sql<{ id: string }>`
    with recursive line as (select id, parent_id from body where id = ${id} union select b.id, b.parent_id from body b join line on b.id = line.parent_id)
    select id from line`.execute(tx.db);
  return found.rows.map((row) => row.id);
}

export async function placeExists(tx: Tx, code: string, today: string): Promise<boolean> {
  const row = await tx.db
    .selectFrom('division')
    .select('code')
    .where('code', '=', code)
    .where('valid_from', '<=', today)
    .where((on) => on.or([on('valid_until', 'is', null), on('valid_until', '>=', today)]))
    .executeTakeFirst();
  return row !== undefined;
}

/** One statement: bodies that are new go in, bodies whose words changed are changed, the rest stays. */
export const IMPORT_BODIES = `
  with incoming as (
    select * from jsonb_to_recordset($1::jsonb) as r(county text, id uuid, code text, kind text, name text, short_name text, pinyin text, initials text,
      territory text, parent_id uuid, department text, phone text, address text, hours text, duties text)
  ),
  written as (
    insert into body as b (county, id, code, kind, name, short_name, pinyin, initials, territory, parent_id, department, phone, address, hours, duties)
    select county, id, code, kind, name, short_name, pinyin, initials, territory, parent_id, department, phone, address, hours, duties from incoming
    on conflict (county, code) do update set kind = excluded.kind, name = excluded.name, short_name = excluded.short_name, pinyin = excluded.pinyin,
      initials = excluded.initials, territory = excluded.territory, parent_id = excluded.parent_id, department = excluded.department, phone = excluded.phone,
      address = excluded.address, hours = excluded.hours, duties = excluded.duties
    where (b.kind, b.name, b.short_name, b.territory, b.parent_id, b.department, b.phone, b.address, b.hours, b.duties)
      is distinct from (excluded.kind, excluded.name, excluded.short_name, excluded.territory, excluded.parent_id, excluded.department, excluded.phone, excluded.address, excluded.hours, excluded.duties)
    returning county, code, territory, (xmax = 0) as inserted
  ),
  touched as (select territory from written union select b.territory from body b join written w on w.county = b.county and w.code = b.code)
  select count(*) filter (where inserted)::int as inserted, count(*) filter (where not inserted)::int as updated,
    (select coalesce(array_agg(territory), '{}') from touched where length(territory) = ${LEVEL_LENGTHS.village}) as villages from written`;

export const KNOWN_BODIES = 'select county, code, id from body where county = any($1)';
export const KNOWN_PLACES = 'select code from division where code = any($1)';
