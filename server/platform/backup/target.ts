import { existsSync } from 'node:fs';
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { dirname, join } from 'node:path';
import { holdHome, homeHolder } from '../home-lock.ts';
import { syncFolder } from '../sync-folder.ts';
import { BackupProblem } from './sealed-stream.ts';

/** How far a backup or a restore is: a share of one, and at what. */
export type Progress = (share: number, what: string) => void;

/** Makes a folder that survives a power cut, with those above it. */
export async function makeFolder(folder: string): Promise<void> {
  if (existsSync(folder)) return;
  await makeFolder(dirname(folder));
  await mkdir(folder, { mode: 0o700 }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
  });
  await syncFolder(dirname(folder));
}

/** What an unfinished backup is called until it is whole. */
export const HALF = '.half-';

/** Takes a target for one backup at a time, and clears away what killed ones left. Throws a BackupProblem while another one runs, or when it cannot be written. */
export async function takeTarget(target: string): Promise<{ release(): void }> {
  try {
    await makeFolder(target);
    await writeFile(join(target, '.probe'), '', { flag: 'w' });
    await rm(join(target, '.probe'));
  } catch (error) {
    throw new BackupProblem(
      `The backups cannot be written to ${target} (${(error as NodeJS.ErrnoException).code}): make it writable, or name another place.`,
    );
  }
  // The lock of a data folder counts within a process; two backups of one process exclude each other too.
  if (held.has(target)) throw new BackupProblem(`Another backup to ${target} is under way in this process.`);
  held.add(target);
  try {
    const lock = await holdHome(target, 0).catch((error) => {
      const holder = homeHolder(target);
      if (!holder) throw error;
      const where = holder.host === hostname() ? `process ${holder.pid}` : `process ${holder.pid} on ${holder.host}`;
      throw new BackupProblem(
        `Another backup to ${target} is under way (${where}). If there is no such process any more, remove ${join(target, 'linli.lock')}.`,
      );
    });
    for (const name of await readdir(target)) if (name.startsWith(HALF)) await rm(join(target, name), { recursive: true, force: true });
    return {
      release() {
        held.delete(target);
        lock.release();
      },
    };
  } catch (error) {
    held.delete(target);
    throw error;
  }
}

const held = new Set<string>();
