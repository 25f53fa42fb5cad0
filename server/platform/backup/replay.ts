import pg from 'pg';
import { type Chain, changesFile, type Link, linkNumbers, placeOfLink, readChain, readLink, readReached } from './chain.ts';
import type { Change, Row } from './changes.ts';
import type { PooledFile } from './file-pool.ts';
import { lineCutter } from './lines.ts';
import type { ChainPlace } from './manifest.ts';
import { BackupProblem, damaged, readSealed } from './sealed-stream.ts';
import { lsnOf } from './slot.ts';

/** Whether a transaction was over when a snapshot (`xmin:xmax:those under way`) was taken, so that its rows are in what was copied. */
export function inSnapshot(snapshot: string): (xid: bigint) => boolean {
  const [xmin = '0', xmax = '0', list = ''] = snapshot.split(':');
  const [low, high] = [BigInt(xmin), BigInt(xmax)];
  const underWay = new Set(list.split(',').filter(Boolean).map(BigInt));
  return (xid) => xid < low || (xid < high && !underWay.has(xid));
}

/** The links a whole backup goes on with, in order and without a gap, and the sentence that says where they break off before the end. */
export async function linksAfter(
  target: string,
  key: Buffer,
  { name, from }: ChainPlace,
): Promise<{ chain: Chain; links: Link[]; at: string; broken: string | null } | { broken: string }> {
  const links: Link[] = [];
  let chain: Chain;
  let at: string;
  try {
    chain = await readChain(target, name, key);
    const reached = await readReached(target, chain, key);
    at = reached.at;
    const last = Math.max((await linkNumbers(target, name)).at(-1) ?? 0, reached.number);
    try {
      for (let number = from; number <= last; number += 1) {
        const link = await readLink(target, chain, key, number);
        const before = links.at(-1)?.until ?? (number === 1 ? chain.from : null);
        if (before !== null && link.from !== before)
          throw damaged(`link ${number} of the chain`, 'does not begin where the one before it ends');
        links.push(link);
      }
    } catch (error) {
      if (error instanceof BackupProblem) return { chain, links, at: links.at(-1)?.reached ?? '', broken: error.message };
      throw error;
    }
    // A killed writer leaves a link that is newer than what it had said of its way.
    const newest = links.at(-1);
    if (newest && lsnOf(newest.until) > lsnOf(reached.until)) at = newest.reached;
  } catch (error) {
    if (error instanceof BackupProblem) return { broken: error.message };
    throw error;
  }
  return { chain, links, at, broken: null };
}

/** The transactions of a link one line after the other. Throws a BackupProblem where it is not what was written. */
export async function* linesOf(target: string, key: Buffer, chain: Chain, link: Link): AsyncGenerator<{ begin: string } | Change> {
  const cut = lineCutter();
  for await (const chunk of readSealed(changesFile(target, chain.name, link.number), key, placeOfLink(chain, link.number), link.content)) {
    for (const text of cut(chunk)) yield JSON.parse(text) as { begin: string } | Change;
  }
}

/** What is known of a table when rows are put into it. */
interface Known {
  columns: ReadonlySet<string>;
  key: readonly string[];
  /** Its rows go with those they refer to, so that one may be gone already. */
  follows: boolean;
}

async function knownTables(client: pg.Client): Promise<Map<string, Known>> {
  const { rows } = await client.query<{ name: string; columns: string[]; key: string[] | null; follows: boolean }>(`
    select c.relname as name,
      array_agg(a.attname::text) filter (where a.attgenerated = '') as columns,
      array_agg(a.attname::text) filter (where a.attnum = any (i.indkey)) as key,
      exists (select from pg_constraint f where f.conrelid = c.oid and f.contype = 'f' and f.confdeltype = 'c') as follows
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
      left join pg_index i on i.indrelid = c.oid and i.indisprimary
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' group by c.oid, c.relname`);
  return new Map(rows.map(({ name, columns, key, follows }) => [name, { columns: new Set(columns), key: key ?? [], follows }]));
}

const quoted = pg.escapeIdentifier;
const literal = (value: string | null | undefined): string => (value == null ? 'null' : pg.escapeLiteral(value));
const where = (key: readonly string[], row: Row): string => key.map((name) => `${quoted(name)} = ${literal(row[name])}`).join(' and ');

/** The statement that does a change again, and whether it may find no row. */
function statementOf(change: Change, tables: ReadonlyMap<string, Known>): { text: string; mayMiss: boolean } {
  if (change.did === 'truncate') return { text: `truncate ${change.tables.map(quoted).join(', ')}`, mayMiss: true };
  const known = tables.get(change.table);
  if (!known) throw damaged('the chain', `names a table (${change.table}) that its backup does not have`);
  const table = `public.${quoted(change.table)}`;
  if (change.did === 'delete') return { text: `delete from ${table} where ${where(known.key, change.key)}`, mayMiss: known.follows };
  const columns = Object.keys(change.row).filter((name) => known.columns.has(name));
  if (change.did === 'insert') {
    const values = columns.map((name) => literal(change.row[name]));
    return { text: `insert into ${table} (${columns.map(quoted).join(', ')}) values (${values.join(', ')})`, mayMiss: false };
  }
  const set = columns.map((name) => `${quoted(name)} = ${literal(change.row[name])}`).join(', ');
  return { text: `update ${table} set ${set} where ${where(known.key, change.key ?? change.row)}`, mayMiss: false };
}

const TOGETHER = 500;
/** Characters of statements sent at once. */
const MOST_TEXT = 4_000_000;

export interface Replayed {
  links: number;
  transactions: number;
  changes: number;
  /** Up to which moment everything is there; null when no link was used. */
  reached: string | null;
  /** Why it ends before the target does; null when all of it was used. */
  broken: string | null;
  missing: string[];
}

export interface ReplayOptions {
  target: string;
  key: Buffer;
  place: ChainPlace;
  /** Stops before the first link that holds what was written after this moment. */
  until?: Date;
  /** Brings the contents a link names to their place, before its rows. */
  files(files: readonly PooledFile[]): Promise<void>;
  progress(share: number): void;
}

/** Does again what a link holds and the snapshot does not. */
async function applyLink(
  client: pg.Client,
  { target, key, place }: ReplayOptions,
  chain: Chain,
  link: Link,
  tables: ReadonlyMap<string, Known>,
): Promise<{ transactions: number; changes: number }> {
  const copied = inSnapshot(place.snapshot);
  let [transactions, changes, length, skipping] = [0, 0, 0, true];
  let waiting: { text: string; mayMiss: boolean }[] = [];
  const flush = async () => {
    if (!waiting.length) return;
    const answered = await client.query(waiting.map(({ text }) => text).join(';'));
    const results = Array.isArray(answered) ? answered : [answered];
    const wrong = waiting.findIndex(({ mayMiss }, at) => !mayMiss && results[at]?.rowCount !== 1);
    if (wrong >= 0) throw damaged(`link ${link.number} of the chain`, 'changes a row that is not there');
    waiting = [];
    length = 0;
  };
  for await (const line of linesOf(target, key, chain, link)) {
    if ('begin' in line) {
      skipping = copied(BigInt(line.begin));
      if (!skipping) transactions += 1;
    } else if (!skipping) {
      const statement = statementOf(line, tables);
      waiting.push(statement);
      length += statement.text.length;
      changes += 1;
      if (waiting.length >= TOGETHER || length >= MOST_TEXT) await flush();
    }
  }
  await flush();
  return { transactions, changes };
}

/**
 * Does again, link by link and within the caller's transaction, what was committed after a whole backup's snapshot. A link that is missing or not what was written
 * ends it: that one and all after it are left out, and `broken` says so.
 */
export async function replay(client: pg.Client, options: ReplayOptions): Promise<Replayed> {
  const { target, key, place, until, files, progress } = options;
  const result: Replayed = { links: 0, transactions: 0, changes: 0, reached: null, broken: null, missing: [] };
  const found = await linksAfter(target, key, place);
  if (!('links' in found)) return { ...result, broken: found.broken };
  const wanted = until ? found.links.filter(({ reached }) => new Date(reached) <= until) : found.links;
  const tables = await knownTables(client);
  const each = async (what: string) => {
    for (const name of tables.keys()) await client.query(`alter table public.${quoted(name)} ${what}`);
  };
  await each('no force row level security');
  for (const link of wanted) {
    await client.query('savepoint link');
    try {
      await files(link.files);
      const { transactions, changes } = await applyLink(client, options, found.chain, link, tables);
      for (const { name, value, called } of link.sequences)
        await client.query('select setval($1::regclass, $2::bigint, $3)', [`public.${quoted(name)}`, value, called]);
      await client.query('release savepoint link');
      result.links += 1;
      result.transactions += transactions;
      result.changes += changes;
      result.reached = link.reached;
      result.missing.push(...link.missing);
      progress(result.links / wanted.length);
    } catch (error) {
      if (!(error instanceof BackupProblem)) throw error;
      await client.query('rollback to savepoint link');
      result.broken = error.message;
      break;
    }
  }
  await each('force row level security');
  result.broken ??= found.broken;
  // The end of the chain is the moment it came to, also where nothing was written for a while.
  if (!result.broken && wanted.length === found.links.length && (!until || new Date(found.at) <= until)) result.reached = found.at;
  return result;
}

/** Reads every link after a whole backup to its last byte. Throws a BackupProblem that names the first thing that is wrong. */
export async function checkLinks(
  target: string,
  key: Buffer,
  place: ChainPlace,
): Promise<{ links: number; changes: number; reached: string; files: PooledFile[] }> {
  const found = await linksAfter(target, key, place);
  if (found.broken !== null || !('links' in found)) throw new BackupProblem(found.broken ?? '');
  let changes = 0;
  for (const link of found.links) {
    let counted = 0;
    for await (const line of linesOf(target, key, found.chain, link)) if (!('begin' in line)) counted += 1;
    if (counted !== link.changes) throw damaged(`link ${link.number} of the chain`, `holds ${counted} changes and not ${link.changes}`);
    changes += counted;
  }
  return { links: found.links.length, changes, reached: found.at, files: found.links.flatMap(({ files }) => files) };
}
