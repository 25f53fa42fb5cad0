import type { App } from '../../platform/app.ts';
import type { Tx } from '../../platform/database.ts';
import { GrowingTree } from './merkle-tree.ts';
import { signedNote } from './note.ts';
import { insertCheckpoint, lastCheckpoint, sealLoose } from './store.ts';

/** How far a record may lie behind the last checkpoint and still be taken in, for long transactions; what is older was not written when it says. Both verifiers know it. */
export const LATEST_MS = 600_000;
const MOST_AT_ONCE = 20_000;

/** Takes the records of a county that have no place yet into its tree and signs the new root; how many. The first time all, later those since the last checkpoint. */
export async function sealCounty(tx: Tx, app: App, now: Date, county: string): Promise<number> {
  const last = await lastCheckpoint(tx, county);
  const tree = new GrowingTree(last?.size ?? 0, (last?.peaks as Buffer[] | undefined) ?? []);
  const since = last ? new Date(last.sealed_at.getTime() - LATEST_MS) : null;
  const before = tree.size;
  for (let fresh: Buffer[] = []; ; ) {
    fresh = await sealLoose(tx, county, tree.size, since, MOST_AT_ONCE);
    for (const leaf of fresh) tree.append(leaf);
    if (fresh.length < MOST_AT_ONCE) break;
  }
  if (tree.size === before) return 0;
  // A clock that was set back must not make a checkpoint older than the one before.
  const at = new Date(Math.max(now.getTime(), last?.sealed_at.getTime() ?? 0));
  const note = signedNote({ county, size: tree.size, root: tree.root(), at }, app.sealKey);
  await insertCheckpoint(tx, { county, size: tree.size, peaks: tree.peaks, note, sealedAt: at });
  return tree.size - before;
}
