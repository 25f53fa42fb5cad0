import pg from 'pg';
import { becoming, type Tx, txOn } from './database.ts';

/**
 * Runs `work` in one transaction with the rights of the system, on a connection of its own; for imports, which run beside the server. What is
 * deferred on `tx`, such as jobs, goes with the commit. Rolls back when it throws.
 */
export async function asImporter<T>(databaseUrl: string, work: (client: pg.Client, tx: Tx) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: databaseUrl, application_name: 'linli-import', connectionTimeoutMillis: 10_000 });
  await client.connect();
  try {
    await client.query(['begin', ...becoming({ kind: 'system', name: '导入' })].join('; '));
    const tx = txOn(client);
    const answer = await work(client, tx);
    await tx.send('commit');
    return answer;
  } finally {
    await client.end();
  }
}
