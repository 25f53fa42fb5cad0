import type pg from 'pg';
import { type AppointmentRole, STAFF_ROLES } from '../../domain/accounts/roles.ts';
import { Names, readName } from '../../server/demo/names.ts';
import { Random } from '../../server/demo/random.ts';
import { tokenHashOf } from '../../server/modules/accounts/one-time.ts';
import { phoneIndex, phoneIndexes, sealedWith } from '../../server/modules/keys/index.ts';
import { newId } from '../../server/platform/ids.ts';
import type { Keyring, WrappedKey } from '../../server/platform/keyring.ts';
import { bring, type Row } from './bring.ts';
import type { FilledBody, FilledPlaces, FilledVillage } from './fill-places.ts';
import { tokenOf } from './tokens.ts';

const MEMBERS = ['户主', '配偶', '子'];
/** One household of so many has an account, as many as a county reaches after some years. */
const HOUSEHOLDS_AN_ACCOUNT = 7;
const SINCE = '2021-03-01T00:00:00Z';

/** Rows of several tables that are written together, village by village. */
type Batch = Record<'dwelling' | 'household' | 'person' | 'data_key' | 'account' | 'account_person' | 'session' | 'consent', Row[]>;
const emptyBatch = (): Batch => ({
  dwelling: [],
  household: [],
  person: [],
  data_key: [],
  account: [],
  account_person: [],
  session: [],
  consent: [],
});

/** Invented people, always the same ones, with the shares of surnames there are in Yinchuan. */
function makeNames(seed: string): () => { name: string; pinyin: string; initials: string } {
  const random = new Random(seed);
  const names = new Names(random);
  return () => {
    const name = names.name(random.pick(['female', 'male']), random.pick(['elder', 'adult', 'adult', 'child']));
    return { name, ...readName(name) };
  };
}

/** The phone of the n-th person; all differ. */
export const phoneOf = (n: number): string => `1${(3_500_000_000 + ((n * 7_919) % 1_000_000_007)).toString()}`;

const sessionOf = (county: string, account_id: string, person_id: string, appointment_id: string | null): Row => ({
  county,
  token_hash: tokenHashOf(tokenOf(account_id)),
  id: newId(),
  account_id,
  appointment_id,
  person_id,
  second_factor: appointment_id !== null,
  device: '',
  created_at: SINCE,
  seen_at: new Date().toISOString(),
  expires_at: new Date(Date.now() + 86_400_000).toISOString(),
});

/** Fills the villages with residents, in households of three of whom two have a phone, sealed with keys of their own; some households have an account. */
export async function fillResidents(
  client: pg.Client,
  keys: Keyring,
  villages: readonly FilledVillage[],
  residents: number,
): Promise<void> {
  const newName = makeNames('residents');
  const perGrid = Math.max(1, Math.round(residents / MEMBERS.length / villages.length / (villages[0]?.grids.length ?? 1)));
  let n = 0;
  let homes = 0;
  for (const { code, grids } of villages) {
    const batch = emptyBatch();
    const county = code.slice(0, 6);
    for (const grid of grids) {
      for (let at = 1; at <= perGrid; at += 1) {
        const [dwelling, household] = [newId(), newId()];
        const address = `${Math.ceil(at / 10)}巷${at}号`;
        batch.dwelling.push({ county, id: dwelling, grid, address, search: address });
        batch.household.push({ county, id: household, grid, dwelling_id: dwelling });
        homes += 1;
        const members = MEMBERS.map((relation, member) => {
          n += 1;
          const id = newId();
          const phone = member < 2 ? phoneOf(n) : null;
          const made = phone ? sealedWith(keys, 'person.phone', { county, id }, id, phone) : null;
          if (made) batch.data_key.push({ ...made.key });
          const person = { county, id, territory: grid, ...newName(), household_id: household, relation, presence: 'here' };
          batch.person.push({ ...person, phone_sealed: made?.sealed ?? null, ...phoneIndexes(keys, county, phone), created_at: SINCE });
          return { id, phone: phone as string, name: person.name };
        });
        if (homes % HOUSEHOLDS_AN_ACCOUNT === 0) addResidentAccount(batch, keys, county, grid, members);
      }
    }
    for (const [table, rows] of Object.entries(batch)) await bring(client, table, rows);
  }
}

/** The account of a household: its head, and in every second family the spouse too. */
function addResidentAccount(
  batch: Batch,
  keys: Keyring,
  county: string,
  territory: string,
  members: readonly { id: string; phone: string; name: string }[],
): void {
  const [head, spouse] = members as [(typeof members)[number], (typeof members)[number]];
  const id = newId();
  const { sealed, key } = sealedWith(keys, 'account.phone', { county, id }, id, head.phone);
  batch.data_key.push({ ...(key satisfies WrappedKey) });
  const phone = { phone_sealed: sealed, phone_index: phoneIndex(keys, county, head.phone) };
  const account = { county, id, kind: 'resident', username: null, display_name: head.name, territory, password_hash: null };
  batch.account.push({ ...account, ...phone, failed: 0, lockouts: 0, totp_step: 0, created_at: SINCE, used_at: new Date().toISOString() });
  for (const person of batch.account.length % 2 ? [head] : [head, spouse]) {
    batch.account_person.push({ county, account_id: id, person_id: person.id, since: SINCE });
    const purpose = person === head ? 'account' : 'family';
    const given = { text_version: 1, given_at: SINCE, given_how: 'portal' };
    batch.consent.push({ county, id: newId(), person_id: person.id, account_id: id, territory, purpose, ...given });
  }
  batch.session.push(sessionOf(county, id, head.id, null));
}

/** Fills the posts of every body; who may sign in gets an account with a session and, for grid workers, a phone of the field app. How many posts. */
export async function fillStaff(client: pg.Client, places: FilledPlaces, passwordHash: string): Promise<number> {
  const newName = makeNames('staff');
  const rows: Record<'person' | 'appointment' | 'account' | 'account_person' | 'session' | 'field_device', Row[]> = {
    person: [],
    appointment: [],
    account: [],
    account_person: [],
    session: [],
    field_device: [],
  };
  let n = 0;
  const post = (role: AppointmentRole, body: FilledBody, territory = body.territory) => {
    n += 1;
    const county = body.territory.slice(0, 6);
    const [person, appointment, account] = [newId(), newId(), newId()];
    const { name, pinyin, initials } = newName();
    rows.person.push({ county, id: person, territory, name, pinyin, initials, relation: '', presence: 'here', created_at: SINCE });
    const held = { county, id: appointment, person_id: person, body_id: body.id, role, territory, name };
    rows.appointment.push({ ...held, phone: '0951-8094444', allowance: '', valid_from: '2021-03-01' });
    if (!(STAFF_ROLES as readonly string[]).includes(role)) return;
    const signIn = {
      county,
      id: account,
      kind: 'staff',
      username: `staff${n}`,
      display_name: name,
      password_hash: passwordHash,
      territory,
    };
    rows.account.push({ ...signIn, failed: 0, lockouts: 0, totp_step: 0, created_at: SINCE, used_at: new Date().toISOString() });
    rows.account_person.push({ county, account_id: account, person_id: person, since: SINCE });
    rows.session.push(sessionOf(county, account, person, appointment));
    if (role !== 'grid-worker') return;
    const now = new Date().toISOString();
    const device = { county, id: newId(), account_id: account, territory, secret_hash: '', name: '手机' };
    rows.field_device.push({ ...device, registered_at: now, seen_at: now });
  };
  for (const { station, committee, grids } of places.villages) {
    for (const grid of grids) {
      post('grid-worker', station, grid);
      post('group-head', committee, grid);
    }
    for (const role of ['station-head', 'station-worker', 'station-worker'] as const) post(role, station);
  }
  for (const centre of places.centres) for (const role of ['dispatcher', 'window-clerk', 'window-clerk'] as const) post(role, centre);
  for (const office of places.offices) post('office-staff', office);
  for (const department of places.departments) for (let at = 0; at < 2; at += 1) post('department-staff', department);
  for (const government of places.governments)
    for (const role of ['supervisor', 'supervisor', 'administrator'] as const) post(role, government);
  for (const [table, made] of Object.entries(rows)) await bring(client, table, made);
  return n;
}
