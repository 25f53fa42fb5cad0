import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openFileStore } from './file-store.ts';
import { syncFolder } from './sync-folder.ts';

let root: string;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'linli-file-store-'));
});
afterAll(() => rm(root, { recursive: true, force: true }));

const pdf = (words: string) => Buffer.from(`%PDF-1.4\n1 0 obj << >> endobj % ${words}\n%%EOF`);

test('the name of a new file is on the disk before its row can be written: its folder, and each folder made for it', async () => {
  const synced: { folder: string; held: string[] }[] = [];
  const files = openFileStore(join(root, 'files'), {
    sync: async (folder) => {
      synced.push({ folder, held: await readdir(folder) });
      await syncFolder(folder);
    },
  });
  const { sha256 } = await files.keep(pdf('one'));
  const shelf = join(root, 'files', sha256.slice(0, 2));
  // When its folder is flushed the name is there already.
  expect(synced[0]).toEqual({ folder: shelf, held: [sha256] });
  expect(synced.map(({ folder }) => folder)).toEqual([shelf, join(root, 'files'), root]);
  synced.length = 0;
  await files.keep(pdf('one'));
  expect(synced).toEqual([]);
});
