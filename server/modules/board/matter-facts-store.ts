import { sql } from 'kysely';
import { dutyOf, isCategory } from '../../../domain/matters/appeal/categories.ts';
import type { HandedDownFacts } from '../../../domain/matters/handed-down.ts';
import type { OnTimeFacts } from '../../../domain/matters/on-time.ts';
import type { Tx } from '../../platform/database.ts';
import { byVillage, inScope, type Scope } from './facts-store.ts';

/** The scope and how many days of matters count in each village. */
export interface MatterScope extends Scope {
  days: ReadonlyMap<string, number>;
}

const DAY = 86_400_000;

/** The matters of the scope whose days count. Villages mostly share one number of days; where they do not, each has its own. */
function counting({ days, now, ...scope }: MatterScope) {
  const values = [...new Set(days.values())];
  const filed = sql`m.filed_at >= ${new Date(now.getTime() - Math.max(...values) * DAY)}`;
  const rows = inScope({ ...scope, now }, sql`m.village`, sql`m.county`);
  if (values.length <= 1) return sql`${rows} and ${filed}`;
  const own = JSON.stringify(Object.fromEntries(days));
  return sql`${rows} and ${filed} and m.filed_at >= ${now}::timestamptz - (${own}::jsonb ->> m.village)::int * interval '1 day'`;
}

/** Whether a period ended in time: null while it runs; the same verdicts as the six rates. */
const signedInTime = (now: Date) =>
  sql`case when coalesce(t.signed_at, t.ended_at) is not null then coalesce(t.signed_at, t.ended_at) <= t.due_sign when ${now} > t.due_sign then false end`;
const answeredInTime = (now: Date) =>
  sql`case when t.due_answer is null then null when t.ended = 'answer' then t.ended_at <= t.due_answer
    when t.ended_at is null and not m.paused and ${now} > t.due_answer then false end`;

export async function readOnTime(tx: Tx, scope: MatterScope): Promise<Map<string, OnTimeFacts>> {
  const { now } = scope;
  const found = await sql<Omit<OnTimeFacts, 'days'> & { village: string }>`
    with judged as (
      select m.village, m.kind, t.body_level, case when t.due_sign is not null then ${signedInTime(now)} end as signed, ${answeredInTime(now)} as answered
      from matter m join matter_turn t on t.county = m.county and t.matter_id = m.id
      where ${counting(scope)}
    ),
    counted as (
      select village, kind, body_level, count(*) filter (where signed is not null) as "toSign", count(*) filter (where signed) as signed,
        count(*) filter (where answered is not null) as "toAnswer", count(*) filter (where answered) as answered
      from judged group by 1, 2, 3
    ),
    counts as (
      select village, json_agg(json_build_object('kind', kind, 'holder', body_level, 'toSign', "toSign", 'signed', signed,
        'toAnswer', "toAnswer", 'answered', answered) order by kind, body_level) as turns
      from counted group by 1
    ),
    raised as (select m.village, count(*) as filed from matter m where ${counting(scope)} group by 1),
    overdue as (
      select m.village, json_agg(json_build_object('id', m.id, 'number', m.number, 'kind', m.kind, 'holder', m.state->'holder'->>'name',
        'holderKind', m.state->'holder'->>'kind', 'what', case when m.status = 'to-sign' and m.sign_due < ${now} then 'sign' else 'answer' end) order by m.due, m.number) as late
      from matter m where ${inScope(scope, sql`m.village`, sql`m.county`)} and m.ended_at is null and m.due < ${now} and not m.paused and m.status <> 'answered' group by 1
    )
    select village, coalesce(filed, 0) as filed, coalesce(turns, '[]') as turns, coalesce(late, '[]') as late
    from raised full join counts using (village) full join overdue using (village)`.execute(tx.db);
  const facts = byVillage(found.rows);
  return new Map([...facts].map(([village, counts]) => [village, { ...counts, days: scope.days.get(village) ?? 0 }]));
}

export async function readHandedDown(tx: Tx, scope: MatterScope): Promise<Map<string, HandedDownFacts>> {
  const { now } = scope;
  const found = await sql<{
    village: string;
    all: number;
    matters: { id: string; number: string; category: string; cameDown: boolean; there: boolean }[];
  }>`
    with seen as (
      select m.village, m.id, m.number, m.category,
        min(t.seq) filter (where t.body_level <> 'village') < max(t.seq) filter (where t.body_level = 'village') as "cameDown",
        bool_or(t.body_level = 'village' and t.ended_at is null and m.ended_at is null) as there,
        bool_or(t.body_level = 'village' and t.ended_at is null and m.ended_at is null and coalesce(t.due_sign, t.due_answer) < ${now}) as waits
      from matter m join matter_turn t on t.county = m.county and t.matter_id = m.id
      where ${counting(scope)} group by m.county, m.id
    )
    select village, count(*) as all,
      coalesce(json_agg(json_build_object('id', id, 'number', number, 'category', category, 'cameDown', coalesce("cameDown", false), 'there', there) order by number)
        filter (where "cameDown" or waits), '[]') as matters
    from seen group by 1`.execute(tx.db);
  return new Map(
    found.rows.map(({ village, all, matters }) => [
      village,
      {
        days: scope.days.get(village) ?? 0,
        all,
        matters: matters.map(({ category, ...matter }) => ({ ...matter, duty: isCategory(category) ? dutyOf(category) : null })),
      },
    ]),
  );
}

/** Villages where an open matter fell due between two instants. */
export async function villagesFallenDue(tx: Tx, from: Date, until: Date): Promise<string[]> {
  const rows = await tx.db
    .selectFrom('matter')
    .select('village')
    .distinct()
    .where('ended_at', 'is', null)
    .where('due', '>=', from)
    .where('due', '<', until)
    .execute();
  return rows.map(({ village }) => village);
}
