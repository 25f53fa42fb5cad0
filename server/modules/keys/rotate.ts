import { setTimeout as wait } from 'node:timers/promises';
import { asImporter } from '../../platform/import-rows.ts';
import { Keyring } from '../../platform/keyring.ts';
import { type MasterKey, type MasterSource, newMasterKey, writeMasterKeys } from '../../platform/master-key.ts';
import { LOOK_EVERY_MS } from './open.ts';
import { addMaster, keysByMaster, keysNotOf, lockMasters, type MasterState, masters, removeMaster, rewrap, turnTo } from './store.ts';

const AT_ONCE = 500;

/** What stands in the way of using a new key too early: servers that have not heard of it. */
const GRACE_MS = 2 * LOOK_EVERY_MS + 1_000;

export interface KeyStatus {
  masters: { id: string; state: MasterState; since: string; keys: number; here: boolean }[];
}

/** The master keys the database knows, how many data keys each wraps, and whether this machine holds them. `databaseUrl` is the owner's. */
export async function keyStatus(databaseUrl: string, source: MasterSource): Promise<KeyStatus> {
  const held = await source.read();
  return asImporter(databaseUrl, async (_client, tx) => {
    const counts = new Map((await keysByMaster(tx)).map(({ master, keys }) => [master, keys]));
    return {
      masters: (await masters(tx)).map(({ id, state, since }) => ({
        ...{ id, state, since: since.toISOString(), keys: counts.get(id) ?? 0 },
        here: held.some((key) => key.id === id),
      })),
    };
  });
}

/**
 * A new master key while servers go on: the new key is written before anything is sealed with it, servers are given time to learn of it, every data
 * key is wrapped anew in batches, and only then the old key goes. Killed at any point, the next call goes on. `databaseUrl` is the owner's.
 * @throws one sentence when the keys come from a command that does not give a new one yet
 */
export async function rotateKeys(
  databaseUrl: string,
  source: MasterSource,
  options: { graceMs?: number; told?: (line: string) => void } = {},
): Promise<{ from: string[]; to: string; keys: number }> {
  const told = options.told ?? (() => {});
  const { held, next } = await bringNext(databaseUrl, source);
  const known = new Set(held.map(({ id }) => id));
  const before = await asImporter(databaseUrl, async (_client, tx) => {
    await lockMasters(tx);
    const listed = await masters(tx);
    if (!listed.length) throw new Error('Nothing is sealed in this database yet: start Linli once.');
    const missing = listed.find(({ id }) => !known.has(id));
    if (missing) throw new Error(`${source.where} does not hold the master key ${missing.id}; both keys are needed to wrap anew.`);
    await addMaster(tx, next.id, 'coming');
    return listed;
  });
  if (before.find(({ id }) => id === next.id)?.state !== 'current') {
    told(`The master key ${next.id} is there; servers learn of it …`);
    await wait(options.graceMs ?? GRACE_MS);
    await asImporter(databaseUrl, (_client, tx) => turnTo(tx, next.id));
    // Whoever has not turned yet wraps with the old key for a moment more; it is wrapped anew below.
    await wait(options.graceMs ?? GRACE_MS);
  }
  const keys = new Keyring((process.env.LINLI_CIPHER as 'aes' | 'sm' | undefined) ?? 'aes');
  keys.hold(held, next.id);
  const from = before.flatMap(({ id }) => (id === next.id ? [] : id));
  const count = await wrapAll(databaseUrl, keys, told);
  for (const id of from)
    await asImporter(databaseUrl, async (_client, tx) => {
      await lockMasters(tx);
      await removeMaster(tx, id);
    });
  if (source.file) await writeMasterKeys(source.file, [next]);
  return { from, to: next.id, keys: count };
}

/** The key to turn to: the first of two, or a new one written before the old. */
async function bringNext(databaseUrl: string, source: MasterSource): Promise<{ held: MasterKey[]; next: MasterKey }> {
  const held = await source.read();
  const listed = await asImporter(databaseUrl, (_client, tx) => masters(tx));
  const first = held[0] as MasterKey;
  const under = listed.length > 1 || listed.every(({ id }) => id !== first.id);
  if (under) return { held, next: first };
  if (!source.file)
    throw new Error(`${source.where} must give the new key on its first line and the old one after it; then run this again.`);
  const next = newMasterKey();
  const both = [next, ...held];
  await writeMasterKeys(source.file, both);
  return { held: both, next };
}

async function wrapAll(databaseUrl: string, keys: Keyring, told: (line: string) => void): Promise<number> {
  let count = 0;
  for (;;) {
    const done = await asImporter(databaseUrl, async (_client, tx) => {
      const rows = await keysNotOf(tx, keys.current, AT_ONCE);
      if (rows.length) {
        await rewrap(
          tx,
          rows.map((row) => ({
            ...row,
            master: keys.current,
            wrapped: keys.wrap(row.county, row.id, keys.unwrap(row.county, row.id, row.wrapped).secret),
          })),
        );
      }
      return rows.length;
    });
    if (done === 0) return count;
    count += done;
    if (count % 50_000 < AT_ONCE) told(`${count} keys wrapped anew …`);
  }
}
