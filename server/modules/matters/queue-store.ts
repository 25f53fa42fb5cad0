import { type AliasedExpression, type Selectable, type SelectQueryBuilder, sql } from 'kysely';
import { openRange, type StaffActor } from '../../../domain/accounts/actor.ts';
import type { BodyKind } from '../../../domain/bodies/body.ts';
import { MOST_DONE_COUNTED, type QueueCounts, type QueueTab } from '../../../domain/matters/contract.ts';
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

/** Each reason with each place: what of them a matter fits, it fits alone. */
const conditionsOf = (tab: QueueTab, actor: StaffActor, now: Date) =>
  tabBranches(tab, actor, now).flatMap((reason) => placesOf(tab, actor).map((place) => [reason, place] as const));

const escapeLike = (text: string): string => text.replace(/[\\%_]/g, '\\$&');

const LAST_CHARACTER = '\u{10ffff}';

/**
 * The matters whose reporter's name begins with a word, for whoever is shown reporters of a range. Compared as a range, which is leakproof and so
 * reaches the index of names; by `like` the reporters of all counties would be read.
 */
function reportedBy({ range }: StaffActor, word: string) {
  const county = range.length >= LEVEL_LENGTHS.county ? sql`reporter.county = ${range.slice(0, LEVEL_LENGTHS.county)} and` : sql``;
  return sql`select reporter.matter_id from matter_reporter reporter where ${county} reporter.name ~>=~ ${word} and reporter.name ~<~ ${word + LAST_CHARACTER}`;
}

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
    const written = sql<boolean>`search like ${`%${escapeLike(word)}%`}`;
    query = query.where(openRange(actor) === '' ? written : either([written, sql<boolean>`id in (${reportedBy(actor, word)})`]));
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

const SHOWN = [
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
  'supervised',
  'extension_pending',
  'filed_at',
  'answered_at',
] as const;
type AliasedPage = AliasedExpression<Pick<Selectable<DB['matter']>, (typeof SHOWN)[number] | 'state' | 'helpers'>, 'page'>;

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
  const pages = conditionsOf(tab, actor, now).map(([reason, place]) => {
    let query = filtered(tx, actor, filter)
      .where(reason)
      .where(place)
      .select([...SHOWN, 'state', 'helpers']);
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
  const page = (rows: AliasedPage) => {
    const shown = tx.db
      .selectFrom(rows)
      .select(SHOWN)
      // Only of the rows shown: what a matter is about lies apart, compressed, and costs more to read than all the rest.
      .select(sql<string>`state->'holder'->>'name'`.as('holder'))
      .select(sql<BodyKind>`state->'holder'->>'kind'`.as('holder_kind'))
      .select(sql<boolean>`helpers @> array[${actor.body.id}::uuid]`.as('helping'));
    return newestFirst ? shown.orderBy('filed_at', 'desc').orderBy('id', 'desc') : shown.orderBy('due').orderBy('id');
  };
  if (!others.length) {
    const alone = page(first.as('page'));
    if (goesBack(tab, actor, filter)) return (await tx.inOrder(() => alone.modifyEnd(sql`/* in order */`).execute())).slice(0, limit);
    // Words leave little of what somebody may see.
    if (newestFirst && filter.q) return (await tx.gathered(() => alone.modifyEnd(sql`/* gathered */`).execute())).slice(0, limit);
    return (await alone.execute()).slice(0, limit);
  }
  // Each branch walks its own index; together they are a few pages to merge.
  const branches = others.reduce(
    (union, other) => union.unionAll(tx.db.selectFrom(other.as('branch')).selectAll()),
    tx.db.selectFrom(first.as('branch')).selectAll(),
  );
  const merged = tx.db.selectFrom(branches.as('all')).selectAll();
  const ordered = newestFirst ? merged.orderBy('filed_at', 'desc').orderBy('id', 'desc') : merged.orderBy('due').orderBy('id');
  return (await page(ordered.limit(size).as('page')).execute()).slice(0, limit);
}

/** Which matters an open tab holds and in which state, the first due first: as a phone asks that has most of them already. */
export async function queueVersions(
  tx: Tx,
  actor: StaffActor,
  tab: 'mine' | 'waiting',
  now: Date,
  limit: number,
): Promise<{ id: string; seq: number }[]> {
  const most = sql.lit(limit);
  const pages = conditionsOf(tab, actor, now).map(
    ([reason, place]) =>
      sql`(${filtered(tx, actor, { q: '' }).where(reason).where(place).select(['id', 'seq', 'due']).orderBy('due').orderBy('id').limit(most)})`,
  );
  const found = await sql<{
    id: string;
    seq: number;
  }>`select id, seq from (${sql.join(pages, sql` union all `)}) as page order by due, id limit ${most}`.execute(tx.db);
  return found.rows;
}

/**
 * The counts of all tabs. What is open, and what is decided and has still to be brought, is counted whole along indexes of its own; of what is done,
 * which grows for years, no more than `MOST_DONE_COUNTED`, and `more` says so.
 */
export async function countQueue(tx: Tx, actor: StaffActor, filter: QueueFilter, now: Date): Promise<QueueCounts> {
  const count = (tab: QueueTab) => sql<number>`count(*) filter (where ${either(tabBranches(tab, actor, now))})`;
  const [open, toBring, done] = await Promise.all([
    filtered(tx, actor, filter)
      .where(OPEN)
      .select(count('mine').as('mine'))
      .select(count('new').as('new'))
      .select(count('today').as('today'))
      .select(count('overdue').as('overdue'))
      .select(count('waiting').as('waiting'))
      .select(sql<number>`count(*)`.as('all'))
      .executeTakeFirstOrThrow(),
    filtered(tx, actor, filter)
      .where(sql<boolean>`not (${OPEN}) and finisher_id = ${actor.body.id}::uuid and ${!sees(actor)}`)
      .select(sql<number>`count(*)`.as('mine'))
      .select(count('today').as('today'))
      .executeTakeFirstOrThrow(),
    tx.db
      .selectFrom(
        filtered(tx, actor, filter)
          .where(either(tabBranches('done', actor, now)))
          .select('id')
          .limit(sql.lit(MOST_DONE_COUNTED + 1))
          .as('done'),
      )
      .select(sql<number>`count(*)`.as('counted'))
      .executeTakeFirstOrThrow(),
  ]);
  const counted = Math.min(done.counted, MOST_DONE_COUNTED);
  return {
    ...open,
    mine: open.mine + toBring.mine,
    today: open.today + toBring.today,
    done: counted,
    all: open.all + toBring.mine + counted,
    more: done.counted > counted,
  };
}
