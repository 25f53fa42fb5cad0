import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { chainNames, linkNumbers, readChain, readLink, removeChain, removeLinksBefore } from './chain.ts';
import { filesOf } from './file-list.ts';
import { type FilePool, filePool } from './file-pool.ts';
import { backupNames, madeOf, openManifest } from './manifest.ts';
import { forgotten, type Kept } from './retention.ts';
import { BackupProblem } from './sealed-stream.ts';
import { HALF } from './target.ts';

/** Whole backups of so long can be brought to any later moment; older ones to their own only. */
const FOLLOWED = 2 * 86_400_000;

/** Removes the links that no whole backup of the last days goes on with. A chain keeps its end: it is cut at its beginning, or goes as a whole. */
async function forgetLinks(target: string, needed: ReadonlyMap<string, number>): Promise<void> {
  const names = await chainNames(target);
  for (const name of names) {
    const from = needed.get(name);
    if (from !== undefined) await removeLinksBefore(target, name, from);
    // The newest may have no whole backup yet.
    else if (name !== names.at(-1)) await removeChain(target, name);
  }
}

async function filesOfLinks(target: string, key: Buffer, named: Set<string>): Promise<void> {
  for (const name of await chainNames(target)) {
    const chain = await readChain(target, name, key);
    for (const number of await linkNumbers(target, name))
      for (const { hash } of (await readLink(target, chain, key, number)).files) named.add(hash);
  }
}

/** Removes the backups nobody is to keep, the links that then lead nowhere, and the contents that only they named. @returns the names of the removed backups */
export async function forget(
  { target, key, kept, now }: { target: string; key: Buffer; kept: Kept; now: Date },
  pool: FilePool = filePool(target, key),
): Promise<string[]> {
  const removed = forgotten(await backupNames(target), kept);
  for (const name of removed) {
    // Out of the list first, so that one killed half-way is no half backup.
    await rename(join(target, name), join(target, `${HALF}${name}`));
    await rm(join(target, `${HALF}${name}`), { recursive: true, force: true });
  }
  const named = new Set<string>();
  const needed = new Map<string, number>();
  const names = await backupNames(target);
  const newest = madeOf(names.at(-1) ?? '').getTime();
  try {
    for (const name of names) {
      const folder = join(target, name);
      const { head, manifest } = await openManifest({ name, folder }, key);
      for (const { hash } of await filesOf(folder, key, head.id, manifest.files.list)) named.add(hash);
      const { chain } = manifest;
      if (chain && newest - madeOf(name).getTime() < FOLLOWED)
        needed.set(chain.name, Math.min(chain.from, needed.get(chain.name) ?? chain.from));
    }
    await forgetLinks(target, needed);
    await filesOfLinks(target, key, named);
  } catch (error) {
    // What cannot be read may still name contents and links; nothing is swept while it lies there.
    if (error instanceof BackupProblem) return removed;
    throw error;
  }
  await pool.sweep(named, now);
  return removed;
}
