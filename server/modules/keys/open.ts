import type pg from 'pg';
import type { Actor } from '../../../domain/accounts/actor.ts';
import { openPool, type Tx, transaction } from '../../platform/database.ts';
import { SUITES, type Suite } from '../../platform/envelope.ts';
import { Keyring, type WrappedKey } from '../../platform/keyring.ts';
import { type MasterKey, type MasterSource, masterSource } from '../../platform/master-key.ts';
import { addKeys, addMaster, keyById, lockMasters, masters } from './store.ts';

export const SYSTEM: Actor = { kind: 'system', name: '系统' };

/** Where the root of the blind indexes lies among the data keys: it belongs to nobody. */
export const ROOT = { county: '000000', id: '00000000-0000-7000-8000-000000000000' };

export function suiteSetting(environment: NodeJS.ProcessEnv): Suite {
  const suite = environment.LINLI_CIPHER ?? 'aes';
  if (!SUITES.some((one) => one === suite)) throw new Error(`LINLI_CIPHER is "${suite}": it must be aes or sm.`);
  return suite as Suite;
}

/**
 * The keyring of an installation, its master key made at the first start. `databaseUrl` is migrated.
 * @throws one sentence when the master key is not the one the database was sealed with
 */
export async function openKeys(databaseUrl: string, source: MasterSource, environment: NodeJS.ProcessEnv = process.env): Promise<Keyring> {
  const pool = openPool(databaseUrl, { max: 1 });
  try {
    return await enrol(pool, new Keyring(suiteSetting(environment)), await source.read(), source.where);
  } finally {
    await pool.end();
  }
}

/** As `openKeys`, from the data folder and the environment. */
export const openKeysOf = (databaseUrl: string, home: string): Promise<Keyring> => openKeys(databaseUrl, masterSource(home));

/** Makes the keys of a keyring those of a database, or finds that they are. */
export async function enrol(pool: pg.Pool, keys: Keyring, held: readonly MasterKey[], where: string): Promise<Keyring> {
  await transaction(pool, SYSTEM, async (tx) => {
    await lockMasters(tx);
    const listed = await masters(tx);
    const first = held[0] as MasterKey;
    if (!listed.length) {
      await addMaster(tx, first.id, 'current');
      keys.hold(held, first.id);
      await makeIndex(tx, keys);
      return;
    }
    const missing = listed.find(({ id, state }) => state !== 'coming' && !held.some((key) => key.id === id));
    if (missing) throw wrongKey(where, missing.id);
    keys.hold(held, listed.find(({ state }) => state === 'current')?.id ?? first.id);
    const root = await keyById(tx, ROOT.county, ROOT.id);
    if (!root) throw new Error('The key of the blind indexes is missing from the database: restore the tables of keys from their backup.');
    keys.holdIndex(indexRoots(keys, root));
  });
  return keys;
}

const wrongKey = (where: string, id: string) =>
  new Error(
    `${where} does not hold the master key ${id}, which this database was sealed with. Put that key back (without it every phone and identity number is lost), or start on another database.`,
  );

/** The root of the indexes is wrapped where a data key would be, so that a rotation wraps it like any other. */
async function makeIndex(tx: Tx, keys: Keyring): Promise<void> {
  const root = keys.newIndexRoot();
  const row: WrappedKey = {
    ...ROOT,
    subject: ROOT.id,
    master: keys.current,
    wrapped: keys.wrap(ROOT.county, ROOT.id, Buffer.from(root, 'utf8')),
  };
  await addKeys(tx, [row]);
  keys.holdIndex(root);
}

export const indexRoots = (keys: Keyring, { wrapped }: WrappedKey): string =>
  keys.unwrap(ROOT.county, ROOT.id, wrapped).secret.toString('utf8');

/** How often a server looks whether another master key has come; a rotation waits longer than twice this before it uses it. */
export const LOOK_EVERY_MS = 2_000;

/** Learns of a master key that a rotation brings, and of another root of the indexes, until stopped. What goes wrong is told to `trouble` and tried again. */
export function followRotation(pool: pg.Pool, keys: Keyring, source: MasterSource, trouble: (error: Error) => void): { stop(): void } {
  let heldRoot = '';
  const look = async () => {
    const { listed, root } = await transaction(pool, SYSTEM, async (tx) => ({
      listed: await masters(tx),
      root: await keyById(tx, ROOT.county, ROOT.id),
    }));
    await learnMaster(listed);
    if (!root || root.wrapped === heldRoot) return;
    keys.holdIndex(indexRoots(keys, root));
    heldRoot = root.wrapped;
  };
  const learnMaster = async (listed: Awaited<ReturnType<typeof masters>>) => {
    const current = listed.find(({ state }) => state === 'current')?.id;
    if (!current || (current === keys.current && listed.every(({ id }) => keys.holds(id)))) return;
    const held = await source.read();
    if (held.some(({ id }) => id === current)) keys.hold(held, current);
    else throw new Error(`${source.where} does not hold the new master key ${current} yet.`);
  };
  const timer = setInterval(() => void look().catch(trouble), LOOK_EVERY_MS);
  timer.unref();
  return { stop: () => clearInterval(timer) };
}
