import type pg from 'pg';
import { centre, housing, station } from '../../domain/matters/testing/town.ts';
import { sealedWith } from '../../server/modules/keys/index.ts';
import { newId } from '../../server/platform/ids.ts';
import type { Keyring } from '../../server/platform/keyring.ts';
import { bring } from './bring.ts';
import { phoneOf } from './fill-people.ts';
import type { FilledPlaces } from './fill-places.ts';
import { makeLives } from './lives.ts';

/** Lives are picked from so many slots, each life in as many as its share. */
const SLOTS = 20_000;
const REPORTERS_AT_ONCE = 10_000;

const MATTER_COLUMNS = [
  ...['kind', 'version', 'title', 'category', 'village', 'status', 'channel', 'holder_id', 'station_id', 'centre_id', 'finisher_id'],
  ...['participants', 'helpers', 'help_asked', 'due', 'sign_due', 'answer_due', 'sweep_at', 'paused', 'extension_pending', 'supervised'],
  ...['urged', 'joined', 'reopened', 'solved', 'satisfied', 'filed_at', 'answered_at', 'ended_at', 'updated_at', 'seq', 'state'],
];

/** A played life's text with the bodies of the town written over by those of the place `p` it is brought to. */
function placed(column: string): string {
  const over: [string, string][] = [
    [station.id, 'p.station_id::text'],
    [station.name, 'p.station_name'],
    [centre.id, 'p.centre_id::text'],
    [centre.name, 'p.centre_name'],
    [housing.id, 'p.department_id::text'],
    [housing.name, 'p.department_name'],
    // Whole values only: digits of a code may stand in a number.
    [`"${station.territory}"`, `'"' || p.village || '"'`],
    [`"${centre.territory}"`, `'"' || left(p.village, 9) || '"'`],
    [`"${housing.territory}"`, `'"' || p.county || '"'`],
  ];
  return over.reduce((text, [from, to]) => `replace(${text}, '${from}', ${to})`, `${column}`);
}

/**
 * Brings matters of every state to the filled villages, each with its actions, turns and a reporter whose phone is sealed: lives are played once in
 * memory, and PostgreSQL writes them out for each place. `speaker` are the residents, staff left out.
 */
export async function fillMatters(client: pg.Client, keys: Keyring, places: FilledPlaces, count: number): Promise<void> {
  const lives = makeLives(new Date(), count);
  await client.query('create temp table life (n int primary key, filed timestamptz, matter text, actions text, turns text)');
  await bring(
    client,
    'life',
    lives.map(({ matter, actions, turns }, n) => ({
      n,
      filed: matter.filed_at,
      matter: JSON.stringify(matter),
      actions: JSON.stringify(actions),
      turns: JSON.stringify(turns),
    })),
  );
  const slots = lives.flatMap(({ share }, n) => Array<number>(Math.max(1, Math.round((share * SLOTS) / 100_000))).fill(n));
  await client.query('create temp table slot (n int primary key, life int)');
  await bring(
    client,
    'slot',
    slots.map((life, n) => ({ n, life })),
  );
  await client.query(`create temp table place (n int primary key, village text collate "C", county text collate "C", station_id uuid, station_name text,
    centre_id uuid, centre_name text, departments uuid[], department_names text[])`);
  const departmentsOf = (county: string) => places.departments.filter(({ territory }) => territory === county);
  await bring(
    client,
    'place',
    places.villages.map((village, n) => ({
      n,
      village: village.code,
      county: village.code.slice(0, 6),
      station_id: village.station.id,
      station_name: village.station.name,
      centre_id: village.centre.id,
      centre_name: village.centre.name,
      departments: `{${departmentsOf(village.code.slice(0, 6)).map(({ id }) => id)}}`,
      department_names: departmentsOf(village.code.slice(0, 6)).map(({ name }) => name),
    })),
  );
  await client.query(`
    create temp table speaker as select left(p.territory, 12) as village, row_number() over (partition by left(p.territory, 12) order by a.person_id is null, p.id) - 1 as k,
        p.id, p.name, p.territory as grid from person p left join account_person a on a.county = p.county and a.person_id = p.id where p.household_id is not null;
    create unique index on speaker (village, k);
    create temp table crowd as select village, count(*)::int as speakers, count(*)::int / 10 as often from speaker group by 1;
    analyze place; analyze speaker; analyze slot; analyze life;`);
  // One in three is raised by somebody who has an account (they stand first): who is online raises more.
  await client.query(`
    create temp table pick as
    select g.i, uuidv7(l.filed - now()) as id, l.n as life, l.filed, p.village, p.county, p.station_id, p.station_name, p.centre_id, p.centre_name,
      p.departments[1 + g.i / 7 % cardinality(p.departments)] as department_id, p.department_names[1 + g.i / 7 % cardinality(p.departments)] as department_name,
      s.id as person, s.name, s.grid, p.village || '-' || to_char(l.filed at time zone 'Asia/Shanghai', 'YYYYMMDD') || '-' || lpad((g.i % 1000000)::text, 6, '0') as number,
      translate(upper(substr(md5('receipt ' || g.i), 1, 8)), '01', 'GH') as code
    from generate_series(1, ${count}) g(i)
    join place p on p.n = g.i % ${places.villages.length}
    join slot on slot.n = (hashint4(g.i) & 2147483647) % ${slots.length} join life l on l.n = slot.life
    join crowd c on c.village = p.village
    join speaker s on s.village = p.village and s.k = case when g.i % 3 = 0 then g.i / 3 * 7 % greatest(1, c.often) else g.i * 13 % c.speakers end;
    alter table pick add column hash text;
    update pick set hash = encode(sha256(('receipt:' || code)::bytea), 'hex');
    create index on pick (i);
    analyze pick;`);
  await client.query(`
    insert into matter (county, id, number, search, grid, reporters, receipts, ${MATTER_COLUMNS.join(', ')})
    select p.county, p.id, p.number, p.number || ' ' || r.search, p.grid, array[p.person], array[p.hash], ${MATTER_COLUMNS.map((column) => `r.${column}`).join(', ')}
    from pick p join life l on l.n = p.life, jsonb_populate_record(null::matter, ${placed('l.matter')}::jsonb) r`);
  await client.query(`
    insert into matter_action (county, matter_id, seq, step, at, by, input, refs, deadlines)
    select p.county, p.id, r.seq, r.step, r.at, r.by, r.input, r.refs, r.deadlines
    from pick p join life l on l.n = p.life, jsonb_populate_recordset(null::matter_action, ${placed('l.actions')}::jsonb) r`);
  const turn = ['seq', 'body_id', 'body_name', 'body_level', 'village', 'category', 'assigned_at', 'due_sign', 'signed_at', 'due_answer'];
  const turns = [...turn, 'ended_at', 'ended', 'held_seconds', 'waited_seconds'];
  await client.query(`
    insert into matter_turn (county, matter_id, ${turns.join(', ')}) select p.county, p.id, ${turns.map((column) => `r.${column}`).join(', ')}
    from pick p join life l on l.n = p.life, jsonb_populate_recordset(null::matter_turn, ${placed('l.turns')}::jsonb) r`);
  await fillReporters(client, keys, count);
}

async function fillReporters(client: pg.Client, keys: Keyring, count: number): Promise<void> {
  for (let from = 0; from < count; from += REPORTERS_AT_ONCE) {
    const { rows } = await client.query<{
      i: number;
      county: string;
      id: string;
      person: string;
      name: string;
      village: string;
      code: string;
      hash: string;
      filed: Date;
    }>('select i, county, id, person, name, village, code, hash, filed from pick where i > $1 and i <= $2', [
      from,
      from + REPORTERS_AT_ONCE,
    ]);
    const made = rows.map((row) => {
      const id = newId(row.filed.getTime());
      const { sealed, key } = sealedWith(keys, 'reporter.phone', { county: row.county, id }, row.person, phoneOf(row.i));
      const who = {
        county: row.county,
        id,
        matter_id: row.id,
        part: 'reporter',
        person_id: row.person,
        name: row.name,
        hidden: row.i % 20 === 0,
      };
      const receipt = { receipt_code: `${row.code.slice(0, 4)}-${row.code.slice(4)}`, receipt_hash: row.hash };
      return { key, row: { ...who, plain_phone: '', phone_sealed: sealed, ...receipt, village: row.village, at: row.filed.toISOString() } };
    });
    await bring(
      client,
      'data_key',
      made.map(({ key }) => ({ ...key })),
    );
    await bring(
      client,
      'matter_reporter',
      made.map(({ row }) => row),
    );
  }
}
