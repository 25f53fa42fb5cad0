import { createHash, randomBytes } from 'node:crypto';
import pg from 'pg';
import { migrate } from '../server/migrations/migrate.ts';
import { type Filled, fill, MATTERS } from './fill.ts';

const named = (serverUrl: string, database: string): string => Object.assign(new URL(serverUrl), { pathname: `/${database}` }).href;

/**
 * A filled database of its own for one run. It is copied from one that stays as filled, so that a kept folder (`BENCH_HOME`) spares the filling
 * and no run measures what an earlier one wrote.
 */
export async function filledCopy(serverUrl: string): Promise<{ url: string; filled: Filled }> {
  const client = new pg.Client({ connectionString: named(serverUrl, 'postgres') });
  await client.connect();
  const comment = `select shobj_description(oid, 'pg_database') as filled from pg_database where datname = 'bench_filled'`;
  let filled = (await client.query<{ filled: string | null }>(comment)).rows[0]?.filled;
  if (!filled) {
    await client.query('drop database if exists bench_filled');
    await client.query('create database bench_filled');
    const url = named(serverUrl, 'bench_filled');
    await migrate(url);
    const token = randomBytes(32).toString('base64url');
    filled = JSON.stringify(await fill(url, MATTERS, createHash('sha256').update(`session:${token}`).digest('hex'), token));
    await client.query(`comment on database bench_filled is ${pg.escapeLiteral(filled)}`);
  }
  await client.query('drop database if exists bench_run');
  await client.query('create database bench_run template bench_filled strategy file_copy');
  await client.end();
  const url = named(serverUrl, 'bench_run');
  // What was kept may have been filled before the newest tables.
  await migrate(url);
  const run = new pg.Client({ connectionString: url });
  await run.connect();
  await run.query(`update session set seen_at = now(), expires_at = now() + interval '1 day'`);
  await run.end();
  return { url, filled: JSON.parse(filled) as Filled };
}
