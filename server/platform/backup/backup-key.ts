import { createHmac, randomBytes } from 'node:crypto';
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { keysFolder } from '../keys-folder.ts';
import { secretFile } from '../secret-setting.ts';
import { BackupProblem } from './sealed-stream.ts';

/** Where the key of backups lies unless LINLI_BACKUP_KEY_FILE or a credential is another file; it is in no backup. */
export const backupKeyFile = (home: string, env: NodeJS.ProcessEnv = process.env): string =>
  secretFile('LINLI_BACKUP_KEY', env)?.path ?? join(keysFolder(home), 'backup.key');

function keyFrom(text: string, file: string): Buffer {
  const key = Buffer.from(text.trim(), 'base64');
  if (key.length !== 32)
    throw new BackupProblem(`${file} holds no backup key: it must be the line that linli backup wrote, 32 bytes as base64.`);
  return key;
}

/** The key to read backups with. Throws a BackupProblem when the file is missing or holds none. */
export async function readBackupKey(file: string): Promise<Buffer> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
    throw new BackupProblem(
      `The backup key ${file} is missing: put the copy from safe custody there, or name it in LINLI_BACKUP_KEY_FILE.`,
    );
  });
  return keyFrom(text, file);
}

/** The key to write backups with; made the first time, readable by its owner only. */
export async function ownBackupKey(file: string): Promise<{ key: Buffer; made: boolean }> {
  const there = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) =>
    error.code === 'ENOENT' ? null : Promise.reject(error),
  );
  if (there !== null) return { key: keyFrom(there, file), made: false };
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  const half = `${file}.${process.pid}`;
  await writeFile(half, `${randomBytes(32).toString('base64')}\n`, { mode: 0o600, flush: true });
  try {
    // Linking fails where another process was quicker; then its key is ours too.
    await link(half, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    await rm(half, { force: true });
  }
  return { key: await readBackupKey(file), made: true };
}

/** Tells keys apart without telling anything of them. */
export const keyMark = (key: Buffer): string => createHmac('sha256', key).update('linli backup key').digest('hex').slice(0, 16);

/** The name a content has in the target: its hash would tell whoever sees the folder which known files are in it. */
export const poolName = (key: Buffer, hash: string): string => createHmac('sha256', key).update(`linli backup file ${hash}`).digest('hex');
