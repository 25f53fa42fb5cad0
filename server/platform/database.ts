import {
  type CompiledQuery,
  type DatabaseConnection,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
} from 'kysely';
import pg from 'pg';
import { type Actor, openRange } from '../../domain/accounts/actor.ts';
import { rangeOf } from '../../domain/territory/code.ts';
import { sha256 } from './ids.ts';
import './instants.ts';
import type { Keyring } from './keyring.ts';
import { asLiterals, escapeLiteral } from './literals.ts';
import { prepareAll } from './prepared.ts';
import type { DB } from './schema.gen.ts';

// Dates are calendar days of the region, not instants: keep them as text. Counts fit a double.
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text);
pg.types.setTypeParser(pg.types.builtins.INT8, Number);
pg.types.setTypeParser(pg.types.builtins.NUMERIC, Number);

/** The keys that numbers are sealed with, by connection of the pools that were opened with them. */
const keysOf = new WeakMap<object, Keyring>();

/** The connections of our pools, which know the prepared inserts. */
const preparedOn = new WeakSet<object>();

/** What a pool does with each new connection, so that rows are sent by `execute` and numbers sealed with `keys`. */
export async function prepareInserts(client: pg.ClientBase, keys?: Keyring): Promise<void> {
  if (keys) keysOf.set(client, keys);
  await client.query(prepareAll);
  preparedOn.add(client);
}

/**
 * Opens the pool that serves people: every connection runs as `linli_app`, which owns nothing. A query over a whole county takes one processor, not all of
 * those that everybody else waits for.
 */
export function openPool(databaseUrl: string, options: { max?: number; keys?: Keyring } = {}): pg.Pool {
  const { keys } = options;
  const pool = new pg.Pool({
    connectionString: databaseUrl,
    max: options.max ?? 10,
    options:
      '-c role=linli_app -c max_parallel_workers_per_gather=0 -c statement_timeout=15000 -c idle_in_transaction_session_timeout=30000 -c timezone=UTC',
    connectionTimeoutMillis: 10_000,
    // A new connection has planned nothing yet: one that was closed in a quiet moment would be missed in the next rush.
    idleTimeoutMillis: 600_000,
    application_name: 'linli',
    onConnect: (client) => prepareInserts(client, keys),
  });
  // A connection that breaks must not end the process, idle (told to the pool) or in use (told to the client, and its query rejects).
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));
  return pool;
}

const statementNames = new Map<string, string>();
const MOST_REMEMBERED = 2_000;

/** The name of a statement, so that PostgreSQL parses it once per connection. */
function nameOf(text: string): string {
  const known = statementNames.get(text);
  if (known) return known;
  const name = `s${sha256(text).slice(0, 24)}`;
  if (statementNames.size < MOST_REMEMBERED) statementNames.set(text, name);
  return name;
}

/** The named statements each connection has parsed by now; more than so many would only fill its memory. */
const parsedOn = new WeakMap<object, Set<string>>();
const MOST_NAMED = 400;

/** What a transaction holds back, for the connection kysely sees. */
interface Held {
  /** Sends it, alone or with statements more, in one round trip; the results of those. */
  send(...statements: string[]): Promise<pg.QueryResult[]>;
  any(): boolean;
  /** A statement that may write has been asked for. */
  wrote(): void;
  /** The next query is the only one: the end of the transaction goes with it. */
  endsWithNext: boolean;
  /** The transaction has ended so. */
  ended: boolean;
}

/** What writes, or locks what others wait for. */
const MAY_WRITE = /\b(insert|update|delete|merge|truncate|nextval|setval|share|pg_(try_)?advisory\w+)\b/i;

/** A query that waits for the others of its turn. */
interface Asked {
  query: CompiledQuery;
  resolve(result: pg.QueryResult): void;
  reject(error: unknown): void;
}

/**
 * The connection kysely sees: what the transaction still holds back is sent before each query, or with it when the connection has parsed it before.
 * Queries asked for at once (`Promise.all`) take one round trip, in their order; when one of them fails, all of them do, as the transaction has ended.
 */
class HeldConnection implements DatabaseConnection {
  readonly #client: pg.PoolClient | pg.Client;
  readonly #held: Held;
  #asked: Asked[] = [];
  constructor(client: pg.PoolClient | pg.Client, held: Held) {
    this.#client = client;
    this.#held = held;
  }
  async executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    if (this.#held.ended) throw new Error('the transaction has ended with its only query');
    if (MAY_WRITE.test(query.sql)) this.#held.wrote();
    const result = await new Promise<pg.QueryResult>((resolve, reject) => {
      // Whatever is asked for in the same turn is there before the next tick.
      if (this.#asked.push({ query, resolve, reject }) === 1) process.nextTick(() => void this.#answerAll());
    });
    return { rows: result.rows as Row[], numAffectedRows: BigInt(result.rowCount ?? 0) };
  }
  async #answerAll(): Promise<void> {
    const waiting = this.#asked;
    this.#asked = [];
    const several = waiting.length > 1;
    try {
      for (let [next] = waiting; next; [next] = waiting) {
        const statements = several || this.#held.any() ? this.#knownOf(waiting) : [];
        const last = statements.length === waiting.length && this.#held.endsWithNext ? ['commit'] : [];
        const results = statements.length ? await this.#held.send(...statements, ...last) : [await this.#alone(next.query)];
        this.#held.ended = last.length > 0;
        for (const result of results) waiting.shift()?.resolve(result);
      }
    } catch (error) {
      // What comes behind it is not sent: the transaction is over, and the connection may soon be somebody else's.
      for (const { reject } of waiting) reject(error);
    }
  }
  /** The statements that run the queries at the front which this connection has parsed before and whose values need no driver. */
  #knownOf(waiting: readonly Asked[]): string[] {
    const statements: string[] = [];
    for (const { query } of waiting) {
      const name = nameOf(query.sql);
      const literals = parsedOn.get(this.#client)?.has(name) ? asLiterals(query.parameters) : null;
      if (literals === null) break;
      statements.push(`execute ${name} ${literals}`);
    }
    return statements;
  }
  async #alone({ sql: text, parameters }: CompiledQuery): Promise<pg.QueryResult> {
    const name = nameOf(text);
    const parsed = parsedOn.get(this.#client) ?? new Set<string>();
    const named = parsed.has(name) || parsed.size < MOST_NAMED;
    await this.#held.send();
    const result = await this.#client.query({ ...(named && { name }), text, values: parameters as unknown[] });
    if (named) parsedOn.set(this.#client, parsed.add(name));
    return result;
  }
  // biome-ignore lint/correctness/useYield: streaming is not used
  async *streamQuery(): AsyncIterableIterator<never> {
    throw new Error('streaming is not used');
  }
}

function kyselyOn(connection: DatabaseConnection): Kysely<DB> {
  return new Kysely<DB>({
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createIntrospector: (db) => new PostgresIntrospector(db),
      createQueryCompiler: () => new PostgresQueryCompiler(),
      createDriver: () => ({
        init: async () => {},
        acquireConnection: async () => connection,
        beginTransaction: async () => {},
        commitTransaction: async () => {},
        rollbackTransaction: async () => {},
        releaseConnection: async () => {},
        destroy: async () => {},
      }),
    },
  });
}

/** A transaction in which the database knows who acts. */
export interface Tx {
  /** Typed queries. */
  db: Kysely<DB>;
  /** Statements in one round trip, all literals already escaped; the result of each in order. */
  send(...statements: string[]): Promise<pg.QueryResult[]>;
  /** Statements whose results nobody needs: they go with the next round trip, at the latest with the commit. */
  defer(...statements: string[]): void;
  /** Whether this connection knows the prepared inserts. */
  prepared: boolean;
  /** What the numbers of people are sealed and opened with. Throws on a pool that was opened without. */
  readonly keys: Keyring;
  /** Nothing was asked of it but to read: no statement of its own sent or deferred, no query that may write. */
  readonly onlyRead: boolean;
  /** The transaction was opened for one query and has ended with it. */
  readonly ended: boolean;
  /** When the person did what this transaction records, for what waited on a phone. */
  madeAt?: Date | null;
  /** Whether this transaction queued a job that should not wait for the next turn of the runner. */
  wakesJobs?: boolean;
  /**
   * Runs queries of which the first rows are wanted along an index in its order, not by gathering all rows there are first. Each needs a text of its
   * own, since PostgreSQL keeps the plan of a text whatever is set meanwhile.
   */
  inOrder<T>(work: () => Promise<T>): Promise<T>;
  /** The other way round: few rows fit, so they are gathered and sorted, where the order of an index would lead through all there are. */
  gathered<T>(work: () => Promise<T>): Promise<T>;
  /** Opens one matter's actions, reporters and files to this transaction; call only after the matter's row was seen. */
  openMatter(id: string): void;
  /** Opens the papers of a person in that matter as well; call only for whose work they are, or whose purpose is open. */
  openPapers(id: string): void;
  /** Opens the entries of a person, the household and the dwelling, by their ids; call only for staff whose opening names them. */
  openGlass(ids: readonly string[]): void;
}

/** The settings row-level security reads, for an actor. `app.actor` keys repeated commands and uploads. */
export function settingsOf(actor: Actor): Record<string, string> {
  switch (actor.kind) {
    case 'staff': {
      const open = openRange(actor);
      const { lo, hi } = open ? rangeOf(open) : { lo: '', hi: '' };
      return {
        kind: 'staff',
        actor: actor.accountId,
        account: actor.accountId,
        persons: '',
        role: actor.role,
        body: actor.body.id,
        place: actor.range,
        lo,
        hi,
      };
    }
    case 'resident':
      return {
        kind: 'resident',
        actor: actor.accountId,
        account: actor.accountId,
        persons: `{${actor.persons.join(',')}}`,
        role: 'resident',
      };
    case 'receipt':
      return { kind: 'receipt', actor: `receipt:${actor.receipt}`, receipt: actor.receipt };
    case 'anyone':
      return { kind: 'anyone', actor: 'anyone' };
    case 'system':
      return { kind: 'system', actor: 'system', role: 'system' };
  }
}

/** `set local` statements for an actor, to be sent together with `begin`. */
export function becoming(actor: Actor): string[] {
  return Object.entries(settingsOf(actor))
    .filter(([, value]) => value !== '')
    .map(([name, value]) => `set local app.${name} = ${escapeLiteral(value)}`);
}

/**
 * A transaction on a connection, begun with `opening`. Nothing is sent before it is needed: the opening goes with the first statements, deferred
 * statements with the next, all of it with the commit when nothing was read. `question` is asked with the opening if a query comes first.
 */
export function txOn(
  client: pg.PoolClient | pg.Client,
  opening: readonly string[] = [],
  question?: { statement: string; answered(result: pg.QueryResult): void },
  endsWithNext = false,
): Tx {
  let held: string[] = [...opening];
  let asked = false;
  let onlyRead = true;
  const wrote = () => {
    onlyRead = false;
  };
  const send = async (...statements: string[]): Promise<pg.QueryResult[]> => {
    const all = [...held, ...statements];
    const before = held.length;
    held = [];
    if (!all.length) return [];
    const answer = (await client.query(all.join('; '))) as unknown as pg.QueryResult | pg.QueryResult[];
    return (Array.isArray(answer) ? answer : [answer]).slice(before);
  };
  const heldBack: Held = {
    endsWithNext,
    ended: false,
    any: () => held.length > 0,
    wrote,
    send: async (...statements) => {
      if (asked || !question) return send(...statements);
      asked = true;
      const [first, ...results] = await send(question.statement, ...statements);
      if (first) question.answered(first);
      return results;
    },
  };
  const without = async <T>(plan: string, work: () => Promise<T>): Promise<T> => {
    held.push(`set local ${plan} = off`);
    const answer = await work();
    held.push(`set local ${plan} to default`);
    return answer;
  };
  let db: Kysely<DB> | undefined;
  return {
    // Made when first asked for: a filing asks nothing.
    get db() {
      db ??= kyselyOn(new HeldConnection(client, heldBack));
      return db;
    },
    prepared: preparedOn.has(client),
    get keys() {
      const keys = keysOf.get(client);
      if (!keys) throw new Error('This connection was opened without keys: nothing can be sealed or opened on it.');
      return keys;
    },
    get onlyRead() {
      return onlyRead;
    },
    get ended() {
      return heldBack.ended;
    },
    send: (...statements) => {
      wrote();
      return send(...statements);
    },
    defer: (...statements) => {
      wrote();
      held.push(...statements);
    },
    inOrder: (work) => without('enable_bitmapscan', work),
    gathered: (work) => without('enable_indexscan', work),
    openMatter: (id) => void held.push(`set local app.matter = ${escapeLiteral(id)}`),
    openPapers: (id) => void held.push(`set local app.papers = ${escapeLiteral(id)}`),
    openGlass: (ids) => void held.push(`set local app.glass = ${escapeLiteral(`{${ids.join(',')}}`)}`),
  };
}

/** Runs `work` in one transaction as `actor`; commits when it returns, rolls back when it throws. */
export async function transaction<T>(pool: pg.Pool, actor: Actor, work: (tx: Tx) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  try {
    const tx = txOn(client, ['begin', ...becoming(actor)]);
    const answer = await work(tx);
    await tx.send('commit');
    client.release();
    return answer;
  } catch (error) {
    await giveBack(client);
    throw error;
  }
}

/** The answer to one query, asked as `actor`: where the connection has parsed it before, its transaction begins and ends in the same round trip. */
export async function askOnce<T>(pool: pg.Pool, actor: Actor, query: (tx: Tx) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  try {
    const tx = txOn(client, ['begin', ...becoming(actor)], undefined, true);
    const answer = await query(tx);
    if (tx.ended) client.release();
    else endRead(client, tx);
    return answer;
  } catch (error) {
    await giveBack(client);
    throw error;
  }
}

/** Ends a transaction that only read, without keeping whoever asked waiting: nothing of it can be lost any more. */
export function endRead(client: pg.PoolClient, tx: Tx): void {
  tx.send('commit').then(
    () => client.release(),
    () => client.release(true),
  );
}

/** Rolls back and returns a client; one that cannot even roll back is thrown away. */
export async function giveBack(client: pg.PoolClient): Promise<void> {
  try {
    await client.query('rollback');
    client.release();
  } catch {
    client.release(true);
  }
}
