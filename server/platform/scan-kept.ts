import { mkdir } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import type { FileStore } from './file-store.ts';
import type { Scanner } from './scanner.ts';

/**
 * Asks about every kept file and moves what is found into the folder `aside`, where nothing serves it; its row stays and answers that the file is not there.
 * @throws ScannerAway at the first file without a judgement
 */
export async function scanKept(
  files: FileStore,
  scanner: Scanner,
  aside: string,
): Promise<{ scanned: number; found: { hash: string; virus: string }[] }> {
  const found: { hash: string; virus: string }[] = [];
  let scanned = 0;
  for (const hash of await files.olderThan(new Date(8.64e15))) {
    // Its last upload may have been swept meanwhile.
    if (!(await files.has(hash))) continue;
    const { found: virus } = await scanner.judge(await buffer(files.read(hash)));
    scanned += 1;
    if (virus === null) continue;
    await mkdir(aside, { recursive: true, mode: 0o700 });
    await files.putAside(hash, aside);
    found.push({ hash, virus });
  }
  return { scanned, found };
}
