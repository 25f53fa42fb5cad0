import type { App } from '../../platform/app.ts';
import type { Tx } from '../../platform/database.ts';
import { GrowingTree, type Whole } from './merkle-tree.ts';
import { signedNote } from './note.ts';
import { hasNode, insertCheckpoint, insertNodes, lastCheckpoint, NODE_LEVELS, readHashes, sealLoose } from './store.ts';

/** How far a record may lie behind the last checkpoint and still be taken in, for long transactions; what is older was not written when it says. Both verifiers know it. */
export const LATEST_MS = 600_000;
/** Nearly every transaction ends within this; to look no further back each time keeps sealing cheap under load. */
const USUAL_MS = 60_000;
/** As often all that may still be taken in is looked through: what was held back for up to eight minutes finds its place. */
const THOROUGH_EVERY_MS = 120_000;
const MOST_AT_ONCE = 20_000;

/** How far to look back from the last checkpoint; all the way too while a clock that was put back catches up. */
function lookBack(now: Date, last: Date): number {
  const turn = (at: Date) => Math.floor(at.getTime() / THOROUGH_EVERY_MS);
  return now < last || turn(now) > turn(last) ? LATEST_MS : USUAL_MS;
}

/** Takes the records of a county that have no place yet into its tree and signs the new root; how many. The first time all, later those since the last checkpoint; so many with one statement. */
export async function sealCounty(tx: Tx, app: App, now: Date, county: string, atOnce = MOST_AT_ONCE): Promise<number> {
  const last = await lastCheckpoint(tx, county);
  if (last) await fillNodes(tx, county, last.size);
  const nodes = new NodeKeeper(tx, county);
  const tree = new GrowingTree(last?.size ?? 0, (last?.peaks as Buffer[] | undefined) ?? [], nodes.add);
  const since = last ? new Date(last.sealed_at.getTime() - lookBack(now, last.sealed_at)) : null;
  const before = tree.size;
  for (let fresh: Buffer[] = []; ; ) {
    fresh = await sealLoose(tx, county, tree.size, since, atOnce);
    for (const leaf of fresh) tree.append(leaf);
    await nodes.keep();
    if (fresh.length < atOnce) break;
  }
  if (tree.size === before) return 0;
  // A clock that was set back must not make a checkpoint older than the one before.
  const at = new Date(Math.max(now.getTime(), last?.sealed_at.getTime() ?? 0));
  const note = signedNote({ county, size: tree.size, root: tree.root(), at }, app.sealKey);
  await insertCheckpoint(tx, { county, size: tree.size, peaks: tree.peaks, note, sealedAt: at });
  return tree.size - before;
}

/** Gathers the inner hashes that are kept. */
class NodeKeeper {
  readonly #tx: Tx;
  readonly #county: string;
  #waiting: (Whole & { hash: Buffer })[] = [];

  constructor(tx: Tx, county: string) {
    this.#tx = tx;
    this.#county = county;
  }

  readonly add = (whole: Whole, hash: Buffer): void => {
    if (whole.level % NODE_LEVELS === 0) this.#waiting.push({ ...whole, hash });
  };

  async keep(): Promise<void> {
    if (this.#waiting.length) await insertNodes(this.#tx, this.#county, this.#waiting);
    this.#waiting = [];
  }
}

/** Makes the inner hashes of a tree that grew before they were kept, once. */
async function fillNodes(tx: Tx, county: string, size: number): Promise<void> {
  const last = Math.floor(size / 2 ** NODE_LEVELS) - 1;
  if (last < 0 || (await hasNode(tx, county, last))) return;
  const nodes = new NodeKeeper(tx, county);
  const tree = new GrowingTree(0, [], nodes.add);
  while (tree.size < size) {
    const page = await readHashes(tx, county, [{ level: 0, from: tree.size, to: Math.min(size, tree.size + MOST_AT_ONCE) }]);
    if (!page.length) throw new Error(`the tree of ${county} has ${size} records and none at ${tree.size}`);
    for (const { hash } of page) tree.append(hash);
    await nodes.keep();
  }
}
