import pg from 'pg';

export const TOWNSHIP = '640121104';
export const VILLAGE = '640121104205';
export const MATTERS = 200_000;

export interface Filled {
  token: string;
  station: { id: string; name: string; kind: 'service-station'; territory: string };
  centre: { id: string; name: string; kind: 'township-centre'; territory: string };
  accountId: string;
  appointmentId: string;
}

const STATION = '01930000-0000-7000-8000-000000000001';
const CENTRE = '01930000-0000-7000-8000-000000000002';
const PERSON = '01930000-0000-7000-8000-000000000003';
const ACCOUNT = '01930000-0000-7000-8000-000000000004';
const APPOINTMENT = '01930000-0000-7000-8000-000000000005';

/** Fills a migrated database with one station, one signed-in worker and many matters of which the station holds a part. */
export async function fill(databaseUrl: string, matters: number, tokenHash: string, token: string): Promise<Filled> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  const station = { id: STATION, name: '原隆村服务站', kind: 'service-station' as const, territory: VILLAGE };
  const centre = { id: CENTRE, name: '闽宁镇民生服务中心', kind: 'township-centre' as const, territory: TOWNSHIP };
  await client.query(`
    insert into division (code, parent, level, name, short_name, pinyin, initials) values
      ('640121', '6401', 'county', '永宁县', '永宁县', 'yongningxian', 'ynx'),
      ('${TOWNSHIP}', '640121', 'township', '闽宁镇', '闽宁镇', 'minningzhen', 'mnz'),
      ('${VILLAGE}', '${TOWNSHIP}', 'village', '原隆村委会', '原隆村', 'yuanlongcun', 'ylc');
    insert into body (county, id, code, kind, name, short_name, pinyin, initials, territory) values
      ('640121', '${STATION}', 'station', 'service-station', '${station.name}', '${station.name}', '', '', '${VILLAGE}'),
      ('640121', '${CENTRE}', 'centre', 'township-centre', '${centre.name}', '${centre.name}', '', '', '${TOWNSHIP}');
    insert into person (county, id, territory, name, pinyin, initials, created_at) values ('640121', '${PERSON}', '${VILLAGE}', '马国华', 'maguohua', 'mgh', now());
    insert into appointment (county, id, person_id, body_id, role, territory, name, valid_from) values
      ('640121', '${APPOINTMENT}', '${PERSON}', '${STATION}', 'station-worker', '${VILLAGE}', '马国华', '2020-01-01');
    insert into account (county, id, kind, username, display_name, territory, created_at) values ('640121', '${ACCOUNT}', 'staff', 'bench', '马国华', '${VILLAGE}', now());
    insert into account_person (county, account_id, person_id, since) values ('640121', '${ACCOUNT}', '${PERSON}', now());
    insert into session (county, token_hash, id, account_id, appointment_id, person_id, created_at, seen_at, expires_at) values
      ('640121', '${tokenHash}', '01930000-0000-7000-8000-000000000006', '${ACCOUNT}', '${APPOINTMENT}', '${PERSON}', now(), now(), now() + interval '1 day');
    insert into calendar_day (date, kind, name, source) values ('2026-01-01', 'holiday', '元旦', 'State Council');
  `);
  const state = JSON.stringify({ holder: station, helpers: [], place: { address: '' }, words: '路灯坏了' }).replaceAll("'", "''");
  await client.query(`
    insert into matter (county, id, kind, version, number, title, search, category, village, status, channel, holder_id, station_id, centre_id, participants,
      due, sign_due, answer_due, filed_at, updated_at, seq, state)
    select '640121', gen_random_uuid(), 'appeal', 1, '${VILLAGE}-20261101-' || n, '村口路灯不亮' || n, '村口路灯不亮' || n, 'roads.lamp', '${VILLAGE}',
      case when n % 3 = 0 then 'to-sign' else 'in-hand' end, 'portal', case when n % 10 = 0 then '${STATION}'::uuid else '${CENTRE}'::uuid end, '${STATION}', '${CENTRE}',
      array['${STATION}', '${CENTRE}']::uuid[], now() + (n % 5000) * interval '1 minute', now() + interval '1 day', now() + (n % 5000) * interval '1 minute',
      now() - (n % 90) * interval '1 day', now(), 1, '${state}'::jsonb
    from generate_series(1, ${matters}) n`);
  await client.query('analyze');
  await client.end();
  return { token, station, centre, accountId: ACCOUNT, appointmentId: APPOINTMENT };
}
