import { sql } from 'kysely';
import type { Tx } from '../../platform/database.ts';

/** A column in which numbers stood plain before they were sealed, and the check that lets no more be written. */
export interface PlainColumn {
  table: 'person' | 'account' | 'matter_reporter' | 'message';
  plain: 'plain_phone' | 'plain_totp_secret';
  /** What an emptied column holds. */
  empty: 'null' | "''";
  check: string;
}

export interface PlainRow {
  county: string;
  id: string;
  /** The person whose number it is, where the row is not the person's own. */
  subject: string | null;
  plain: string;
}

/** Whether a column was found empty once: then nothing plain can have come since. */
export async function isEmptied(tx: Tx, { check }: PlainColumn): Promise<boolean> {
  const found = await sql<{ done: boolean }>`select convalidated as done from pg_constraint where conname = ${check}`.execute(tx.db);
  return found.rows[0]?.done ?? false;
}

/** Remembers that a column is empty, in its check; fails where it is not. */
export async function noteEmptied(tx: Tx, { table, check }: PlainColumn): Promise<void> {
  await sql.raw(`alter table ${table} validate constraint ${check}`).execute(tx.db);
}

const SUBJECT = { person: 'null', account: 'null', matter_reporter: 'person_id', message: 'person_id' } as const;

export async function plainRows(tx: Tx, { table, plain, empty }: PlainColumn, limit: number): Promise<PlainRow[]> {
  const filled = empty === 'null' ? `${plain} is not null` : `${plain} <> ${empty}`;
  const found = await sql
    .raw<PlainRow>(
      `select county, id, ${SUBJECT[table]} as subject, ${plain} as plain from ${table} where ${filled} limit ${limit} for update skip locked`,
    )
    .execute(tx.db);
  return found.rows;
}

/** Puts sealed columns in the place of a plain one. */
export async function sealRows(
  tx: Tx,
  { table, plain, empty }: PlainColumn,
  columns: readonly string[],
  rows: readonly Record<string, string | null>[],
): Promise<void> {
  const sets = columns.map((column) => `${column} = r.${column}`).join(', ');
  const types = columns.map((column) => `${column} text`).join(', ');
  await sql`update ${sql.raw(table)} t set ${sql.raw(`${plain} = ${empty}, ${sets}`)}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(county text, id uuid, ${sql.raw(types)}) where t.county = r.county and t.id = r.id`.execute(
    tx.db,
  );
}
