import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Every file below a folder, its path beginning there; those that go meanwhile are left out. */
export async function* filesBelow(folder: string): AsyncGenerator<{ path: string; content: Buffer }> {
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    const content = entry.isFile() ? await readFile(path).catch(() => null) : null;
    if (content) yield { path: path.slice(folder.length + 1), content };
  }
}
