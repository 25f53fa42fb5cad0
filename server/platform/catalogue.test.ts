import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testDatabase } from '../testing/database.ts';
import { openPool, transaction } from './database.ts';

/** Small tables that Citus keeps whole on every node: they carry no county. */
const REFERENCE_TABLES = ['calendar_change', 'calendar_day', 'division', 'master_key', 'migration', 'parameter'];
const APPENDED_ONLY = ['audit', 'calendar_change', 'matter_action', 'parameter'];

let database: Awaited<ReturnType<typeof testDatabase>>;
let owner: pg.Client;
let tables: { name: string; columns: string[] }[];
beforeAll(async () => {
  database = await testDatabase();
  owner = new pg.Client({ connectionString: database.url });
  await owner.connect();
  tables = await rows(`
    select c.relname as name, array_agg(a.attname::text order by a.attnum) as columns
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') group by 1 order by 1`);
});
afterAll(async () => {
  await owner.end();
  await database.drop();
});

async function rows<Row extends pg.QueryResultRow>(text: string): Promise<Row[]> {
  return (await owner.query<Row>(text)).rows;
}

const distributed = () => tables.filter(({ columns }) => columns.includes('county')).map(({ name }) => name);

describe('every table', () => {
  it('is known here', () => {
    expect(tables.length).toBeGreaterThan(20);
  });

  it('has row-level security, forced also on its owner', async () => {
    const open = await rows(
      `select relname from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not (relrowsecurity and relforcerowsecurity)`,
    );
    expect(open).toEqual([]);
  });

  it('has a policy for reading and one for writing', async () => {
    const policies = await rows<{ tablename: string; cmd: string }>(`select tablename, cmd from pg_policies where schemaname = 'public'`);
    const without = tables.filter(({ name }) => {
      const commands = policies.filter((policy) => policy.tablename === name).map((policy) => policy.cmd);
      return !(commands.some((cmd) => cmd === 'SELECT' || cmd === 'ALL') && commands.some((cmd) => cmd !== 'SELECT'));
    });
    expect(without.map(({ name }) => name)).toEqual([]);
  });

  it('says what it is for, on which legal basis and how long', async () => {
    const comments = await rows<{ name: string; comment: string | null }>(
      `select c.relname as name, obj_description(c.oid) as comment from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')`,
    );
    const silent = comments.filter(({ comment }) => !/Purpose: \S.+ Legal basis: \S.+ Retention: \S/s.test(comment ?? ''));
    expect(silent).toEqual([]);
  });

  it('has no trigger of ours', async () => {
    expect(await rows(`select tgrelid::regclass::text, tgname from pg_trigger where not tgisinternal`)).toEqual([]);
  });
});

describe('policies', () => {
  it('hold no sub-select, which Citus refuses', async () => {
    const policies = await rows<{ policyname: string; text: string }>(
      `select policyname, coalesce(qual, '') || ' ' || coalesce(with_check, '') as text from pg_policies where schemaname = 'public'`,
    );
    expect(policies.length).toBeGreaterThan(40);
    expect(policies.filter(({ text }) => /\bselect\b/i.test(text)).map(({ policyname }) => policyname)).toEqual([]);
  });

  it('compare a range only with a setting that may be missing: an empty prefix would match everything', async () => {
    const policies = await rows<{ policyname: string; text: string }>(
      `select policyname, coalesce(qual, '') || ' ' || coalesce(with_check, '') as text from pg_policies where schemaname = 'public'`,
    );
    const careless = policies.filter(({ text }) =>
      /(?<!nullif\()(?<!NULLIF\()current_setting\('app\.(lo|hi|place|body|persons|receipt|matter|account|actor|dwellings|glass)'/i.test(
        text,
      ),
    );
    expect(careless.map(({ policyname }) => policyname)).toEqual([]);
  });
});

describe('the role that serves people', () => {
  it('owns nothing and may not log in, bypass security or make anything', async () => {
    const [role] = await rows<Record<string, boolean>>(
      `select rolsuper, rolbypassrls, rolcreatedb, rolcreaterole, rolcanlogin, rolreplication from pg_roles where rolname = 'linli_app'`,
    );
    expect(Object.values(role ?? {})).toEqual([false, false, false, false, false, false]);
    expect(
      await rows(
        `select relname from pg_class where relowner = 'linli_app'::regrole union select proname from pg_proc where proowner = 'linli_app'::regrole`,
      ),
    ).toEqual([]);
    expect(
      await rows(`select 1 from information_schema.schema_privileges where grantee = 'linli_app' and privilege_type = 'CREATE'`).catch(
        () => [],
      ),
    ).toEqual([]);
    const [may] = await rows<{ create: boolean }>(`select has_schema_privilege('linli_app', 'public', 'create') as create`);
    expect(may?.create).toBe(false);
  });

  it('can neither change nor delete what is only ever appended', async () => {
    const grants = await rows<{ name: string; change: boolean; remove: boolean; empty: boolean }>(
      `select relname as name, has_table_privilege('linli_app', oid, 'update') as change, has_table_privilege('linli_app', oid, 'delete') as remove, has_table_privilege('linli_app', oid, 'truncate') as empty
       from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'`,
    );
    for (const grant of grants.filter(({ name }) => APPENDED_ONLY.includes(name)))
      expect(grant).toEqual({ name: grant.name, change: false, remove: false, empty: false });
    expect(grants.filter((grant) => grant.empty).map(({ name }) => name)).toEqual([]);
    expect(
      grants.filter(({ name, remove }) => remove && /^(matter|person|household|dwelling|body|division|appointment|account)$/.test(name)),
    ).toEqual([]);
  });

  it('runs no function with the rights of someone else', async () => {
    expect(await rows(`select proname from pg_proc where pronamespace = 'public'::regnamespace and prosecdef`)).toEqual([]);
  });
});

describe('Citus could spread it by county', () => {
  it('each table either carries the county or is a known reference table', () => {
    expect(tables.map(({ name }) => name).filter((name) => !distributed().includes(name))).toEqual(REFERENCE_TABLES);
  });

  it('each key and unique index of a spread table begins with or holds the county', async () => {
    const keys = await rows<{ table: string; index: string; columns: string[] }>(`
      select t.relname as table, i.relname as index, array_agg(a.attname::text order by k.n) as columns
      from pg_index x join pg_class t on t.oid = x.indrelid join pg_class i on i.oid = x.indexrelid,
        unnest(x.indkey) with ordinality k(attnum, n) join pg_attribute a on true
      where x.indisunique and a.attrelid = x.indrelid and a.attnum = k.attnum and t.relnamespace = 'public'::regnamespace
      group by 1, 2`);
    const apart = keys.filter(({ table, columns }) => distributed().includes(table) && !columns.includes('county'));
    expect(apart).toEqual([]);
    const primary = keys.filter(({ table, index }) => distributed().includes(table) && index.endsWith('_pkey'));
    expect(primary.map(({ table }) => table).sort()).toEqual(distributed().sort());
    for (const key of primary) expect(key.columns[0], key.table).toBe('county');
  });

  it('each foreign key between spread tables holds the county on both sides', async () => {
    const keys = await rows<{ name: string; table: string; target: string; from: string[]; to: string[] }>(`
      select c.conname as name, c.conrelid::regclass::text as table, c.confrelid::regclass::text as target,
        (select array_agg(attname::text) from pg_attribute where attrelid = c.conrelid and attnum = any (c.conkey)) as from,
        (select array_agg(attname::text) from pg_attribute where attrelid = c.confrelid and attnum = any (c.confkey)) as to
      from pg_constraint c where c.contype = 'f' and c.connamespace = 'public'::regnamespace`);
    expect(keys.length).toBeGreaterThan(5);
    // A spread table may point at a reference table, which every node has.
    for (const key of keys.filter(({ table, target }) => distributed().includes(table) && !REFERENCE_TABLES.includes(target))) {
      expect(key.from, key.name).toContain('county');
      expect(key.to, key.name).toContain('county');
    }
  });
});

describe('without an actor', () => {
  it('not one row of any table is seen, on a fresh and on a warm connection', async () => {
    const pool = openPool(database.url, { max: 1 });
    try {
      const readable = (
        await rows<{ name: string }>(
          `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' and has_table_privilege('linli_app', oid, 'select')`,
        )
      ).map(({ name }) => name);
      expect(readable.length).toBeGreaterThan(20);
      await fillEvery(readable);
      const seen = async () => {
        const counts: Record<string, number> = {};
        for (const name of readable) {
          const { rows: found } = await pool.query(`select 1 from ${name}`);
          if (found.length) counts[name] = found.length;
        }
        return counts;
      };
      expect(await seen(), 'fresh').toEqual({});
      const system = await transaction(pool, { kind: 'system', name: 'test' }, async (tx) => {
        const filled: string[] = [];
        for (const name of readable) if ((await tx.send(`select 1 from ${name} limit 1`))[0]?.rowCount) filled.push(name);
        return filled;
      });
      expect(system.sort(), 'every table has a row to hide').toEqual(readable.sort());
      const { rows: settings } = await pool.query(`select current_setting('app.kind', true) as kind`);
      expect(settings[0].kind, 'a warm connection keeps an empty setting').toBe('');
      expect(await seen(), 'warm').toEqual({});
      const staff = {
        kind: 'staff',
        accountId: '01930000-0000-7000-8000-00000000000a',
        personId: '01930000-0000-7000-8000-00000000000b',
        name: '',
        role: 'department-staff',
        appointmentId: '01930000-0000-7000-8000-00000000000c',
        range: '',
        body: { id: '01930000-0000-7000-8000-00000000000d', name: '', kind: 'county-department', territory: '64' },
      } as const;
      const personal = [
        'matter',
        'matter_action',
        'matter_reporter',
        'matter_turn',
        'person',
        'household',
        'dwelling',
        'message',
        'audit',
        'account',
        'account_person',
        'passkey',
        'session',
        'sign_in_code',
        'file',
        'job',
        'command',
      ];
      const byNobodyOfImportance = await transaction(pool, staff, async (tx) => {
        const found: string[] = [];
        for (const name of personal) if ((await tx.send(`select 1 from ${name} limit 1`))[0]?.rowCount) found.push(name);
        return found;
      });
      expect(byNobodyOfImportance, 'someone with an empty range sees nothing of anyone').toEqual([]);
    } finally {
      await pool.end();
    }
  });

  /** One row in each table, made up by type; keys to other tables are switched off meanwhile. */
  async function fillEvery(names: readonly string[]): Promise<void> {
    await owner.query(`begin; set local app.kind = 'system'; set local session_replication_role = replica`);
    for (const name of names) {
      const columns = await rows<{ column: string; type: string; check: string | null }>(`
        select a.attname as column, format_type(a.atttypid, a.atttypmod) as type,
          (select substring(pg_get_constraintdef(c.oid) from '''([^'']+)''') from pg_constraint c where c.conrelid = a.attrelid and c.contype = 'c' and c.conkey = array[a.attnum]) as check
        from pg_attribute a where a.attrelid = '${name}'::regclass and a.attnum > 0 and not a.attisdropped and a.attnotnull and not a.atthasdef`);
      const values = columns.map(({ type, check }) => (check ? `'${check}'` : (MADE_UP[type] ?? `null::${type}`)));
      await owner.query(
        `insert into ${name} (${columns.map(({ column }) => `"${column}"`).join(', ')}) values (${values.join(', ')}) on conflict do nothing`,
      );
    }
    await owner.query('commit');
  }

  const MADE_UP: Record<string, string> = {
    text: `'x'`,
    'bytea[]': `'{}'`,
    uuid: 'gen_random_uuid()',
    date: `'2026-01-01'`,
    'timestamp with time zone': `now()`,
    integer: '1',
    bigint: '1',
    jsonb: `'{}'`,
    bytea: `''`,
    boolean: 'false',
    'uuid[]': `'{}'`,
    'text[]': `'{}'`,
  };
});
