import { sql } from 'kysely';
import type { Actor } from '../../../domain/accounts/actor.ts';
import type { Calendar } from '../../../domain/calendar/calendar.ts';
import type { Action } from '../../../domain/matters/action.ts';
import { definitionOf } from '../../../domain/matters/kinds.ts';
import type { ReporterPart } from '../../../domain/matters/parties.ts';
import type { MatterState } from '../../../domain/matters/state.ts';
import type { Tx } from '../../platform/database.ts';
import { filledUp } from '../../platform/filled-up.ts';
import { arrayLiteral, escapeLiteral } from '../../platform/literals.ts';
import { executed, inserted, type Literals } from '../../platform/prepared.ts';
import { Problem } from '../../platform/problem.ts';
import { withKey } from '../../platform/sealed.ts';
import { opened, sealed } from '../keys/index.ts';
import { columnsOf, turnRow, turnsChanged } from './projection.ts';

/** A matter's row as far as steps and views need it. */
export interface MatterRow {
  county: string;
  id: string;
  kind: string;
  version: number;
  number: string;
  seq: number;
  village: string;
  grid: string | null;
  reporters: string[];
  receipts: string[];
  state: MatterState;
}

type Value = string | number | boolean | null | readonly string[];

function literal(value: Value | undefined): string {
  if (value === null || value === undefined) return 'null';
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (typeof value === 'string') return escapeLiteral(value);
  return arrayLiteral(value);
}

function literals(row: Record<string, Value | undefined>): Literals {
  const written: Record<string, string> = {};
  for (const column in row) written[column] = literal(row[column]);
  return written;
}

/** The insert of a row, prepared where the connection knows it. */
const insert = (tx: Tx, table: 'matter' | 'matter_action' | 'matter_reporter' | 'job', row: Record<string, Value | undefined>): string =>
  (tx.prepared ? executed : inserted)(table, literals(row));

function actionRow(county: string, matterId: string, action: Action, madeAt: string | null, sensitive: boolean) {
  return {
    county,
    matter_id: matterId,
    seq: action.seq,
    step: action.step,
    at: action.at,
    made_at: madeAt,
    by: JSON.stringify(action.by),
    input: JSON.stringify(action.input),
    refs: JSON.stringify(action.refs),
    deadlines: JSON.stringify(action.deadlines),
    sensitive,
  };
}

function turnStatements(
  tx: Tx,
  county: string,
  matterId: string,
  calendar: Calendar,
  before: MatterState | null,
  after: MatterState,
): string[] {
  return turnsChanged(before, after).map((turn) => {
    const row = literals({ county, matter_id: matterId, ...turnRow(calendar, after, turn) });
    if (before === null && tx.prepared) return executed('matter_turn', row);
    const added = inserted('matter_turn', row);
    if (before === null) return added;
    const changing = ['category', 'signed_at', 'due_answer', 'ended_at', 'ended', 'held_seconds', 'waited_seconds'];
    return `${added} on conflict (county, matter_id, seq) do update set ${changing.map((column) => `${column} = excluded.${column}`).join(', ')}`;
  });
}

/** Whether what an action says of a person lies behind a purpose. */
const isCovered = (row: Pick<MatterRow, 'kind' | 'version'>, { step }: Action): boolean =>
  definitionOf(row.kind, row.version).steps[step]?.discloses !== undefined;

/** A step's job for the runner, which is woken by the commit. */
function jobStatement(tx: Tx, job: { county: string; id: string; kind: string; payload: Record<string, unknown>; at: string }): string {
  tx.wakesJobs = true;
  return insert(tx, 'job', {
    county: job.county,
    id: job.id,
    kind: job.kind,
    payload: JSON.stringify(job.payload),
    run_at: job.at,
    created_at: job.at,
  });
}

export interface ReporterRow {
  id: string;
  part: ReporterPart;
  person_id: string | null;
  name: string;
  phone: string;
  hidden: boolean;
  receipt_code: string;
  receipt_hash: string;
}

/** A reporter's row: the phone sealed, so that it falls with the person, or with the row where nobody on file spoke. */
function reporterRow(tx: Tx, of: { county: string; matterId: string; village: string; at: string }, { phone, ...reporter }: ReporterRow) {
  const { county, matterId, village, at } = of;
  const phone_sealed = sealed(tx, 'reporter.phone', { county, id: reporter.id }, reporter.person_id, phone);
  return insert(tx, 'matter_reporter', { county, matter_id: matterId, village, at, ...reporter, phone_sealed });
}

/** Writes a new matter with its first action, reporter, turn and notice; it goes with the next round trip. */
export function insertMatter(
  tx: Tx,
  matter: {
    county: string;
    id: string;
    kind: string;
    version: number;
    number: string;
    search: string;
    state: MatterState;
    action: Action;
    reporter: ReporterRow | null;
    calendar: Calendar;
    noticeId: string;
  },
): void {
  const { county, id, state, action, reporter } = matter;
  const row = insert(tx, 'matter', {
    county,
    id,
    kind: matter.kind,
    version: matter.version,
    number: matter.number,
    search: matter.search,
    village: state.place.village,
    grid: state.place.grid,
    channel: state.channel,
    station_id: state.station.id,
    centre_id: state.centre.id,
    reporters: reporter?.person_id ? [reporter.person_id] : [],
    receipts: reporter ? [reporter.receipt_hash] : [],
    filed_at: state.filedAt,
    updated_at: action.at,
    state: JSON.stringify(state),
    ...columnsOf(state),
  });
  tx.openMatter(id);
  tx.defer(
    row,
    insert(tx, 'matter_action', actionRow(county, id, action, tx.madeAt?.toISOString() ?? null, false)),
    ...(reporter ? [reporterRow(tx, { county, matterId: id, village: state.place.village, at: action.at }, reporter)] : []),
    ...turnStatements(tx, county, id, matter.calendar, null, state),
    jobStatement(tx, { county, id: matter.noticeId, kind: 'matters.tell', payload: { matterId: id, seq: 1 }, at: action.at }),
  );
}

/** Appends an action and moves the projection, in one round trip. Throws `changed` when someone else was first. */
export async function appendAction(
  tx: Tx,
  row: MatterRow,
  step: { action: Action; after: MatterState; calendar: Calendar; noticeId: string | null; search?: string; reporter?: ReporterRow },
): Promise<void> {
  const { action, after } = step;
  const columns: Record<string, Value> = { ...columnsOf(after), updated_at: action.at, state: JSON.stringify(after) };
  if (step.search) columns.search = step.search;
  const sets = Object.entries(columns).map(([column, value]) => `${column} = ${literal(value)}`);
  if (step.reporter) {
    sets.push(`receipts = array_append(receipts, ${literal(step.reporter.receipt_hash)})`);
    if (step.reporter.person_id) sets.push(`reporters = array_append(reporters, ${literal(step.reporter.person_id)}::uuid)`);
  }
  const update = `update matter set ${sets.join(', ')} where county = ${literal(row.county)} and id = ${literal(row.id)} and seq = ${row.seq}`;
  const results = await tx.send(
    `set local app.matter = ${escapeLiteral(row.id)}`,
    update,
    insert(tx, 'matter_action', actionRow(row.county, row.id, action, tx.madeAt?.toISOString() ?? null, isCovered(row, action))),
    ...(step.reporter
      ? [reporterRow(tx, { county: row.county, matterId: row.id, village: row.village, at: action.at }, step.reporter)]
      : []),
    ...turnStatements(tx, row.county, row.id, step.calendar, row.state, after),
    ...(step.noticeId
      ? [
          jobStatement(tx, {
            county: row.county,
            id: step.noticeId,
            kind: 'matters.tell',
            payload: { matterId: row.id, seq: action.seq },
            at: action.at,
          }),
        ]
      : []),
  );
  if (results[1]?.rowCount !== 1) throw new Problem('changed');
}

const ROW = ['county', 'id', 'kind', 'version', 'number', 'seq', 'village', 'grid', 'reporters', 'receipts', 'state'] as const;

/** The matter as far as this actor may see it, or null. */
export async function findMatter(tx: Tx, id: string): Promise<MatterRow | null> {
  const row = await tx.db.selectFrom('matter').select(ROW).where('id', '=', id).executeTakeFirst();
  return row ? ({ ...row, state: row.state as unknown as MatterState } as MatterRow) : null;
}

/** Those of the matters an actor may see, by their ids; what is not seen is not in the answer. */
export async function findMatters(tx: Tx, ids: readonly string[]): Promise<Map<string, MatterRow>> {
  if (!ids.length) return new Map();
  const rows = await tx.db.selectFrom('matter').select(ROW).where('id', 'in', filledUp(ids)).execute();
  return new Map(rows.map((row) => [row.id, { ...row, state: row.state as unknown as MatterState } as MatterRow]));
}

/** The actions in order; the matter must have been opened in this transaction. */
export async function readActions(tx: Tx, row: Pick<MatterRow, 'county' | 'id'>): Promise<Action[]> {
  const rows = await tx.db
    .selectFrom('matter_action')
    .select(['seq', 'step', 'at', 'by', 'input', 'refs', 'deadlines'])
    .where('county', '=', row.county)
    .where('matter_id', '=', row.id)
    .orderBy('seq')
    .execute();
  return rows.map((action) => ({ ...action, at: action.at.toISOString() }) as unknown as Action);
}

export async function readReporters(tx: Tx, row: Pick<MatterRow, 'county' | 'id'>) {
  const rows = await tx.db
    .selectFrom('matter_reporter')
    .select(['id', 'part', 'person_id', 'name', withKey('matter_reporter', 'phone_sealed').as('phone')])
    .select(['hidden', 'receipt_code', 'receipt_hash', 'village'])
    .where('county', '=', row.county)
    .where('matter_id', '=', row.id)
    .orderBy('at')
    .execute();
  return rows.map((one) => ({ ...one, phone: opened(tx, 'reporter.phone', { county: row.county, id: one.id }, one.phone) ?? '' }));
}

/** The parts a resident, their family or a receipt holder have in a matter; others have none. */
export async function readParts(tx: Tx, row: Pick<MatterRow, 'county' | 'id'>, actor: Actor): Promise<ReporterPart[]> {
  if (actor.kind !== 'resident' && actor.kind !== 'receipt') return [];
  const rows = await tx.db
    .selectFrom('matter_reporter')
    .select('part')
    .where('county', '=', row.county)
    .where('matter_id', '=', row.id)
    .where(isOwn(actor))
    .execute();
  return rows.map(({ part }) => part as ReporterPart);
}

const families = new WeakMap<Tx, Promise<Set<string>>>();

/** Whether a matter is the member of staff's own or their family's: they or somebody their account speaks for raised or joined it, or lives where it looks. */
export async function concernsActor(tx: Tx, row: Pick<MatterRow, 'county' | 'reporters' | 'state'>, actor: Actor): Promise<boolean> {
  if (actor.kind !== 'staff') return false;
  const concerned = [...row.reporters, ...((row.state.content.members as string[] | undefined) ?? [])];
  if (concerned.length === 0) return false;
  if (concerned.includes(actor.personId)) return true;
  const family = families.get(tx) ?? familyOf(tx, row.county, actor.accountId);
  families.set(tx, family);
  const persons = await family;
  return concerned.some((person) => persons.has(person));
}

/** The people an account speaks for; their links lie in their own county. */
async function familyOf(tx: Tx, county: string, accountId: string): Promise<Set<string>> {
  const rows = await tx.db
    .selectFrom('account_person')
    .select('person_id')
    .where('county', '=', county)
    .where('account_id', '=', accountId)
    .execute();
  return new Set(rows.map((row) => row.person_id));
}

/** Whether a reporter's row is of this resident, their family or this receipt. */
const isOwn = (actor: Actor) =>
  actor.kind === 'resident'
    ? sql<boolean>`matter_reporter.person_id = any (${actor.persons}::uuid[])`
    : sql<boolean>`matter_reporter.receipt_hash = ${actor.kind === 'receipt' ? actor.receipt : null}`;

/** A look at somebody of the actor's own, by who made it; row-level security shows no others. */
export const lookOf = (tx: Tx, county: string, id: string) =>
  tx.db.selectFrom('audit').select(['account_id', 'body_id']).where('county', '=', county).where('id', '=', id).executeTakeFirst();

/** Who looked at the reporters of a matter or opened their papers, the latest first. */
export async function readLookers(tx: Tx, row: Pick<MatterRow, 'county' | 'id'>) {
  return (
    tx.db
      .selectFrom('audit')
      .select(['at', 'actor', 'role', 'purpose'])
      .where('county', '=', row.county)
      .where('matter_id', '=', row.id)
      .where('kind', '=', 'look')
      .where('operation', 'in', ['matters.reveal', 'purposes.open'])
      // One row for each of those who live there.
      .distinct()
      .orderBy('at', 'desc')
      .limit(20)
      .execute()
  );
}

/** Open matters of the same village filed lately that share `least` of the pairs of words or more, the newest first. Shows no person. */
export async function findSimilar(
  tx: Tx,
  search: { county: string; village: string; kinds: string[]; since: Date; grams: string[]; least: number; except: string | null },
) {
  if (!search.grams.length) return [];
  // The words are put together once for each matter, not once for each pair.
  const score = sql<number>`(select count(*) from (select title || ' ' || (state->>'words') as words offset 0) said
    cross join unnest(${search.grams}::text[]) gram where position(gram in said.words) > 0)`;
  const lately = tx.db
    .selectFrom('matter')
    .select([...SIMILAR, 'state'])
    .select(score.as('score'))
    .where('county', '=', search.county)
    .where('village', '=', search.village)
    .where('kind', 'in', filledUp(search.kinds))
    .where('ended_at', 'is', null)
    .where('status', '!=', 'answered')
    .where('filed_at', '>=', search.since)
    .$if(search.except !== null, (query) => query.where('id', '!=', search.except))
    .orderBy('filed_at', 'desc')
    .limit(200);
  return tx.db
    .selectFrom(lately.as('lately'))
    .select([...SIMILAR, 'score'])
    .select(sql<string>`state->'holder'->>'name'`.as('holder'))
    .select(sql<string>`state->'place'->>'address'`.as('address'))
    .where('score', '>=', search.least)
    .orderBy('filed_at', 'desc')
    .execute();
}
const SIMILAR = ['id', 'kind', 'title', 'village', 'grid', 'filed_at', 'status', 'joined', 'category', 'reporters'] as const;

/** The matters of a resident or a receipt holder, the newest first, `raised` when they did not only join; found through the reporters, whose keys an index can serve. */
export async function listMine(tx: Tx, actor: Actor) {
  const query = tx.db
    .selectFrom('matter')
    .select(['id', 'number', 'title', 'village', 'grid', 'status', 'filed_at', 'answer_due', 'state'])
    .select((select) =>
      select
        .exists(
          select
            .selectFrom('matter_reporter')
            .select('matter_reporter.id')
            .whereRef('matter_reporter.county', '=', 'matter.county')
            .whereRef('matter_reporter.matter_id', '=', 'matter.id')
            .where('part', '=', 'reporter')
            .where(isOwn(actor)),
        )
        .as('raised'),
    )
    .orderBy('filed_at', 'desc')
    .limit(200);
  if (actor.kind === 'resident') {
    return query
      .where('county', '=', actor.county)
      .where('id', 'in', (mine) =>
        mine
          .selectFrom('matter_reporter')
          .select('matter_id')
          .where('county', '=', actor.county)
          .where('person_id', 'in', filledUp(actor.persons)),
      )
      .execute();
  }
  if (actor.kind === 'receipt')
    return query
      .where('id', 'in', (mine) => mine.selectFrom('matter_reporter').select('matter_id').where('receipt_hash', '=', actor.receipt))
      .execute();
  return [];
}

/** Matters whose silence has run out, for the sweeping job. */
export async function listToSweep(tx: Tx, now: Date, limit: number): Promise<MatterRow[]> {
  const rows = await tx.db.selectFrom('matter').select(ROW).where('sweep_at', '<=', now).orderBy('sweep_at').limit(limit).execute();
  return rows.map((row) => ({ ...row, state: row.state as unknown as MatterState }) as MatterRow);
}

/** Running matters that fall due in a stretch of time, for the morning's reminders. */
export async function listDueBetween(tx: Tx, from: Date, until: Date, limit: number): Promise<MatterRow[]> {
  const rows = await tx.db
    .selectFrom('matter')
    .select(ROW)
    .where('ended_at', 'is', null)
    .where('due', '>=', from)
    .where('due', '<', until)
    .orderBy('due')
    .limit(limit)
    .execute();
  return rows.map((row) => ({ ...row, state: row.state as unknown as MatterState }) as MatterRow);
}
