import { randomBytes } from 'node:crypto';
import type { StaffRole } from '../../domain/accounts/roles.ts';
import type { BodyKind } from '../../domain/bodies/body.ts';
import { countyOf, parentOf } from '../../domain/territory/code.ts';
import { accountPhone, personPhone } from '../modules/keys/index.ts';
import type { Clock } from '../platform/clock.ts';
import { newId, sha256 } from '../platform/ids.ts';
import type { TestServer } from './server.ts';

export const VILLAGE = '640121104205';
export const NEXT_VILLAGE = '640121104201';
export const OTHER_VILLAGE = '640122100201';
export const GRID = `${VILLAGE}001`;

const PLACES = {
  '64': '宁夏回族自治区',
  '6401': '银川市',
  '640121': '永宁县',
  '640121104': '闽宁镇',
  [VILLAGE]: '原隆村',
  [GRID]: '第一网格',
  [NEXT_VILLAGE]: '福宁村',
  [`${NEXT_VILLAGE}001`]: '第一网格',
  '640122': '贺兰县',
  '640122100': '习岗镇',
  [OTHER_VILLAGE]: '新胜村',
} as const;

const LEVELS: Record<number, string> = { 2: 'region', 4: 'city', 6: 'county', 9: 'township', 12: 'village', 15: 'grid' };

/** Bodies: kind, name, territory, and the duty a department or office carries. */
export const BODIES = {
  station: ['service-station', '原隆村服务站', VILLAGE, null],
  nextStation: ['service-station', '福宁村服务站', NEXT_VILLAGE, null],
  centre: ['township-centre', '闽宁镇民生服务中心', '640121104', null],
  landOffice: ['township-office', '自然资源和村镇建设办', '640121104', 'township-land'],
  cultureOffice: ['township-office', '文化服务中心', '640121104', 'township-culture'],
  water: ['county-department', '永宁县水务局', '640121', 'county-water'],
  housing: ['county-department', '永宁县住房和城乡建设局', '640121', 'county-housing'],
  transport: ['county-department', '永宁县交通运输局', '640121', 'county-transport'],
  government: ['county-government', '永宁县人民政府办公室', '640121', null],
  otherStation: ['service-station', '新胜村服务站', OTHER_VILLAGE, null],
  otherCentre: ['township-centre', '习岗镇民生服务中心', '640122100', null],
  otherGovernment: ['county-government', '贺兰县人民政府办公室', '640122', null],
} as const satisfies Record<string, readonly [BodyKind, string, string, string | null]>;
export type BodyKey = keyof typeof BODIES;

/** Staff: name, role, body, and a range of their own where it is not the body's. */
export const STAFF = {
  stationWorker: ['马小兰', 'station-worker', 'station', null],
  stationHead: ['马建国', 'station-head', 'station', null],
  gridWorker: ['海小军', 'grid-worker', 'station', GRID],
  nextStationWorker: ['王秀英', 'station-worker', 'nextStation', null],
  nextGridWorker: ['丁亮', 'grid-worker', 'nextStation', `${NEXT_VILLAGE}001`],
  clerk: ['李敏', 'window-clerk', 'centre', null],
  dispatcher: ['张伟', 'dispatcher', 'centre', null],
  landOfficer: ['周强', 'office-staff', 'landOffice', null],
  waterOfficer: ['刘洋', 'department-staff', 'water', null],
  housingOfficer: ['陈静', 'department-staff', 'housing', null],
  transportOfficer: ['何勇', 'department-staff', 'transport', null],
  supervisor: ['杨帆', 'supervisor', 'government', null],
  administrator: ['苏敏', 'administrator', 'government', null],
  otherStationWorker: ['赵琳', 'station-worker', 'otherStation', null],
  otherDispatcher: ['孙丽', 'dispatcher', 'otherCentre', null],
  otherSupervisor: ['吴刚', 'supervisor', 'otherGovernment', null],
  otherAdministrator: ['郑海', 'administrator', 'otherGovernment', null],
} as const satisfies Record<string, readonly [string, StaffRole, BodyKey, string | null]>;

/** Residents: name, where they live, phone. */
export const RESIDENTS = {
  resident: ['马占山', GRID, '13895016021'],
  wife: ['马秀花', GRID, '13895016021'],
  neighbour: ['王海燕', GRID, '13995016022'],
  villagerNext: ['王晓东', `${NEXT_VILLAGE}001`, '13895017777'],
  otherResident: ['冯雷', OTHER_VILLAGE, '13895018888'],
} as const;

export type StaffKey = keyof typeof STAFF;
export type ResidentKey = keyof typeof RESIDENTS;
export type PersonKey = StaffKey | ResidentKey;
export const STAFF_KEYS = Object.keys(STAFF) as StaffKey[];
export const PERSON_KEYS = [...STAFF_KEYS, ...Object.keys(RESIDENTS)] as PersonKey[];

/** A small county: its places, bodies and people, each signed in. */
export interface MiniCounty {
  /** Session cookies. */
  as: Record<PersonKey, string>;
  people: Record<PersonKey, string>;
  accounts: Record<PersonKey, string>;
  bodies: Record<BodyKey, string>;
}

const mapped = <Key extends string, Value>(keys: readonly Key[], make: (key: Key) => Value) =>
  Object.fromEntries(keys.map((key) => [key, make(key)])) as Record<Key, Value>;

/** Minning town with two villages, its centre and offices, three departments, and another county; made in a dozen statements. */
export async function miniCounty(server: { clock: Clock; prepare: TestServer['prepare'] }): Promise<MiniCounty> {
  const now = server.clock.now();
  const people = mapped(PERSON_KEYS, () => newId());
  const accounts = mapped(PERSON_KEYS, () => newId());
  const as = mapped(PERSON_KEYS, () => randomBytes(32).toString('base64url'));
  const posts = mapped(STAFF_KEYS, () => newId());
  const bodies = mapped(Object.keys(BODIES) as BodyKey[], () => newId());
  // One household shares one phone and one account.
  accounts.wife = accounts.resident;
  as.wife = as.resident;

  const placeOf = (key: PersonKey): string => (key in STAFF ? BODIES[STAFF[key as StaffKey][2]][2] : RESIDENTS[key as ResidentKey][1]);
  const nameOf = (key: PersonKey): string => (key in STAFF ? STAFF[key as StaffKey][0] : RESIDENTS[key as ResidentKey][0]);
  const phoneOf = (key: PersonKey): string | null => (key in STAFF ? null : RESIDENTS[key as ResidentKey][2]);
  const county = (key: PersonKey): string => countyOf(placeOf(key));
  const holders = PERSON_KEYS.filter((key) => key !== 'wife');
  const look = (text: string) => ({ pinyin: text, initials: text });

  await server.prepare(async (tx) => {
    const { db } = tx;
    const places = Object.entries(PLACES).map(([code, name]) => ({
      code,
      parent: parentOf(code),
      level: LEVELS[code.length] as string,
      name,
      short_name: name,
      ...look(name),
    }));
    await db.insertInto('division').values(places).execute();
    const rows = (Object.keys(BODIES) as BodyKey[]).map((key) => {
      const [kind, name, territory, department] = BODIES[key];
      return {
        county: countyOf(territory),
        id: bodies[key],
        code: key,
        kind,
        name,
        short_name: name,
        ...look(name),
        territory,
        department,
      };
    });
    await db.insertInto('body').values(rows).execute();
    await db
      .insertInto('person')
      .values(
        PERSON_KEYS.map((key) => ({
          county: county(key),
          id: people[key],
          territory: placeOf(key),
          name: nameOf(key),
          ...look(nameOf(key)),
          ...personPhone(tx, { county: county(key), id: people[key] }, phoneOf(key)),
          created_at: now,
        })),
      )
      .execute();
    await db
      .insertInto('appointment')
      .values(
        STAFF_KEYS.map((key) => {
          const [name, role, body, range] = STAFF[key];
          return {
            county: county(key),
            id: posts[key],
            person_id: people[key],
            body_id: bodies[body],
            role,
            territory: range ?? placeOf(key),
            name,
            valid_from: '2020-01-01',
          };
        }),
      )
      .execute();
    await db
      .insertInto('account')
      .values(
        holders.map((key) => ({
          county: county(key),
          id: accounts[key],
          kind: key in STAFF ? 'staff' : 'resident',
          username: key in STAFF ? key : null,
          ...accountPhone(tx, { county: county(key), id: accounts[key] }, phoneOf(key)),
          display_name: nameOf(key),
          territory: placeOf(key),
          created_at: now,
        })),
      )
      .execute();
    await db
      .insertInto('account_person')
      .values(
        PERSON_KEYS.map((key, at) => ({
          county: county(key),
          account_id: accounts[key],
          person_id: people[key],
          since: new Date(now.getTime() + at),
        })),
      )
      .execute();
    await db
      .insertInto('session')
      .values(
        holders.map((key) => ({
          county: county(key),
          token_hash: sha256(`session:${as[key]}`),
          id: newId(),
          account_id: accounts[key],
          appointment_id: key in STAFF ? posts[key as StaffKey] : null,
          person_id: people[key],
          second_factor: true,
          created_at: now,
          seen_at: now,
          expires_at: new Date(now.getTime() + 90 * 86_400_000),
        })),
      )
      .execute();
  });
  return { as, people, accounts, bodies };
}
