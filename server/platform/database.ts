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
import type { DB } from './schema.gen.ts';

const { escapeLiteral } = pg;

export { escapeLiteral };

// Dates are calendar days of the region, not instants: keep them as text. Counts fit a double.
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text);
pg.types.setTypeParser(pg.types.builtins.INT8, Number);
pg.types.setTypeParser(pg.types.builtins.NUMERIC, Number);

/** Opens the pool that serves people: every connection runs as `linli_app`, which owns nothing. */
export function openPool(databaseUrl: string, options: { max?: number } = {}): pg.Pool {
  const pool = new pg.Pool({
    connectionString: databaseUrl,
    max: options.max ?? 10,
    options: '-c role=linli_app -c statement_timeout=15000 -c idle_in_transaction_session_timeout=30000 -c timezone=UTC',
    connectionTimeoutMillis: 10_000,
    application_name: 'linli',
  });
  // An idle connection that breaks must not end the process; the next query gets a new one.
  pool.on('error', () => {});
  return pool;
}

const statementNames = new Map<string, string>();
const MOST_NAMED = 400;

/** Repeated statements get a name, so that PostgreSQL parses them once per connection. */
function nameOf(text: string): string | undefined {
  const known = statementNames.get(text);
  if (known) return known;
  if (statementNames.size >= MOST_NAMED) return undefined;
  const name = `s${sha256(text).slice(0, 24)}`;
  statementNames.set(text, name);
  return name;
}

class HeldConnection implements DatabaseConnection {
  readonly #client: pg.PoolClient | pg.Client;
  constructor(client: pg.PoolClient | pg.Client) {
    this.#client = client;
  }
  async executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    const name = nameOf(query.sql);
    const result = await this.#client.query({ ...(name ? { name } : {}), text: query.sql, values: query.parameters as unknown[] });
    return { rows: result.rows as Row[], numAffectedRows: BigInt(result.rowCount ?? 0) };
  }
  // biome-ignore lint/correctness/useYield: streaming is not used
  async *streamQuery(): AsyncIterableIterator<never> {
    throw new Error('streaming is not used');
  }
}

function kyselyOn(client: pg.PoolClient | pg.Client): Kysely<DB> {
  const connection = new HeldConnection(client);
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
  /** Several statements in one round trip, all literals already escaped; the results in order. */
  send(statements: string): Promise<pg.QueryResult[]>;
  /** Opens one matter's actions, reporters and files to this transaction; call only after the matter's row was seen. */
  openMatter(id: string): Promise<void>;
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
export function becoming(actor: Actor): string {
  return Object.entries(settingsOf(actor))
    .map(([name, value]) => `set local app.${name} = ${escapeLiteral(value)};`)
    .join(' ');
}

/** Settings outlive no transaction; `send` accepts several statements and always answers a list. */
export function txOn(client: pg.PoolClient | pg.Client): Tx {
  const send = async (statements: string) => {
    const results = (await client.query(statements)) as unknown as pg.QueryResult | pg.QueryResult[];
    return Array.isArray(results) ? results : [results];
  };
  return {
    db: kyselyOn(client),
    send,
    openMatter: async (id) => {
      await client.query(`set local app.matter = ${escapeLiteral(id)}`);
    },
  };
}

/** Runs `work` in one transaction as `actor`; commits when it returns, rolls back when it throws. */
export async function transaction<T>(pool: pg.Pool, actor: Actor, work: (tx: Tx) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  try {
    await client.query(`begin; ${becoming(actor)}`);
    const answer = await work(txOn(client));
    await client.query('commit');
    client.release();
    return answer;
  } catch (error) {
    await giveBack(client);
    throw error;
  }
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
