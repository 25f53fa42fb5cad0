import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { migrationFiles } from '../migrations/migrate.ts';
import { tablesInOrder } from '../platform/backup/tables.ts';
import { startThrowAwayPostgres } from '../platform/embedded-postgres.ts';

/** `npm run migration-fixture`: for each migration that has none yet, a file with a row in every table as that migration leaves them. One that exists is frozen, as its migration is. */
const migrations = join(import.meta.dirname, '..', 'migrations');
const fixtures = join(migrations, 'fixtures');
const ID = '01930000-0000-7000-8000-000000000001';
const OTHER_ID = '01930000-0000-7000-8000-000000000002';

interface Column {
  name: string;
  type: string;
  needed: boolean;
  filled: boolean;
}

/** A value a column takes: the first a check allows, else one of its type; every id is the same, so that whatever refers to a row finds it, but where a check wants two that differ. */
function valueFor({ name, type }: Column, checks: readonly string[]): string {
  for (const check of checks) {
    const allowed = new RegExp(`\\b${name} = (?:ANY \\(\\(?ARRAY\\[\\(?)?'([^']*)'`).exec(check);
    if (allowed) return `'${allowed[1]}'`;
    if (new RegExp(`\\b${name} IS NULL\\)`).test(check)) return 'null';
  }
  if (type === 'uuid' && checks.some((check) => check.includes(`<> ${name})`))) return `'${OTHER_ID}'`;
  const refers = checks.map((check) => new RegExp(`^FOREIGN KEY \\(${name}\\) REFERENCES \\w+\\((\\w+)\\)`).exec(check)?.[1]).find(Boolean);
  if (refers && type === 'text') return `'旧 ${refers}'`;
  if (name === 'county') return "'640121'";
  if (type.endsWith('[]')) return "'{}'";
  if (type === 'uuid') return `'${ID}'`;
  if (type.startsWith('timestamp')) return "'2026-01-05T02:00:00Z'";
  if (type === 'date') return "'2026-01-05'";
  if (/int|numeric|double/.test(type)) return '1';
  if (type === 'boolean') return 'true';
  if (type.startsWith('json')) return `'{"kept": "旧"}'`;
  if (type === 'bytea') return `'\\x${'ab'.repeat(32)}'`;
  return `'旧 ${name}'`;
}

async function rowFor(client: pg.Client, table: string): Promise<string> {
  const { rows: columns } = await client.query<Column>(
    `select attname as name, format_type(atttypid, atttypmod) as type, attnotnull as needed, atthasdef as filled from pg_attribute
      where attrelid = $1::regclass and attnum > 0 and not attisdropped and attgenerated = '' order by attnum`,
    [table],
  );
  const { rows } = await client.query<{ text: string }>(
    "select pg_get_constraintdef(oid) as text from pg_constraint where conrelid = $1::regclass and contype in ('c', 'f')",
    [table],
  );
  const checks = rows.map(({ text }) => text);
  let why = '';
  for (const picked of [columns, columns.filter(({ needed }) => needed), columns.filter(({ needed, filled }) => needed && !filled)]) {
    const values = picked.map((column) => valueFor(column, checks));
    const statement = `insert into ${table} (${picked.map(({ name }) => name).join(', ')}) values (${values.join(', ')});`;
    await client.query('savepoint before');
    try {
      await client.query(statement);
      return statement;
    } catch (error) {
      why = (error as Error).message;
      await client.query('rollback to savepoint before');
    }
  }
  throw new Error(`No row was found that ${table} takes (${why}): write its fixture by hand.`);
}

const postgres = await startThrowAwayPostgres();
const client = new pg.Client({ connectionString: postgres.url });
await client.connect();
try {
  mkdirSync(fixtures, { recursive: true });
  await client.query('create table migration (name text primary key, applied_at timestamptz not null default now())');
  for (const name of await migrationFiles()) {
    await client.query(readFileSync(join(migrations, name), 'utf8'));
    if (existsSync(join(fixtures, name))) continue;
    await client.query('begin');
    const rows: string[] = [];
    for (const table of await tablesInOrder(client)) if (table.name !== 'migration') rows.push(await rowFor(client, table.name));
    await client.query('rollback');
    writeFileSync(join(fixtures, name), `-- A row in each table as ${name} leaves them; frozen with it.\n${rows.join('\n')}\n`);
    console.log(`wrote server/migrations/fixtures/${name}`);
  }
} finally {
  await client.end();
  await postgres.stop();
}
