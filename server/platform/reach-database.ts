import pg from 'pg';

/** The oldest PostgreSQL the SQL is written for. */
export const oldestPostgres = 15;

/** Host, port and database of a connection string, without its user and password. */
export function placeOf(databaseUrl: string): string {
  try {
    const url = new URL(databaseUrl);
    const host = url.searchParams.get('host') ?? url.hostname;
    return `${host || 'localhost'}:${url.port || '5432'}${url.pathname}`;
  } catch {
    throw new Error('DATABASE_URL is not a connection string: write it as postgres://user:password@host:5432/database.');
  }
}

/** Runs `use` on one connection as the owner, which is closed afterwards; a database that cannot be reached becomes one sentence. */
export async function onDatabase<T>(databaseUrl: string, use: (client: pg.Client) => Promise<T>): Promise<T> {
  const place = placeOf(databaseUrl);
  const client = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: 5000, application_name: 'linli' });
  client.on('error', () => {});
  try {
    await client.connect();
  } catch (error) {
    // Node tries each address of a host and then throws a list of failures without words of its own.
    const first = error instanceof AggregateError ? error.errors[0] : error;
    throw new Error(
      `The database at ${place} cannot be reached (${first instanceof Error ? first.message : first}): check DATABASE_URL and that it runs.`,
    );
  }
  try {
    return await use(client);
  } finally {
    await client.end().catch(() => {});
  }
}

/** Makes sure the database answers and is new enough; throws one sentence otherwise. */
export async function reachDatabase(databaseUrl: string): Promise<void> {
  await onDatabase(databaseUrl, async (client) => {
    const { rows } = await client.query<{ server_version: string }>('show server_version');
    const version = rows[0]?.server_version ?? '';
    if (Number.parseInt(version, 10) < oldestPostgres) {
      throw new Error(`The database at ${placeOf(databaseUrl)} is PostgreSQL ${version}; Linli needs ${oldestPostgres} or newer.`);
    }
  });
}
