import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import pino from 'pino';
import { keptSetting, makeBackup } from '../../platform/backup/index.ts';
import { startEmbeddedPostgres } from '../../platform/embedded-postgres.ts';
import { type Town, town } from '../matters.ts';
import { CANARIES, canariesIn } from './canaries.ts';
import { CANARY_CLUSTER, CANARY_FILES } from './columns.ts';
import { type Found, inCluster, inFolder, inTables, meantFor } from './places.ts';
import { play } from './play.ts';

export interface Scan {
  calls: number;
  statuses: Record<string, number>;
  logged: number;
  columns: number;
  /** Files scanned, by the sort of place. */
  files: Record<string, number>;
  /** Places meant for them in which they were found: without these nothing was planted, or nothing was read. */
  planted: string[];
  leaks: Found[];
}

/** Does wrong, in every place, what the product must not do: so that a scan that finds nothing is known to look there. */
async function sabotage(place: Town, client: pg.Client, temporary: string): Promise<void> {
  const { keep } = place.app.files;
  place.app.files.keep = async (content) => {
    // As an upload handler that spools to the disk, and a store that keeps pictures as they came.
    await writeFile(join(temporary, `upload-${randomBytes(4).toString('hex')}`), content);
    const stored = await keep(content);
    await writeFile(join(place.filesFolder, `original-${stored.sha256}`), content);
    return stored;
  };
  await client.query(`alter system set log_statement = 'all'`);
  await client.query('select pg_reload_conf()');
  // A column that held numbers as they are, and was dropped: no row shows it any more.
  await client.query(`create table careless (phone text, content text)`);
  await client.query(`insert into careless select $1 || n, $2 from generate_series(1, 100) n`, [CANARIES.phone, CANARIES.identity]);
  await client.query(`alter table careless drop column phone`);
}

async function withPostgres<T>(work: (home: string, url: string) => Promise<T>): Promise<T> {
  const home = await mkdtemp(join(tmpdir(), 'linli-canary-'));
  const postgres = await startEmbeddedPostgres({ home });
  try {
    return await work(home, postgres.url);
  } finally {
    await postgres.stop();
    await rm(home, { recursive: true, force: true });
  }
}

/** The server's temporary files go to a folder of their own meanwhile. */
async function withTemporary<T>(folder: string, work: () => Promise<T>): Promise<T> {
  const before = process.env.TMPDIR;
  await mkdir(folder);
  process.env.TMPDIR = folder;
  try {
    return await work();
  } finally {
    if (before === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = before;
  }
}

const keptSort = (content: Buffer): string => {
  if (content.subarray(0, 5).toString('latin1') === '%PDF-') return 'kept PDF';
  return content.subarray(0, 4).toString('latin1') === 'RIFF' ? 'kept recording' : 'kept picture';
};

/** Counts the calls and keeps the headers of the answers; `logs` writes what was asked into the log, as a careless debug line would. */
function listen(place: Town, seen: Scan, logs: ((body: unknown) => void) | null): string[] {
  const headers: string[] = [];
  const inject = place.http.inject.bind(place.http) as (options: object) => Promise<{ statusCode: number; headers: object; body: string }>;
  Object.assign(place.http, {
    inject: async (options: { payload?: unknown }) => {
      logs?.(options.payload);
      const answer = await inject(options);
      seen.calls++;
      seen.statuses[answer.statusCode] = (seen.statuses[answer.statusCode] ?? 0) + 1;
      headers.push(JSON.stringify(answer.headers));
      return answer;
    },
  });
  return headers;
}

/** A backup as `linli backup` makes it: of the rows, and of the kept files, which this server has elsewhere than a home has them. */
async function backUp(place: Town, home: string, target: string): Promise<void> {
  await symlink(place.filesFolder, join(home, 'files'));
  await makeBackup({
    ...{ databaseUrl: place.databaseUrl, home, target, key: randomBytes(32), program: '0.1.0' },
    ...{ now: place.clock.now(), kept: keptSetting(undefined) },
  });
}

/**
 * Plants known people in a server with a PostgreSQL of its own, as an installation has it; plays what residents and staff do, rightly and wrongly, makes
 * a backup, and looks for them wherever they must not be. `broken`: everything a scan must find is done wrong on purpose.
 */
export const canaryScan = ({ broken = false } = {}): Promise<Scan> =>
  withPostgres(async (home, server) => {
    const lines: string[] = [];
    const log = pino({ level: 'trace' }, { write: (line: string) => void lines.push(line) });
    const place = await town({ log, postgres: server });
    const owner = new pg.Client({ connectionString: place.databaseUrl });
    await owner.connect();
    const seen: Scan = { calls: 0, statuses: {}, logged: 0, columns: 0, files: {}, planted: [], leaks: [] };
    const sort = (found: readonly Found[], meant: (one: Found) => boolean) => {
      for (const one of found)
        if (meant(one)) seen.planted.push(`${one.canary} in ${one.where}`);
        else seen.leaks.push(one);
    };
    const texts = (where: string, all: readonly string[]) => {
      for (const text of all) seen.leaks.push(...canariesIn(text).map((canary) => ({ canary, where })));
    };
    const [temporary, target] = [join(home, 'temporary'), join(home, 'backups')];
    try {
      const headers = listen(place, seen, broken ? (body) => log.debug({ body }, 'asked') : null);
      await withTemporary(temporary, async () => {
        if (broken) await sabotage(place, owner, temporary);
        await play(place);
        await backUp(place, home, target);
        if (broken) await writeFile(join(target, 'people.csv'), `${CANARIES.name},${CANARIES.phone}`);
      });
      seen.logged = lines.length;
      texts('log', lines);
      texts('header', headers);
      texts('metrics', [await place.app.metrics.registry.metrics()]);
      // Before the tables: what the scan itself asks must not be what it finds.
      const cluster = await inCluster(home, place.databaseUrl);
      seen.files.postgres = cluster.files;
      sort(cluster.found, ({ canary, where }) => where !== 'postgres log' && CANARY_CLUSTER.includes(canary));
      const tables = await inTables(place.databaseUrl);
      seen.columns = tables.columns;
      sort(tables.found, meantFor);
      for (const [what, folder] of Object.entries({ kept: place.filesFolder, temporary, backup: target })) {
        const { files, found } = await inFolder(folder, (_path, content) => (what === 'kept' ? keptSort(content) : what));
        seen.files[what] = files;
        sort(found, ({ canary, where }) => CANARY_FILES[where] === canary);
      }
      return { ...seen, planted: [...new Set(seen.planted)].sort() };
    } finally {
      await owner.end();
      await place.stop();
    }
  });
