import { type SelectQueryBuilder, sql } from 'kysely';
import { openRange, type StaffActor } from '../../../domain/accounts/actor.ts';
import type { BodyKind } from '../../../domain/bodies/body.ts';
import type { QueueTab } from '../../../domain/matters/contract.ts';
import { LEVEL_LENGTHS, rangeOf } from '../../../domain/territory/code.ts';
import type { Tx } from '../../platform/database.ts';
import type { DB } from '../../platform/schema.gen.ts';

export interface QueueFilter {
  q: string;
  category?: string | undefined;
  kind?: string | undefined;
  body?: string | undefined;
  territory?: string | undefined;
  filedFrom?: string | undefined;
  filedUntil?: string | undefined;
  supervised?: boolean | undefined;
  extension?: boolean | undefined;
}

type Matters = SelectQueryBuilder<DB, 'matter', object>;

/** End of the region's day, for "due today". */
const endOfDay = (now: Date): Date => new Date((Math.floor((now.getTime() + 8 * 3_600_000) / 86_400_000) + 1) * 86_400_000 - 8 * 3_600_000);

const sees = (actor: StaffActor): boolean => actor.role === 'supervisor' || actor.role === 'administrator';

const OPEN = sql<boolean>`ended_at is null and status <> 'answered'`;

/**
 * Why a matter waits on this body, each reason with an index of its own and none counted twice: it holds it, an extension waits for its word, its
 * help was asked, or it is decided and the body has still to bring the result or to take the report. Under row-level security only leakproof comparisons reach an index, so an array alone would mean reading every row.
 */
function reasonsToAct(actor: StaffActor) {
  const me = sql`${actor.body.id}::uuid`;
  return [
    sql<boolean>`${OPEN} and not paused and holder_id = ${me}`,
    sql<boolean>`${OPEN} and extension_pending and centre_id = ${me} and not (holder_id = ${me} and not paused)`,
    sql<boolean>`${OPEN} and help_asked and helpers @> array[${me}] and not (holder_id = ${me} and not paused) and not (extension_pending and centre_id = ${me})`,
    sql<boolean>`finisher_id is not null and finisher_id = ${me}`,
  ];
}

const either = (conditions: readonly ReturnType<typeof sql<boolean>>[]) => sql<boolean>`(${sql.join(conditions, sql` or `)})`;

/** The conditions of a tab, any of which puts a matter there and no two of which hold at once: what a clerk's eye sorts by. */
function tabBranches(tab: QueueTab, actor: StaffActor, now: Date): ReturnType<typeof sql<boolean>>[] {
  const mine = sees(actor) ? [OPEN] : reasonsToAct(actor);
  switch (tab) {
    case 'mine':
      return mine;
    case 'new':
      return sees(actor)
        ? [sql<boolean>`${OPEN} and status = 'to-sign'`]
        : [sql<boolean>`${OPEN} and status = 'to-sign' and holder_id = ${actor.body.id}::uuid`];
    case 'today':
      return mine.map((reason) => sql<boolean>`${reason} and due >= ${now} and due < ${endOfDay(now)}`);
    case 'overdue':
      return [sql<boolean>`${OPEN} and due < ${now}`];
    case 'waiting':
      return [sees(actor) ? sql<boolean>`${OPEN} and paused` : sql<boolean>`${OPEN} and not ${either(mine)}`];
    case 'done':
      return [
        sql<boolean>`(ended_at is not null or status = 'answered')${sees(actor) ? sql`` : sql` and finisher_id is distinct from ${actor.body.id}::uuid`}`,
      ];
    case 'all':
      return [sql<boolean>`true`];
  }
}

/**
 * Where the matters of a tab lie that no reason to act leads to. A station's are those of its village, which an index holds in either order, and the few
 * elsewhere that it takes part in; without this all of its matters of all years are read for one page.
 */
function placesOf(tab: QueueTab, actor: StaffActor): ReturnType<typeof sql<boolean>>[] {
  const village = actor.range.slice(0, LEVEL_LENGTHS.village);
  if (village.length < LEVEL_LENGTHS.village || tab === 'mine' || tab === 'new' || tab === 'today') return [sql<boolean>`true`];
  return [sql<boolean>`village = ${village}`, sql<boolean>`village <> ${village} and participants @> array[${actor.body.id}::uuid]`];
}

const escapeLike = (text: string): string => text.replace(/[\\%_]/g, '\\$&');

function filtered(tx: Tx, actor: StaffActor, filter: QueueFilter): Matters {
  let query: Matters = tx.db.selectFrom('matter');
  // The county leads every key; who serves one county asks for that county only.
  if (actor.range.length >= 6) query = query.where('county', '=', actor.range.slice(0, 6));
  if (actor.role === 'grid-worker')
    query = query.where((where) => where.or([where('grid', '=', actor.range), where('holder_id', '=', actor.body.id)]));
  if (filter.kind) query = query.where('kind', '=', filter.kind);
  if (filter.category) query = query.where('category', '=', filter.category);
  if (filter.body) query = query.where('holder_id', '=', filter.body);
  if (filter.territory) {
    const { lo, hi } = rangeOf(filter.territory);
    query =
      filter.territory.length > 12
        ? query.where('grid', '=', filter.territory)
        : query.where('village', '>=', lo).where('village', '<', hi);
  }
  if (filter.filedFrom) query = query.where('filed_at', '>=', new Date(`${filter.filedFrom}T00:00:00+08:00`));
  if (filter.filedUntil)
    query = query.where('filed_at', '<', new Date(new Date(`${filter.filedUntil}T00:00:00+08:00`).getTime() + 86_400_000));
  if (filter.supervised) query = query.where('supervised', '=', true).where(OPEN);
  if (filter.extension) query = query.where('extension_pending', '=', true);
  for (const word of filter.q.toLowerCase().split(/\s+/).filter(Boolean)) {
    const pattern = `%${escapeLike(word)}%`;
    query = query.where(
      sql<boolean>`(search like ${pattern} or exists (select from matter_reporter reporter where reporter.county = matter.county and reporter.matter_id = matter.id and reporter.name like ${`${escapeLike(word)}%`}))`,
    );
  }
  return query;
}

/** Where a page ends: the sort value and the id of its last row. */
export interface Cursor {
  at: string | null;
  id: string;
}

/**
 * How many rows a statement asks for stands in its text, in one of two sizes: with the number as a parameter PostgreSQL cannot know that a plan
 * for any page is as good as one for this page, and makes a new plan each time (0.6 to 0.9 ms for the 0.2 ms the page takes).
 */
const PAGE_SIZES = [51, 201];

/**
 * Whether a page is quickest found by going back from the newest matter of the county: whoever is shown all of it, or most of what is there, meets a
 * page of it at once, where gathering everything they may see takes a second. Words and other filters leave too little of a township for that.
 */
const goesBack = (tab: QueueTab, actor: StaffActor, { q, ...filter }: QueueFilter): boolean =>
  (tab === 'done' || tab === 'all') &&
  openRange(actor) !== '' &&
  (actor.range.length <= LEVEL_LENGTHS.county ||
    (actor.range.length <= LEVEL_LENGTHS.township && q === '' && Object.values(filter).every((value) => value === undefined)));

/** One page of the queue; open tabs by due date (what has none comes last), the others by filing date, the newest first. */
export async function readQueue(
  tx: Tx,
  actor: StaffActor,
  tab: QueueTab,
  filter: QueueFilter,
  now: Date,
  after: Cursor | null,
  limit: number,
) {
  const size = sql.lit(PAGE_SIZES.find((one) => one >= limit) ?? limit);
  const newestFirst = tab === 'done' || tab === 'all';
  const conditions = tabBranches(tab, actor, now).flatMap((reason) => placesOf(tab, actor).map((place) => [reason, place] as const));
  const pages = conditions.map(([reason, place]) => {
    let query = filtered(tx, actor, filter)
      .where(reason)
      .where(place)
      .select([
        'id',
        'seq',
        'number',
        'kind',
        'title',
        'category',
        'village',
        'grid',
        'status',
        'holder_id',
        'due',
        'sign_due',
        'paused',
        'urged',
        'joined',
        'reopened',
      ])
      .select(['supervised', 'extension_pending', 'filed_at', 'answered_at'])
      .select(sql<string>`state->'holder'->>'name'`.as('holder'))
      .select(sql<BodyKind>`state->'holder'->>'kind'`.as('holder_kind'))
      .select(sql<boolean>`helpers @> array[${actor.body.id}::uuid]`.as('helping'));
    if (newestFirst) {
      if (after?.at) query = query.where(sql<boolean>`(filed_at, id) < (${after.at}::timestamptz, ${after.id}::uuid)`);
      return query.orderBy('filed_at', 'desc').orderBy('id', 'desc').limit(size);
    }
    if (after) {
      query = after.at
        ? query.where(sql<boolean>`((due, id) > (${after.at}::timestamptz, ${after.id}::uuid) or due is null)`)
        : query.where(sql<boolean>`(due is null and id > ${after.id}::uuid)`);
    }
    return query.orderBy('due').orderBy('id').limit(size);
  });
  const [first, ...others] = pages as [(typeof pages)[number], ...typeof pages];
  if (goesBack(tab, actor, filter)) return (await tx.inOrder(() => first.modifyEnd(sql`/* in order */`).execute())).slice(0, limit);
  if (!others.length) return (await first.execute()).slice(0, limit);
  // Each branch walks its own index; together they are a few pages to merge.
  const branches = others.reduce(
    (union, page) => union.unionAll(tx.db.selectFrom(page.as('branch')).selectAll()),
    tx.db.selectFrom(first.as('branch')).selectAll(),
  );
  const page = tx.db.selectFrom(branches.as('page')).selectAll();
  const ordered = newestFirst ? page.orderBy('filed_at', 'desc').orderBy('id', 'desc') : page.orderBy('due').orderBy('id');
  return (await ordered.limit(size).execute()).slice(0, limit);
}

/** The counts of all tabs from one grouped query. */
export async function countQueue(tx: Tx, actor: StaffActor, filter: QueueFilter, now: Date) {
  const count = (tab: QueueTab) => sql<number>`count(*) filter (where ${either(tabBranches(tab, actor, now))})`;
  const row = await filtered(tx, actor, filter)
    .select(count('mine').as('mine'))
    .select(count('new').as('new'))
    .select(count('today').as('today'))
    .select(count('overdue').as('overdue'))
    .select(count('waiting').as('waiting'))
    .select(count('done').as('done'))
    .select(count('all').as('all'))
    .executeTakeFirstOrThrow();
  return row;
}
