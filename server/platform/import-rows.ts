import pg from 'pg';
import { becoming } from './database.ts';

/**
 * Runs `work` in one transaction with the rights of the system, on a connection of its own; for imports, which run beside the server.
 * Rolls back when it throws.
 */
export async function asImporter<T>(databaseUrl: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: databaseUrl, application_name: 'linli-import', connectionTimeoutMillis: 10_000 });
  await client.connect();
  try {
    await client.query(['begin', ...becoming({ kind: 'system', name: '导入' })].join('; '));
    const answer = await work(client);
    await client.query('commit');
    return answer;
  } finally {
    await client.end();
  }
}
