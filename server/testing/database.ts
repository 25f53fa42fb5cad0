import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { migrate } from '../migrations/migrate.ts';

const TEMPLATE_LOCK = 640_121_104;

function serverUrl(): string {
  const url = process.env.LINLI_TEST_DATABASE_URL;
  if (!url) throw new Error('LINLI_TEST_DATABASE_URL is not set: tests run through vitest, whose set-up starts a PostgreSQL');
  return url;
}

function named(url: string, database: string): string {
  const changed = new URL(url);
  changed.pathname = `/${database}`;
  return changed.href;
}

async function onServer<T>(server: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** The name changes with the migrations, so that a template of an older state is never cloned. */
async function template(server: string, client: pg.Client): Promise<string> {
  const { createHash } = await import('node:crypto');
  const { readdirSync, readFileSync } = await import('node:fs');
  const folder = new URL('../migrations/', import.meta.url);
  const hash = createHash('sha256');
  for (const name of readdirSync(folder)
    .filter((file) => file.endsWith('.sql'))
    .sort())
    hash.update(readFileSync(new URL(name, folder)));
  const database = `linli_template_${hash.digest('hex').slice(0, 12)}`;
  await client.query(`select pg_advisory_lock(${TEMPLATE_LOCK})`);
  try {
    const found = await client.query('select 1 from pg_database where datname = $1', [database]);
    if (!found.rowCount) {
      await client.query(`create database ${database}_new`);
      await migrate(named(server, `${database}_new`));
      await client.query(`alter database ${database}_new rename to ${database}`);
    }
  } finally {
    await client.query(`select pg_advisory_unlock(${TEMPLATE_LOCK})`);
  }
  return database;
}

/** A migrated, empty database of its own; cloned from a template in some 50 ms. `drop` removes it. `server`: another PostgreSQL than that of the tests. */
export async function testDatabase(server: string = serverUrl()): Promise<{ url: string; drop(): Promise<void> }> {
  const database = `linli_test_${randomUUID().replaceAll('-', '')}`;
  await onServer(server, async (client) => {
    const from = await template(server, client);
    // Copying the files costs a third of writing each page to the log, for as long as nothing is synchronised to a disk.
    await client.query(`create database ${database} template ${from} strategy file_copy`);
  });
  return {
    url: named(server, database),
    drop: () => onServer(server, async (client) => void (await client.query(`drop database if exists ${database} with (force)`))),
  };
}
