import { setTimeout as wait } from 'node:timers/promises';
import type { Tx } from '../../platform/database.ts';
import { asImporter } from '../../platform/import-rows.ts';
import { indexPrefix, indexVersion, Keyring } from '../../platform/keyring.ts';
import type { MasterSource } from '../../platform/master-key.ts';
import { dropOldCodes, INDEXED, leftBehind, lockRoot, type Moved, moveSome, type RowKey } from './index-store.ts';
import { indexRoots, LOOK_EVERY_MS, ROOT, suiteSetting } from './open.ts';
import { clearUnreadable, lockMasters, masters, rewrap } from './store.ts';

const AT_ONCE = 500;
/** Until every running server has learned of a change of the roots. */
const GRACE_MS = 2 * LOOK_EVERY_MS + 1_000;

export interface IndexStatus {
  /** Versions that are found by, the one that is written first, each with its algorithm. */
  roots: { version: number; algorithm: string }[];
}

interface Options {
  graceMs?: number;
  atOnce?: number;
  now?: () => Date;
  told?: (line: string) => void;
}

/** Runs `work` with the keys and the roots of the indexes, the row they lie in locked. Throws one sentence while a master key is exchanged. */
async function withRoots<T>(
  databaseUrl: string,
  source: MasterSource,
  work: (tx: Tx, keys: Keyring, roots: string[], store: (roots: readonly string[]) => Promise<void>) => Promise<T>,
): Promise<T> {
  const held = await source.read();
  return asImporter(databaseUrl, async (_client, tx) => {
    await lockMasters(tx);
    const listed = await masters(tx);
    const [only] = listed;
    if (!only) throw new Error('Nothing is sealed in this database yet: start Linli once.');
    if (listed.length > 1) throw new Error('A master key is being exchanged: finish that first (linli keys rotate).');
    const keys = new Keyring(suiteSetting(process.env));
    keys.hold(held, only.id);
    const row = await lockRoot(tx);
    const roots = indexRoots(keys, row);
    keys.holdIndex(roots);
    return work(tx, keys, roots.split(' '), (next) =>
      rewrap(tx, [{ ...row, master: only.id, wrapped: keys.wrap(ROOT.county, ROOT.id, Buffer.from(next.join(' '), 'utf8')) }]),
    );
  });
}

/** Under which roots the blind indexes are found. `databaseUrl` is the owner's. */
export const indexStatus = (databaseUrl: string, source: MasterSource): Promise<IndexStatus> =>
  withRoots(databaseUrl, source, async (_tx, _keys, roots) => ({
    roots: roots.map((root) => ({ version: indexVersion(root), algorithm: root.split(':')[0] as string })),
  }));

/**
 * Moves every blind index to a new key, of the algorithm LINLI_CIPHER names, while servers go on: they learn to find by both, then to write the
 * new one, then what is there is made anew in batches from what is sealed beside it, and only then the old key goes. Killed at any point, the
 * next call goes on. Receipts are no blind indexes: their code stands beside its hash. `databaseUrl` is the owner's.
 * @throws one sentence while a master key is exchanged
 */
export async function moveIndexes(
  databaseUrl: string,
  source: MasterSource,
  options: Options = {},
): Promise<{ from: number; to: number; rows: number }> {
  const { graceMs = GRACE_MS, atOnce = AT_ONCE, now = () => new Date(), told = () => {} } = options;
  const [from, to] = await withRoots(databaseUrl, source, async (_tx, keys, roots, store) => {
    const versions = roots.map(indexVersion);
    if (roots.length > 1) return [Math.min(...versions), Math.max(...versions)];
    const [old] = roots as [string];
    const next = indexVersion(old) + 1;
    await store([old, keys.newIndexRoot(next)]);
    return [next - 1, next];
  });
  told(`The index of version ${to} is there; servers learn of it …`);
  await wait(graceMs);
  await withRoots(databaseUrl, source, (_tx, _keys, roots, store) => store([...roots].sort((a, b) => indexVersion(b) - indexVersion(a))));
  // Whoever has not turned yet writes the old form for a moment more; it is made anew below.
  await wait(graceMs);
  const prefix = indexPrefix(to);
  let rows = 0;
  for (;;) {
    rows += await moveAll(databaseUrl, source, prefix, atOnce, (line) => told(line));
    const { left, codes } = await withRoots(databaseUrl, source, async (tx) => ({
      left: await leftBehind(tx, prefix),
      codes: await dropOldCodes(tx, prefix, now()),
    }));
    if (codes === 0 && Object.values(left).every((count) => count === 0)) break;
    if (codes > 0) told(`${codes} codes by short message are still good; they are waited for …`);
    await wait(Math.min(graceMs, 5_000));
  }
  await withRoots(databaseUrl, source, (_tx, _keys, roots, store) => store(roots.filter((root) => indexVersion(root) === to)));
  return { from, to, rows };
}

async function moveAll(
  databaseUrl: string,
  source: MasterSource,
  prefix: string,
  atOnce: number,
  told: (line: string) => void,
): Promise<number> {
  let count = 0;
  // What cannot be read can be found by nothing new.
  await withRoots(databaseUrl, source, (tx) => clearUnreadable(tx));
  for (const indexed of INDEXED) {
    let after: RowKey | null = null;
    do {
      const from: RowKey | null = after;
      const done: Moved = await withRoots(databaseUrl, source, (tx, keys) =>
        moveSome(tx, keys, indexed, { prefix, after: from, limit: atOnce }),
      );
      after = done.last;
      count += done.moved;
      if (done.moved) told(`${count} indexes made anew …`);
    } while (after);
  }
  return count;
}
