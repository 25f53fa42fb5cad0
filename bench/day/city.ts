import { existsSync, readdirSync } from 'node:fs';
import pg from 'pg';
import { STAFF_ROLES, type StaffRole } from '../../domain/accounts/roles.ts';
import { opened, openKeysOf } from '../../server/modules/keys/index.ts';
import { openPool, transaction } from '../../server/platform/database.ts';
import { tokenOf } from './tokens.ts';

/** A signed-in member of staff. */
export interface Worker {
  account: string;
  username: string;
  token: string;
  role: StaffRole;
  body: string;
  /** The range of their post. */
  range: string;
  device: string | null;
}

/** A signed-in resident and where they live. */
export interface Resident {
  account: string;
  token: string;
  county: string;
  grid: string;
}

/** A matter as far as the next step needs it. */
export interface HeldMatter {
  id: string;
  seq: number;
  holder: string;
  village: string;
  centre: string;
  receipt: string;
}

/** Somebody who is looked for, in the range of those who look. */
export interface Sought {
  id: string;
  grid: string;
  name: string;
  pinyin: string;
  initials: string;
  phone: string;
}

/** Everybody and everything the day's errands are about. */
export interface City {
  workers: Worker[];
  residents: Resident[];
  sought: Sought[];
  villages: string[];
  bodies: string[];
  services: { id: string; county: string }[];
  departments: { id: string; county: string }[];
  matters: Record<
    'toSignAtStation' | 'inHandAtStation' | 'toAssign' | 'toSignAtDepartment' | 'inHandAtDepartment' | 'answered' | 'ended',
    HeldMatter[]
  >;
  /** Paths of the built pages and their parts; empty where they are not built. */
  pages: string[];
}

const MOST = 20_000;
const MOST_SOUGHT = 3_000;

const WEB = new URL('../../dist/web/', import.meta.url);

function builtPages(): string[] {
  if (!existsSync(WEB)) return [];
  const parts = ['assets', 'field/assets', 'office/assets'].flatMap((folder) =>
    readdirSync(new URL(`${folder}/`, WEB)).map((name) => `/${folder}/${name}`),
  );
  return ['/', '/field/', '/office/', '/matters', '/data/counties.geojson', ...parts];
}

/** Reads from a filled database whom the day is played with. `home` holds its keys. */
export async function readCity(databaseUrl: string, home: string): Promise<City> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  const rows = async <Row>(text: string): Promise<Row[]> => (await client.query(text)).rows as Row[];
  const matters = (where: string): Promise<HeldMatter[]> =>
    rows(`select m.id, m.seq, m.holder_id as holder, m.village, m.centre_id as centre, r.receipt_code as receipt
      from (select * from matter m where ${where} order by md5(m.id::text) limit ${MOST}) m
      join matter_reporter r on r.county = m.county and r.matter_id = m.id and r.part = 'reporter'`);
  try {
    const workers = await rows<Omit<Worker, 'token'>>(`
      select a.id as account, a.username, p.role, p.body_id as body, p.territory as range, d.id as device
      from account a join session s on s.county = a.county and s.account_id = a.id join appointment p on p.county = s.county and p.id = s.appointment_id
        and p.role in (${STAFF_ROLES.map((role) => `'${role}'`).join(', ')})
      left join field_device d on d.county = a.county and d.account_id = a.id order by md5(a.id::text)`);
    const residents = await rows<Omit<Resident, 'token'>>(
      `select id as account, county, territory as grid from account where kind = 'resident' order by md5(id::text) limit ${MOST}`,
    );
    return {
      workers: workers.map((worker) => ({ ...worker, token: tokenOf(worker.account) })),
      residents: residents.map((resident) => ({ ...resident, token: tokenOf(resident.account) })),
      sought: await readSought(databaseUrl, home),
      villages: (await rows<{ village: string }>(`select distinct territory as village from body where kind = 'service-station'`)).map(
        ({ village }) => village,
      ),
      bodies: (await rows<{ id: string }>(`select id from body where kind = 'service-station' order by md5(id::text) limit 500`)).map(
        ({ id }) => id,
      ),
      services: await rows(`select id, county from service_item order by md5(id::text) limit 500`),
      departments: await rows(`select id, county from body where kind = 'county-department'`),
      matters: {
        toSignAtStation: await matters(`status = 'to-sign' and holder_id = station_id`),
        inHandAtStation: await matters(`status = 'in-hand' and holder_id = station_id and not paused`),
        toAssign: await matters(`status = 'to-sign' and holder_id = centre_id`),
        toSignAtDepartment: await matters(`status = 'to-sign' and holder_id not in (station_id, centre_id)`),
        inHandAtDepartment: await matters(`status = 'in-hand' and holder_id not in (station_id, centre_id)`),
        answered: await matters(`status = 'answered' and sweep_at > now() + interval '1 hour'`),
        ended: await matters('ended_at is not null'),
      },
      pages: builtPages(),
    };
  } finally {
    await client.end();
  }
}

/** Some residents who have a phone, with it: those who serve them look for them by it. */
async function readSought(databaseUrl: string, home: string): Promise<Sought[]> {
  const keys = await openKeysOf(databaseUrl, home);
  const pool = openPool(databaseUrl, { max: 1, keys });
  try {
    return await transaction(pool, { kind: 'system', name: 'bench' }, async (tx) => {
      const [found] =
        await tx.send(`select p.county, p.id, p.territory as grid, p.name, p.pinyin, p.initials, p.phone_sealed || ' ' || k.wrapped as phone
        from (select * from person where phone_sealed is not null order by md5(id::text) limit ${MOST_SOUGHT}) p
        join data_key k on k.county = p.county and k.id = split_part(p.phone_sealed, '.', 3)::uuid`);
      return ((found?.rows ?? []) as (Sought & { county: string })[]).map(({ county, ...person }) => ({
        ...person,
        phone: opened(tx, 'person.phone', { county, id: person.id }, person.phone) ?? '',
      }));
    });
  } finally {
    await pool.end();
  }
}
