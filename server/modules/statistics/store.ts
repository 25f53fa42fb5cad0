import { type RawBuilder, sql } from 'kysely';
import type { RATE_GROUPS } from '../../../domain/statistics/contract.ts';
import { noRates, RATE_NAMES, RATED_KIND, type Rates } from '../../../domain/statistics/rates.ts';
import { rangeOf } from '../../../domain/territory/code.ts';
import type { Tx } from '../../platform/database.ts';
import { filledUp } from '../../platform/filled-up.ts';

export type RateGroup = (typeof RATE_GROUPS)[number];

export interface Period {
  territory: string;
  from: Date;
  until: Date;
}

const DAY_IN_REGION = sql`to_char(matter.filed_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD')`;

/** The key rows are grouped by; places one level below the one asked about. */
function keyOf(group: RateGroup, territory: string): RawBuilder<unknown> {
  switch (group) {
    case 'total':
      return sql`''`;
    case 'place':
      return territory.length >= 9
        ? sql`left(matter.village, 12)`
        : sql`left(matter.village, ${territory.length >= 6 ? 9 : territory.length + 2})`;
    case 'body':
      return sql`matter.holder_id::text`;
    case 'category':
      return sql`matter.category`;
    case 'period':
      return DAY_IN_REGION;
  }
}

/** Matters of a place; the county leads the indexes. */
const inPlace = (territory: string) => {
  const { lo, hi } = rangeOf(territory);
  const county = territory.length >= 6 ? sql`matter.county = ${territory.slice(0, 6)} and` : sql``;
  return sql`${county} matter.village >= ${lo} and matter.village < ${hi}`;
};

const filedIn = ({ territory, from, until }: Period) =>
  sql`${inPlace(territory)} and matter.filed_at >= ${from} and matter.filed_at < ${until}`;

/** The matters the figures are about. */
const inPeriod = (period: Period) => sql`${filedIn(period)} and matter.kind = ${RATED_KIND}`;

/** Counts true, known and unknown verdicts as numerator, denominator and excluded. */
const rate = (name: string, verdict: RawBuilder<unknown>, applies: RawBuilder<unknown> = sql`true`) => sql`
  count(*) filter (where ${applies} and ${verdict}) as ${sql.ref(`${name}_numerator`)},
  count(*) filter (where ${applies} and (${verdict}) is not null) as ${sql.ref(`${name}_denominator`)},
  count(*) filter (where ${applies} and (${verdict}) is null) as ${sql.ref(`${name}_excluded`)}`;

type RateRow = { key: string; filed?: number } & Record<string, number | string>;

/** The rates of matters filed in a period, grouped; the same rules as `addMatter` in the domain, as two grouped queries. */
export async function readRates(
  tx: Tx,
  period: Period,
  group: RateGroup,
  now: Date,
): Promise<Map<string, { filed: number; rates: Rates }>> {
  const running = sql`(turn.ended_at is null and not matter.paused)`;
  const signed = sql`case when coalesce(turn.signed_at, turn.ended_at) is not null then coalesce(turn.signed_at, turn.ended_at) <= turn.due_sign when ${now} > turn.due_sign then false end`;
  const answered = sql`case when turn.due_answer is null then null when turn.ended = 'answer' then turn.ended_at <= turn.due_answer when ${running} and ${now} > turn.due_answer then false end`;
  const turnKey = group === 'body' ? sql`turn.body_id::text` : keyOf(group, period.territory);
  const turns = await sql<RateRow>`
    select ${turnKey} as key, ${rate('signed', signed, sql`turn.due_sign is not null`)}, ${rate('answered', answered)}
    from matter join matter_turn turn on turn.county = matter.county and turn.matter_id = matter.id
    where ${inPeriod(period)} group by 1`.execute(tx.db);
  const response = sql`case when matter.status in ('withdrawn', 'merged', 'declined') then null when matter.answered_at is not null then true when matter.answer_due < ${now} and not matter.paused then false end`;
  const wasAnswered = sql`matter.answered_at is not null`;
  const matters = await sql<RateRow>`
    select ${keyOf(group, period.territory)} as key, count(*) as filed,
      ${rate('response', response)},
      ${rate('resolution', sql`matter.solved`, wasAnswered)},
      ${rate('satisfaction', sql`matter.satisfied <> 'no'`, wasAnswered)},
      ${rate('reopened', sql`case when ${wasAnswered} then matter.reopened > 0 end`)}
    from matter where ${inPeriod(period)} group by 1`.execute(tx.db);
  const found = new Map<string, { filed: number; rates: Rates }>();
  for (const row of [...turns.rows, ...matters.rows]) {
    const entry = found.get(row.key) ?? { filed: 0, rates: noRates() };
    found.set(row.key, entry);
    if (row.filed !== undefined) entry.filed = row.filed;
    for (const name of RATE_NAMES) {
      if (row[`${name}_denominator`] === undefined) continue;
      entry.rates[name] = {
        numerator: Number(row[`${name}_numerator`]),
        denominator: Number(row[`${name}_denominator`]),
        excluded: Number(row[`${name}_excluded`]),
      };
    }
  }
  return found;
}

/** Matters filed and answered on each day of the period. */
export async function readDaily(tx: Tx, period: Period): Promise<{ date: string; filed: number; answered: number }[]> {
  const days = await sql<{ date: string; filed: number; answered: number }>`
    with filed as (
      select (filed_at at time zone 'Asia/Shanghai')::date as day, count(*) as n from matter
      where ${inPeriod(period)} group by 1),
    answered as (
      select (answered_at at time zone 'Asia/Shanghai')::date as day, count(*) as n from matter
      where kind = ${RATED_KIND} and ${inPlace(period.territory)} and answered_at >= ${period.from} and answered_at < ${period.until} group by 1)
    select to_char(day, 'YYYY-MM-DD') as date, coalesce(filed.n, 0) as filed, coalesce(answered.n, 0) as answered
    from (select generate_series((${period.from}::timestamptz at time zone 'Asia/Shanghai')::date, ((${period.until}::timestamptz - interval '1 second') at time zone 'Asia/Shanghai')::date, interval '1 day')::date as day) days
    left join filed using (day) left join answered using (day) order by day`.execute(tx.db);
  return days.rows;
}

/** How many matters of each other kind were filed in the period, which no rate counts. */
export async function readOthers(tx: Tx, period: Period): Promise<{ kind: string; filed: number }[]> {
  const others = await sql<{ kind: string; filed: number }>`
    select matter.kind, count(*)::int as filed from matter where ${filedIn(period)} and matter.kind <> ${RATED_KIND} group by 1 order by 2 desc, 1`.execute(
    tx.db,
  );
  return others.rows;
}

/** The working time of ended turns of matters filed in the period, by the organisation that held them. */
export async function readHours(tx: Tx, period: Period) {
  const hours = await sql<{ bodyId: string; name: string; level: string; minutes: number; matters: number }>`
    select turn.body_id as "bodyId", max(turn.body_name) as name, max(turn.body_level) as level, (sum(turn.held_seconds) / 60)::int as minutes, count(distinct turn.matter_id) as matters
    from matter join matter_turn turn on turn.county = matter.county and turn.matter_id = matter.id
    where ${inPeriod(period)} and turn.held_seconds is not null and matter.answered_at is not null
    group by turn.body_id order by minutes desc limit 60`.execute(tx.db);
  return hours.rows;
}

export async function bodyNames(tx: Tx, ids: readonly string[]): Promise<Map<string, string>> {
  if (!ids.length) return new Map();
  const rows = await tx.db.selectFrom('body').select(['id', 'short_name']).where('id', 'in', filledUp(ids)).execute();
  return new Map(rows.map((row) => [row.id, row.short_name]));
}

/** All appeals filed in a period with their actions in order, county by county, for the recount. */
export async function readAllActions(tx: Tx, period: Period) {
  return sql<{ id: string; kind: string; version: number; village: string; category: string; actions: unknown[] }>`
    select matter.id, matter.kind, matter.version, matter.village, matter.category,
      jsonb_agg(jsonb_build_object('seq', action.seq, 'step', action.step, 'at', to_char(action.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
        'by', action.by, 'input', action.input, 'refs', action.refs, 'deadlines', action.deadlines) order by action.seq) as actions
    from matter join matter_action action on action.county = matter.county and action.matter_id = matter.id
    where ${inPeriod(period)} group by matter.county, matter.id`
    .execute(tx.db)
    .then((result) => result.rows);
}
