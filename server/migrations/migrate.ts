import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';

const FOLDER = import.meta.dirname;
/** Any fixed number: two servers that start together migrate one after the other, and a backup lets nobody migrate under it (shared). */
export const MIGRATION_LOCK = 5_120_121;

/** Thrown when the database was migrated by a newer version of Linli. */
export class DatabaseTooNew extends Error {}

/** The migrations of this version, in order. */
export const migrationFiles = async (folder: string = FOLDER): Promise<string[]> =>
  (await readdir(folder)).filter((name) => /^\d{4}_.+\.sql$/.test(name)).sort();

/** Makes the table that knows which migrations ran. */
async function prepareMigrations(client: pg.Client): Promise<void> {
  await client.query('create table if not exists migration (name text primary key, applied_at timestamptz not null default now())');
  await client.query('alter table migration enable row level security');
  await client.query('alter table migration force row level security');
  await client.query('drop policy if exists migration_own on migration');
  await client.query('create policy migration_own on migration using (true) with check (true)');
  await client.query(
    `comment on table migration is 'Purpose: which migrations ran. Legal basis: none needed, technical record. Retention: for ever.'`,
  );
}

async function apply(client: pg.Client, folder: string, name: string): Promise<void> {
  await client.query(await readFile(join(folder, name), 'utf8'));
  await client.query('insert into migration (name) values ($1)', [name]);
}

/** Brings an empty database to an earlier state within the caller's transaction: to fill it from a backup of that state. */
export async function migrateWithin(client: pg.Client, names: readonly string[]): Promise<void> {
  await prepareMigrations(client);
  for (const name of names) await apply(client, FOLDER, name);
}

/** Applies the numbered migrations that are missing, each in its own transaction, as the owner. One that fails leaves the state before it. */
export async function migrate(databaseUrl: string, folder: string = FOLDER): Promise<{ applied: string[]; current: string }> {
  const files = await migrationFiles(folder);
  const client = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: 10_000 });
  await client.connect();
  try {
    await client.query(`select pg_advisory_lock(${MIGRATION_LOCK})`);
    await prepareMigrations(client);
    const done = new Set((await client.query<{ name: string }>('select name from migration')).rows.map((row) => row.name));
    const unknown = [...done].filter((name) => !files.includes(name));
    if (unknown.length)
      throw new DatabaseTooNew(
        `The database was migrated by a newer version of Linli (${unknown.join(', ')}). Start that version, or restore an older backup.`,
      );
    const applied: string[] = [];
    for (const name of files.filter((file) => !done.has(file))) {
      await client.query('begin');
      try {
        await apply(client, folder, name);
        await client.query('commit');
      } catch (error) {
        await client.query('rollback');
        throw new Error(`Migration ${name} failed, nothing of it was kept: ${(error as Error).message}`);
      }
      applied.push(name);
    }
    return { applied, current: files.at(-1) ?? '' };
  } finally {
    await client.end();
  }
}
