import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { AppointmentRole } from '../../domain/accounts/roles.ts';
import { countyOf } from '../../domain/territory/code.ts';
import { importBodies } from '../modules/bodies/index.ts';
import { accountPhone, personPhone } from '../modules/keys/index.ts';
import { importCalendar } from '../modules/policy/index.ts';
import { importDivisions } from '../modules/territory/index.ts';
import { newId, sha256 } from '../platform/ids.ts';
import { pinyinOf, pinyinOfPerson } from '../platform/pinyin.ts';
import { type TestServer, testServer } from './server.ts';

export const YUANLONG = '640121104205';
export const FUNING = '640121104001';
export const GRID_1 = `${YUANLONG}001`;
export const GRID_2 = `${YUANLONG}002`;
export const FUNING_GRID = `${FUNING}001`;

const BODIES = `code,kind,name,territory,phone,address,hours,duties,parent
county,county-government,永宁县人民政府办公室,640121,0951-8011111,,,,
water,county-department,永宁县水务局,640121,0951-8012222,,,自来水,county
centre,township-centre,闽宁镇民生服务中心,640121104,0951-8093333,闽宁镇镇区,工作日 8:30-18:00,窗口办事,
yl-party,party-organisation,原隆村党总支,640121104205,,,,,
yl-committee,villagers-committee,原隆村村民委员会,640121104205,,,,,
yl-station,service-station,原隆村服务站,640121104205,0951-8094444,原隆村部,每天,代办,yl-committee
fn-party,party-organisation,福宁社区党支部,640121104001,,,,,
fn-station,service-station,福宁社区服务站,640121104001,,,,,
xq,county-government,兴庆区人民政府办公室,640104,,,,,
`;

/** Who is there: key, name, place they live in or belong to, phone, and the post they hold. */
const PEOPLE = [
  ['admin', '苏敏', '640121', '13800000001', 'county', 'administrator', '640121'],
  ['otherAdmin', '何强', '640104', '13800000002', 'xq', 'administrator', '640104'],
  ['water', '丁力', '640121', '13800000003', 'water', 'department-staff', '640121'],
  ['dispatcher', '杨梅', '640121104', '13800000004', 'centre', 'dispatcher', '640121104'],
  ['secretary', '马建国', GRID_1, '13800000005', 'yl-party', 'party-secretary', YUANLONG],
  ['stationWorker', '王芳', GRID_1, '13800000006', 'yl-station', 'station-worker', YUANLONG],
  ['gridWorker', '李秀兰', GRID_1, '13800000007', 'yl-station', 'grid-worker', GRID_1],
  ['funingHead', '曾明', FUNING_GRID, '13800000008', 'fn-station', 'station-head', FUNING],
  ['resident', '单雪梅', GRID_1, '13895016021', null, null, null],
  ['neighbour', '王小明', GRID_2, '13995016022', null, null, null],
  ['funingResident', '王晓东', FUNING_GRID, '13895017777', null, null, null],
] as const;

export type MinningPerson = (typeof PEOPLE)[number][0];

/** A server with the real divisions and calendar, a few bodies of Minning town, and people in them. */
export interface Minning extends TestServer {
  /** Session cookies by person. */
  cookies: Record<MinningPerson, string>;
  people: Record<MinningPerson, string>;
  /** Ids of bodies by their code. */
  bodies: Record<string, string>;
  households: Record<string, string>;
  posts: Partial<Record<MinningPerson, string>>;
}

const data = (path: string): string => readFileSync(new URL(`../data/${path}`, import.meta.url), 'utf8');

export async function minning(options: { now?: string } = {}): Promise<Minning> {
  const server = await testServer(options);
  await importDivisions(server.databaseUrl, data('territory/divisions.csv'));
  await importCalendar(server.databaseUrl, data('calendar/holidays-2017-2026.csv'));
  await importBodies(server.databaseUrl, BODIES);
  const now = server.clock.now();
  const cookies = {} as Minning['cookies'];
  const people = {} as Minning['people'];
  const posts: Minning['posts'] = {};
  const households: Record<string, string> = {};
  const bodies = await server.prepare(async (tx) => {
    // What the imports had judged is not the work of any test here.
    await tx.db.deleteFrom('job').execute();
    const rows = await tx.db.selectFrom('body').select(['code', 'id']).execute();
    const ids = Object.fromEntries(rows.map((row) => [row.code, row.id]));
    for (const [grid, name] of [
      [GRID_1, '第一网格'],
      [GRID_2, '第二网格'],
      [FUNING_GRID, '第一网格'],
    ] as const) {
      await tx.db
        .insertInto('division')
        .values({ code: grid, parent: grid.slice(0, 12), level: 'grid', name, short_name: name, ...pinyinOf(name) })
        .execute();
      const dwelling = newId();
      households[grid] = newId();
      await tx.db
        .insertInto('dwelling')
        .values({ county: '640121', id: dwelling, grid, address: '三组12号', search: '三组12号' })
        .execute();
      await tx.db.insertInto('household').values({ county: '640121', id: households[grid], grid, dwelling_id: dwelling }).execute();
    }
    for (const [key, name, territory, phone, body, role, range] of PEOPLE) {
      const county = countyOf(territory);
      const [person, account, token] = [newId(), newId(), randomBytes(32).toString('base64url')];
      people[key] = person;
      cookies[key] = token;
      await tx.db
        .insertInto('person')
        .values({
          county,
          id: person,
          territory,
          name,
          ...pinyinOfPerson(name),
          ...personPhone(tx, { county, id: person }, phone || null),
          household_id: households[territory] ?? null,
          relation: '其他',
          created_at: now,
        })
        .execute();
      await tx.db
        .insertInto('account')
        .values({
          county,
          id: account,
          kind: role ? 'staff' : 'resident',
          ...accountPhone(tx, { county, id: account }, phone || null),
          display_name: name,
          territory,
          created_at: now,
        })
        .execute();
      await tx.db.insertInto('account_person').values({ county, account_id: account, person_id: person, since: now }).execute();
      const post = role ? newId() : null;
      if (role && post) {
        posts[key] = post;
        await tx.db
          .insertInto('appointment')
          .values({
            county,
            id: post,
            person_id: person,
            body_id: ids[body] as string,
            role: role as AppointmentRole,
            territory: range,
            name,
            phone: '',
            valid_from: '2024-01-01',
          })
          .execute();
      }
      await tx.db
        .insertInto('session')
        .values({
          county,
          token_hash: sha256(`session:${token}`),
          id: newId(),
          account_id: account,
          appointment_id: post,
          person_id: person,
          second_factor: true,
          created_at: now,
          seen_at: now,
          expires_at: new Date(now.getTime() + 30 * 86_400_000),
        })
        .execute();
    }
    return ids;
  });
  return { ...server, cookies, people, bodies, households, posts };
}

/** Gives someone a post directly, past the rules, and moves their session to it when they may sign in with it. */
export async function givePost(
  server: Minning,
  who: MinningPerson,
  bodyCode: string,
  role: AppointmentRole,
  territory: string,
): Promise<string> {
  const id = newId();
  await server.prepare(async (tx) => {
    const person = await tx.db
      .selectFrom('person')
      .select(['county', 'name'])
      .where('id', '=', server.people[who])
      .executeTakeFirstOrThrow();
    await tx.db
      .insertInto('appointment')
      .values({
        county: person.county,
        id,
        person_id: server.people[who],
        body_id: server.bodies[bodyCode] as string,
        role,
        territory,
        name: person.name,
        phone: '',
        valid_from: '2024-01-01',
      })
      .execute();
    await tx.db
      .updateTable('session')
      .set({ appointment_id: id })
      .where('token_hash', '=', sha256(`session:${server.cookies[who]}`))
      .execute();
  });
  return id;
}
