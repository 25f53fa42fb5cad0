import pg from 'pg';

export interface TableFacts {
  name: string;
  comment: string;
  columns: { name: string; type: string; comment: string | null }[];
  /** The conditions of its policies for reading. */
  policies: string[];
}

/** The tables as the database's catalogue knows them, with columns and policies. */
export async function tableFacts(databaseUrl: string): Promise<TableFacts[]> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query<TableFacts>(`
      select c.relname as name, coalesce(obj_description(c.oid), '') as comment,
        (select json_agg(json_build_object('name', a.attname, 'type', format_type(a.atttypid, a.atttypmod), 'comment', col_description(c.oid, a.attnum)) order by a.attnum)
          from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped) as columns,
        coalesce((select json_agg(p.qual order by p.policyname) from pg_policies p
          where p.schemaname = 'public' and p.tablename = c.relname and p.qual is not null
            and (p.cmd = 'SELECT' or (p.cmd = 'ALL' and not exists (select from pg_policies r where r.schemaname = 'public' and r.tablename = c.relname and r.cmd = 'SELECT')))), '[]') as policies
      from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') order by 1`);
    return rows;
  } finally {
    await client.end();
  }
}
