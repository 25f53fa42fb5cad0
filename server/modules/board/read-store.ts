import { type RawBuilder, sql } from 'kysely';
import type { Verdict } from '../../../domain/policy/board-contract.ts';
import { countyOf, LEVEL_LENGTHS, rangeOf } from '../../../domain/territory/code.ts';
import type { Tx } from '../../platform/database.ts';
import { filledUp } from '../../platform/filled-up.ts';

/** Whose board, as it stands now or as it stood at the end of a day. */
export interface BoardView {
  territory: string;
  /** The instant the day ended; null for now. */
  asOf: Date | null;
}

/** The cells below the place, of now or of the history: both know village, rule, verdict, since and the sentence. */
function cells({ territory, asOf }: BoardView): RawBuilder<unknown> {
  const { lo, hi } = rangeOf(territory.slice(0, LEVEL_LENGTHS.village));
  const led = territory.length >= LEVEL_LENGTHS.county ? sql`county = ${countyOf(territory)} and` : sql``;
  const rows = sql`${led} village >= ${lo} and village < ${hi}`;
  return asOf
    ? sql`(select village, rule, verdict, valid_from as since, sentence from clause_change where ${rows} and valid_from < ${asOf} and (valid_until is null or valid_until >= ${asOf})) cell`
    : sql`(select village, rule, verdict, since, sentence from clause_cell where ${rows}) cell`;
}

/** How many cells of each rule have which verdict. */
export async function countCells(tx: Tx, view: BoardView): Promise<{ rule: string; verdict: Verdict; n: number }[]> {
  const found = await sql<{
    rule: string;
    verdict: Verdict;
    n: number;
  }>`select rule, verdict, count(*) as n from ${cells(view)} group by 1, 2`.execute(tx.db);
  return found.rows;
}

export interface RowQuery extends BoardView {
  /** How many digits a row's place has. */
  digits: number;
  rule: string | null;
  verdict: Verdict | null;
  after: string | null;
  limit: number;
}

/** The places of the rows, in order of their codes. */
export async function rowPlaces(tx: Tx, query: RowQuery): Promise<string[]> {
  const found = await sql<{ code: string }>`
    select left(village, ${query.digits}::int) as code from ${cells(query)}
    where (${query.rule}::text is null or rule = ${query.rule}) and (${query.verdict}::text is null or verdict = ${query.verdict})
      and (${query.after}::text is null or left(village, ${query.digits}::int) > ${query.after} collate "C")
    group by 1 order by 1 limit ${query.limit}`.execute(tx.db);
  return found.rows.map(({ code }) => code);
}

/** What the rows count: verdicts of each rule and place, and since when where it is one cell. */
export async function countRows(tx: Tx, query: RowQuery, codes: readonly string[]) {
  const found = await sql<{ code: string; rule: string; verdict: Verdict; n: number; since: Date }>`
    select left(village, ${query.digits}::int) as code, rule, verdict, count(*) as n, min(since) as since from ${cells(query)}
    where left(village, ${query.digits}::int) = any (${[...codes]}::text[]) and (${query.rule}::text is null or rule = ${query.rule})
    group by 1, 2, 3`.execute(tx.db);
  return found.rows;
}

/** Short names of places. */
export async function namesOf(tx: Tx, codes: readonly string[]): Promise<Map<string, string>> {
  if (!codes.length) return new Map();
  const rows = await tx.db
    .selectFrom('division')
    .select(['code', 'short_name'])
    .where('code', 'in', filledUp([...new Set(codes)]))
    .execute();
  return new Map(rows.map((row) => [row.code, row.short_name]));
}

/** The newest change below a place that was not a beginning, and when the place was last judged. */
export async function latestChange(tx: Tx, { territory }: BoardView) {
  const { lo, hi } = rangeOf(territory.slice(0, LEVEL_LENGTHS.village));
  const row = await tx.db
    .selectFrom('clause_change')
    .select(['village', 'rule', 'verdict', 'valid_from'])
    .where('before', 'is not', null)
    .where('village', '>=', lo)
    .where('village', '<', hi)
    .orderBy('valid_from', 'desc')
    .orderBy('village')
    .limit(1)
    .executeTakeFirst();
  return row ?? null;
}

export async function judgedAt(tx: Tx, territory: string): Promise<Date | null> {
  const { lo, hi } = rangeOf(territory.slice(0, LEVEL_LENGTHS.county));
  const row = await tx.db
    .selectFrom('board_run')
    .select((run) => run.fn.max('computed_at').as('at'))
    .where('county', '>=', lo)
    .where('county', '<', hi)
    .executeTakeFirst();
  return row?.at ?? null;
}

/** One cell with the facts behind it, as far as the reader's range shows it. */
export async function cellOf(tx: Tx, village: string, rule: string) {
  const row = await tx.db
    .selectFrom('clause_cell')
    .select(['verdict', 'since', 'sentence', 'facts', 'path'])
    .where('county', '=', countyOf(village))
    .where('village', '=', village)
    .where('rule', '=', rule)
    .executeTakeFirst();
  return row ? { ...row, verdict: row.verdict as Verdict, facts: row.facts as unknown as string[] } : null;
}

const MOST_CHANGES = 50;

/** What a cell said before, the newest first. */
export async function historyOf(tx: Tx, village: string, rule: string) {
  const rows = await tx.db
    .selectFrom('clause_change')
    .select(['valid_from', 'valid_until', 'before', 'verdict', 'sentence'])
    .where('county', '=', countyOf(village))
    .where('village', '=', village)
    .where('rule', '=', rule)
    .orderBy('valid_from', 'desc')
    .limit(MOST_CHANGES)
    .execute();
  return rows.map((row) => ({
    from: row.valid_from.toISOString(),
    until: row.valid_until?.toISOString() ?? null,
    verdict: row.verdict as Verdict,
    sentence: row.sentence,
    first: row.before === null,
  }));
}

/** The cells of an export: one line a village and rule, ordered by place; the facts are those of now. */
export async function exportCells(tx: Tx, query: RowQuery) {
  const found = await sql<{
    village: string;
    rule: string;
    verdict: Verdict;
    since: Date;
    first: boolean;
    sentence: string;
    facts: string[] | null;
  }>`
    select cell.village, cell.rule, cell.verdict, cell.since, begun.before is null as first, cell.sentence, known.facts
    from ${cells(query)} left join clause_cell known
      on ${query.asOf === null} and known.county = left(cell.village, 6) and known.village = cell.village and known.rule = cell.rule
    left join clause_change begun
      on begun.county = left(cell.village, 6) and begun.village = cell.village and begun.rule = cell.rule and begun.valid_from = cell.since
    where (${query.rule}::text is null or cell.rule = ${query.rule}) and (${query.verdict}::text is null or cell.verdict = ${query.verdict})
    order by cell.village, cell.rule`.execute(tx.db);
  return found.rows;
}

/** People who hold such posts in a village's committees and party organisation, and where they live; for those who may appoint. */
export async function holdersOf(tx: Tx, village: string, roles: readonly string[], today: string) {
  const found = await sql<{ personId: string; name: string; role: string; livesIn: string | null; gridName: string | null }>`
    select a.person_id as "personId", a.name, a.role, h.grid as "livesIn", d.short_name as "gridName"
    from appointment a join body b on b.county = a.county and b.id = a.body_id
    left join person p on p.county = a.county and p.id = a.person_id
    left join household h on h.county = p.county and h.id = p.household_id left join division d on d.code = h.grid
    where a.county = ${countyOf(village)} and b.territory = ${village} and a.role in (${sql.join([...roles])})
      and a.valid_from <= ${today} and (a.valid_until is null or a.valid_until >= ${today}) order by a.role, a.name`.execute(tx.db);
  return found.rows;
}

/** The grids of a village that have no worker on the day. */
export async function gridsWithoutWorker(tx: Tx, village: string, today: string): Promise<string[]> {
  const { lo, hi } = rangeOf(village);
  const found = await sql<{ code: string }>`
    select d.code from division d where d.level = 'grid' and d.code >= ${lo} and d.code < ${hi} and d.valid_from <= ${today} and (d.valid_until is null or d.valid_until >= ${today})
      and not exists (select 1 from appointment a where a.county = ${countyOf(village)} and a.territory = d.code and a.role = 'grid-worker'
        and a.valid_from <= ${today} and (a.valid_until is null or a.valid_until >= ${today}))`.execute(tx.db);
  return found.rows.map(({ code }) => code);
}
