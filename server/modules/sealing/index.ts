import type { Actor } from '../../../domain/accounts/actor.ts';
import { openPool, transaction } from '../../platform/database.ts';
import { type Entry, entriesOf } from './entries.ts';
import { countiesWithRecords } from './store.ts';
import { type Verdict, verifyEntries } from './verify.ts';

export { Entry } from './entries.ts';
export { sealingJobs, sealingSchedules } from './jobs.ts';
export { noteFromPaper } from './note.ts';
export { sealingOperations } from './operations.ts';
export { newestCheckpoint, proveRecord } from './prove.ts';
export { readSealedRow } from './store.ts';
export { type Finding, type Verdict, verifyEntries } from './verify.ts';
export { witnessed } from './witness.ts';

const SYSTEM: Actor = { kind: 'system', name: '核对封存' };

/** Reads what is sealed, in one snapshot; for the command line. `county` null: all of them. */
async function reading<Result>(
  databaseUrl: string,
  county: string | null,
  use: (entries: AsyncIterable<Entry>) => Promise<Result>,
  key: Uint8Array | null,
) {
  const pool = openPool(databaseUrl, { max: 1 });
  try {
    return await transaction(pool, SYSTEM, async (tx) => {
      await tx.send('set transaction isolation level repeatable read, read only');
      return use(entriesOf(tx, county ? [county] : await countiesWithRecords(tx), key));
    });
  } finally {
    await pool.end();
  }
}

/** Checks the records of a database against their seals; only these keys are believed. */
export const verifyAudit = (
  databaseUrl: string,
  options: { county: string | null; keys: readonly Uint8Array[]; witnessed: readonly string[]; now: Date },
): Promise<Verdict> => reading(databaseUrl, options.county, (entries) => verifyEntries(entries, options.now.getTime(), options), null);

/** Writes what a verifier needs, one line at a time. */
export const exportAudit = (
  databaseUrl: string,
  options: { county: string | null; key: Uint8Array; write(line: string): Promise<void> },
): Promise<number> =>
  reading(
    databaseUrl,
    options.county,
    async (entries) => {
      let lines = 0;
      for await (const entry of entries) {
        await options.write(`${JSON.stringify(entry)}\n`);
        lines += 1;
      }
      return lines;
    },
    options.key,
  );
