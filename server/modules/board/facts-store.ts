import { type RawBuilder, sql } from 'kysely';
import type { StaffingFacts, WorkersFacts } from '../../../domain/bodies/grid-workers.ts';
import type { HeadFacts, StationFacts } from '../../../domain/bodies/station.ts';
import type { SupervisionFacts } from '../../../domain/bodies/supervision.ts';
import type { JudgedPlace } from '../../../domain/policy/rule.ts';
import { countyOf, LEVEL_LENGTHS, rangeOf } from '../../../domain/territory/code.ts';
import type { Tx } from '../../platform/database.ts';

/** What is judged: a place with all below it, on a day of the region. */
export interface Scope {
  territory: string;
  today: string;
  now: Date;
}

/** The facts of a rule by village; a village without any is not among them. One query, however many villages. */
export type ReadFacts<Facts> = (tx: Tx, scope: Scope) => Promise<Map<string, Facts>>;

/** Rows of the scope: a range on the column, led by the county where the scope lies in one. */
export function inScope({ territory }: Scope, column: RawBuilder<unknown>, county: RawBuilder<unknown> | null): RawBuilder<unknown> {
  const { lo, hi } = rangeOf(territory);
  const led = county && territory.length >= LEVEL_LENGTHS.county ? sql`${county} = ${countyOf(territory)} and` : sql``;
  return sql`${led} ${column} >= ${lo} and ${column} < ${hi}`;
}

/** Posts, bodies and grids that hold on the day. */
export const holdsOn = (today: string, table: string): RawBuilder<unknown> =>
  sql`${sql.ref(`${table}.valid_from`)} <= ${today} and (${sql.ref(`${table}.valid_until`)} is null or ${sql.ref(`${table}.valid_until`)} >= ${today})`;

/**
 * Row-level security hides from the planner how many rows there are; on a county it would compare all with all. For queries that read whole
 * ranges: what looks up single rows by their key is better joined one by one.
 */
export async function joinedAtOnce<T>(tx: Tx, territory: string, work: () => Promise<T>): Promise<T> {
  if (territory.length >= LEVEL_LENGTHS.village) return work();
  await tx.send("set local enable_nestloop = off; set local work_mem = '64MB'");
  const answer = await work();
  await tx.send('set local enable_nestloop to default; set local work_mem to default');
  return answer;
}

/** One plan for every village: made anew for each, as PostgreSQL would have it, planning takes a third of the time of the whole query. */
export async function plannedOnce<T>(tx: Tx, territory: string, work: () => Promise<T>): Promise<T> {
  if (territory.length < LEVEL_LENGTHS.village) return work();
  tx.defer('set local plan_cache_mode = force_generic_plan');
  const answer = await work();
  tx.defer('set local plan_cache_mode to default');
  return answer;
}

export function byVillage<Row extends { village: string }>(rows: readonly Row[]): Map<string, Omit<Row, 'village'>> {
  return new Map(rows.map(({ village, ...facts }) => [village, facts]));
}

/** The villages and communities of the scope that exist on the day. */
export async function judgedPlaces(tx: Tx, scope: Scope): Promise<JudgedPlace[]> {
  const found = await sql<JudgedPlace>`
    select d.code, d.short_name as name, d.kind like '%居委会' as community from division d
    where d.level = 'village' and ${inScope(scope, sql`d.code`, null)} and ${holdsOn(scope.today, 'd')} order by d.code`.execute(tx.db);
  return found.rows;
}

/** The counties that have villages. */
export async function countiesOf(tx: Tx): Promise<string[]> {
  const found = await sql<{
    county: string;
  }>`select distinct left(code, 6) as county from division where level = 'village' order by 1`.execute(tx.db);
  return found.rows.map(({ county }) => county);
}

/** The bodies of each village: its station and supervision committee, and whether any is recorded. */
const homes = (scope: Scope) => sql`
  select b.territory as village, (array_agg(b.id order by b.name) filter (where b.kind = 'service-station'))[1] as station,
    (array_agg(b.id order by b.name) filter (where b.kind = 'supervision-committee'))[1] as committee
  from body b where ${inScope(scope, sql`b.territory`, sql`b.county`)} and length(b.territory) = 12 and ${holdsOn(scope.today, 'b')} group by 1`;

/** The posts of one person with these roles, as the domain wants them. */
const postsOf = (county: RawBuilder<unknown>, person: RawBuilder<unknown>, roles: readonly string[]) => sql`
  select coalesce(json_agg(json_build_object('bodyKind', ob.kind, 'bodyTerritory', ob.territory, 'role', o.role,
    'validFrom', o.valid_from, 'validUntil', o.valid_until)), '[]') as posts
  from appointment o join body ob on ob.county = o.county and ob.id = o.body_id
  where o.county = ${county} and o.person_id = ${person} and o.role in (${sql.join(roles)})`;

export const readStations: ReadFacts<StationFacts> = async (tx, scope) => {
  const found = await sql<StationFacts & { village: string }>`
    select b.territory as village, true as known,
      coalesce(json_agg(json_build_object('id', b.id, 'name', b.name) order by b.name) filter (where b.kind = 'service-station'), '[]') as stations
    from body b where ${inScope(scope, sql`b.territory`, sql`b.county`)} and length(b.territory) = 12 and ${holdsOn(scope.today, 'b')}
    group by 1`.execute(tx.db);
  return byVillage(found.rows);
};

export const readHeads: ReadFacts<HeadFacts> = async (tx, scope) => {
  const found = await sql<HeadFacts & { village: string }>`
    with home as (${homes(scope)})
    select home.village, home.station as "stationId",
      coalesce(json_agg(json_build_object('id', a.id, 'name', a.name, 'validFrom', a.valid_from, 'posts', p.posts) order by a.valid_from) filter (where a.id is not null), '[]') as heads
    from home
    left join appointment a on a.county = left(home.village, 6) and a.body_id = home.station and a.role = 'station-head' and ${holdsOn(scope.today, 'a')}
    left join lateral (${postsOf(sql`a.county`, sql`a.person_id`, ['party-secretary', 'committee-director'])}) p on true
    where home.station is not null group by 1, 2`.execute(tx.db);
  return byVillage(found.rows);
};

export const readStaffing: ReadFacts<StaffingFacts> = async (tx, scope) => {
  const found = await joinedAtOnce(tx, scope.territory, () =>
    sql<StaffingFacts & { village: string }>`
    with home as (${homes(scope)}),
    worker as (
      select a.territory, json_agg(json_build_object('name', a.name, 'validFrom', a.valid_from, 'validUntil', a.valid_until) order by a.valid_from, a.name) as workers
      from appointment a where a.role = 'grid-worker' and ${inScope(scope, sql`a.territory`, sql`a.county`)} and ${holdsOn(scope.today, 'a')} group by 1
    ),
    grid as (
      select left(d.code, 12) as village, json_agg(json_build_object('code', d.code, 'name', d.short_name, 'workers', coalesce(w.workers, '[]')) order by d.code) as grids
      from division d left join worker w on w.territory = d.code
      where d.level = 'grid' and ${inScope(scope, sql`d.code`, null)} and ${holdsOn(scope.today, 'd')} group by 1
    )
    select coalesce(grid.village, home.village) as village, coalesce(grid.grids, '[]') as grids, home.village is not null as known, home.station as "stationId"
    from grid full join home on home.village = grid.village`.execute(tx.db),
  );
  return byVillage(found.rows);
};

export const readWorkers: ReadFacts<WorkersFacts> = async (tx, scope) => {
  const found = await sql<WorkersFacts & { village: string }>`
    with worker as (
      select left(a.territory, 12) as village, json_agg(json_build_object('id', a.id, 'name', a.name, 'grid', a.territory, 'gridName', d.short_name, 'allowance', a.allowance,
        'phone', a.phone, 'livesIn', h.grid, 'posts', p.posts) order by a.territory, a.valid_from) as workers
      from appointment a join division d on d.code = a.territory
      left join person on person.county = a.county and person.id = a.person_id
      left join household h on h.county = person.county and h.id = person.household_id
      left join lateral (${postsOf(sql`a.county`, sql`a.person_id`, ['group-head', 'committee-director', 'committee-deputy', 'committee-member'])}) p on true
      where a.role = 'grid-worker' and ${inScope(scope, sql`a.territory`, sql`a.county`)} and length(a.territory) = 15 and ${holdsOn(scope.today, 'a')} group by 1
    )
    select worker.village, worker.workers, (
      select b.id from body b where b.county = left(worker.village, 6) and b.territory = worker.village and b.kind = 'service-station'
        and ${holdsOn(scope.today, 'b')} order by b.name limit 1
    ) as "stationId" from worker`.execute(tx.db);
  return byVillage(found.rows);
};

export const readSupervision: ReadFacts<SupervisionFacts> = async (tx, scope) => {
  const found = await sql<SupervisionFacts & { village: string }>`
    with home as (${homes(scope)})
    select home.village, true as known, home.committee as "bodyId",
      coalesce(json_agg(json_build_object('id', a.id, 'name', a.name, 'head', a.role = 'supervision-head', 'woman', a.woman, 'posts', p.posts)
        order by a.role, a.valid_from) filter (where a.id is not null), '[]') as members
    from home
    left join appointment a on a.county = left(home.village, 6) and a.body_id = home.committee
      and a.role in ('supervision-head', 'supervision-member') and ${holdsOn(scope.today, 'a')}
    left join lateral (${postsOf(sql`a.county`, sql`a.person_id`, ['committee-director', 'committee-deputy', 'committee-member'])}) p on true
    group by 1, 2, 3`.execute(tx.db);
  return byVillage(found.rows);
};
