import { countyOf } from '../../../../domain/territory/code.ts';
import { sealed } from '../../../modules/keys/index.ts';
import type { Tx } from '../../../platform/database.ts';
import { newId, sha256 } from '../../../platform/ids.ts';
import type { Town } from '../../matters.ts';
import { BODIES, GRID, NEXT_VILLAGE, type PersonKey, RESIDENTS, type ResidentKey, STAFF, type StaffKey } from '../../people.ts';
import { COUNTIES, type Named } from './named.ts';

export interface SomeOperating {
  /** `what` is the state. */
  jobs: Named[];
  /** Keys of other systems, one a county. */
  clients: Named[];
  webhooks: Named[];
  /** `what` is the channel, `persons` whom it is written to. */
  messages: Named[];
  /** Phones of the field; `persons` is whose. */
  devices: Named[];
}

const isStaffKey = (key: PersonKey): key is StaffKey => key in STAFF;
const villageOf = (key: PersonKey): string => (isStaffKey(key) ? BODIES[STAFF[key][2]][2] : RESIDENTS[key as ResidentKey][1].slice(0, 12));
const oneOf = (what: string, place: string): Named => ({ what, place, id: newId() });

async function addJobs({ db }: Tx, now: Date): Promise<Named[]> {
  const jobs = COUNTIES.flatMap((county) => ['dead', 'done', 'waiting'].map((state) => oneOf(state, county)));
  await db
    .insertInto('job')
    .values(
      jobs.map(({ id, place: county, what: state }) => ({
        county,
        id,
        kind: 'nothing',
        state,
        run_at: '2030-01-01',
        created_at: now,
        attempts: 8,
      })),
    )
    .execute();
  return jobs;
}

async function addClients({ db }: Tx, now: Date): Promise<Named[]> {
  const clients = COUNTIES.map((county) => oneOf('a key', county));
  await db
    .insertInto('open311_client')
    .values(
      clients.map(({ id, place }) => ({
        county: place,
        id,
        name: '热线',
        territory: place,
        key_hash: sha256(id),
        created_at: now,
        created_by: '命令行',
      })),
    )
    .execute();
  return clients;
}

async function addWebhooks({ db }: Tx, now: Date): Promise<Named[]> {
  const webhooks = COUNTIES.map((county) => oneOf('a webhook', county));
  await db
    .insertInto('webhook')
    .values(
      webhooks.map(({ id, place }) => ({
        county: place,
        id,
        territory: place,
        url: 'https://hooks.example.cn/linli',
        events: ['matter.filed'],
        created_at: now,
        created_by: '命令行',
      })),
    )
    .execute();
  return webhooks;
}

async function addMessages(tx: Tx, place: Town): Promise<Named[]> {
  const written = [
    ...(['resident', 'stationWorker', 'villagerNext', 'otherResident', 'otherStationWorker'] as const).map(
      (key) => ['inbox', key] as const,
    ),
    ...(['resident', 'villagerNext', 'otherResident'] as const).map((key) => ['sms', key] as const),
  ].map(([channel, key]) => ({ ...oneOf(channel, villageOf(key)), key, persons: [key] }));
  await tx.db
    .insertInto('message')
    .values(
      written.map(({ id, what: channel, place: territory, key }) => {
        const row = { county: countyOf(territory), id };
        const phone = channel === 'sms' ? '15400000000' : null;
        return {
          ...row,
          ...(isStaffKey(key)
            ? { account_id: place.accounts[key] }
            : { person_id: place.people[key], phone_sealed: sealed(tx, 'message.phone', row, null, phone) }),
          channel,
          kind: 'account',
          text: `写给 ${key}`,
          territory,
          created_at: place.clock.now(),
        };
      }),
    )
    .execute();
  return written;
}

async function addDevices({ db }: Tx, place: Town): Promise<Named[]> {
  const now = place.clock.now();
  const phones = (
    [
      ['gridWorker', GRID],
      ['nextGridWorker', `${NEXT_VILLAGE}001`],
    ] as const
  ).map(([key, grid]) => ({ ...oneOf('a phone', grid), key, persons: [key] }));
  await db
    .insertInto('field_device')
    .values(
      phones.map(({ id, place: territory, key }) => ({
        county: countyOf(territory),
        id,
        account_id: place.accounts[key],
        name: '手机',
        territory,
        registered_at: now,
        seen_at: now,
        secret_hash: sha256('nobody knows'),
      })),
    )
    .execute();
  return phones;
}

/** Jobs in each state, keys of other systems and webhooks of both counties, messages to several people, phones of the field. */
export async function someOperating(place: Town): Promise<SomeOperating> {
  const now = place.clock.now();
  return place.prepare(async (tx) => ({
    jobs: await addJobs(tx, now),
    clients: await addClients(tx, now),
    webhooks: await addWebhooks(tx, now),
    messages: await addMessages(tx, place),
    devices: await addDevices(tx, place),
  }));
}
