import { randomUUID } from 'node:crypto';
import type { StaffRole } from '../../domain/accounts/roles.ts';
import type { BodyKind } from '../../domain/bodies/body.ts';
import { SHOWN_TEXTS } from '../../domain/own-data/consents.ts';
import { countyOf } from '../../domain/territory/code.ts';
import { addAccounts, hashPassword, linkPersons } from '../modules/accounts/index.ts';
import { countiesIn, personPhone, phoneForms } from '../modules/keys/index.ts';
import { policyChanged } from '../modules/policy/index.ts';
import { pinyinOf, pinyinOfPerson } from '../platform/pinyin.ts';
import type { TestServer } from './server.ts';

export const VILLAGE = '640121104205';
export const GRID = '640121104205001';
export const OTHER_VILLAGE = '640122100201';
export const PASSWORD = 'three lamps by the school';

const PLACES = [
  ['64', 'region', '宁夏回族自治区'],
  ['6401', 'city', '银川市'],
  ['640121', 'county', '永宁县'],
  ['640121104', 'township', '闽宁镇'],
  [VILLAGE, 'village', '福宁村'],
  [GRID, 'grid', '第一网格'],
  ['640122', 'county', '贺兰县'],
  ['640122100', 'township', '习岗镇'],
  [OTHER_VILLAGE, 'village', '新胜村'],
] as const;

const PARENT_LENGTHS = [0, 2, 4, 6, 9, 12];

/** A few real places of two counties, whose staff may sign in with a password alone; safe to call twice. */
export async function addPlaces(server: TestServer): Promise<void> {
  await demandFactor(server, 0, '2020-01-01');
  await server.prepare(({ db }) =>
    db
      .insertInto('division')
      .values(
        PLACES.map(([code, level, name]) => ({
          code,
          parent:
            code.slice(
              0,
              PARENT_LENGTHS.findLast((length) => length < code.length),
            ) || null,
          level,
          name,
          short_name: name,
          ...pinyinOf(name),
        })),
      )
      .onConflict((conflict) => conflict.doNothing())
      .execute(),
  );
}

/** Sets of whom the region demands a second factor, by its value of `accounts.second-factor`. */
export async function demandFactor(server: TestServer, value: number, validFrom: string): Promise<void> {
  await server.prepare(({ db }) =>
    db
      .insertInto('parameter')
      .values({
        key: 'accounts.second-factor',
        territory: '64',
        valid_from: validFrom,
        id: randomUUID(),
        value,
        source: '县里规定',
        set_by: '',
        set_at: server.clock.now(),
      })
      .execute(),
  );
  policyChanged(server.app);
}

let serial = 0;
const unique = () => `${Date.now().toString(36)}${serial++}`;

export interface Staff {
  accountId: string;
  personId: string;
  appointmentId: string;
  bodyId: string;
  username: string;
  name: string;
}

/** Someone who holds a post, with an account whose password is `PASSWORD`. */
export async function addStaff(
  server: TestServer,
  { role, territory, kind = 'county-department', name = '马建国' }: { role: StaffRole; territory: string; kind?: BodyKind; name?: string },
): Promise<Staff> {
  const county = countyOf(territory);
  const at = server.clock.now();
  const staff: Staff = {
    accountId: randomUUID(),
    personId: randomUUID(),
    appointmentId: randomUUID(),
    bodyId: randomUUID(),
    username: `u${unique()}`,
    name,
  };
  const passwordHash = await hashPassword(PASSWORD);
  await server.prepare(async (tx) => {
    await tx.db
      .insertInto('person')
      .values({ county, id: staff.personId, territory, name, ...pinyinOfPerson(name), created_at: at })
      .execute();
    await addAccounts(tx, [
      {
        county,
        id: staff.accountId,
        kind: 'staff',
        username: staff.username,
        phone: null,
        displayName: name,
        passwordHash,
        territory,
        createdAt: at,
      },
    ]);
    await linkPersons(tx, [{ county, accountId: staff.accountId, personId: staff.personId, since: at }]);
  });
  const post = await addPost(server, staff, { role, territory, kind });
  return { ...staff, ...post };
}

/** One more post of someone, in a body of its own. */
export async function addPost(
  server: TestServer,
  { personId, name }: Pick<Staff, 'personId' | 'name'>,
  { role, territory, kind = 'county-department', until }: { role: StaffRole; territory: string; kind?: BodyKind; until?: string },
): Promise<{ appointmentId: string; bodyId: string }> {
  const county = countyOf(territory);
  const post = { appointmentId: randomUUID(), bodyId: randomUUID() };
  const body = `${kind} ${unique()}`;
  await server.prepare(async ({ db }) => {
    await db
      .insertInto('body')
      .values({ county, id: post.bodyId, code: unique(), kind, name: body, short_name: body, ...pinyinOf(body), territory })
      .execute();
    await db
      .insertInto('appointment')
      .values({
        county,
        id: post.appointmentId,
        person_id: personId,
        body_id: post.bodyId,
        role,
        territory,
        name,
        valid_from: '2020-01-01',
        valid_until: until ?? null,
      })
      .execute();
  });
  return post;
}

/** Signs a member of staff in and returns the session cookie. */
export async function cookieOf(server: TestServer, { username }: Pick<Staff, 'username'>): Promise<string> {
  const { status, cookie } = await server.call('accounts.signIn', { username, password: PASSWORD });
  if (status !== 200 || !cookie) throw new Error(`${username} could not sign in: ${status}`);
  return cookie;
}

/** A person on file, with a phone or without. */
export async function addPerson(
  server: TestServer,
  { name, territory, phone = null }: { name: string; territory: string; phone?: string | null },
): Promise<string> {
  const id = randomUUID();
  const row = { county: countyOf(territory), id, territory, name, ...pinyinOfPerson(name), created_at: server.clock.now() };
  await server.prepare((tx) =>
    tx.db
      .insertInto('person')
      .values({ ...row, ...personPhone(tx, row, phone) })
      .execute(),
  );
  return id;
}

/** The code in the newest short message to a phone. */
export async function codeSentTo(server: TestServer, phone: string): Promise<string> {
  const row = await server.prepare(async (tx) =>
    tx.db
      .selectFrom('message')
      .select('text')
      .where(
        'phone_index',
        'in',
        (await countiesIn(tx)).flatMap((county) => phoneForms(tx.keys, county, phone)),
      )
      .where('kind', '=', 'code')
      .orderBy('created_at', 'desc')
      .orderBy('id', 'desc')
      .executeTakeFirst(),
  );
  const code = row?.text.match(/\d{6}/)?.[0];
  if (!code) throw new Error(`no code was sent to ${phone}`);
  return code;
}

/** What the browser of a test shows again with the code it asked for. */
export const TICKET = 'A'.repeat(43);

/** Signs a phone in with a code, agreeing where it is the first time, and returns the session cookie. */
export async function signInPhone(server: TestServer, phone: string): Promise<string> {
  await server.call('accounts.sendCode', { phone, ticket: TICKET });
  const { cookie, body } = await server.call<{ onFile: string[] }>('accounts.signInWithCode', {
    phone,
    code: await codeSentTo(server, phone),
    ticket: TICKET,
  });
  if (!cookie) throw new Error(`${phone} could not sign in`);
  if (!body.onFile.length) return cookie;
  const agreed = await server.call('accounts.signInAgreed', { agreed: SHOWN_TEXTS }, { as: cookie });
  if (!agreed.cookie) throw new Error(`${phone} could not open its account`);
  return agreed.cookie;
}

/** Lets a test call from addresses of its choice: the limits per address count in real time, whatever the clock of the test says. */
export function movable(server: TestServer): (address: string) => void {
  let remoteAddress = '10.0.0.1';
  const inject = server.http.inject.bind(server.http) as (options: object) => unknown;
  Object.assign(server.http, { inject: (options: object) => inject({ remoteAddress, ...options }) });
  return (address) => {
    remoteAddress = address;
  };
}

let addresses = 0;
export const newAddress = (): string => `10.1.${Math.floor(addresses / 250)}.${(addresses++ % 250) + 1}`;
