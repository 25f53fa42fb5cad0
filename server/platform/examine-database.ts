import { readdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { onDatabase } from './reach-database.ts';

/** What a look at a reachable database tells about its health. */
export interface DatabaseHealth {
  version: string;
  /** Round trip of an empty query, milliseconds. */
  latency: number;
  /** The database's clock minus ours, milliseconds. */
  skew: number;
  /** Rows of the national calendar for each year asked about. */
  calendarDays: Record<string, number>;
  jobs: { waiting: number; late: number; dead: number };
}

const migrationsFolder = fileURLToPath(new URL('../migrations', import.meta.url));

/** Migrations of this version that the database has not seen; a new database has seen none. */
export function pendingMigrations(databaseUrl: string): Promise<string[]> {
  return onDatabase(databaseUrl, async (client) => {
    const shipped = (await readdir(migrationsFolder)).filter((name) => /^\d{4}_.+\.sql$/.test(name)).sort();
    const { rows: known } = await client.query<{ there: boolean }>("select to_regclass('migration') is not null as there");
    if (!known[0]?.there) return shipped;
    const { rows } = await client.query<{ name: string }>('select name from migration');
    const applied = new Set(rows.map(({ name }) => name));
    return shipped.filter((name) => !applied.has(name));
  });
}

/** Measures a migrated database as the system itself, reading no personal data. */
export function examineDatabase(databaseUrl: string, years: readonly number[]): Promise<DatabaseHealth> {
  return onDatabase(databaseUrl, async (client) => {
    const before = Date.now();
    const { rows: clock } = await client.query<{ at: number; version: string }>(
      "select extract(epoch from clock_timestamp())::float8 * 1000 as at, current_setting('server_version') as version",
    );
    const after = Date.now();
    await client.query("begin; set local app.kind = 'system'");
    const { rows: days } = await client.query<{ year: number; days: number }>(
      `select year, count(date)::int as days from unnest($1::int[]) year
        left join calendar_day on extract(year from date)::int = year and scope = '' group by year`,
      [years],
    );
    const { rows: jobs } = await client.query<DatabaseHealth['jobs']>(
      `select count(*) filter (where state = 'waiting')::int as waiting, count(*) filter (where state = 'dead')::int as dead,
        count(*) filter (where state = 'waiting' and run_at < now() - interval '10 minutes')::int as late from job`,
    );
    await client.query('commit');
    return {
      version: clock[0]?.version ?? '',
      latency: after - before,
      skew: Math.round((clock[0]?.at ?? after) - (before + after) / 2),
      calendarDays: Object.fromEntries(days.map(({ year, days: count }) => [String(year), count])),
      jobs: jobs[0] ?? { waiting: 0, late: 0, dead: 0 },
    };
  });
}
