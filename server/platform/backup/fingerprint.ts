import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { onDatabase } from '../reach-database.ts';
import { sequences, tablesInOrder } from './tables.ts';

/** What two installations can be compared by: rows of each table in any order, sequences, files by name and content. */
export type Fingerprint = Record<string, string>;

/** Looks at every row and file; as a user that sees every row. */
export async function fingerprint(databaseUrl: string, home: string): Promise<Fingerprint> {
  const found: Fingerprint = {};
  await onDatabase(databaseUrl, async (client) => {
    await client.query("set row_security = off; set timezone = 'UTC'");
    for (const { name } of await tablesInOrder(client)) {
      const { rows } = await client.query<{ rows: string; hash: string }>(
        `select count(*)::text as rows, coalesce(sum(hashtextextended(t::text, 0)::numeric), 0)::text as hash from ${pg.escapeIdentifier(name)} t`,
      );
      found[name] = `${rows[0]?.rows} ${rows[0]?.hash}`;
    }
    for (const { name, value, called } of await sequences(client)) found[name] = `${value} ${called}`;
  });
  for (const shelf of (await readdir(join(home, 'files')).catch(() => [])).sort()) {
    for (const name of await readdir(join(home, 'files', shelf))) {
      found[`files/${name}`] = createHash('sha256')
        .update(await readFile(join(home, 'files', shelf, name)))
        .digest('hex');
    }
  }
  return found;
}
