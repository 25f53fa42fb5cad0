import { sql } from 'kysely';
import type { Tx } from '../../platform/database.ts';
import { filledUp } from '../../platform/filled-up.ts';

/** What of an appeal is read for everybody: no words, no title, no address, nobody. */
export interface PublicRow {
  number: string;
  category: string;
  village: string;
  status: string;
  holder: string;
  filedAt: Date;
  updatedAt: Date;
  answerDue: Date | null;
}

export interface PublicQuery {
  county: string;
  /** A prefix of at least the county. */
  territory: string;
  categories: readonly string[];
  /** Whole days of the region, so that nobody finds out the minute of a filing by asking again and again. */
  from: Date;
  until: Date;
  statuses: readonly string[];
  numbers: readonly string[] | null;
  /** The last number of the page before; only its own digits are read, so that asking with a guessed one tells nothing. */
  after: string | null;
  limit: number;
}

/** The day that stands in the number of a matter: village, day, serial. */
const DAY_OF_NUMBER = sql<string>`substr(number, 14, 8)`;

/** Appeals everybody may know of, the newest day first; never one of which any reporter asked to be hidden. */
export async function publicRequests(tx: Tx, query: PublicQuery): Promise<PublicRow[]> {
  if (!query.categories.length || !query.statuses.length) return [];
  const rows = await tx.db
    .selectFrom('matter')
    .select(['number', 'category', 'village', 'status', 'filed_at', 'updated_at', 'answer_due'])
    .select(sql<string>`state->'holder'->>'name'`.as('holder'))
    .where('county', '=', query.county)
    .where('kind', '=', 'appeal')
    .where('filed_at', '>=', query.from)
    .where('filed_at', '<', query.until)
    .where(sql<boolean>`starts_with(village, ${query.territory})`)
    .where('category', 'in', filledUp(query.categories))
    .where('status', 'in', filledUp(query.statuses))
    .$if(query.numbers !== null, (some) => some.where('number', 'in', filledUp(query.numbers ?? [])))
    .$if(query.after !== null, (some) =>
      some.where(sql<boolean>`(${DAY_OF_NUMBER}, number) < (substr(${query.after}, 14, 8), ${query.after})`),
    )
    .where((where) =>
      where.not(
        where.exists(
          where
            .selectFrom('matter_reporter')
            .select('matter_reporter.id')
            .whereRef('matter_reporter.county', '=', 'matter.county')
            .whereRef('matter_reporter.matter_id', '=', 'matter.id')
            .where('hidden', '=', true),
        ),
      ),
    )
    .orderBy(DAY_OF_NUMBER, 'desc')
    .orderBy('number', 'desc')
    .limit(query.limit)
    .execute();
  return rows.map((row) => ({
    number: row.number,
    category: row.category,
    village: row.village,
    status: row.status,
    holder: row.holder,
    filedAt: row.filed_at,
    updatedAt: row.updated_at,
    answerDue: row.answer_due,
  }));
}

const CLIENT = ['county', 'id', 'name', 'territory', 'created_at', 'created_by', 'used_at', 'ended_at'] as const;

export const clientsOf = (tx: Tx) =>
  tx.db.selectFrom('open311_client').select(CLIENT).orderBy('ended_at', 'desc').orderBy('created_at', 'desc').limit(200).execute();

export const clientById = (tx: Tx, id: string) =>
  tx.db.selectFrom('open311_client').select(CLIENT).where('id', '=', id).forUpdate().executeTakeFirst();

export const clientByKey = (tx: Tx, keyHash: string) =>
  tx.db.selectFrom('open311_client').select(CLIENT).where('key_hash', '=', keyHash).where('ended_at', 'is', null).executeTakeFirst();

export async function addClient(
  tx: Tx,
  row: { county: string; id: string; name: string; territory: string; keyHash: string; createdAt: Date; createdBy: string },
): Promise<void> {
  await tx.db
    .insertInto('open311_client')
    .values({
      county: row.county,
      id: row.id,
      name: row.name,
      territory: row.territory,
      key_hash: row.keyHash,
      created_at: row.createdAt,
      created_by: row.createdBy,
    })
    .execute();
}

export async function endClient(tx: Tx, county: string, id: string, now: Date): Promise<void> {
  await tx.db.updateTable('open311_client').set({ ended_at: now }).where('county', '=', county).where('id', '=', id).execute();
}

export async function noteUse(tx: Tx, county: string, id: string, now: Date): Promise<void> {
  await tx.db.updateTable('open311_client').set({ used_at: now }).where('county', '=', county).where('id', '=', id).execute();
}
