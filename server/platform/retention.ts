import { type RawBuilder, sql } from 'kysely';
import type { Tx } from './database.ts';
import type { DB } from './schema.gen.ts';

/** When a table's rows have been kept long enough, as one condition that the dry run counts by and the nightly job acts by. */
export interface RetentionRule {
  /** The table, or `table.part` where a part of its rows has a term of its own. */
  id: string;
  table: keyof DB;
  /** The term as a person says it, and from when it counts. */
  term: string;
  /** Why it goes, for whoever reads the dry run. */
  why: string;
  /** Which rows, at an instant; a row that was already emptied is not among them. */
  due(now: Date): RawBuilder<unknown>;
  /** What is written over instead of removing the row, where the rest of it must stay. */
  empties?: Readonly<Record<string, string | null>>;
}

const DAY = 86_400_000;

/** The instant so many days before another. */
export const daysBefore = (now: Date, days: number): Date => new Date(now.getTime() - days * DAY);

/** How many rows a rule would take now. */
export async function countDue(tx: Tx, rule: RetentionRule, now: Date): Promise<number> {
  const found = await sql<{ n: number }>`select count(*)::int as n from ${sql.table(rule.table)} where ${rule.due(now)}`.execute(tx.db);
  return found.rows[0]?.n ?? 0;
}

/** Takes them; returns how many. */
export async function keepTerm(tx: Tx, rule: RetentionRule, now: Date): Promise<number> {
  const table = sql.table(rule.table);
  const empties = Object.entries(rule.empties ?? {}).map(([column, value]) => sql`${sql.ref(column)} = ${value}`);
  const gone = empties.length
    ? await sql`update ${table} set ${sql.join(empties)} where ${rule.due(now)}`.execute(tx.db)
    : await sql`delete from ${table} where ${rule.due(now)}`.execute(tx.db);
  return Number(gone.numAffectedRows ?? 0);
}
