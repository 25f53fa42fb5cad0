import type pg from 'pg';

export type Row = Record<string, unknown>;

const AT_ONCE = 2_000;

/** Brings rows into a table as its owner, some thousands in one statement; all have the columns of the first. */
export async function bring(client: pg.Client, table: string, rows: readonly Row[]): Promise<void> {
  const columns = Object.keys(rows[0] ?? {}).join(', ');
  for (let at = 0; at < rows.length; at += AT_ONCE) {
    const part = JSON.stringify(rows.slice(at, at + AT_ONCE));
    await client.query(`insert into ${table} (${columns}) select ${columns} from jsonb_populate_recordset(null::${table}, $1::jsonb)`, [
      part,
    ]);
  }
}
