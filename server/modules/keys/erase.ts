import type pg from 'pg';
import { auditStatements } from '../../platform/audit.ts';
import { becoming, prepareInserts, type Tx, txOn } from '../../platform/database.ts';
import { keyIdOf } from '../../platform/envelope.ts';
import { appendErased, erasedLines } from '../../platform/erased-list.ts';
import { isId } from '../../platform/ids.ts';
import { asImporter } from '../../platform/import-rows.ts';
import { SYSTEM } from './open.ts';
import { clearUnreadable, eraseKeys, eraseKeysOf, noteErased, personOf, subjectsOf } from './store.ts';

/** The keys that were erased, by the name of their list in the folder of keys. */
export const ERASED_KEYS = 'erased.list';

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
    await listErased(list, gone);
    return gone.length;
  });
}

/** On the disk before the commit: a key listed too early is erased by the next restore, one listed never would come back. */
const listErased = (list: string, gone: readonly ErasedKey[]) =>
  appendErased(
    list,
    gone.map(({ county, id }) => `${county} ${id}`),
  );

/** Erases the key of one sealed text, here and in what `list` clears: the text can no longer be read. With the rights of the system. */
export async function eraseSealed(
  tx: Tx,
  { county, sealed, list }: { county: string; sealed: string; list: string },
  now: Date,
): Promise<void> {
  const gone = [{ county, id: keyIdOf(sealed) }];
  await eraseKeys(tx, gone);
  await noteErased(tx, gone, now);
  await listErased(list, gone);
}

/** What was erased, as the list beside the master key says; nothing where no list is. */
export const erasedInList = async (list: string): Promise<ErasedKey[]> =>
  (await erasedLines(list)).flatMap(([county, id]) => (county && id && isId(id) ? [{ county, id }] : []));

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
