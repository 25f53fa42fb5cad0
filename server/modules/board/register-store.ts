import { type RawBuilder, sql } from 'kysely';
import { countyOf, LEVEL_LENGTHS, rangeOf } from '../../../domain/territory/code.ts';
import type { RegisterFacts } from '../../../domain/territory/coverage.ts';
import type { Tx } from '../../platform/database.ts';
import { filledUp } from '../../platform/filled-up.ts';
import { byVillage, holdsOn, inScope, joinedAtOnce, type ReadFacts } from './facts-store.ts';

/** The register of the villages from the counts kept of each grid; the same counts serve coverage and base information. */
export const readRegister: ReadFacts<RegisterFacts> = async (tx, scope) => {
  const found = await sql<RegisterFacts & { village: string }>`
    with grid as (
      select d.code from division d where d.level = 'grid' and ${inScope(scope, sql`d.code`, null)} and ${holdsOn(scope.today, 'd')}
    ),
    numbered as (select left(code, 12) as village, count(*) as grids from grid group by 1),
    kept as (
      select left(k.grid, 12) as village, sum(k.households) as households, sum(k.households_in_two) as in_two, sum(k.households_complete) as complete,
        sum(k.households - k.households_in_two) filter (where g.code is not null) as in_grid, sum(k.persons) as persons,
        sum(k.persons_in_household) filter (where g.code is not null) as persons_in_grid, sum(k.persons_complete) as persons_complete
      from grid_register k left join grid g on g.code = k.grid where ${inScope(scope, sql`k.grid`, sql`k.county`)} group by 1
    )
    select village, coalesce(grids, 0) as grids, coalesce(households, 0) as households, coalesce(in_grid, 0) as "householdsInGrid",
      coalesce(in_two, 0) as "householdsInTwo", coalesce(complete, 0) as "householdsComplete", coalesce(persons, 0) as persons,
      coalesce(persons_in_grid, 0) as "personsInGrid", coalesce(persons_complete, 0) as "personsComplete"
    from numbered full join kept using (village)`.execute(tx.db);
  return byVillage(found.rows);
};

/** What is counted: some grids of one county, or all below a county or a place in it. */
export type Counted = { grids: readonly [string, ...string[]] } | { territory: string };

const countyIn = (what: Counted): string => countyOf('grids' in what ? what.grids[0] : what.territory);

function within(what: Counted, column: RawBuilder<unknown>, county: RawBuilder<unknown>): RawBuilder<unknown> {
  const led = sql`${county} = ${countyIn(what)}`;
  if ('grids' in what) return sql`${led} and ${column} = any (${[...what.grids]}::text[])`;
  const { lo, hi } = rangeOf(what.territory);
  return sql`${led} and ${column} >= ${lo} and ${column} < ${hi}`;
}

const COUNTS = ['households', 'households_in_two', 'households_complete', 'persons', 'persons_in_household', 'persons_complete'] as const;
export type GridCounts = Record<(typeof COUNTS)[number], number>;

/** A grid whose kept counts are not those counted; null where nothing is kept, or nobody is there. */
export interface GridDifference {
  grid: string;
  kept: GridCounts | null;
  counted: GridCounts | null;
}

const columns = (table: string): RawBuilder<unknown> => sql.join(COUNTS.map((name) => sql.ref(`${table}.${name}`)));

/**
 * Counts households and residents grid by grid; `differing` are the grids of which something else is kept. Whether somebody lives in a household
 * is asked of the whole county, since a resident may be on file elsewhere in it.
 */
const counting = (what: Counted): RawBuilder<unknown> => sql`
  home as materialized (
    select h.id, h.grid, w.grid <> h.grid as in_two, w.address <> '' as addressed
    from household h left join dwelling w on w.county = h.county and w.id = h.dwelling_id where ${within(what, sql`h.grid`, sql`h.county`)}
  ),
  inhabited as (
    select p.household_id as id from person p where p.county = ${countyIn(what)} and p.household_id in (select id from home) group by 1
  ),
  tally as (
    select home.grid, count(*) as households, count(*) filter (where in_two) as households_in_two,
      count(*) filter (where addressed and inhabited.id is not null) as households_complete, 0 as persons, 0 as persons_in_household, 0 as persons_complete
    from home left join inhabited on inhabited.id = home.id group by 1
    union all
    select p.territory, 0, 0, 0, count(*), count(p.household_id), count(p.household_id) filter (where p.relation <> '')
    from person p where ${within(what, sql`p.territory`, sql`p.county`)} and length(p.territory) = ${LEVEL_LENGTHS.grid}::int group by 1
  ),
  counted as (select grid, ${sql.join(COUNTS.map((name) => sql`sum(${sql.ref(name)})::int as ${sql.ref(name)}`))} from tally group by 1),
  differing as (
    select grid, c.grid is not null as there, ${columns('c')}, case when c.grid is not null then to_jsonb(c) - 'grid' end as counted,
      case when k.grid is not null then to_jsonb(k) - 'county' - 'grid' end as kept
    from counted c full join (select * from grid_register k where ${within(what, sql`k.grid`, sql`k.county`)}) k using (grid)
    where (${columns('c')}) is distinct from (${columns('k')})
  )`;

/** The grids of which something else is kept than is counted now; changes nothing. */
export const countsThatDiffer = (tx: Tx, what: Counted): Promise<GridDifference[]> =>
  joinedAtOnce(tx, 'grids' in what ? what.grids[0] : what.territory, async () => {
    const found = await sql<GridDifference>`with ${counting(what)} select grid, kept, counted from differing order by grid`.execute(tx.db);
    return found.rows;
  });

/** Counts again and keeps what differs; call under the lock of the board. Returns the grids that differed. */
export const keepCounts = (tx: Tx, what: Counted): Promise<string[]> =>
  joinedAtOnce(tx, 'grids' in what ? what.grids[0] : what.territory, async () => {
    const found = await sql<{ grid: string }>`
      with ${counting(what)},
      written as (
        insert into grid_register (county, grid, ${sql.join(COUNTS.map((name) => sql.ref(name)))})
        select ${countyIn(what)}, grid, ${columns('differing')} from differing where there
        on conflict (county, grid) do update set ${sql.join(COUNTS.map((name) => sql`${sql.ref(name)} = ${sql.ref(`excluded.${name}`)}`))}
      ),
      gone as (
        delete from grid_register k using differing where k.county = ${countyIn(what)} and k.grid = differing.grid and not differing.there
      )
      select grid from differing order by grid`.execute(tx.db);
    return found.rows.map(({ grid }) => grid);
  });

/** The counties among these that were never counted in whole. */
export async function neverCounted(tx: Tx, counties: readonly string[]): Promise<string[]> {
  if (!counties.length) return [];
  const known = await tx.db.selectFrom('register_run').select('county').where('county', 'in', filledUp(counties)).execute();
  return counties.filter((county) => !known.some((run) => run.county === county));
}

/** Notes that a county was counted in whole, and in how many grids something else was kept. */
export async function noteCount(tx: Tx, county: string, now: Date, differed: number): Promise<void> {
  const values = { counted_at: now, differed };
  await tx.db
    .insertInto('register_run')
    .values({ county, ...values })
    .onConflict((on) => on.column('county').doUpdateSet(values))
    .execute();
}
