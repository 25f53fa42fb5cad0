import { sql } from 'kysely';
import { countyOf, LEVEL_LENGTHS, rangeOf, type TerritoryLevel } from '../../../domain/territory/code.ts';
import type { ChildPlace, FoundPlace, Grid } from '../../../domain/territory/contract.ts';
import type { Tx } from '../../platform/database.ts';
import { filledUp } from '../../platform/filled-up.ts';

const LENGTHS = Object.values(LEVEL_LENGTHS);

/** The codes of the places a place lies in, from the region down to itself. */
export const pathCodes = (code: string): string[] =>
  LENGTHS.filter((length) => length <= code.length).map((length) => code.slice(0, length));

const escapeLike = (text: string): string => text.replace(/[\\%_]/g, '\\$&');

/** Where words may stand: Chinese ones in names alone, letters in how names are spelt, digits in names as well. */
const columnsWith = (words: string) =>
  (/[a-z]/.test(words) && /^[\x20-\x7e]+$/.test(words) ? ['pinyin', 'initials'] : ['name']).map((column) => sql.ref(column));

/**
 * Places whose name, pinyin or initials hold the words or whose code begins with them, best first: the whole name, then the beginning, then
 * anywhere; larger places before smaller.
 */
export async function searchPlaces(
  tx: Tx,
  query: { q: string; level?: TerritoryLevel; within?: string; limit: number; today: string },
): Promise<FoundPlace[]> {
  const words = query.q.replaceAll(/\s+/g, '').toLowerCase();
  const like = escapeLike(words);
  const within = rangeOf(query.within ?? '');
  const columns = columnsWith(words);
  const some = (pattern: string) =>
    sql.join(
      columns.map((column) => sql`${column} like ${pattern}`),
      sql` or `,
    );
  const coded = /^\d+$/.test(words) ? sql`or code like ${`${words}%`}` : sql``;
  const found = await sql<FoundPlace & { short_name: string }>`
    with hit as (
      select code, name, short_name, level,
        case when ${words} in (name, short_name, pinyin, initials, code) then 0
             when ${some(`${like}%`)} then 1 else 2 end as rank
      from division
      where valid_from <= ${query.today} and (valid_until is null or valid_until >= ${query.today})
        and (${query.level ?? null}::text is null or level = ${query.level ?? null})
        and (${query.within ?? null}::text is null or (code >= ${within.lo} and code < ${within.hi}))
        and (${some(`%${like}%`)} ${coded})
      order by rank, length(code), code limit ${query.limit}
    )
    select hit.code, hit.name, hit.short_name as "shortName", hit.level, coalesce(above.path, '') as path
    from hit left join lateral (
      select string_agg(a.short_name, ' ' order by length(a.code)) as path from division a
      where a.code in (left(hit.code, 4), left(hit.code, 6), left(hit.code, 9), left(hit.code, 12)) and a.code <> hit.code
    ) above on true
    order by hit.rank, length(hit.code), hit.code`.execute(tx.db);
  return found.rows;
}

/** The places one level down that hold today, with how many lie below each; all in one query. */
export async function childrenOf(tx: Tx, parent: string | null, today: string): Promise<ChildPlace[]> {
  const found = await sql<ChildPlace>`
    select d.code, d.name, d.short_name as "shortName", d.level, d.kind, count(below.code)::int as children
    from division d left join division below on below.parent = d.code and (below.valid_until is null or below.valid_until >= ${today})
    where d.parent is not distinct from ${parent} and d.valid_from <= ${today} and (d.valid_until is null or d.valid_until >= ${today})
    group by d.code order by d.code`.execute(tx.db);
  return found.rows;
}

export interface PlaceRow {
  code: string;
  name: string;
  shortName: string;
  level: TerritoryLevel;
  kind: string;
}

/** The places of the codes that exist, from the largest down. */
export async function placesOf(tx: Tx, codes: readonly string[]): Promise<PlaceRow[]> {
  const rows = await tx.db
    .selectFrom('division')
    .select(['code', 'name', 'short_name', 'level', 'kind'])
    .where('code', 'in', filledUp(codes))
    .orderBy(sql`length(code)`)
    .orderBy('code')
    .execute();
  return rows.map((row) => ({
    code: row.code,
    name: row.name,
    shortName: row.short_name,
    level: row.level as TerritoryLevel,
    kind: row.kind,
  }));
}

/** How many places of each level lie in a place today. */
export async function placesWithin(tx: Tx, code: string, today: string): Promise<Record<'township' | 'village' | 'grid', number>> {
  const { lo, hi } = rangeOf(code);
  const rows = await tx.db
    .selectFrom('division')
    .select(['level', (count) => count.fn.countAll<number>().as('n')])
    .where('code', '>', lo)
    .where('code', '<', hi)
    .where('level', 'in', ['township', 'village', 'grid'])
    .where((on) => on.or([on('valid_until', 'is', null), on('valid_until', '>=', today)]))
    .groupBy('level')
    .execute();
  const of = (level: string) => rows.find((row) => row.level === level)?.n ?? 0;
  return { township: of('township'), village: of('village'), grid: of('grid') };
}

/** Households and residents of a place the reader has in range; row-level security shows no others. */
export async function exactNumbers(tx: Tx, code: string): Promise<{ households: number; persons: number }> {
  const { lo, hi } = rangeOf(code);
  const one = code.length >= LEVEL_LENGTHS.county ? sql`county = ${countyOf(code)} and` : sql``;
  const found = await sql<{ households: number; persons: number }>`
    select (select count(*) from household where ${one} grid >= ${lo} and grid < ${hi}) as households,
           (select count(*) from person where ${one} territory >= ${lo} and territory < ${hi} and household_id is not null) as persons`.execute(
    tx.db,
  );
  return found.rows[0] as { households: number; persons: number };
}

/** The same rounded to tens, for everyone. */
export async function roundedNumbers(tx: Tx, code: string): Promise<{ households: number | null; persons: number | null }> {
  const found = await sql<{
    households: number | null;
    persons: number | null;
  }>`select households, persons from rounded_numbers(${code})`.execute(tx.db);
  return found.rows[0] ?? { households: null, persons: null };
}

/** The grids of a village with their workers of today and, where `count`, their households; one query. */
export async function gridsOf(tx: Tx, village: string, today: string, options: { count: boolean; ended: boolean }): Promise<Grid[]> {
  const { lo, hi } = rangeOf(village);
  const county = countyOf(village);
  const found = await sql<Grid>`
    select d.code, d.name, d.valid_from as "validFrom", d.valid_until as "validUntil",
      coalesce(w.workers, '[]') as workers, ${options.count ? sql`coalesce(h.n, 0)::int` : sql`null::int`} as households
    from division d
    left join (
      select territory, json_agg(json_build_object('name', name, 'phone', phone) order by valid_from, name) as workers from appointment
      where county = ${county} and role = 'grid-worker' and territory >= ${lo} and territory < ${hi}
        and valid_from <= ${today} and (valid_until is null or valid_until >= ${today})
      group by territory
    ) w on w.territory = d.code
    left join (
      select grid, count(*) as n from household where county = ${county} and grid >= ${lo} and grid < ${hi} group by grid
    ) h on h.grid = d.code
    where d.level = 'grid' and d.code >= ${lo} and d.code < ${hi}
      and (${options.ended} or (d.valid_from <= ${today} and (d.valid_until is null or d.valid_until >= ${today})))
    order by d.code`.execute(tx.db);
  return found.rows;
}

/** Locks a village's grids, so that two people who add one at a time get two numbers. */
export async function lockGrids(tx: Tx, village: string): Promise<string[]> {
  await sql`select pg_advisory_xact_lock(hashtext('grid'), hashtext(${village}))`.execute(tx.db);
  const { lo, hi } = rangeOf(village);
  const rows = await tx.db
    .selectFrom('division')
    .select('code')
    .where('level', '=', 'grid')
    .where('code', '>=', lo)
    .where('code', '<', hi)
    .execute();
  return rows.map((row) => row.code);
}

/** What speaks against ending a grid on a day. */
export async function heldByGrid(tx: Tx, grid: string, lastDay: string): Promise<{ households: number; workersAfter: number }> {
  const county = countyOf(grid);
  const found = await sql<{ households: number; workersAfter: number }>`
    select (select count(*) from household where county = ${county} and grid = ${grid}) as households,
           (select count(*) from appointment where county = ${county} and territory = ${grid} and (valid_until is null or valid_until > ${lastDay})) as "workersAfter"`.execute(
    tx.db,
  );
  return found.rows[0] as { households: number; workersAfter: number };
}

export interface GridRow {
  code: string;
  parent: string;
  name: string;
  pinyin: string;
  initials: string;
  validFrom: string;
  validUntil: string | null;
}

/** A new grid; a number taken meanwhile is an error, never another grid overwritten. */
export async function addGrid(tx: Tx, grid: GridRow): Promise<void> {
  await tx.db
    .insertInto('division')
    .values({ code: grid.code, parent: grid.parent, level: 'grid', ...gridValues(grid) })
    .execute();
}

export async function changeGrid(tx: Tx, grid: GridRow): Promise<void> {
  await tx.db.updateTable('division').set(gridValues(grid)).where('code', '=', grid.code).where('level', '=', 'grid').execute();
}

const gridValues = ({ name, pinyin, initials, validFrom, validUntil }: GridRow) => ({
  name,
  short_name: name,
  pinyin,
  initials,
  valid_from: validFrom,
  valid_until: validUntil,
});

/** One statement: places that are new go in, places whose words changed are changed, the rest stays. */
export const IMPORT_DIVISIONS = `
  with incoming as (
    select * from jsonb_to_recordset($1::jsonb)
      as r(code text, parent text, level text, name text, short_name text, pinyin text, initials text, kind text, urban_rural_class text)
  ),
  written as (
    insert into division as d (code, parent, level, name, short_name, pinyin, initials, kind, urban_rural_class)
    select code, parent, level, name, short_name, pinyin, initials, kind, urban_rural_class from incoming
    on conflict (code) do update set parent = excluded.parent, level = excluded.level, name = excluded.name, short_name = excluded.short_name,
      pinyin = excluded.pinyin, initials = excluded.initials, kind = excluded.kind, urban_rural_class = excluded.urban_rural_class
    where (d.parent, d.level, d.name, d.short_name, d.pinyin, d.initials, d.kind, d.urban_rural_class)
      is distinct from (excluded.parent, excluded.level, excluded.name, excluded.short_name, excluded.pinyin, excluded.initials, excluded.kind, excluded.urban_rural_class)
    returning code, (xmax = 0) as inserted
  )
  select count(*) filter (where inserted)::int as inserted, count(*) filter (where not inserted)::int as updated,
    coalesce(array_agg(code) filter (where length(code) = ${LEVEL_LENGTHS.village}), '{}') as villages from written`;
