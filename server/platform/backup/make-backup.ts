import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type pg from 'pg';
import { MIGRATION_LOCK } from '../../migrations/migrate.ts';
import { newId } from '../ids.ts';
import { onDatabase } from '../reach-database.ts';
import { syncFolder } from '../sync-folder.ts';
import { keyMark } from './backup-key.ts';
import { checkBackup } from './check-backup.ts';
import { copyOut } from './copy-rows.ts';
import { LIST } from './file-list.ts';
import { type FilePool, filePool, type PooledFile } from './file-pool.ts';
import { forget } from './forget.ts';
import { FORMAT, type Head, type Manifest, nameOf, type TableContent, writeManifest } from './manifest.ts';
import { chainUnderWay, placeInChain } from './place-in-chain.ts';
import type { Kept } from './retention.ts';
import { BackupProblem, CHUNK, sealedFile } from './sealed-stream.ts';
import { copyOutOf, sequences, tablesInOrder } from './tables.ts';
import { HALF, type Progress, takeTarget } from './target.ts';

export interface BackupOptions {
  /** An address that sees every row: the owner of the embedded server, or a role with `bypassrls`. */
  databaseUrl: string;
  /** The data folder, for its files. */
  home: string;
  target: string;
  key: Buffer;
  /** The version of Linli. */
  program: string;
  now: Date;
  kept: Kept;
  progress?: Progress;
}

export interface BackupMade {
  name: string;
  made: string;
  rows: number;
  files: number;
  filesAdded: number;
  missing: string[];
  removed: string[];
  seconds: number;
}

const filesOfRows = `select sha256 as hash from file union select thumbnail_sha256 from file where thumbnail_sha256 is not null`;

const mayNotSeeAll = (error: Error): Error =>
  /row-level security|permission denied/.test(error.message)
    ? new BackupProblem(
        'This database user does not see every row, so it cannot back them up: name one that does in LINLI_BACKUP_DATABASE_URL (docs/how-to/back-up-and-restore.md).',
      )
    : error;

/** Everything in one snapshot: what is committed later is in none of the tables. */
async function copyTables(
  client: pg.Client,
  folder: string,
  id: string,
  key: Buffer,
  progress: Progress,
): Promise<Pick<Manifest, 'tables'>> {
  const tables = await tablesInOrder(client);
  const whole = tables.reduce((sum, { size }) => sum + size, 0) || 1;
  const made: TableContent[] = [];
  let before = 0;
  for (const { name, columns, size } of tables) {
    const sealed = await sealedFile(join(folder, `${name}.rows`), key, { backup: id, stream: `table ${name}` });
    let bytes = 0;
    try {
      const rows = await copyOut(client, copyOutOf({ name, columns }), async (chunk) => {
        await sealed.write(chunk);
        bytes += chunk.length;
        progress((before + Math.min(bytes, size)) / whole, name);
      });
      made.push({ name, columns, rows, content: await sealed.close() });
    } catch (error) {
      await sealed.abandon().catch(() => {});
      throw error;
    }
    before += size;
  }
  return { tables: made };
}

async function copyDatabase(
  options: BackupOptions,
  folder: string,
  id: string,
): Promise<{ manifest: Omit<Manifest, 'files' | 'missing'>; named: string[] }> {
  const { databaseUrl, key, progress = () => {} } = options;
  return onDatabase(databaseUrl, async (client) => {
    try {
      await client.query('set statement_timeout = 0; set idle_in_transaction_session_timeout = 0; set row_security = off');
      await client.query(`select pg_advisory_lock_shared(${MIGRATION_LOCK})`);
      const { rows: there } = await client.query<{ there: boolean }>("select to_regclass('public.migration') is not null as there");
      if (!there[0]?.there) throw new BackupProblem('There is nothing to back up: this database holds no tables of Linli yet.');
      const chain = await chainUnderWay(client, options.target, key);
      await client.query('begin isolation level repeatable read, read only');
      const place = chain && (await placeInChain(client, options.target, key, chain));
      const { rows } = await client.query<{ name: string }>('select name from migration order by name');
      const { tables } = await copyTables(client, folder, id, key, progress);
      const named = (await client.query<{ hash: string }>(filesOfRows)).rows.map(({ hash }) => hash);
      const manifest = { migrations: rows.map(({ name }) => name), tables, sequences: await sequences(client), chain: place };
      await client.query('commit');
      return { manifest, named };
    } catch (error) {
      throw mayNotSeeAll(error as Error);
    }
  });
}

/** The hashes of all contents in a data folder. */
async function hashesIn(folder: string): Promise<string[]> {
  const found: string[] = [];
  for (const shelf of await readdir(folder).catch(() => [])) {
    for (const name of await readdir(join(folder, shelf)).catch(() => [])) if (/^[0-9a-f]{64}$/.test(name)) found.push(name);
  }
  return found.sort();
}

/** Puts the files into the pool after the rows were read: whatever a row names was on the disk before it. */
async function copyFiles(
  { home, key, progress = () => {} }: BackupOptions,
  pool: FilePool,
  folder: string,
  id: string,
): Promise<{ files: Manifest['files']; added: PooledFile[]; there: Set<string> }> {
  const hashes = await hashesIn(join(home, 'files'));
  const list = await sealedFile(join(folder, 'files.list'), key, { backup: id, stream: LIST });
  const added: PooledFile[] = [];
  const there = new Set<string>();
  let [lines, bytes] = ['', 0];
  try {
    for (const [at, hash] of hashes.entries()) {
      const put = await pool.put({ hash, path: join(home, 'files', hash.slice(0, 2), hash) });
      progress((at + 1) / hashes.length, 'files');
      if (!put) continue;
      if (put.added) added.push({ hash, bytes: put.bytes });
      there.add(hash);
      bytes += put.bytes;
      lines += `${hash} ${put.bytes}\n`;
      if (lines.length > CHUNK - 200) {
        await list.write(Buffer.from(lines));
        lines = '';
      }
    }
    if (lines) await list.write(Buffer.from(lines));
    return { files: { count: there.size, bytes, list: await list.close() }, added, there };
  } catch (error) {
    await list.abandon().catch(() => {});
    throw error;
  }
}

/**
 * Writes a backup of everything: the rows of one moment, the files they name, sealed with the key. It gets its name when it is whole and was read back;
 * whatever ends this earlier leaves the backups that were there. Throws a BackupProblem with a sentence for the operator.
 */
export async function makeBackup(options: BackupOptions): Promise<BackupMade> {
  const since = performance.now();
  const { target, key, now } = options;
  const taken = await takeTarget(target);
  const id = newId(now.getTime());
  const name = nameOf(now, id);
  const folder = join(target, `${HALF}${name}`);
  try {
    await mkdir(folder, { mode: 0o700 });
    const pool = filePool(target, key);
    const { manifest, named } = await copyDatabase(options, folder, id);
    const { files, added, there } = await copyFiles(options, pool, folder, id);
    const missing = named.filter((hash) => !there.has(hash));
    const head: Head = { format: FORMAT, id, made: now.toISOString(), program: options.program, key: keyMark(key) };
    await writeManifest(folder, head, key, { ...manifest, files, missing });
    await checkBackup({ backup: { name, folder }, target, key, files: added, progress: options.progress });
    await syncFolder(folder);
    await rename(folder, join(target, name));
    await syncFolder(target);
    return {
      name,
      made: head.made,
      rows: manifest.tables.reduce((sum, { rows }) => sum + rows, 0),
      files: files.count,
      filesAdded: added.length,
      missing,
      removed: await forget(options, pool),
      seconds: (performance.now() - since) / 1000,
    };
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    if ((error as NodeJS.ErrnoException).code === 'ENOSPC')
      throw new BackupProblem(`There is no room left in ${target}. The earlier backups are untouched.`);
    throw error;
  } finally {
    taken.release();
  }
}
