import { sql } from 'kysely';
import type { StaffActor } from '../../../domain/accounts/actor.ts';
import type { PagePoint } from '../../../domain/accounts/page.ts';
import type { StaffRole } from '../../../domain/accounts/roles.ts';
import type { GlassReason, Verdict, WhichPerson } from '../../../domain/break-glass/contract.ts';
import { auditName } from '../../platform/audit.ts';
import type { Tx } from '../../platform/database.ts';
import { filledUp } from '../../platform/filled-up.ts';

/** A request with what became of it. */
export interface GlassRow {
  county: string;
  id: string;
  territory: string;
  person_id: string;
  account_id: string;
  staff_person: string;
  appointment_id: string;
  body_id: string;
  place: string;
  actor: string;
  role: StaffRole;
  reason: GlassReason;
  words: string;
  asked_at: Date;
  answer_by: Date;
  outcome: 'agreed' | 'declined' | null;
  answerer_id: string | null;
  answerer_person: string | null;
  answerer: string | null;
  answerer_role: StaffRole | null;
  answer_words: string | null;
  until: Date | null;
  opens: string[] | null;
  review_by: Date | null;
  shut_at: Date | null;
  shut_by: string | null;
  verdict: Verdict | null;
  review_words: string | null;
  reviewer: string | null;
  reviewed_at: Date | null;
}

const GLASS = sql`
  select b.county, b.id, b.territory, b.person_id, b.account_id, b.staff_person, b.appointment_id, b.body_id, b.place, b.actor, b.role, b.reason,
    b.words, b.asked_at, b.answer_by, a.outcome, a.account_id as answerer_id, a.staff_person as answerer_person, a.actor as answerer,
    a.role as answerer_role, a.words as answer_words, a.until, a.opens, a.review_by, s.at as shut_at, s.actor as shut_by, r.outcome as verdict,
    r.words as review_words, r.actor as reviewer, r.at as reviewed_at
  from break_glass b
  left join break_glass_step a on a.county = b.county and a.break_glass_id = b.id and a.step = 'answer'
  left join break_glass_step s on s.county = b.county and s.break_glass_id = b.id and s.step = 'shut'
  left join break_glass_step r on r.county = b.county and r.break_glass_id = b.id and r.step = 'review'`;

/** A request, as far as row-level security shows it; whoever serves less than a region asks in the own county. */
export async function glassById(tx: Tx, range: string, id: string): Promise<GlassRow | null> {
  const inCounty = range.length >= 6 ? sql`b.county = ${range.slice(0, 6)} and` : sql``;
  const found = await sql<GlassRow>`${GLASS} where ${inCounty} b.id = ${id}`.execute(tx.db);
  return found.rows[0] ?? null;
}

/** What an account asked since an instant, newest first. */
export async function askedBy(tx: Tx, county: string, account: string, since: Date): Promise<GlassRow[]> {
  const found = await sql<GlassRow>`
    ${GLASS} where b.county = ${county} and b.account_id = ${account} and b.asked_at > ${since} order by b.asked_at desc, b.id desc limit 50`.execute(
    tx.db,
  );
  return found.rows;
}

/** What waits in a place for a second person, the oldest first. */
export async function waitingIn(tx: Tx, range: { lo: string; hi: string }, now: Date): Promise<GlassRow[]> {
  const found = await sql<GlassRow>`
    ${GLASS} where b.county >= left(${range.lo}, 6) and b.county < ${range.hi} and b.territory >= ${range.lo} and b.territory < ${range.hi}
      and b.answer_by > ${now} and a.step is null order by b.asked_at, b.id limit 50`.execute(tx.db);
  return found.rows;
}

/** A page of the requests in a place, newest first, with how often each was looked at. */
export async function requestsIn(
  tx: Tx,
  range: { lo: string; hi: string },
  after: PagePoint | null,
  limit: number,
): Promise<(GlassRow & { looks: number })[]> {
  const found = await sql<GlassRow & { looks: number }>`
    select g.*, (select count(*)::int from audit l where l.county = g.county and l.person_id = g.person_id and l.at >= g.asked_at
      and l.operation = 'breakGlass.view' and l.detail->>'breakGlass' = g.id::text) as looks
    from (${GLASS} where b.county >= left(${range.lo}, 6) and b.county < ${range.hi} and b.territory >= ${range.lo} and b.territory < ${range.hi}
      ${after ? sql`and (b.asked_at, b.id) < (${after.at}::timestamptz, ${after.id}::uuid)` : sql``}
      order by b.asked_at desc, b.id desc limit ${limit}) g order by g.asked_at desc, g.id desc`.execute(tx.db);
  return found.rows;
}

/** Openings of a place that should have been reviewed by now. */
export async function overdueIn(tx: Tx, range: { lo: string; hi: string }, now: Date): Promise<number> {
  const found = await sql<{ n: number }>`
    select count(*)::int as n from break_glass_step a where a.step = 'answer' and a.county >= left(${range.lo}, 6) and a.county < ${range.hi}
      and a.territory >= ${range.lo} and a.territory < ${range.hi} and a.review_by < ${now}
      and not exists (select from break_glass_step r where r.county = a.county and r.break_glass_id = a.break_glass_id and r.step = 'review')`.execute(
    tx.db,
  );
  return found.rows[0]?.n ?? 0;
}

/** How often an account asked since an instant, found or not; the audit counts, with the rights of the system. */
export async function timesAsked(tx: Tx, county: string, account: string, since: Date): Promise<number> {
  const found = await sql<{ n: number }>`
    select count(*)::int as n from audit where county = ${county} and account_id = ${account} and at > ${since} and operation = 'breakGlass.ask'`.execute(
    tx.db,
  );
  return found.rows[0]?.n ?? 0;
}

/** Two requests of one account at the same moment are counted one after the other. */
export const lockAsking = (tx: Tx, account: string): Promise<unknown> =>
  sql`select pg_advisory_xact_lock(hashtext('breakGlass.ask'), hashtext(${account}))`.execute(tx.db);

export async function addRequest(
  tx: Tx,
  actor: StaffActor,
  of: { county: string; id: string; territory: string; person: string },
  asked: { by: WhichPerson['by']; reason: GlassReason; words: string; at: Date; answerBy: Date },
): Promise<void> {
  await tx.db
    .insertInto('break_glass')
    .values({
      county: of.county,
      id: of.id,
      territory: of.territory,
      person_id: of.person,
      account_id: actor.accountId,
      staff_person: actor.personId,
      appointment_id: actor.appointmentId,
      body_id: actor.body.id,
      place: actor.range,
      actor: auditName(actor),
      role: actor.role,
      found_by: asked.by,
      reason: asked.reason,
      words: asked.words,
      asked_at: asked.at,
      answer_by: asked.answerBy,
    })
    .execute();
}

/** The next step of a request; each kind once, the key refuses a second. */
export async function addStep(
  tx: Tx,
  actor: StaffActor,
  glass: GlassRow,
  at: Date,
  step:
    | { step: 'answer'; outcome: 'agreed'; opens: readonly string[]; until: Date; reviewBy: Date }
    | { step: 'answer'; outcome: 'declined'; words: string }
    | { step: 'shut'; outcome: 'shut' }
    | { step: 'review'; outcome: Verdict; words: string },
): Promise<void> {
  const agreed = step.outcome === 'agreed' ? step : null;
  await tx.db
    .insertInto('break_glass_step')
    .values({
      county: glass.county,
      break_glass_id: glass.id,
      step: step.step,
      outcome: step.outcome,
      territory: glass.territory,
      account_id: actor.accountId,
      staff_person: actor.personId,
      actor: auditName(actor),
      role: actor.role,
      asker_id: glass.account_id,
      asker_person: glass.staff_person,
      at,
      words: 'words' in step ? step.words : '',
      opens: [...(agreed?.opens ?? [])],
      until: agreed?.until ?? null,
      review_by: agreed?.reviewBy ?? null,
    })
    .execute();
}

/** The names of persons and villages, for those whose range holds them. */
export async function namesOf(tx: Tx, rows: readonly GlassRow[]): Promise<Map<string, { name: string; village: string }>> {
  if (!rows.length) return new Map();
  const found = await tx.db
    .selectFrom('break_glass as b')
    .leftJoin('person as p', (join) => join.onRef('p.county', '=', 'b.county').onRef('p.id', '=', 'b.person_id'))
    .leftJoin('division as v', 'v.code', 'b.territory')
    .select(['b.id', 'p.name', 'v.short_name as village'])
    .where('b.id', 'in', filledUp(rows.map(({ id }) => id)))
    .where('b.county', 'in', filledUp([...new Set(rows.map(({ county }) => county))]))
    .execute();
  return new Map(found.map((row) => [row.id, { name: row.name ?? '', village: row.village ?? '' }]));
}
