import { sql } from 'kysely';
import type { CollectedMaterial } from '../../../domain/matters/proxy-service/content.ts';
import type { HandOver } from '../../../domain/matters/proxy-service/contract.ts';
import type { MatterState } from '../../../domain/matters/state.ts';
import type { Tx } from '../../platform/database.ts';

export type HandedMatter = HandOver['matters'][number];

export interface HandOverRow {
  county: string;
  id: string;
  village: string;
  station: { id: string; name: string };
  centre: { id: string; name: string };
  handedAt: Date;
  handedBy: string;
  matters: HandedMatter[];
}

export async function insertHandOver(tx: Tx, row: HandOverRow): Promise<void> {
  await tx.db
    .insertInto('hand_over')
    .values({
      county: row.county,
      id: row.id,
      village: row.village,
      station_id: row.station.id,
      station_name: row.station.name,
      centre_id: row.centre.id,
      centre_name: row.centre.name,
      handed_at: row.handedAt,
      handed_by: row.handedBy,
      matters: JSON.stringify(row.matters),
    })
    .execute();
}

const COLUMNS = [
  'county',
  'id',
  'village',
  'station_id',
  'station_name',
  'centre_id',
  'centre_name',
  'handed_at',
  'handed_by',
  'received_at',
  'received_by',
  'matters',
] as const;

/** A list as far as this actor's body handed or received it, locked while it is signed. */
export const lockHandOver = (tx: Tx, county: string, id: string) =>
  tx.db.selectFrom('hand_over').select(COLUMNS).where('county', '=', county).where('id', '=', id).forUpdate().executeTakeFirst();

/** A list as far as this actor's body handed or received it. */
export const findHandOver = (tx: Tx, county: string, id: string) =>
  tx.db.selectFrom('hand_over').select(COLUMNS).where('county', '=', county).where('id', '=', id).executeTakeFirst();

/** The lists of a body, the newest first; only those not yet received when `open`. */
export const listHandOvers = (
  tx: Tx,
  body: { county: string; id: string },
  filter: { open: boolean; before: string | null; limit: number },
) =>
  tx.db
    .selectFrom('hand_over')
    .select(COLUMNS)
    .where('county', '=', body.county)
    .where((where) => where.or([where('station_id', '=', body.id), where('centre_id', '=', body.id)]))
    .$if(filter.open, (query) => query.where('received_at', 'is', null))
    .$if(filter.before !== null, (query) => query.where('id', '<', filter.before))
    .orderBy('id', 'desc')
    .limit(filter.limit)
    .execute();

export type StoredHandOver = Awaited<ReturnType<typeof listHandOvers>>[number];

export async function signHandOver(
  tx: Tx,
  list: { county: string; id: string },
  signed: { at: Date; by: string; matters: readonly HandedMatter[] },
): Promise<void> {
  await tx.db
    .updateTable('hand_over')
    .set({ received_at: signed.at, received_by: signed.by, matters: JSON.stringify(signed.matters) })
    .where('county', '=', list.county)
    .where('id', '=', list.id)
    .execute();
}

/** The applications a body has in hand, the most urgent first; the index of what a body holds serves it. */
export async function listInHand(
  tx: Tx,
  body: { county: string; id: string },
  after: { due: string; id: string } | null,
  limit: number,
): Promise<{ id: string; seq: number; number: string; village: string; grid: string | null; due: Date | null; state: MatterState }[]> {
  const rows = await inHand(tx, body)
    .select(['id', 'seq', 'number', 'village', 'grid', 'due', 'state'])
    .$if(after !== null, (query) => query.where(sql<boolean>`(due, id) > (${after?.due}::timestamptz, ${after?.id}::uuid)`))
    .orderBy('due')
    .orderBy('id')
    .limit(limit)
    .execute();
  return rows.map((row) => ({ ...row, state: row.state as unknown as MatterState }));
}

const inHand = (tx: Tx, body: { county: string; id: string }) =>
  tx.db
    .selectFrom('matter')
    .where('county', '=', body.county)
    .where('holder_id', '=', body.id)
    .where('ended_at', 'is', null)
    .where('status', '=', 'in-hand')
    .where('kind', '=', 'proxy-service');

/** How many applications a station has in hand, and how many lists a centre has not yet signed. */
export async function countWaiting(tx: Tx, body: { county: string; id: string }): Promise<{ toHandIn: number; toReceive: number }> {
  const { n: toHandIn } = await inHand(tx, body)
    .whereRef('station_id', '=', 'holder_id')
    .select(sql<number>`count(*)::int`.as('n'))
    .executeTakeFirstOrThrow();
  const { n: toReceive } = await tx.db
    .selectFrom('hand_over')
    .where('county', '=', body.county)
    .where('centre_id', '=', body.id)
    .where('received_at', 'is', null)
    .select(sql<number>`count(*)::int`.as('n'))
    .executeTakeFirstOrThrow();
  return { toHandIn, toReceive };
}

/** The newest application of a person for an item that is not over. Nobody joins another's, so the applicant stands first. */
export async function findRunning(
  tx: Tx,
  { county, person, item }: { county: string; person: string; item: string },
): Promise<{ id: string; number: string; village: string; filed_at: Date; state: MatterState } | undefined> {
  const found = await sql<{ id: string; number: string; village: string; filed_at: Date; state: MatterState }>`
    select id, number, village, filed_at, state from matter
    where county = ${county} and reporters[1] = ${person}::uuid and kind = 'proxy-service' and ended_at is null and state #>> '{content,item,id}' = ${item}
    order by filed_at desc limit 1`.execute(tx.db);
  return found.rows[0];
}

/** An application of somebody of a grid with the papers they gave for it. */
export interface GivenPapers {
  person: string;
  matter: string;
  number: string;
  materials: CollectedMaterial[];
}

/** The applications made by mandate in a grid since an instant, the newest first; not those that were withdrawn or not taken. Nobody joins another's. */
export async function papersGiven(tx: Tx, grid: string, since: Date): Promise<GivenPapers[]> {
  const found = await sql<GivenPapers>`
    select m.reporters[1] as person, m.id as matter, m.number, m.state -> 'content' -> 'materials' as materials from matter m
    where m.county = ${grid.slice(0, 6)} and m.village = ${grid.slice(0, 12)} and m.grid = ${grid} and m.kind = 'proxy-service'
      and m.status not in ('withdrawn', 'declined') and m.filed_at >= ${since} and m.reporters[1] is not null
    order by m.filed_at desc, m.id`.execute(tx.db);
  return found.rows;
}
