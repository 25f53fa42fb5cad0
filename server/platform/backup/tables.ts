import pg from 'pg';

export interface Table {
  name: string;
  columns: string[];
  /** Bytes on disk, to tell how far one is. */
  size: number;
}

/** All tables, those that are referred to before those that refer, with the columns that are written. */
export async function tablesInOrder(client: pg.Client): Promise<Table[]> {
  const { rows } = await client.query<Table>(`
    select c.relname as name, pg_table_size(c.oid)::float8 as size,
      array_agg(a.attname::text order by a.attnum) filter (where a.attgenerated = '') as columns
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' group by c.oid, c.relname order by c.relname`);
  const { rows: links } = await client.query<{ child: string; parent: string }>(`
    select k.relname as child, p.relname as parent from pg_constraint f join pg_class k on k.oid = f.conrelid join pg_class p on p.oid = f.confrelid
    where f.contype = 'f' and f.connamespace = 'public'::regnamespace and k.oid <> p.oid`);
  const ordered: Table[] = [];
  const waiting = new Map(rows.map((table) => [table.name, table]));
  while (waiting.size) {
    const ready = [...waiting.values()].filter(({ name }) => !links.some(({ child, parent }) => child === name && waiting.has(parent)));
    if (!ready.length)
      throw new Error(`The tables ${[...waiting.keys()].join(', ')} refer to each other in a circle; no order fills them.`);
    for (const table of ready) {
      ordered.push(table);
      waiting.delete(table.name);
    }
  }
  return ordered;
}

const quoted = pg.escapeIdentifier;

/** Text, not binary: another PostgreSQL version reads it too. */
export const copyOutOf = ({ name, columns }: { name: string; columns: readonly string[] }): string =>
  `copy public.${quoted(name)} (${columns.map((column) => quoted(column)).join(', ')}) to stdout`;

export const copyInto = ({ name, columns }: { name: string; columns: readonly string[] }): string =>
  `copy public.${quoted(name)} (${columns.map((column) => quoted(column)).join(', ')}) from stdin`;

/** A sequence as it stands; it never goes back, so reading it after the rows is safe. */
export async function sequences(client: pg.Client): Promise<{ name: string; value: string; called: boolean }[]> {
  const { rows: names } = await client.query<{ name: string }>(
    `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'S' order by 1`,
  );
  const found: { name: string; value: string; called: boolean }[] = [];
  for (const { name } of names) {
    const { rows } = await client.query<{ value: string; called: boolean }>(
      `select last_value::text as value, is_called as called from public.${quoted(name)}`,
    );
    const [row] = rows;
    if (row) found.push({ name, ...row });
  }
  return found;
}
