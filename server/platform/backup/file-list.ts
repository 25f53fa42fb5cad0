import { join } from 'node:path';
import type { PooledFile } from './file-pool.ts';
import { type Content, readSealed } from './sealed-stream.ts';

/** The stream that names the files of a backup. */
export const LIST = 'the list of files';

/** The files a backup names. */
export async function filesOf(folder: string, key: Buffer, id: string, list: Content): Promise<PooledFile[]> {
  const read: Buffer[] = [];
  for await (const chunk of readSealed(join(folder, 'files.list'), key, { backup: id, stream: LIST }, list)) read.push(chunk);
  return Buffer.concat(read)
    .toString()
    .split('\n')
    .filter(Boolean)
    .map((line) => ({ hash: line.slice(0, 64), bytes: Number(line.slice(65)) }));
}
