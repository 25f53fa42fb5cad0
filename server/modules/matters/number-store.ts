import { sql } from 'kysely';
import { dateOfDay, dayOf } from '../../../domain/calendar/calendar.ts';
import type { App } from '../../platform/app.ts';
import type { Tx } from '../../platform/database.ts';

/** How many serial numbers one value of the sequence stands for (migration 0007). */
export const BLOCK = 100;

const blocks = new WeakMap<App, { next: number; end: number }>();

/**
 * The number of a new matter: village, day in the region, six digits. The serial comes from a block taken from the sequence, so that no two
 * clerks wait for each other and most filings ask nothing; what is left of a block at the end of a server is never used.
 */
export async function numberOf(app: App, tx: Tx, village: string, now: Date): Promise<string> {
  let block = blocks.get(app);
  if (!block || block.next === block.end) {
    const found = await sql<{ block: number }>`select nextval('matter_number') as block`.execute(tx.db);
    const start = (found.rows[0]?.block ?? 0) * BLOCK;
    block = { next: start, end: start + BLOCK };
    blocks.set(app, block);
  }
  return `${village}-${dateOfDay(dayOf(now)).replaceAll('-', '')}-${String(block.next++ % 1_000_000).padStart(6, '0')}`;
}
