import { sql } from 'kysely';
import type { Verdict } from '../../../domain/policy/board-contract.ts';
import { LEVEL_LENGTHS } from '../../../domain/territory/code.ts';
import type { Tx } from '../../platform/database.ts';
import { JUDGE_JOB, type JudgeAgain } from '../changes/index.ts';
import { inScope, type Scope } from './facts-store.ts';

/** One cell as it was judged. */
export interface JudgedCell {
  county: string;
  village: string;
  rule: string;
  verdict: Verdict;
  sentence: string;
  facts: readonly string[];
  path: string | null;
}

/** One judgement after another, so that an older reading of the facts never overwrites a newer. */
export async function lockBoard(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('board'))`.execute(tx.db);
}

/** Takes along what waits to be judged, at most so many: of all villages with a village, of itself alone with a wider place. Says what each asked for. */
export async function takeAlong(tx: Tx, territory: string, now: Date, most: number): Promise<JudgeAgain[]> {
  const place = sql`payload ->> 'territory'`;
  const same = territory.length === LEVEL_LENGTHS.village ? sql`length(${place}) = ${LEVEL_LENGTHS.village}` : sql`${place} = ${territory}`;
  const found = await sql<{ asked: JudgeAgain }>`
    with waiting as (
      select county, id from job where state = 'waiting' and kind = ${JUDGE_JOB} and run_at <= ${now} and attempts = 0 and ${same}
      order by run_at limit ${most} for update skip locked
    )
    update job set state = 'done', finished_at = ${now} from waiting where job.county = waiting.county and job.id = waiting.id
    returning job.payload as asked`.execute(tx.db);
  return found.rows.map(({ asked }) => asked);
}

/** Writes the cells that differ from what is known; `since` stays where the verdict stays, and each new verdict begins a line of the history. */
export async function keepCells(tx: Tx, cells: readonly JudgedCell[], now: Date): Promise<number> {
  const changed = await sql<{ county: string; village: string; rule: string; before: string | null; verdict: string; sentence: string }>`
    with incoming as (
      select * from jsonb_to_recordset(${JSON.stringify(cells)}::jsonb) as r(county text, village text, rule text, verdict text, sentence text, facts jsonb, path text)
    ),
    differing as (
      select i.*, c.verdict as before, c.since from incoming i
      left join clause_cell c on c.county = i.county and c.village = i.village and c.rule = i.rule
      where c.verdict is null or (c.verdict, c.sentence, c.facts, c.path) is distinct from (i.verdict, i.sentence, i.facts, i.path)
    ),
    written as (
      insert into clause_cell (county, village, rule, verdict, since, sentence, facts, path)
      select county, village, rule, verdict, case when before = verdict then since else ${now}::timestamptz end, sentence, facts, path from differing
      on conflict (county, village, rule) do update set verdict = excluded.verdict, since = excluded.since, sentence = excluded.sentence,
        facts = excluded.facts, path = excluded.path
    )
    select county, village, rule, before, verdict, sentence from differing where before is distinct from verdict`.execute(tx.db);
  if (changed.rows.length) await keepHistory(tx, changed.rows, now);
  return changed.rows.length;
}

/** A cell that says something else than is judged now; null where there is none. */
export interface CellDifference {
  village: string;
  rule: string;
  kept: { verdict: Verdict; sentence: string } | null;
  judged: { verdict: Verdict; sentence: string } | null;
}

/** The cells of the scope that differ from those judged; changes nothing. */
export async function cellsThatDiffer(tx: Tx, scope: Scope, cells: readonly JudgedCell[]): Promise<CellDifference[]> {
  const found = await sql<CellDifference>`
    with incoming as (
      select * from jsonb_to_recordset(${JSON.stringify(cells)}::jsonb) as r(village text, rule text, verdict text, sentence text, facts jsonb, path text)
    )
    select village, rule, case when k.verdict is not null then json_build_object('verdict', k.verdict, 'sentence', k.sentence) end as kept,
      case when i.verdict is not null then json_build_object('verdict', i.verdict, 'sentence', i.sentence) end as judged
    from incoming i full join (select * from clause_cell c where ${inScope(scope, sql`c.village`, sql`c.county`)}) k using (village, rule)
    where (k.verdict, k.sentence, k.facts, k.path) is distinct from (i.verdict, i.sentence, i.facts, i.path) order by 1, 2`.execute(tx.db);
  return found.rows;
}

/** How many judgements of places below wait to be made. */
export async function judgementsWaiting(tx: Tx, territory: string): Promise<number> {
  const found = await sql<{
    n: number;
  }>`select count(*) as n from job where state = 'waiting' and kind = ${JUDGE_JOB} and payload ->> 'territory' like ${`${territory}%`}`.execute(
    tx.db,
  );
  return found.rows[0]?.n ?? 0;
}

async function keepHistory(tx: Tx, changes: readonly { before: string | null }[], now: Date): Promise<void> {
  const rows = JSON.stringify(changes);
  const ended = changes.filter(({ before }) => before !== null);
  if (ended.length)
    await sql`
    update clause_change h set valid_until = ${now} from jsonb_to_recordset(${JSON.stringify(ended)}::jsonb) as r(county text, village text, rule text)
    where h.county = r.county and h.village = r.village and h.rule = r.rule and h.valid_until is null`.execute(tx.db);
  await sql`
    insert into clause_change (county, village, rule, valid_from, before, verdict, sentence)
    select county, village, rule, ${now}::timestamptz, before, verdict, sentence
    from jsonb_to_recordset(${rows}::jsonb) as r(county text, village text, rule text, before text, verdict text, sentence text)
    on conflict (county, village, rule, valid_from) do update set verdict = excluded.verdict, sentence = excluded.sentence, valid_until = null`.execute(
    tx.db,
  );
}

/** Ends the cells of villages and rules that are no more. */
export async function dropOthers(tx: Tx, scope: Scope, villages: readonly string[], rules: readonly string[]): Promise<void> {
  await sql`
    with gone as (
      delete from clause_cell c where ${inScope(scope, sql`c.village`, sql`c.county`)}
        and (c.rule <> all (${[...rules]}::text[]) or c.village not in (select unnest(${[...villages]}::text[])))
      returning county, village, rule
    )
    update clause_change h set valid_until = ${scope.now} from gone
    where h.county = gone.county and h.village = gone.village and h.rule = gone.rule and h.valid_until is null`.execute(tx.db);
}

/** Notes that counties were judged. */
export async function noteRun(tx: Tx, counties: readonly string[], now: Date): Promise<void> {
  if (!counties.length) return;
  await sql`
    insert into board_run (county, computed_at) select unnest(${[...counties]}::text[]), ${now}::timestamptz
    on conflict (county) do update set computed_at = excluded.computed_at`.execute(tx.db);
}

/** Keeps the retention that the table's comment promises. */
export async function dropOldChanges(tx: Tx, before: Date): Promise<void> {
  await tx.db.deleteFrom('clause_change').where('valid_until', '<', before).execute();
}
