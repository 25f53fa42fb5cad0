import { readFileSync } from 'node:fs';
import type pg from 'pg';
import { countyOf } from '../../../domain/territory/code.ts';
import { sealed } from '../../modules/keys/index.ts';
import { importCatalogue } from '../../modules/services/index.ts';
import { operations } from '../../operations.ts';
import { newId, sha256 } from '../../platform/ids.ts';
import { type Town, town } from '../matters.ts';
import { BODIES, GRID, NEXT_VILLAGE, OTHER_VILLAGE, type PersonKey, VILLAGE } from '../people.ts';
import { fillTables } from './fill.ts';
import { type Opening, someOpenings } from './openings.ts';
import type { Subject } from './relations.ts';

const EXAMPLES = readFileSync(new URL('../../data/services/example-catalogue.csv', import.meta.url), 'utf8');
export const SECRET = 'A'.repeat(43);

/** A subject that has a row, so an id. */
export interface Named extends Subject {
  id: string;
}

/** The mini county with something of everything in three villages of two counties, and a switch: once closed, nothing a call does stays. */
export interface World {
  place: Town;
  matters: (Named & { number: string; reporterId: string })[];
  application: Named & { number: string };
  /** An application whose papers are at the station. */
  inHand: Named;
  handOvers: Named[];
  verification: Named;
  households: (Named & { grid: string; member: string; person: PersonKey; personId: string })[];
  items: Named[];
  example: string;
  jobs: Named[];
  /** Keys of other systems, one a county. */
  clients: Named[];
  webhooks: Named[];
  messages: Named[];
  devices: Named[];
  openings: Opening[];
  closedAccount: Named;
  picture: string;
  pension: string;
  /** The tables whose names the server's statements held since this was last emptied. */
  touched: Set<string>;
  postsOf: Record<string, string>;
  sessionsOf: Record<string, string>;
}

const TABLES = /\b(?:from|join|into|update|execute)\s+"?([a-z_]+)/g;

/** From here on every commit of the server is a rollback: a call does all its work, is answered, and leaves no trace, so each cell sees the same world. */
function keepNothing(pool: pg.Pool, touched: Set<string>): void {
  const patched = new WeakSet<object>();
  const connect = pool.connect.bind(pool) as () => Promise<pg.PoolClient>;
  Object.assign(pool, {
    connect: async () => {
      const client = await connect();
      if (patched.has(client)) return client;
      patched.add(client);
      const query = client.query.bind(client) as (...all: unknown[]) => unknown;
      const undone = (text: unknown) => (typeof text === 'string' ? text.replace(/(^|; )commit$/, '$1rollback') : text);
      return Object.assign(client, {
        query: (text: unknown, ...more: unknown[]) => {
          const words = typeof text === 'string' ? text : String((text as { text?: string })?.text ?? '');
          for (const [, table] of words.matchAll(TABLES)) touched.add(table as string);
          return query(undone(text), ...more);
        },
      });
    },
  });
}

/** Builds the world through the server where a person would, straight into the tables where a timer or a phone would. */
export async function accessWorld(): Promise<World> {
  // How often one may call is another test's.
  for (const operation of operations) delete operation.perMinute;
  const place = await town();
  const now = place.clock.now();
  const done = async <T>(who: PersonKey, operation: string, input: unknown): Promise<T> => {
    const { status, body } = await place.send<T>(who, operation, input);
    if (status !== 200) throw new Error(`${operation} by ${who}: ${status} ${JSON.stringify(body)}`);
    return body;
  };

  await importCatalogue(place.databaseUrl, EXAMPLES, '640121');
  const found = await done<{ items: { id: string; name: string }[] }>('resident', 'services.search', {
    county: '640121',
    q: '城乡居民养老保险参保登记',
  });
  const pension = found.items.find(({ name }) => name === '城乡居民养老保险参保登记')?.id as string;
  const example = found.items.find(({ id }) => id !== pension)?.id ?? pension;

  const lamp = await place.file('resident');
  await place.take('stationWorker', 'pass-up', lamp.id, { words: '请镇里办' });
  await place.take('dispatcher', 'assign', lamp.id, { body: place.bodies.water });
  const office = await place.file('neighbour', { words: '村口的路塌了一块', category: 'roads.lane' });
  await place.take('stationWorker', 'pass-up', office.id, { words: '请镇里办' });
  await place.take('dispatcher', 'assign', office.id, { body: place.bodies.landOffice });
  const hidden = await place.file('neighbour', { words: '有人半夜放音响吵得睡不着', hidden: true });
  await place.take('stationWorker', 'pass-up', hidden.id, { words: '请镇里办' });
  await place.take('dispatcher', 'assign', hidden.id, { body: place.bodies.water });
  const slip = await place.file(null, { words: '过路看见井盖翻了', contact: { name: '过路人', phone: '' } });
  const next = await place.file('villagerNext', { words: '渠里没有水', village: NEXT_VILLAGE });
  const other = await place.file('otherResident', { words: '广场的灯坏了', village: OTHER_VILLAGE });
  const matter = async (receipt: { id: string; number: string }, subject: Subject) => ({
    ...subject,
    id: receipt.id,
    number: receipt.number,
    reporterId: (
      await place.prepare(({ db }) =>
        db.selectFrom('matter_reporter').select('id').where('matter_id', '=', receipt.id).executeTakeFirstOrThrow(),
      )
    ).id,
  });
  const passed = ['station', 'centre'] as const;

  const [picture, second, third] = [newId(), newId(), newId()];
  const households = (
    [
      ['resident', GRID, '马占山'],
      ['villagerNext', `${NEXT_VILLAGE}001`, '王晓东'],
      ['otherResident', `${OTHER_VILLAGE}001`, '冯雷'],
    ] as const
  ).map(([person, grid, member]) => ({
    what: 'a household',
    place: grid,
    id: newId(),
    grid,
    member,
    person,
    personId: place.people[person],
  }));
  const closed = newId();
  const row = (county: string, id = newId()) => ({ county, id });
  const inCounties = ['640121', '640122'] as const;
  const jobs = inCounties.flatMap((county) =>
    (['dead', 'done', 'waiting'] as const).map((state) => ({ what: state, place: county, id: newId() })),
  );
  const clients = inCounties.map((county) => ({ what: 'a key', place: county, id: newId() }));
  const webhooks = inCounties.map((county) => ({ what: 'a webhook', place: county, id: newId() }));
  const messages = (
    [
      ...(['resident', 'stationWorker', 'villagerNext', 'otherResident', 'otherStationWorker'] as const).map(
        (key) => ['inbox', key] as const,
      ),
      ...(['resident', 'villagerNext', 'otherResident'] as const).map((key) => ['sms', key] as const),
    ] as const
  ).map(([channel, key]) => ({
    what: channel,
    place: key.startsWith('other') ? OTHER_VILLAGE : key === 'villagerNext' ? NEXT_VILLAGE : VILLAGE,
    persons: [key],
    id: newId(),
  }));
  const devices = (['gridWorker', 'nextGridWorker'] as const).map((key) => ({
    what: 'a phone',
    place: key === 'gridWorker' ? GRID : `${NEXT_VILLAGE}001`,
    persons: [key],
    id: newId(),
  }));
  await place.prepare(async (tx) => {
    const { db } = tx;
    await db
      .insertInto('file')
      .values(
        [picture, second].map((id) => ({
          ...row('000000', id),
          sha256: sha256(id),
          media_type: 'image/jpeg',
          kind: 'photo',
          bytes: 10,
          uploader: place.accounts.gridWorker,
          created_at: now,
        })),
      )
      .execute();
    await db
      .insertInto('division')
      .values({
        code: `${OTHER_VILLAGE}001`,
        parent: OTHER_VILLAGE,
        level: 'grid',
        name: '第一网格',
        short_name: '第一网格',
        pinyin: '',
        initials: '',
      })
      .execute();
    for (const { id, grid, personId } of households) {
      const county = grid.slice(0, 6);
      const dwelling = newId();
      await db.insertInto('dwelling').values({ county, id: dwelling, grid, address: '一组 5 号', search: '一组 5 号' }).execute();
      await db.insertInto('household').values({ county, id, grid, dwelling_id: dwelling }).execute();
      await db.updateTable('person').set({ household_id: id, territory: grid, relation: '户主' }).where('id', '=', personId).execute();
    }
    for (const { personId, grid, person } of households)
      await db
        .insertInto('identity_number')
        .values({
          county: grid.slice(0, 6),
          person_id: personId,
          territory: grid,
          identity_sealed: sealed(tx, 'identity.number', row(grid.slice(0, 6), personId), personId, '11010519491231002X') as string,
          identity_index: person,
          noted_at: now,
        })
        .execute();
    await db
      .insertInto('account')
      .values({
        ...row('640121', closed),
        kind: 'staff',
        username: 'closed',
        display_name: '旧人',
        territory: VILLAGE,
        created_at: now,
        closed_at: now,
      })
      .execute();
    await db
      .updateTable('account')
      .set({
        totp_sealed: sealed(
          tx,
          'account.totp',
          { county: countyOf(OTHER_VILLAGE), id: place.accounts.otherSupervisor },
          null,
          'JBSWY3DPEHPK3PXP',
        ),
        totp_confirmed_at: now,
      })
      .where('id', '=', place.accounts.otherSupervisor)
      .execute();
    await db
      .insertInto('job')
      .values(
        jobs.map(({ id, place: county, what }) => ({
          ...row(county, id),
          kind: 'nothing',
          state: what,
          run_at: '2030-01-01',
          created_at: now,
          attempts: 8,
        })),
      )
      .execute();
    await db
      .insertInto('open311_client')
      .values(
        clients.map(({ id, place: territory }) => ({
          ...row(territory, id),
          name: '热线',
          territory,
          key_hash: sha256(id),
          created_at: now,
          created_by: '命令行',
        })),
      )
      .execute();
    await db
      .insertInto('webhook')
      .values(
        webhooks.map(({ id, place: territory }) => ({
          ...row(territory, id),
          territory,
          url: 'https://hooks.example.cn/linli',
          events: ['matter.filed'],
          created_at: now,
          created_by: '命令行',
        })),
      )
      .execute();
    await db
      .insertInto('message')
      .values(
        messages.map(({ id, what: channel, place: territory, persons: [key] }) => ({
          ...row(territory.slice(0, 6), id),
          ...(key === 'stationWorker' || key === 'otherStationWorker'
            ? { account_id: place.accounts[key] }
            : {
                person_id: place.people[key as PersonKey],
                phone_sealed: sealed(tx, 'message.phone', row(territory.slice(0, 6), id), null, channel === 'sms' ? '15400000000' : null),
              }),
          channel,
          kind: 'account',
          text: `写给 ${key}`,
          territory,
          created_at: now,
        })),
      )
      .execute();
    await db
      .insertInto('field_device')
      .values(
        devices.map(({ id, place: territory, persons: [key] }) => ({
          ...row('640121', id),
          account_id: place.accounts[key as PersonKey],
          name: '手机',
          territory,
          registered_at: now,
          seen_at: now,
          secret_hash: sha256('nobody knows'),
        })),
      )
      .execute();
    await db
      .insertInto('clause_cell')
      .values(
        [VILLAGE, NEXT_VILLAGE, OTHER_VILLAGE].map((village) => ({
          county: village.slice(0, 6),
          village,
          rule: 'grid-staffing',
          verdict: 'holds',
          sentence: '都有人。',
          facts: JSON.stringify([]),
          since: now,
        })),
      )
      .execute();
  });

  const collected = (person: PersonKey, file: string) =>
    done<{ id: string; number: string }>('gridWorker', 'proxy.collect', {
      item: pension,
      village: VILLAGE,
      grid: GRID,
      channel: 'field',
      personId: place.people[person],
      materials: [
        { name: '身份证件', how: 'seen' },
        { name: '户口簿', how: 'seen', original: true },
      ],
      mandate: { signed: 'screen', until: '2026-12-31', file },
    });
  const application = await collected('resident', picture);
  const inHand = await collected('neighbour', second);
  const handOver = await done<{ id: string }>('gridWorker', 'proxy.handIn', { matters: [{ id: application.id, seq: 1 }] });
  const received = newId();
  await place.prepare(async ({ db }) => {
    const first = await db.selectFrom('hand_over').selectAll().where('id', '=', handOver.id).executeTakeFirstOrThrow();
    await db
      .insertInto('hand_over')
      .values({ ...first, id: received, matters: JSON.stringify(first.matters), received_at: now, received_by: '李敏' })
      .execute();
    // One more picture in the tray, for those who collect in a cell.
    await db
      .insertInto('file')
      .values({
        ...row('000000', third),
        sha256: sha256(third),
        media_type: 'image/jpeg',
        kind: 'photo',
        bytes: 10,
        uploader: place.accounts.gridWorker,
        created_at: now,
      })
      .execute();
  });
  const verification = await done<{ id: string }>('dispatcher', 'verifications.request', {
    household: households[0]?.id,
    words: '请看看',
    due: '2026-12-10',
    questions: ['是否常住'],
  });

  const items: Named[] = [];
  for (const [who, county] of [
    ['administrator', '640121'],
    ['otherAdministrator', '640122'],
  ] as const)
    items.push({
      what: 'an item',
      place: county,
      ...(await done<{ id: string }>(who, 'services.save', { code: 'own-1', name: '本县事项', validFrom: '2026-11-24' })),
    });

  // Somebody looked at each of three residents, so that there is something to be found.
  for (const [who, at] of [
    ['stationWorker', 0],
    ['nextStationWorker', 1],
    ['otherStationWorker', 2],
  ] as const)
    await done(who, 'people.view', { id: households[at]?.personId, purpose: `核对门牌 ${households[at]?.person}` });

  const subjects = { parts: ['station', 'centre'] as const };
  const world: World = {
    place,
    matters: [
      await matter(lamp, {
        what: 'held by a department',
        place: VILLAGE,
        parts: [...passed, 'water'],
        persons: ['resident', 'wife'],
        passedOn: true,
      }),
      await matter(office, {
        what: 'held by an office',
        place: VILLAGE,
        parts: [...passed, 'landOffice'],
        persons: ['neighbour'],
        passedOn: true,
      }),
      await matter(hidden, {
        what: 'hidden reporter',
        place: VILLAGE,
        parts: [...passed, 'water'],
        persons: ['neighbour'],
        hidden: true,
        passedOn: true,
      }),
      await matter(slip, { what: 'by receipt', place: VILLAGE, parts: ['station'], receipt: slip.receiptCode }),
      await matter(next, { what: 'next village', place: NEXT_VILLAGE, parts: ['nextStation'], persons: ['villagerNext'] }),
      await matter(other, { what: 'other county', place: OTHER_VILLAGE, parts: ['otherStation'], persons: ['otherResident'] }),
    ],
    application: { what: 'an application', place: VILLAGE, ...subjects, persons: ['resident', 'wife'], ...application },
    inHand: { what: 'papers in hand', place: VILLAGE, parts: ['station'], persons: ['neighbour'], id: inHand.id },
    handOvers: [
      { what: 'a list on the way', place: VILLAGE, ...subjects, id: handOver.id },
      { what: 'a list received', place: VILLAGE, ...subjects, id: received, twist: 'own rules' },
    ],
    verification: { what: 'a verification', place: VILLAGE, ...subjects, id: verification.id },
    households,
    items,
    example,
    jobs,
    clients,
    webhooks,
    messages,
    devices,
    openings: await someOpenings(place, done),
    closedAccount: { what: 'a closed account', place: VILLAGE, id: closed, twist: 'own rules' },
    picture: third,
    pension,
    touched: new Set(),
    ...(await place.prepare(async ({ db }) => {
      const posts = await db.selectFrom('appointment').select(['id', 'person_id']).execute();
      const sessions = await db.selectFrom('session').select(['id', 'account_id']).execute();
      const keys = Object.keys(place.people) as PersonKey[];
      return {
        postsOf: Object.fromEntries(keys.map((key) => [key, posts.find((post) => post.person_id === place.people[key])?.id ?? ''])),
        sessionsOf: Object.fromEntries(
          keys.map((key) => [key, sessions.find((session) => session.account_id === place.accounts[key])?.id ?? '']),
        ),
      };
    })),
  };
  await fillTables(place);
  // One open connection to start from, then nothing is kept.
  keepNothing(place.app.pool, world.touched);
  return world;
}

export const bodySubject = (key: keyof typeof BODIES): Subject => ({ what: BODIES[key][1], place: BODIES[key][2], parts: [key] });
