import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';

const FOLDER = import.meta.dirname;
const LOCK = 5_120_121; // any fixed number: two servers that start together migrate one after the other

/** Thrown when the database was migrated by a newer version of Linli. */
export class DatabaseTooNew extends Error {}

/** Applies the numbered migrations that are missing, each in its own transaction, as the owner. */
export async function migrate(databaseUrl: string): Promise<{ applied: string[]; current: string }> {
  const files = (await readdir(FOLDER)).filter((name) => /^\d{4}_.+\.sql$/.test(name)).sort();
  const client = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: 10_000 });
  await client.connect();
  try {
    await client.query(`select pg_advisory_lock(${LOCK})`);
    await client.query('create table if not exists migration (name text primary key, applied_at timestamptz not null default now())');
    await client.query('alter table migration enable row level security');
    await client.query('alter table migration force row level security');
    await client.query('drop policy if exists migration_own on migration');
    await client.query('create policy migration_own on migration using (true) with check (true)');
    await client.query(
      `comment on table migration is 'Purpose: which migrations ran. Legal basis: none needed, technical record. Retention: for ever.'`,
    );
    const done = new Set((await client.query<{ name: string }>('select name from migration')).rows.map((row) => row.name));
    const unknown = [...done].filter((name) => !files.includes(name));
    if (unknown.length)
      throw new DatabaseTooNew(
        `The database was migrated by a newer version of Linli (${unknown.join(', ')}). Start that version, or restore an older backup.`,
      );
    const applied: string[] = [];
    for (const name of files.filter((file) => !done.has(file))) {
      const statements = await readFile(join(FOLDER, name), 'utf8');
      await client.query('begin');
      try {
        await client.query(statements);
        await client.query('insert into migration (name) values ($1)', [name]);
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
