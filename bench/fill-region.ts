import pg from 'pg';

export interface FilledRegion {
  villages: number;
  households: number;
  persons: number;
  grids: number;
  matters: number;
  /** A village with everything in it, to change something in. */
  village: string;
}

const GRIDS_A_VILLAGE = 8;
const MATTERS_A_VILLAGE = 40;

/** Fills a migrated database that holds the divisions: in every village bodies, posts, grids, households, residents and matters of a quarter. */
export async function fillRegion(databaseUrl: string, households: number): Promise<FilledRegion> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  // A throw-away database: what a crash loses does not matter while it is filled.
  await client.query('set synchronous_commit = off');
  await client.query(`
    create temp table v as select code, left(code, 6) as county, row_number() over (order by code) as n from division where level = 'village';
    insert into division (code, parent, level, name, short_name, pinyin, initials)
      select code || lpad(g::text, 3, '0'), code, 'grid', '第' || g || '网格', '第' || g || '网格', '', '' from v, generate_series(1, ${GRIDS_A_VILLAGE}) g;
    create temp table b as select v.*, k.kind, gen_random_uuid() as id from v,
      (values ('party-organisation'), ('villagers-committee'), ('supervision-committee'), ('service-station')) k(kind);
    insert into body (county, id, code, kind, name, short_name, pinyin, initials, territory) select county, id, code || kind, kind, kind, kind, '', '', code from b;`);
  const perGrid = Math.round(households / ((await count(client, 'v')) * GRIDS_A_VILLAGE));
  await client.query(`
    create temp table h as select left(d.code, 6) as county, d.code as grid, i, ('01930000-0000-7000-8000-' || lpad(to_hex(row_number() over ()), 12, '0'))::uuid as id
      from division d, generate_series(1, ${perGrid}) i where d.level = 'grid';
    insert into dwelling (county, id, grid, address) select county, id, grid, i || '号' from h;
    insert into household (county, id, grid, dwelling_id) select county, id, grid, id from h;
    insert into person (county, id, territory, name, pinyin, initials, household_id, relation, created_at)
      select county, id, grid, '居民', 'jumin', 'jm', id, '户主', now() from h;
    create temp table w as select p.county, p.id, p.territory from person p join h on h.id = p.household_id where h.i = 1;
    insert into appointment (county, id, person_id, body_id, role, territory, name, phone, valid_from)
      select w.county, gen_random_uuid(), w.id, b.id, r.role, case r.role when 'grid-worker' then w.territory else b.code end, '居民', '0951-8094444', '2024-01-01'
      from w join b on b.code = left(w.territory, 12)
      join (values ('grid-worker', 'service-station', '%'), ('group-head', 'villagers-committee', '%'), ('party-secretary', 'party-organisation', '%001'),
        ('station-head', 'service-station', '%001'), ('supervision-head', 'supervision-committee', '%002'), ('supervision-member', 'supervision-committee', '%003'),
        ('supervision-member', 'supervision-committee', '%004')) r(role, kind, grid) on r.kind = b.kind and w.territory like r.grid;
    update appointment set woman = true where role = 'supervision-member';
    create temp table m as select v.*, i, gen_random_uuid() as id, now() - i * interval '2 days' as filed from v, generate_series(1, ${MATTERS_A_VILLAGE}) i;
    insert into matter (county, id, kind, version, number, title, search, category, village, status, channel, holder_id, station_id, centre_id, participants,
        due, sign_due, answer_due, filed_at, answered_at, ended_at, updated_at, seq, state)
      select county, id, 'appeal', 1, code || '-' || i, '路灯', '路灯', 'roads.lamp', code, case when i <= 3 then 'in-hand' else 'closed' end, 'portal', id, id, id, array[id],
        case when i <= 3 then filed + interval '7 days' end, filed + interval '1 day', filed + interval '7 days', filed,
        case when i > 3 then filed + interval '2 days' end, case when i > 3 then filed + interval '3 days' end, now(), 3, '{}' from m;
    insert into matter_turn (county, matter_id, seq, body_id, body_name, body_level, village, category, assigned_at, due_sign, signed_at, due_answer, ended_at, ended)
      select county, id, s, id, '', case s when 1 then 'village' else 'county' end, code, 'roads.lamp', filed, filed + interval '1 day', filed + interval '1 hour',
        filed + interval '7 days', case when s = 1 then filed + interval '2 hours' when i > 3 then filed + interval '2 days' end, case when s = 1 then 'hand-over' when i > 3 then 'answer' end
      from m, generate_series(1, 2) s;`);
  await client.query('vacuum analyze');
  const [villages, all, persons, matters] = [
    await count(client, 'v'),
    await count(client, 'household'),
    await count(client, 'person'),
    await count(client, 'matter'),
  ];
  const { rows } = await client.query<{ code: string }>('select code from v where n = 1000');
  await client.end();
  return { villages, households: all, persons, grids: villages * GRIDS_A_VILLAGE, matters, village: rows[0]?.code ?? '' };
}

async function count(client: pg.Client, table: string): Promise<number> {
  const { rows } = await client.query<{ n: string }>(`select count(*) as n from ${table}`);
  return Number(rows[0]?.n);
}
