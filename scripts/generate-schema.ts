import { generate, getDialect } from 'kysely-codegen';
import { migrate } from '../server/migrations/migrate.ts';
import { startThrowAwayPostgres } from '../server/platform/embedded-postgres.ts';
import { onDatabase } from '../server/platform/reach-database.ts';

/** Gives work a database that was just migrated. */
export async function withFreshDatabase<T>(use: (databaseUrl: string) => Promise<T>): Promise<T> {
  const named = process.env.LINLI_TEST_DATABASE_URL;
  const server = named ? { url: named, stop: async () => {} } : await startThrowAwayPostgres();
  const name = `generate_${process.pid}`;
  const url = new URL(server.url);
  url.pathname = `/${name}`;
  try {
    await onDatabase(server.url, (client) => client.query(`create database ${name}`));
    await migrate(url.href);
    return await use(url.href);
  } finally {
    await onDatabase(server.url, (client) => client.query(`drop database if exists ${name} with (force)`));
    await server.stop();
  }
}

/** The types of all tables, from a database that was just migrated; days and counts as the connection parses them. */
export function makeSchemaTypes(): Promise<string> {
  return withFreshDatabase(async (connectionString) => {
    const dialect = getDialect('postgres', { dateParser: 'string', numericParser: 'number' });
    const db = await dialect.introspector.connect({ connectionString, dialect });
    try {
      return await generate({ db, dialect, outFile: null, print: false, typeMapping: { int8: 'number' } });
    } finally {
      await db.destroy();
    }
  });
}
