import type { Actor } from '../../../domain/accounts/actor.ts';
import { openPool, transaction } from '../../platform/database.ts';
import { periodOf } from './operations.ts';
import { recountRates } from './verify-rates.ts';

export { statisticsOperations } from './operations.ts';

const SYSTEM: Actor = { kind: 'system', name: '核对统计' };

/** Recounts every rate from the actions and compares it with the figures shown; for the command line. */
export async function verifyRates(databaseUrl: string, options: { territory: string; from: string; until: string; now: Date }) {
  const pool = openPool(databaseUrl, { max: 1 });
  try {
    return await transaction(pool, SYSTEM, (tx) => recountRates(tx, periodOf(options.territory, options.from, options.until), options.now));
  } finally {
    await pool.end();
  }
}
