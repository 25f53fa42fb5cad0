import { access, open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { migrateWithin, migrationFiles } from '../../migrations/migrate.ts';
import { startStagedPostgres } from '../embedded-postgres.ts';
import { newId } from '../ids.ts';
import { onDatabase } from '../reach-database.ts';
import { syncFolder } from '../sync-folder.ts';
import { copyIn } from './copy-rows.ts';
import { filesOf } from './file-list.ts';
import { filePool, type PooledFile } from './file-pool.ts';
import { type ChainPlace, findBackup, type Head, type Manifest, openManifest } from './manifest.ts';
import { type Replayed, replay } from './replay.ts';
import { BackupProblem, damaged, readSealed } from './sealed-stream.ts';
import { copyInto, tablesInOrder } from './tables.ts';
import { makeFolder, type Progress } from './target.ts';

export interface RestoreOptions {
  target: string;
  /** The name of a backup, else the newest. */
  name?: string;
  key: Buffer;
  /** The data folder the files and, without `databaseUrl`, the database go to. */
  home: string;
  /** An empty database, as its owner; undefined for an embedded one, which is made. */
  databaseUrl?: string;
  /** Leaves out what was written after this moment, as far as the links of the chain tell it apart. */
  until?: Date;
  progress?: Progress;
  log?: (line: string) => void;
  /** Done to the rows before anybody can see them, within their transaction: what was erased after the backup is erased again here. */
  reapply?: (client: pg.Client) => Promise<void>;
}

export interface Restored {
  name: string;
  made: string;
  rows: number;
  files: number;
  missing: string[];
  /** What the chain brought on top; null where the backup has none. */
  chain: Replayed | null;
  seconds: number;
}

/** A backup of tables this version does not know cannot be read by it. */
async function demandKnownTables(name: string, { program }: Head, { migrations }: Manifest): Promise<void> {
  const known = new Set(await migrationFiles());
  const unknown = migrations.filter((migration) => !known.has(migration));
  if (unknown.length) {
    throw new BackupProblem(
      `The backup ${name} was made by a newer version of Linli (${program}, tables at ${unknown.at(-1)}). Restore it with that version or a newer one.`,
    );
  }
}

async function demandEmpty(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    "select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'v', 'm', 'S') limit 1",
  );
  if (rows.length)
    throw new BackupProblem(`The database is not empty (there is ${rows[0]?.name} in it): a backup is restored into an empty one only.`);
}

const replayChain = (client: pg.Client, place: ChainPlace, options: RestoreOptions): Promise<Replayed> =>
  replay(client, {
    ...{ target: options.target, key: options.key, place, until: options.until },
    files: (files) => restoreFiles(files, options),
    progress: (share) => options.progress?.(share, 'what was written since'),
  });

/** Makes the tables as the backup had them and fills them, all in one transaction: whoever looks from outside sees nothing or everything. */
async function fill(
  client: pg.Client,
  folder: string,
  head: Head,
  manifest: Manifest,
  options: RestoreOptions,
): Promise<{ rows: number; chain: Replayed | null }> {
  const { key, progress = () => {}, reapply } = options;
  await client.query('set statement_timeout = 0; set idle_in_transaction_session_timeout = 0; begin');
  try {
    await migrateWithin(client, manifest.migrations);
    const made = await tablesInOrder(client);
    const whole = manifest.tables.reduce((sum, { content }) => sum + content.bytes, 0) || 1;
    const names = made.map(({ name }) => name).sort();
    if (String(names) !== String(manifest.tables.map(({ name }) => name).sort()))
      throw damaged('the list of tables', 'is not that of its migrations');
    // The migrations put rows of their own in; the backup holds them as they were.
    await client.query(`truncate ${names.map((name) => pg.escapeIdentifier(name)).join(', ')}`);
    let [bytes, rows] = [0, 0];
    for (const table of manifest.tables) {
      const source = readSealed(join(folder, `${table.name}.rows`), key, { backup: head.id, stream: `table ${table.name}` }, table.content);
      const counting = (async function* () {
        for await (const chunk of source) {
          yield chunk;
          bytes += chunk.length;
          progress(bytes / whole, table.name);
        }
      })();
      // COPY obeys forced row-level security and refuses; the owner may lift it for the time of the transaction.
      const name = pg.escapeIdentifier(table.name);
      await client.query(`alter table ${name} no force row level security`);
      const copied = await copyIn(client, copyInto(table), counting);
      await client.query(`alter table ${name} force row level security`);
      if (copied !== table.rows) throw damaged(`table ${table.name}`, `holds ${copied} rows and not ${table.rows}`);
      rows += copied;
    }
    for (const { name, value, called } of manifest.sequences) {
      await client.query('select setval($1::regclass, $2::bigint, $3)', [`public.${pg.escapeIdentifier(name)}`, value, called]);
    }
    const chain = manifest.chain ? await replayChain(client, manifest.chain, options) : null;
    // What is newer than the backup comes in the same transaction, so that what was erased is erased on the tables of today.
    const newer = (await migrationFiles()).filter((name) => !manifest.migrations.includes(name));
    await migrateWithin(client, newer);
    await reapply?.(client);
    await client.query('commit');
    return { rows, chain };
  } catch (error) {
    await client.query('rollback').catch(() => {});
    throw error;
  }
}

/** Puts contents under their hashes; one that lies there already is the same. */
async function restoreFiles(files: readonly PooledFile[], { home, target, key, progress = () => {} }: RestoreOptions): Promise<void> {
  const pool = filePool(target, key);
  const shelves = new Set<string>();
  for (const [at, file] of files.entries()) {
    const shelf = join(home, 'files', file.hash.slice(0, 2));
    const path = join(shelf, file.hash);
    const there = await access(path).then(
      () => true,
      () => false,
    );
    if (there) continue;
    await makeFolder(shelf);
    const half = `${path}.${newId()}`;
    const out = await open(half, 'wx', 0o600);
    try {
      for await (const chunk of pool.read(file)) await out.appendFile(chunk);
      await out.sync();
    } catch (error) {
      await rm(half, { force: true });
      throw error;
    } finally {
      await out.close();
    }
    await rename(half, path);
    shelves.add(shelf);
    progress((at + 1) / files.length, 'files');
  }
  for (const shelf of shelves) await syncFolder(shelf);
}

/**
 * Brings a backup back into an empty place. Files come first, then the rows in one transaction, the embedded cluster in a folder beside its place that is moved there
 * whole: killed or refused at any moment, there is no database, or all of it. Throws a BackupProblem with a sentence for the operator.
 */
export async function restoreBackup(options: RestoreOptions): Promise<Restored> {
  const since = performance.now();
  const { target, key, home, databaseUrl } = options;
  const found = await findBackup(target, options.name);
  const { head, manifest } = await openManifest(found, key);
  await demandKnownTables(found.name, head, manifest);
  if (databaseUrl) await onDatabase(databaseUrl, demandEmpty);
  const staged = databaseUrl ? null : await startStagedPostgres(home, options.log);
  try {
    const files = await filesOf(found.folder, key, head.id, manifest.files.list);
    await restoreFiles(files, options);
    const url = staged?.url ?? (databaseUrl as string);
    const { rows, chain } = await onDatabase(url, (client) => fill(client, found.folder, head, manifest, options));
    await onDatabase(url, (client) => client.query('analyze'));
    await staged?.moveIn();
    return {
      name: found.name,
      made: head.made,
      rows,
      files: files.length,
      missing: [...manifest.missing, ...(chain?.missing ?? [])],
      chain,
      seconds: (performance.now() - since) / 1000,
    };
  } finally {
    await staged?.discard();
  }
}
