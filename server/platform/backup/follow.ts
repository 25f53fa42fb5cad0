import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type pg from 'pg';
import { newId } from '../ids.ts';
import { onDatabase } from '../reach-database.ts';
import {
  beginChain,
  type Chain,
  chainNames,
  changesFile,
  clearHalves,
  type Link,
  linkNumbers,
  placeOfLink,
  readChain,
  readLink,
  readReached,
  writeLink,
  writeReached,
} from './chain.ts';
import type { Change } from './changes.ts';
import { filePool, type PooledFile } from './file-pool.ts';
import { madeOf } from './manifest.ts';
import { BackupProblem, CHUNK, type SealedFile, sealedFile } from './sealed-stream.ts';
import { advanceSlot, demandLogical, lsnOf, makeSlot, nowInLog, peekSlot, slotOf, slotState } from './slot.ts';
import { sequences } from './tables.ts';

export interface FollowOptions {
  /** An address that sees every row and may follow the log. */
  databaseUrl: string;
  /** The data folder, for its files. */
  home: string;
  target: string;
  key: Buffer;
}

/** A chain that goes on: what it is, its newest link, how far it has come. */
export interface Going {
  chain: Chain;
  link: Pick<Link, 'number' | 'until' | 'last'> | null;
  until: string;
  /** Everything confirmed before this moment lies in the target. */
  at: string;
}

/** So many changes in one link, unless one transaction alone has more. */
const MOST_CHANGES = 100_000;
const AT_ONCE = 8;

/** Seen while reading: here the tables themselves changed, and what follows fits others. */
class TablesChanged extends Error {
  readonly lsn: string;
  constructor(lsn: string) {
    super('the tables changed');
    this.lsn = lsn;
  }
}

const migrationsOf = async (client: pg.Client): Promise<string[]> =>
  (await client.query<{ name: string }>('select name from migration order by name')).rows.map(({ name }) => name);

/** A slot that was put back, as a crash may do, tells again what the newest link holds; one of another database does not. */
async function tellsTheSame(client: pg.Client, { chain, link, until }: Going, confirmed: string): Promise<boolean> {
  if (lsnOf(confirmed) >= lsnOf(until)) return lsnOf(confirmed) === lsnOf(until);
  const { lsn, next } = await nowInLog(client);
  if (lsnOf(lsn) < lsnOf(until)) return false;
  let last: Link['last'] | null = null;
  await peekSlot(
    client,
    slotOf(chain.id),
    { upto: until, next, most: null },
    {
      begin() {},
      change() {},
      commit(xid, at) {
        if (lsnOf(at) <= lsnOf(until)) last = { lsn: at, xid: String(xid) };
      },
    },
  );
  const told = last as Link['last'] | null;
  if (told === null) return !link || lsnOf(link.last.lsn) <= lsnOf(confirmed);
  return told.lsn === link?.last.lsn && told.xid === link.last.xid;
}

/** The newest chain of the target, when the database can go on with it. */
async function goingOn(client: pg.Client, { target, key }: FollowOptions): Promise<Going | null> {
  const name = (await chainNames(target)).at(-1);
  if (!name) return null;
  try {
    const chain = await readChain(target, name, key);
    const reached = await readReached(target, chain, key);
    const newest = (await linkNumbers(target, name)).at(-1) ?? 0;
    // Links are written before how far they came; the other way round one is missing.
    if (newest < reached.number) return null;
    const link = newest ? await readLink(target, chain, key, newest) : null;
    const ahead = link !== null && lsnOf(link.until) > lsnOf(reached.until);
    const going = { chain, link, until: ahead ? link.until : reached.until, at: ahead ? link.reached : reached.at };
    const slot = await slotState(client, slotOf(chain.id));
    return slot && (await tellsTheSame(client, going, slot.confirmed)) ? going : null;
  } catch (error) {
    // One that cannot be read is not gone on with; a restore says what is wrong with it.
    if (error instanceof BackupProblem) return null;
    throw error;
  }
}

async function beginAnew(client: pg.Client, { target, key }: FollowOptions): Promise<Going> {
  const id = newId();
  const from = await makeSlot(client, slotOf(id));
  const now = await nowInLog(client);
  // Names are in order of their seconds; a chain that begins within the second of another, or under a clock put back, takes the next.
  const newest = (await chainNames(target)).at(-1);
  const at = new Date(Math.max(now.at.getTime(), newest ? madeOf(newest).getTime() + 1000 : 0));
  const chain = await beginChain(target, key, { id, migrations: await migrationsOf(client), from, made: at });
  const reached = now.at.toISOString();
  await writeReached(target, chain, key, { number: 0, until: from, at: reached });
  return { chain, link: null, until: from, at: reached };
}

/** Hands lines to a sealed file in its chunks. */
function linesInto(sealed: SealedFile) {
  let waiting: Buffer[] = [];
  let bytes = 0;
  const flush = async () => {
    const all = Buffer.concat(waiting);
    for (let at = 0; at < all.length; at += CHUNK) await sealed.write(all.subarray(at, at + CHUNK));
    waiting = [];
    bytes = 0;
  };
  return {
    async line(value: unknown) {
      const line = Buffer.from(`${JSON.stringify(value)}\n`);
      waiting.push(line);
      bytes += line.length;
      if (bytes >= CHUNK) await flush();
    },
    flush,
  };
}

/** Contents that a change names: on the disk before the row was. */
function hashesIn(change: Change): string[] {
  if (change.did === 'truncate' || change.did === 'delete' || change.table !== 'file') return [];
  return [change.row.sha256, change.row.thumbnail_sha256].filter((hash) => typeof hash === 'string');
}

async function putFiles({ home, target, key }: FollowOptions, hashes: ReadonlySet<string>): Promise<Pick<Link, 'files' | 'missing'>> {
  const pool = filePool(target, key);
  const files: PooledFile[] = [];
  const missing: string[] = [];
  const left = [...hashes];
  const one = async () => {
    for (let hash = left.pop(); hash; hash = left.pop()) {
      const put = await pool.put({ hash, path: join(home, 'files', hash.slice(0, 2), hash) });
      if (put) files.push({ hash, bytes: put.bytes });
      else missing.push(hash);
    }
  };
  // Each waits for the disk again and again; a link must not.
  await Promise.all(Array.from({ length: AT_ONCE }, one));
  return { files, missing };
}

/** Writes the next link as the log is read: a sealed file from the first transaction on. */
class LinkWriter {
  readonly #options: FollowOptions;
  readonly #chain: Chain;
  readonly #number: number;
  #sealed: SealedFile | null = null;
  #lines: ReturnType<typeof linesInto> | null = null;
  readonly #hashes = new Set<string>();
  #transactions = 0;
  #changes = 0;
  #newest = 0n;
  last: Link['last'] | null = null;

  constructor(options: FollowOptions, { chain, link }: Going) {
    this.#options = options;
    this.#chain = chain;
    this.#number = (link?.number ?? 0) + 1;
  }

  get #path(): string {
    return changesFile(this.#options.target, this.#chain.name, this.#number);
  }

  async begin(xid: bigint): Promise<void> {
    if (!this.#sealed) {
      await rm(this.#path, { force: true });
      this.#sealed = await sealedFile(this.#path, this.#options.key, placeOfLink(this.#chain, this.#number));
      this.#lines = linesInto(this.#sealed);
    }
    await this.#lines?.line({ begin: String(xid) });
  }

  async change(change: Change, lsn: string): Promise<void> {
    if ('table' in change && change.table === 'migration') throw new TablesChanged(lsn);
    for (const hash of hashesIn(change)) this.#hashes.add(hash);
    this.#changes += 1;
    await this.#lines?.line(change);
  }

  commit(xid: bigint, lsn: string): void {
    this.#transactions += 1;
    if (xid > this.#newest) this.#newest = xid;
    this.last = { lsn, xid: String(xid) };
  }

  /** Gives the link its name. Sequences never go back, so what they say now serves everything read before. */
  async finish(client: pg.Client, said: Pick<Link, 'from' | 'until' | 'reached'>): Promise<Link> {
    if (!this.#sealed || !this.#lines || !this.last) throw new Error('a link without a transaction was finished');
    await this.#lines.flush();
    const content = await this.#sealed.close();
    this.#sealed = null;
    const link: Link = {
      ...{ ...said, number: this.#number, transactions: this.#transactions, changes: this.#changes, newest: String(this.#newest) },
      ...{ last: this.last, sequences: await sequences(client), ...(await putFiles(this.#options, this.#hashes)), content },
    };
    await writeLink(this.#options.target, this.#chain, this.#options.key, link);
    return link;
  }

  async abandon(): Promise<void> {
    await this.#sealed?.abandon().catch(() => {});
    await rm(this.#path, { force: true }).catch(() => {});
  }
}

/** Writes what was committed since the last link, up to `before` or until now, as the next one; none when there was nothing. Throws TablesChanged before anything has a name. */
async function nextLink(
  client: pg.Client,
  options: FollowOptions,
  going: Going,
  before?: string,
): Promise<{ going: Going; more: boolean }> {
  const { target, key } = options;
  const { chain } = going;
  const now = await nowInLog(client);
  const upto = before ?? now.lsn;
  const writer = new LinkWriter(options, going);
  try {
    const { more } = await peekSlot(client, slotOf(chain.id), { upto, next: now.next, most: MOST_CHANGES }, writer);
    const { last } = writer;
    // Where the reading stopped for its length, only what was read is passed, and no later moment is reached.
    const until = last && (more || lsnOf(last.lsn) > lsnOf(upto)) ? last.lsn : upto;
    const at = more || before ? going.at : now.at.toISOString();
    const from = going.link?.until ?? chain.from;
    const link = last ? await writer.finish(client, { from, until, reached: at }) : going.link;
    await writeReached(target, chain, key, { number: link?.number ?? 0, until, at });
    await advanceSlot(client, slotOf(chain.id), until);
    return { going: { chain, link, until, at }, more };
  } catch (error) {
    await writer.abandon();
    throw error;
  }
}

export interface Turn {
  going: Going;
  /** A chain began: it is worth nothing until a whole backup was made after it. */
  began: boolean;
}

/**
 * Brings everything that was committed until now into the target, going on where `before` or an earlier process ended. Killed at any moment, the next turn goes on:
 * a link has its name when it is whole, and PostgreSQL is told only afterwards. Throws a BackupProblem with a sentence for the operator.
 */
export async function followOnce(options: FollowOptions, before: Going | null): Promise<Turn> {
  return onDatabase(options.databaseUrl, async (client) => {
    await client.query('set statement_timeout = 0');
    await demandLogical(client);
    const slot = before && (await slotState(client, slotOf(before.chain.id)));
    const same = slot !== null && before !== null && lsnOf(slot.confirmed) === lsnOf(before.until);
    const found = same ? before : await goingOn(client, options);
    let going = found ?? (await beginAnew(client, options));
    let began = found === null;
    if (found && !same) {
      await clearHalves(options.target, going.chain.name);
      await advanceSlot(client, slotOf(going.chain.id), going.until);
    }
    for (let more = true; more; ) {
      try {
        ({ going, more } = await nextLink(client, options, going));
      } catch (error) {
        if (!(error instanceof TablesChanged)) throw error;
        // What came before still fits; the rest belongs to a chain of its own.
        for (let left = true; left; ) ({ going, more: left } = await nextLink(client, options, going, error.lsn));
        going = await beginAnew(client, options);
        began = true;
      }
    }
    return { going, began };
  });
}
