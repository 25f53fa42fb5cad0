import { join } from 'node:path';
import { filesOf } from './file-list.ts';
import { type FilePool, filePool, type PooledFile } from './file-pool.ts';
import { type Manifest, openManifest } from './manifest.ts';
import { damaged, readSealed } from './sealed-stream.ts';
import type { Progress } from './target.ts';

export interface Checked {
  name: string;
  made: string;
  rows: number;
  files: number;
  bytes: number;
}

const NEWLINE = 10;

/** Rows of a text COPY end with a line each; a line break in a value is written as two characters. */
async function countRows(source: AsyncIterable<Buffer>, seen: (bytes: number) => void): Promise<number> {
  let rows = 0;
  for await (const chunk of source) {
    for (let at = chunk.indexOf(NEWLINE); at >= 0; at = chunk.indexOf(NEWLINE, at + 1)) rows += 1;
    seen(chunk.length);
  }
  return rows;
}

async function checkFile(pool: FilePool, file: PooledFile): Promise<number> {
  let bytes = 0;
  for await (const chunk of pool.read(file)) bytes += chunk.length;
  return bytes;
}

/**
 * Reads a backup to its last byte and proves every piece by key and hash; of the files all, or those named. The others must lie there.
 * Throws a BackupProblem that names the first thing that is wrong.
 */
export async function checkBackup(options: {
  backup: { name: string; folder: string };
  target: string;
  key: Buffer;
  files?: readonly PooledFile[];
  progress?: Progress;
}): Promise<Checked & { manifest: Manifest }> {
  const { backup, target, key, progress = () => {} } = options;
  const { head, manifest } = await openManifest(backup, key);
  const pool = filePool(target, key);
  const files = await filesOf(backup.folder, key, head.id, manifest.files.list);
  const read = options.files ?? files;
  const whole = manifest.tables.reduce((sum, { content }) => sum + content.bytes, 0) + read.reduce((sum, { bytes }) => sum + bytes, 0) || 1;
  let [rows, bytes] = [0, 0];
  for (const { name, content, rows: expected } of manifest.tables) {
    const source = readSealed(join(backup.folder, `${name}.rows`), key, { backup: head.id, stream: `table ${name}` }, content);
    const counted = await countRows(source, (more) => {
      bytes += more;
      progress(bytes / whole, `reading back ${name}`);
    });
    if (counted !== expected) throw damaged(`table ${name}`, `holds ${counted} rows and not ${expected}`);
    rows += counted;
  }
  for (const file of read) {
    bytes += await checkFile(pool, file);
    progress(bytes / whole, 'reading back files');
  }
  for (const file of files) if (!(await pool.has(file))) throw damaged(`file ${file.hash}`, 'is missing');
  return { name: backup.name, made: head.made, rows, files: files.length, bytes, manifest };
}
