import type pg from 'pg';

const TABLES = /\b(?:from|join|into|update|execute)\s+"?([a-z_]+)/g;

/**
 * From here on every commit of the server is a rollback: a call does all its work, is answered, and leaves no trace, so each cell sees the same world.
 * `touched` gathers the tables its statements name.
 */
export function keepNothing(pool: pg.Pool, touched: Set<string>): void {
  const patched = new WeakSet<object>();
  const connect = pool.connect.bind(pool) as () => Promise<pg.PoolClient>;
  Object.assign(pool, {
    connect: async () => {
      const client = await connect();
      if (patched.has(client)) return client;
      patched.add(client);
      const query = client.query.bind(client) as (...all: unknown[]) => unknown;
      const undone = (text: unknown) => (typeof text === 'string' ? text.replace(/(^|; )commit$/, '$1rollback') : text);
      return Object.assign(client, {
        query: (text: unknown, ...more: unknown[]) => {
          const words = typeof text === 'string' ? text : String((text as { text?: string })?.text ?? '');
          for (const [, table] of words.matchAll(TABLES)) touched.add(table as string);
          return query(undone(text), ...more);
        },
      });
    },
  });
}
