import { sql } from 'kysely';
import type { Tx } from '../../platform/database.ts';
import { daysBefore } from '../../platform/retention.ts';

/** Sealed rows that are older than the term their table names, by table. They stay; the number says what the seal holds on to. */
export async function sealedBeyondTerm(tx: Tx, now: Date): Promise<Record<string, number>> {
  const found = await sql<{ audit: number; action: number }>`
    select (select count(*)::int from audit where at < ${daysBefore(now, 6 * 365)}) as audit,
      (select count(*)::int from matter_action a join matter m on m.county = a.county and m.id = a.matter_id where m.ended_at < ${daysBefore(now, 10 * 365)}) as action`.execute(
    tx.db,
  );
  return { audit: found.rows[0]?.audit ?? 0, matter_action: found.rows[0]?.action ?? 0 };
}

/** Each table of the database with the retention its comment promises. */
export async function promisedTerms(tx: Tx): Promise<Map<string, string>> {
  const found = await sql<{ table: string; comment: string | null }>`
    select relname as table, obj_description(oid) as comment from pg_class
    where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') order by 1`.execute(tx.db);
  return new Map(found.rows.map(({ table, comment }) => [table, /Retention: (.+)$/s.exec(comment ?? '')?.[1] ?? '']));
}
