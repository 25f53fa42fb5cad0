import { join } from 'node:path';
import type pg from 'pg';
import type { Actor } from '../../../domain/accounts/actor.ts';
import { auditStatements } from '../../platform/audit.ts';
import { becoming, prepareInserts, type Tx, txOn } from '../../platform/database.ts';
import { appendErased, erasedLines } from '../../platform/erased-list.ts';
import { isId } from '../../platform/ids.ts';
import { ERASED_KEYS, eraseAgain, erasedInList } from '../keys/index.ts';
import { erasePerson } from './erase-person.ts';
import { addErased, lastErased, placeOf } from './store.ts';

const SYSTEM: Actor = { kind: 'system', name: '系统' };

/** The list of erased people, by its name in the folder of keys. */
export const ERASED_PEOPLE = 'erased-people.list';

/** An erasure that was carried out: whose, when, and whether the entry of the register went too, since the person had moved away. */
export interface ErasedPerson {
  county: string;
  personId: string;
  at: Date;
  moved: boolean;
}

/**
 * Notes an erasure with the rows it changed, and in a list that no restore takes back: ids and an instant, nothing else. The list comes first, on
 * the disk: what stands there too early is erased by the next restore, what stood there never would come back.
 */
export async function noteErasedPerson(tx: Tx, keysFolder: string, erased: ErasedPerson): Promise<void> {
  const { county, personId, at, moved } = erased;
  await appendErased(join(keysFolder, ERASED_PEOPLE), [`${county} ${personId} ${at.toISOString()} ${moved ? 'all' : 'rest'}`]);
  await addErased(tx, erased);
}

/** Who was erased, as a list says; what is no whole line is left out. */
export async function erasedPeopleInList(list: string): Promise<ErasedPerson[]> {
  return (await erasedLines(list)).flatMap(([county = '', personId = '', at = '', how = '']) =>
    /^\d{6}$/.test(county) && isId(personId) && !Number.isNaN(Date.parse(at)) && (how === 'all' || how === 'rest')
      ? [{ county, personId, at: new Date(at), moved: how === 'all' }]
      : [],
  );
}

/**
 * Inside a restore, before anybody sees the rows: erases again the numbers and the people that were erased since the backup, by the lists in the
 * folder of keys. How many keys and people came back and went again.
 */
export async function eraseAfterRestore(client: pg.Client, keysFolder: string, now: Date): Promise<{ keys: number; people: number }> {
  const keys = await eraseAgain(client, await erasedInList(join(keysFolder, ERASED_KEYS)), now);
  const listed = await erasedPeopleInList(join(keysFolder, ERASED_PEOPLE));
  if (!listed.length) return { keys, people: 0 };
  await prepareInserts(client);
  await client.query(becoming(SYSTEM).join('; '));
  const tx = txOn(client);
  let people = 0;
  for (const erased of listed) {
    const { county, personId, at, moved } = erased;
    // An erasure the backup knows of is in its rows; what its person gave since is theirs.
    const last = await lastErased(tx, county, personId);
    if (last && last >= at) continue;
    const territory = await placeOf(tx, county, personId);
    if (territory === null) continue;
    await erasePerson(tx, { app: { keysFolder }, county, personId, moved }, at, now);
    await addErased(tx, erased);
    const entry = { kind: 'change', county, territory, personId, purpose: '恢复备份以后，按本人的要求再删一次' } as const;
    await tx.send(...auditStatements(SYSTEM, 'ownData.eraseAgain', now, [entry]));
    people += 1;
  }
  return { keys, people };
}
