import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '../../platform/database.ts';
import type { Whole } from './merkle-tree.ts';

/** Which table a sealed record lies in. */
export type Source = 'audit' | 'action';

const instant = (column: RawBuilder<unknown>) => sql`to_char(${column}, 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;

/**
 * The text of a record that is hashed: its columns by name, so that a column added later changes no old text. jsonb gives keys in one order and
 * numbers in one writing, whoever asks.
 */
const TEXT = {
  audit: sql`jsonb_build_object('county', a.county, 'id', a.id, 'at', ${instant(sql`a.at`)}, 'account_id', a.account_id, 'actor', a.actor, 'role', a.role,
    'body_id', a.body_id, 'territory', a.territory, 'operation', a.operation, 'kind', a.kind, 'person_id', a.person_id, 'matter_id', a.matter_id,
    'purpose', a.purpose, 'detail', a.detail)::text`,
  action: sql`jsonb_build_object('county', m.county, 'matter_id', m.matter_id, 'seq', m.seq, 'step', m.step, 'at', ${instant(sql`m.at`)},
    'made_at', ${instant(sql`m.made_at`)}, 'by', m.by, 'input', m.input, 'refs', m.refs, 'deadlines', m.deadlines)::text`,
};

/** The smallest id made at an instant or later: ids begin with their time. */
const idFrom = (at: Date): string => {
  const hex = Math.max(0, at.getTime()).toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}-0000-0000-000000000000`;
};

/** Records of a county that have no place in its tree yet, of an instant or later; all of them when null. */
const loose = (county: string, since: Date | null) => sql`
  select 'audit' as source, a.id as record, 0 as seq, a.at, ${TEXT.audit} as text from audit a
  where a.county = ${county} and a.at >= ${since ?? '-infinity'} ${since ? sql`and a.id >= ${idFrom(since)}::uuid` : sql``}
    and not exists (select from seal_leaf l where l.county = a.county and l.source = 'audit' and l.record = a.id and l.seq = 0)
  union all
  select 'action', m.matter_id, m.seq, m.at, ${TEXT.action} from matter_action m
  where m.county = ${county} and m.at >= ${since ?? '-infinity'}
    and not exists (select from seal_leaf l where l.county = m.county and l.source = 'action' and l.record = m.matter_id and l.seq = m.seq)`;

/** Gives records without a place the next ones, the oldest first, at most `limit`; their hashes in order (RFC 9162, section 2.1.1). */
export async function sealLoose(tx: Tx, county: string, size: number, since: Date | null, limit: number): Promise<Buffer[]> {
  const sealed = await sql<{ position: number; hash: Buffer }>`
    insert into seal_leaf (county, position, source, record, seq, hash)
    select ${county}, ${size}::bigint + row_number() over (order by at, source, record, seq) - 1, source, record, seq,
      sha256('\\x00'::bytea || convert_to(text, 'UTF8'))
    from (select * from (${loose(county, since)}) l order by at, source, record, seq limit ${limit}) fresh
    returning position, hash`.execute(tx.db);
  return sealed.rows.sort((one, other) => one.position - other.position).map(({ hash }) => hash);
}

/** Where the tree of a county stands. */
export const lastCheckpoint = (tx: Tx, county: string) =>
  tx.db
    .selectFrom('seal_checkpoint')
    .select(['size', 'peaks', 'note', 'sealed_at'])
    .where('county', '=', county)
    .orderBy('size', 'desc')
    .limit(1)
    .executeTakeFirst();

export async function insertCheckpoint(
  tx: Tx,
  row: { county: string; size: number; peaks: readonly Buffer[]; note: string; sealedAt: Date },
): Promise<void> {
  const peaks = sql<Buffer[]>`array[${sql.join(row.peaks.map((peak) => sql`${peak}::bytea`))}]`;
  await tx.db
    .insertInto('seal_checkpoint')
    .values({ county: row.county, size: row.size, peaks, note: row.note, sealed_at: row.sealedAt })
    .execute();
}

/** The counties that have anything to seal; walks the keys from county to county. */
export async function countiesWithRecords(tx: Tx): Promise<string[]> {
  const found = await sql<{ county: string }>`
    with recursive audited as (
      (select county from audit order by county limit 1)
      union all select (select a.county from audit a where a.county > audited.county order by a.county limit 1) from audited where audited.county is not null
    ), acted as (
      (select county from matter_action order by county limit 1)
      union all select (select m.county from matter_action m where m.county > acted.county order by m.county limit 1) from acted where acted.county is not null
    )
    select county from audited where county is not null union select county from acted where county is not null order by 1`.execute(tx.db);
  return found.rows.map(({ county }) => county);
}

export interface LeafRow {
  position: number;
  source: Source;
  record: string;
  seq: number;
  hash: Buffer;
  /** Null when the record is gone. */
  text: string | null;
}

/** A page of a county's tree with the records as they are today, in order from `from`. */
export async function readLeaves(tx: Tx, county: string, from: number, limit: number): Promise<LeafRow[]> {
  const found = await sql<LeafRow>`
    select l.position, l.source, l.record, l.seq, l.hash, case when l.source = 'audit' then (
        select ${TEXT.audit} from audit a where a.county = l.county and a.id = l.record
      ) else (
        select ${TEXT.action} from matter_action m where m.county = l.county and m.matter_id = l.record and m.seq = l.seq
      ) end as text
    from seal_leaf l where l.county = ${county} and l.position >= ${from} order by l.position limit ${limit}`.execute(tx.db);
  return found.rows;
}

export interface SealedRecord {
  position: number;
  /** The very text that was hashed. */
  text: string;
}

/** A sealed audit row about somebody and not by the same account, with its place; `position` null while it waits to be sealed. */
export async function readSealedRow(
  tx: Tx,
  of: { county: string; id: string; person: string; besides: string },
): Promise<(Omit<SealedRecord, 'position'> & { position: number | null }) | undefined> {
  const found = await sql<{ position: number | null; text: string }>`
    select l.position, ${TEXT.audit} as text from audit a
    left join seal_leaf l on l.county = a.county and l.source = 'audit' and l.record = a.id and l.seq = 0
    where a.county = ${of.county} and a.id = ${of.id} and a.person_id = ${of.person} and a.account_id is distinct from ${of.besides}::uuid`.execute(
    tx.db,
  );
  return found.rows[0];
}

export const readCheckpoints = (tx: Tx, county: string) =>
  tx.db.selectFrom('seal_checkpoint').select(['size', 'note']).where('county', '=', county).orderBy('size').execute();

/** Records without a place in the tree, the oldest first. */
export async function readLoose(
  tx: Tx,
  county: string,
  limit: number,
): Promise<{ source: Source; record: string; seq: number; at: Date }[]> {
  const found = await sql<{ source: Source; record: string; seq: number; at: Date }>`
    select source, record, seq, at from (${loose(county, null)}) l order by at, source, record, seq limit ${limit}`.execute(tx.db);
  return found.rows;
}

/** The newest checkpoint of each county of a range of codes. */
export async function newestNotes(tx: Tx, { lo, hi }: { lo: string; hi: string }): Promise<{ county: string; note: string }[]> {
  const found = await sql<{ county: string; note: string }>`
    with recursive sealed as (
      (select county from seal_checkpoint where county >= ${lo} and county < ${hi} order by county limit 1)
      union all
      select (select c.county from seal_checkpoint c where c.county > sealed.county and c.county < ${hi} order by c.county limit 1) from sealed
      where sealed.county is not null
    )
    select sealed.county, newest.note from sealed
    cross join lateral (select note from seal_checkpoint c where c.county = sealed.county order by size desc limit 1) newest`.execute(
    tx.db,
  );
  return found.rows;
}

/** The newest note of each county since an instant. */
export async function notesSince(tx: Tx, since: Date): Promise<string[]> {
  const found = await sql<{ note: string }>`
    select distinct on (county) note from seal_checkpoint where sealed_at >= ${since} order by county, size desc`.execute(tx.db);
  return found.rows.map(({ note }) => note);
}

/** Inner hashes are kept at every so many levels: the root of 256 records, of 65,536, and so on. */
export const NODE_LEVELS = 8;

/** Whether the inner hash of 256 records is kept. */
export async function hasNode(tx: Tx, county: string, index: number): Promise<boolean> {
  const found = await tx.db
    .selectFrom('seal_node')
    .select('index')
    .where('county', '=', county)
    .where('level', '=', NODE_LEVELS)
    .where('index', '=', index)
    .executeTakeFirst();
  return found !== undefined;
}

/** Keeps inner hashes; those that are there already stay. */
export async function insertNodes(tx: Tx, county: string, nodes: readonly (Whole & { hash: Buffer })[]): Promise<void> {
  await sql`
    insert into seal_node (county, level, index, hash)
    select ${county}, level, index, hash from unnest(${nodes.map(({ level }) => level)}::int[], ${nodes.map(({ index }) => index)}::bigint[],
      ${nodes.map(({ hash }) => hash)}::bytea[]) as node (level, index, hash)
    on conflict do nothing`.execute(tx.db);
}

/** Hashes of one level standing side by side; level 0 are the records. */
export interface Hashes {
  level: number;
  from: number;
  to: number;
}

/** The hashes of some stretches of a tree, each in order; what is not there is left out. */
export async function readHashes(tx: Tx, county: string, stretches: readonly Hashes[]): Promise<(Whole & { hash: Buffer })[]> {
  const asked = sql`unnest(${stretches.map(({ level }) => level)}::int[], ${stretches.map(({ from }) => from)}::bigint[],
    ${stretches.map(({ to }) => to)}::bigint[]) as asked (level, lo, hi)`;
  const found = await sql<Whole & { hash: Buffer }>`
    select asked.level, l.position as index, l.hash from ${asked} join seal_leaf l
      on asked.level = 0 and l.county = ${county} and l.position >= asked.lo and l.position < asked.hi
    union all
    select asked.level, n.index, n.hash from ${asked} join seal_node n
      on asked.level > 0 and n.county = ${county} and n.level = asked.level and n.index >= asked.lo and n.index < asked.hi
    order by 1, 2`.execute(tx.db);
  return found.rows;
}
