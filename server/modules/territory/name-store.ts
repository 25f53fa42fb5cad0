import type { Tx } from '../../platform/database.ts';
import { filledUp } from '../../platform/filled-up.ts';

/** The short names of places by code. */
export async function shortNames(tx: Tx, codes: readonly string[]): Promise<Map<string, string>> {
  if (!codes.length) return new Map();
  const rows = await tx.db.selectFrom('division').select(['code', 'short_name']).where('code', 'in', filledUp(codes)).execute();
  return new Map(rows.map((row) => [row.code, row.short_name]));
}

/** Whether a grid is one that holds today. */
export async function gridExists(tx: Tx, code: string, today: string): Promise<boolean> {
  const row = await tx.db
    .selectFrom('division')
    .select('code')
    .where('code', '=', code)
    .where('level', '=', 'grid')
    .where((where) => where.or([where('valid_until', 'is', null), where('valid_until', '>=', today)]))
    .executeTakeFirst();
  return row !== undefined;
}
