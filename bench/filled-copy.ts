import { createHash, randomBytes } from 'node:crypto';
import pg from 'pg';
import { migrate } from '../server/migrations/migrate.ts';
import { type Filled, fill, MATTERS } from './fill.ts';

const named = (serverUrl: string, database: string): string => Object.assign(new URL(serverUrl), { pathname: `/${database}` }).href;

/**
 * A filled database of its own for one run, by `name`. It is copied from one that stays as `fillIt` left it, so that a kept folder (`BENCH_HOME`) spares
 * the filling and no run measures what an earlier one wrote. What `fillIt` answers is kept with it.
 */
export async function keptCopy<T>(
  serverUrl: string,
  name: string,
  fillIt: (databaseUrl: string) => Promise<T>,
): Promise<{ url: string; filled: T }> {
  const client = new pg.Client({ connectionString: named(serverUrl, 'postgres') });
  await client.connect();
  let filled: string | null | undefined;
  try {
    const comment = 'select shobj_description(oid, $2) as filled from pg_database where datname = $1';
    filled = (await client.query<{ filled: string | null }>(comment, [`${name}_filled`, 'pg_database'])).rows[0]?.filled;
    if (!filled) {
      await client.query(`drop database if exists ${name}_filled`);
      await client.query(`create database ${name}_filled`);
      filled = JSON.stringify(await fillIt(named(serverUrl, `${name}_filled`)));
      await client.query(`comment on database ${name}_filled is ${pg.escapeLiteral(filled)}`);
    }
    await client.query(`drop database if exists ${name}_run`);
    await client.query(`create database ${name}_run template ${name}_filled strategy file_copy`);
  } finally {
    await client.end();
  }
  const url = named(serverUrl, `${name}_run`);
  // What was kept may have been filled before the newest tables.
  await migrate(url);
  const run = new pg.Client({ connectionString: url });
  await run.connect();
  await run.query(`update session set seen_at = now(), expires_at = now() + interval '1 day', second_factor = appointment_id is not null`);
  await run.end();
  return { url, filled: JSON.parse(filled) as T };
}

/** The database of `npm run bench`: one station with one worker signed in, and many matters. */
export const filledCopy = (serverUrl: string): Promise<{ url: string; filled: Filled }> =>
  keptCopy(serverUrl, 'bench', async (url) => {
    await migrate(url);
    const token = randomBytes(32).toString('base64url');
    return fill(url, MATTERS, createHash('sha256').update(`session:${token}`).digest('hex'), token);
  });
