import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { keyMark } from './backup-key.ts';
import { BackupProblem, type Content, damaged, seal, unseal } from './sealed-stream.ts';

/** The form backups have now; a reader knows all up to its own. */
export const FORMAT = 1;

export interface TableContent {
  name: string;
  columns: string[];
  rows: number;
  content: Content;
}

/** Where the chain goes on after a backup: the first link that may hold what its snapshot did not see. */
export interface ChainPlace {
  name: string;
  from: number;
  /** As PostgreSQL writes it: `xmin:xmax:those under way`. */
  snapshot: string;
}

/** What a backup holds. */
export interface Manifest {
  /** The migrations the tables had seen. */
  migrations: string[];
  /** In the order in which they can be filled: whoever is referred to comes first. */
  tables: TableContent[];
  sequences: { name: string; value: string; called: boolean }[];
  /** The list of files: a line `hash bytes` for each. */
  files: { count: number; bytes: number; list: Content };
  /** Hashes that rows name and that were not on the disk when the backup was made. */
  missing: string[];
  /** Null, or not there in older ones, where no chain was being written. */
  chain?: ChainPlace | null;
}

/** What can be read of a backup without its key. */
export interface Head {
  format: number;
  id: string;
  made: string;
  program: string;
  key: string;
}

/** A finished backup in a target. */
export interface Backup extends Head {
  /** The name of its folder. */
  name: string;
  folder: string;
}

const positionOf = ({ format, id, made, program, key }: Head): Buffer =>
  Buffer.from(JSON.stringify(['manifest', format, id, made, program, key]));

/** Writes the manifest of a backup, the last of its files. */
export async function writeManifest(folder: string, head: Head, key: Buffer, manifest: Manifest): Promise<void> {
  const sealed = seal(key, Buffer.from(JSON.stringify(manifest)), positionOf(head)).toString('base64');
  await writeFile(join(folder, 'manifest.json'), `${JSON.stringify({ ...head, sealed }, null, 2)}\n`, { mode: 0o600, flush: true });
}

async function manifestFile(folder: string, name: string): Promise<Head & { sealed: string }> {
  try {
    const found = JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8')) as Partial<Head & { sealed: string }>;
    const { format, id, made, program, key, sealed } = found;
    if (typeof format !== 'number' || [id, made, program, key, sealed].some((text) => typeof text !== 'string')) throw new SyntaxError();
    return found as Head & { sealed: string };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') throw damaged(`the manifest of ${name}`, 'is missing');
    if (error instanceof SyntaxError) throw damaged(`the manifest of ${name}`, 'cannot be read');
    throw error;
  }
}

/** Opens the manifest of a backup. Throws a BackupProblem on a newer form, another key, or any change. */
export async function openManifest(backup: { name: string; folder: string }, key: Buffer): Promise<{ head: Head; manifest: Manifest }> {
  const { sealed, ...head } = await manifestFile(backup.folder, backup.name);
  if (head.format > FORMAT) {
    throw new BackupProblem(
      `The backup ${backup.name} was made by a newer version of Linli (${head.program}, form ${head.format}; this one reads up to ${FORMAT}). Use that version.`,
    );
  }
  if (head.key !== keyMark(key)) throw new BackupProblem(`The backup ${backup.name} was made with another key than the one given here.`);
  const opened = unseal(key, Buffer.from(sealed, 'base64'), positionOf(head));
  if (!opened) throw damaged(`the manifest of ${backup.name}`, 'is not the one written there');
  return { head, manifest: JSON.parse(opened.toString()) as Manifest };
}

const NAME = /^\d{8}T\d{6}Z-[0-9a-f]{8}$/;

/** The folder a backup is kept in: when it was made, so that a listing is in order, and a part of its id. */
export const nameOf = (made: Date, id: string): string =>
  `${made.toISOString().replaceAll(/[-:]|\.\d+/g, '')}-${id.replaceAll('-', '').slice(-8)}`;

/** When a backup was made, by its name. */
export const madeOf = (name: string): Date => new Date(name.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z.*$/, '$1-$2-$3T$4:$5:$6Z'));

/** The names of the finished backups of a target, oldest first; of a target that is not there, none. */
export async function backupNames(target: string): Promise<string[]> {
  const found = await readdir(target).catch((error: NodeJS.ErrnoException) => (error.code === 'ENOENT' ? [] : Promise.reject(error)));
  return found.filter((name) => NAME.test(name)).sort();
}

/** One backup of a target by name, or the newest. Throws a BackupProblem when there is none. */
export async function findBackup(target: string, wanted?: string): Promise<{ name: string; folder: string }> {
  const names = await backupNames(target);
  const name = wanted ?? names.at(-1);
  if (name === undefined) throw new BackupProblem(`There is no finished backup in ${target}.`);
  if (!names.includes(name)) throw new BackupProblem(`There is no backup ${name} in ${target}; there are ${names.join(', ') || 'none'}.`);
  return { name, folder: join(target, name) };
}
