import { appendFile, mkdir, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Adds lines to a list of what was erased, on the disk before this returns. */
export async function appendErased(list: string, lines: readonly string[]): Promise<void> {
  if (!lines.length) return;
  await mkdir(dirname(list), { recursive: true, mode: 0o700 });
  // A line begins on its own even after half a line of a machine that died while writing.
  await appendFile(list, lines.map((line) => `\n${line}`).join(''), { mode: 0o600, flush: true });
}

/** The words of each line of a list; none where there is no list yet. */
export async function erasedLines(list: string): Promise<string[][]> {
  const text = await readFile(list, 'utf8').catch((error: NodeJS.ErrnoException) => (error.code === 'ENOENT' ? '' : Promise.reject(error)));
  return text.split('\n').flatMap((line) => (line ? [line.split(' ')] : []));
}
