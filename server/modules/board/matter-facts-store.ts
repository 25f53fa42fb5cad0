import { sql } from 'kysely';
import { dutyOf, isCategory } from '../../../domain/matters/appeal/categories.ts';
import type { HandedDownFacts } from '../../../domain/matters/handed-down.ts';
import type { OnTimeFacts } from '../../../domain/matters/on-time.ts';
import type { Tx } from '../../platform/database.ts';
import { inScope, plannedOnce, type Scope } from './facts-store.ts';

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
  sql`case when coalesce(signed_at, ended_at) is not null then coalesce(signed_at, ended_at) <= due_sign when ${now} > due_sign then false end`;
const answeredInTime = (now: Date) =>
  sql`case when due_answer is null then null when ended = 'answer' then ended_at <= due_answer
    when ended_at is null and not paused and ${now} > due_answer then false end`;

interface MatterFacts {
  onTime: Map<string, OnTimeFacts>;
  handedDown: Map<string, HandedDownFacts>;
}

/** Both rules look at the same matters and turns, which are read once for both. */
const reading = new WeakMap<MatterScope, Promise<MatterFacts>>();

function factsOf(tx: Tx, scope: MatterScope): Promise<MatterFacts> {
  const facts = reading.get(scope) ?? plannedOnce(tx, scope.territory, () => readFacts(tx, scope));
  reading.set(scope, facts);
  return facts;
}

export const readOnTime = async (tx: Tx, scope: MatterScope): Promise<Map<string, OnTimeFacts>> => (await factsOf(tx, scope)).onTime;
export const readHandedDown = async (tx: Tx, scope: MatterScope): Promise<Map<string, HandedDownFacts>> =>
  (await factsOf(tx, scope)).handedDown;

interface FactsRow extends Omit<OnTimeFacts, 'days'> {
  village: string;
  all: number;
  handed: { id: string; number: string; category: string; cameDown: boolean; there: boolean }[];
}

async function readFacts(tx: Tx, scope: MatterScope): Promise<MatterFacts> {
  const { now } = scope;
  const found = await sql<FactsRow>`
    with m as materialized (
      select m.county, m.id, m.village, m.kind, m.number, m.category, m.paused, m.ended_at is null as open from matter m where ${counting(scope)}
    ),
    t as materialized (
      select m.id, m.village, m.kind, m.number, m.category, m.paused, m.open, t.seq, t.body_level, t.due_sign, t.signed_at, t.due_answer, t.ended_at, t.ended
      from m join matter_turn t on t.county = m.county and t.matter_id = m.id
    ),
    counted as (
      select village, kind, body_level, count(*) filter (where signed is not null) as "toSign", count(*) filter (where signed) as signed,
        count(*) filter (where answered is not null) as "toAnswer", count(*) filter (where answered) as answered
      from (select village, kind, body_level, case when due_sign is not null then ${signedInTime(now)} end as signed, ${answeredInTime(now)} as answered from t) judged
      group by 1, 2, 3
    ),
    counts as (
      select village, json_agg(json_build_object('kind', kind, 'holder', body_level, 'toSign', "toSign", 'signed', signed,
        'toAnswer', "toAnswer", 'answered', answered) order by kind, body_level) as turns
      from counted group by 1
    ),
    raised as (select village, count(*) as filed from m group by 1),
    overdue as (
      select m.village, json_agg(json_build_object('id', m.id, 'number', m.number, 'kind', m.kind, 'holder', m.state->'holder'->>'name',
        'holderKind', m.state->'holder'->>'kind', 'what', case when m.status = 'to-sign' and m.sign_due < ${now} then 'sign' else 'answer' end) order by m.due, m.number) as late
      from matter m where ${inScope(scope, sql`m.village`, sql`m.county`)} and m.ended_at is null and m.due < ${now} and not m.paused and m.status <> 'answered' group by 1
    ),
    seen as (
      select village, id, number, category,
        min(seq) filter (where body_level <> 'village') < max(seq) filter (where body_level = 'village') as "cameDown",
        bool_or(body_level = 'village' and ended_at is null and open) as there,
        bool_or(body_level = 'village' and ended_at is null and open and coalesce(due_sign, due_answer) < ${now}) as waits
      from t group by village, id, number, category
    ),
    down as (
      select village, count(*) as all,
        json_agg(json_build_object('id', id, 'number', number, 'category', category, 'cameDown', coalesce("cameDown", false), 'there', there) order by number)
          filter (where "cameDown" or waits) as handed
      from seen group by 1
    )
    select village, coalesce(filed, 0) as filed, coalesce(turns, '[]') as turns, coalesce(late, '[]') as late,
      coalesce(down.all, 0) as all, coalesce(handed, '[]') as handed
    from raised full join counts using (village) full join overdue using (village) full join down using (village)`.execute(tx.db);
  const onTime = new Map<string, OnTimeFacts>();
  const handedDown = new Map<string, HandedDownFacts>();
  for (const { village, filed, turns, late, all, handed } of found.rows) {
    const days = scope.days.get(village) ?? 0;
    onTime.set(village, { days, filed, turns, late });
    const matters = handed.map(({ category, ...matter }) => ({ ...matter, duty: isCategory(category) ? dutyOf(category) : null }));
    handedDown.set(village, { days, all, matters });
  }
  return { onTime, handedDown };
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
