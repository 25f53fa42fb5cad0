import { appendFile, mkdir, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type pg from 'pg';
import { auditStatements } from '../../platform/audit.ts';
import { becoming, prepareInserts, txOn } from '../../platform/database.ts';
import { asImporter } from '../../platform/import-rows.ts';
import { SYSTEM } from './open.ts';
import { clearUnreadable, eraseKeys, eraseKeysOf, noteErased, personOf, subjectsOf } from './store.ts';

/** What was erased, in LINLI_HOME: a file that no restore of the database takes back. */
export const ERASED_LIST = 'keys/erased.list';

export type ErasedKey = { county: string; id: string };

/**
 * Erases every key of a person, and of accounts that speak for nobody else: their phones can no longer be read, here and in every backup whose keys
 * are gone. What was erased is noted in the database and in `list`, a file that no restore of the database takes back. `databaseUrl` is the owner's.
 * @throws one sentence when there is no such person
 */
export async function eraseNumbersOf(
  databaseUrl: string,
  { personId, reason, list, now }: { personId: string; reason: string; list: string; now: Date },
): Promise<number> {
  return asImporter(databaseUrl, async (client, tx) => {
    await prepareInserts(client);
    const person = await personOf(tx, personId);
    if (!person) throw new Error(`There is no person ${personId}.`);
    const gone = await eraseKeysOf(tx, await subjectsOf(tx, personId));
    await noteErased(tx, gone, now);
    await clearUnreadable(tx);
    const entry = {
      kind: 'change',
      county: person.county,
      territory: person.territory,
      personId,
      purpose: reason,
      detail: { erasedKeys: gone.length },
    } as const;
    tx.defer(...auditStatements(SYSTEM, 'keys.erase', now, [entry]));
    // On the disk before the commit: a key listed too early is erased by the next restore, one listed never would come back.
    await mkdir(dirname(list), { recursive: true, mode: 0o700 });
    await appendFile(list, gone.map(({ county, id }) => `${county} ${id}\n`).join(''), { mode: 0o600, flush: true });
    return gone.length;
  });
}

/** What was erased, as the list beside the master key says; nothing where no list is. */
export async function erasedInList(list: string): Promise<ErasedKey[]> {
  const text = await readFile(list, 'utf8').catch((error: NodeJS.ErrnoException) => (error.code === 'ENOENT' ? '' : Promise.reject(error)));
  return text.split('\n').flatMap((line) => {
    const [county, id] = line.split(' ');
    return county && id ? [{ county, id }] : [];
  });
}

/** Inside a restore, before anybody sees the rows: erases again what was erased since the backup. */
export async function eraseAgain(client: pg.Client, erased: readonly ErasedKey[], now: Date): Promise<number> {
  if (!erased.length) return 0;
  await client.query(becoming(SYSTEM).join('; '));
  const tx = txOn(client);
  const gone = await eraseKeys(tx, erased);
  await noteErased(tx, erased, now);
  await clearUnreadable(tx);
  return gone;
}
