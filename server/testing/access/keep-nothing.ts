import type pg from 'pg';

const TABLES = /\b(?:from|join|into|update|execute)\s+"?([a-z_0-9]+)/g;
const tablesOf = (words: string): string[] => [...words.matchAll(TABLES)].map(([, table]) => table as string);

/**
 * From here on every commit of the server is a rollback: a call does all its work, is answered, and leaves no trace, so each cell sees the same world.
 * `touched` gathers the tables its statements name.
 */
export function keepNothing(pool: pg.Pool, touched: Set<string>): void {
  const patched = new WeakSet<object>();
  /** The tables of statements that a connection knows and is only told to execute. */
  const named = new Map<string, string[]>();
  const connect = pool.connect.bind(pool) as () => Promise<pg.PoolClient>;
  Object.assign(pool, {
    connect: async () => {
      const client = await connect();
      if (patched.has(client)) return client;
      patched.add(client);
      const prepared = await client.query<{ name: string; statement: string }>('select name, statement from pg_prepared_statements');
      for (const { name, statement } of prepared.rows) named.set(name, tablesOf(statement));
      const query = client.query.bind(client) as (...all: unknown[]) => unknown;
      const undone = (text: unknown) => (typeof text === 'string' ? text.replace(/(^|; )commit$/, '$1rollback') : text);
      return Object.assign(client, {
        query: (text: unknown, ...more: unknown[]) => {
          const { name, text: words = '' }: { name?: string; text?: string } =
            typeof text === 'string' ? { text } : (text as { name?: string; text?: string });
          if (name) named.set(name, tablesOf(words));
          for (const table of tablesOf(words)) for (const one of named.get(table) ?? [table]) touched.add(one);
          return query(undone(text), ...more);
        },
      });
    },
  });
}
