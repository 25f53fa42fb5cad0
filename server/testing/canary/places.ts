import { readFile } from 'node:fs/promises';
import { dataFolder, logFile } from '../../platform/data-folder.ts';
import { onDatabase } from '../../platform/reach-database.ts';
import { CANARIES, CANARY_NAMES, type Canary, canariesIn } from './canaries.ts';
import { CANARY_COLUMNS } from './columns.ts';
import { filesBelow } from './files-below.ts';

/** A canary and the place it was found in. */
export interface Found {
  canary: Canary;
  /** `table.column`, or the sort of file. */
  where: string;
}

/** Every column of every table, as text and, where it holds bytes, as bytes. */
export const inTables = (databaseUrl: string): Promise<{ columns: number; found: Found[] }> =>
  onDatabase(databaseUrl, async (client) => {
    const { rows } = await client.query<{ table: string; column: string; type: string }>(
      `select table_name as table, column_name as column, data_type as type from information_schema.columns where table_schema = 'public' order by 1, ordinal_position`,
    );
    const found: Found[] = [];
    for (const { table, column, type } of rows) {
      const name = client.escapeIdentifier(column);
      const holds = type === 'bytea' ? `position(convert_to($1, 'UTF8') in ${name})` : `position($1 in ${name}::text)`;
      for (const canary of CANARY_NAMES) {
        const { rowCount } = await client.query(`select 1 from ${client.escapeIdentifier(table)} where ${holds} > 0 limit 1`, [
          CANARIES[canary],
        ]);
        if (rowCount) found.push({ canary, where: `${table}.${column}` });
      }
    }
    return { columns: rows.length, found };
  });

/** Every file below a folder, its name included; `sortOf` says of a path within the folder which sort it is. Files that go meanwhile are left out. */
export async function inFolder(
  folder: string,
  sortOf: (path: string, content: Buffer) => string,
): Promise<{ files: number; found: Found[] }> {
  const found: Found[] = [];
  let files = 0;
  for await (const { path, content } of filesBelow(folder)) {
    files += 1;
    const where = sortOf(path, content);
    for (const canary of new Set([...canariesIn(path), ...canariesIn(content)])) found.push({ canary, where });
  }
  return { files, found };
}

/** Larger than the memory of one step of a query, so that PostgreSQL sorts it on the disk. */
const SPILLS = `declare spilled cursor for
  select p, a, r from person p left join account a on a.phone_index = p.phone_index left join matter_reporter r on r.person_id = p.id, generate_series(1, 2000) n
  order by md5(n || p.id::text)`;

/** The files of an embedded PostgreSQL after a checkpoint: tables with what was deleted from them, write-ahead log, what a large sort spills, its log. */
export const inCluster = (home: string, databaseUrl: string): Promise<{ files: number; found: Found[] }> =>
  onDatabase(databaseUrl, async (client) => {
    await client.query('checkpoint');
    await client.query(`begin; set local work_mem = '64kB'; ${SPILLS}`);
    await client.query('fetch 1 from spilled');
    const { files, found } = await inFolder(dataFolder(home), (path) => {
      if (path.startsWith('pg_wal')) return 'postgres wal';
      return path.includes('pgsql_tmp') ? 'postgres temporary' : 'postgres data';
    });
    const log = await readFile(logFile(home));
    return { files: files + 1, found: [...found, ...canariesIn(log).map((canary) => ({ canary, where: 'postgres log' }))] };
  });

/** Whether a column is meant for a canary. */
export const meantFor = ({ canary, where }: Found): boolean => CANARY_COLUMNS[canary]?.includes(where) ?? false;
