import { sql } from 'kysely';
import { authenticate } from '../../modules/accounts/index.ts';
import { transaction } from '../../platform/database.ts';
import { type BodyKey, type PersonKey, RESIDENTS } from '../people.ts';
import { type Caller, callersOf } from './relations.ts';
import type { World } from './world.ts';

/** A row of any table, as JSON. */
type Row = Record<string, unknown>;

/** Who asks, by the ids that rows speak of. */
interface Asking extends Caller {
  account: string;
  bodyId: string;
  persons: readonly string[];
  receiptHash: string;
}

type Sees = (asking: Asking, row: Row) => boolean;

const nobody: Sees = () => false;
const everybody: Sees = () => true;
const isStaff = ({ body }: Asking) => body !== null;
const within = (place: string, code: unknown): boolean => place !== '' && String(code).startsWith(place);
const inRange =
  (column: string): Sees =>
  (asking, row) =>
    within(asking.range, row[column]);
const ofVillage: Sees = (asking, row) => within(asking.place.slice(0, 12), row.village) && isStaff(asking);
const ownAccount =
  (column: string): Sees =>
  (asking, row) =>
    asking.account !== '' && row[column] === asking.account;
const ownPerson =
  (column: string): Sees =>
  (asking, row) =>
    asking.persons.includes(row[column] as string);
const administers =
  (column: string): Sees =>
  (asking, row) =>
    asking.role === 'administrator' && within(asking.range, row[column]);
const administersCounty: Sees = (asking, row) => asking.role === 'administrator' && asking.range.slice(0, 6) === row.county;
const either =
  (...ways: Sees[]): Sees =>
  (asking, row) =>
    ways.some((way) => way(asking, row));

/** Second persons and those who review, in their range. */
const overGlass: Sees = (asking, row) => ['dispatcher', 'supervisor'].includes(asking.role) && within(asking.range, row.territory);

/**
 * Which rows of each table exist for a caller who asks the database itself, past every query and permit; written from the policy, not from the
 * migrations. A matter's inside exists for nobody until the matter was seen and opened.
 */
export const SEES: Readonly<Record<string, Sees>> = {
  account: either(ownAccount('id'), administers('territory')),
  account_subject: nobody,
  account_person: either(ownAccount('account_id'), administersCounty),
  appointment: everybody,
  audit: either(
    ownPerson('person_id'),
    (asking, row) => ['supervisor', 'administrator'].includes(asking.role) && within(asking.range, row.territory),
  ),
  board_run: (asking) => isStaff(asking),
  body: everybody,
  break_glass: either(ownAccount('account_id'), overGlass),
  break_glass_step: either(ownAccount('asker_id'), overGlass),
  calendar_change: everybody,
  calendar_day: everybody,
  clause_cell: ofVillage,
  clause_change: ofVillage,
  consent: either(
    ownPerson('person_id'),
    (asking, row) => ['grid-worker', 'station-worker', 'station-head'].includes(asking.role) && within(asking.range, row.territory),
  ),
  command: (asking, row) => row.actor === (asking.account || (asking.receiptHash ? `receipt:${asking.receiptHash}` : 'anyone')),
  // A wrapped key says nothing; the policies of what it seals decide.
  data_key: everybody,
  division: everybody,
  dwelling: inRange('grid'),
  erased_key: nobody,
  erased_person: nobody,
  field_device: either(ownAccount('account_id'), administers('territory')),
  file: (asking, row) => row.matter_id === null && asking.account !== '' && row.uploader === asking.account,
  grid_register: nobody,
  hand_over: (asking, row) => asking.bodyId !== '' && [row.station_id, row.centre_id].includes(asking.bodyId),
  household: inRange('grid'),
  identity_number: either(
    ownPerson('person_id'),
    (asking, row) =>
      ['grid-worker', 'station-worker', 'station-head', 'window-clerk', 'dispatcher'].includes(asking.role) &&
      within(asking.range, row.territory),
  ),
  job: administersCounty,
  look_question: either(ownAccount('account_id'), (asking, row) => asking.role === 'supervisor' && within(asking.range, row.territory)),
  master_key: nobody,
  matter: (asking, row) =>
    within(asking.range, row.village) ||
    (row.participants as string[]).includes(asking.bodyId) ||
    (row.reporters as string[]).some((person) => asking.persons.includes(person)) ||
    (row.receipts as string[]).includes(asking.receiptHash),
  matter_action: nobody,
  matter_reporter: (asking, row) =>
    asking.persons.includes(row.person_id as string) ||
    row.receipt_hash === asking.receiptHash ||
    (within(asking.range, row.village) && (!row.hidden || ['dispatcher', 'supervisor'].includes(asking.role))),
  matter_turn: (asking, row) => within(asking.range, row.village) || row.body_id === asking.bodyId,
  message: either(ownAccount('account_id'), ownPerson('person_id'), administers('territory')),
  open311_client: administers('territory'),
  parameter: everybody,
  passkey: ownAccount('account_id'),
  person: either(inRange('territory'), ownPerson('id')),
  post_review: either(administers('territory'), (asking, row) => asking.role === 'station-head' && row.body_id === asking.bodyId),
  purpose: ownAccount('account_id'),
  register_run: nobody,
  seal_checkpoint: everybody,
  // Whether a row of one's own record is sealed: a number and a hash.
  seal_leaf: (asking, row) => asking.key !== null && asking.key in RESIDENTS && row.source === 'audit',
  seal_node: nobody,
  service_item: everybody,
  session: either(ownAccount('account_id'), administersCounty),
  sign_in_code: nobody,
  webhook: administers('territory'),
  webhook_delivery: administers('territory'),
  upload: (asking, row) => asking.account !== '' && row.uploader === asking.account,
  upload_part: (asking, row) => asking.account !== '' && row.uploader === asking.account,
};

function askingOf(world: World, caller: Caller, receiptHash: string): Asking {
  const { accounts, bodies, people } = world.place;
  const resident = caller.key !== null && caller.key in RESIDENTS;
  const persons = resident ? (Object.keys(people) as PersonKey[]).filter((key) => accounts[key] === accounts[caller.key as PersonKey]) : [];
  return {
    ...caller,
    account: caller.key ? accounts[caller.key] : '',
    bodyId: caller.body ? bodies[caller.body as BodyKey] : '',
    persons: persons.map((key) => people[key]),
    receiptHash,
  };
}

/** A row that a caller was shown and should not be, or should be and was not. */
export interface RowMismatch {
  table: string;
  caller: string;
  seen: number;
  expected: number;
}

const tablesOf = (world: World) =>
  world.place.prepare(async ({ db }) =>
    (
      await sql<{
        name: string;
      }>`select relname as name from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace order by 1`.execute(db)
    ).rows
      .map(({ name }) => name)
      .filter((name) => name !== 'migration'),
  );

/** Asks each table for all its rows as each caller, with nothing between them and the database; `only` chooses tables. */
export async function rowMismatches(world: World, only: (table: string) => boolean = () => true): Promise<RowMismatch[]> {
  const found: RowMismatch[] = [];
  const receipt = world.matters.find((matter) => matter.receipt)?.receipt ?? '';
  const tables = (await tablesOf(world)).filter(only);
  const all = new Map<string, Row[]>();
  await world.place.prepare(async ({ db }) => {
    for (const table of tables)
      all.set(
        table,
        (await sql<{ row: Row }>`select to_jsonb(t) as row from ${sql.table(table)} t`.execute(db)).rows.map(({ row }) => row),
      );
  });
  for (const caller of callersOf(receipt)) {
    const { actor } = await authenticate(world.place.app, caller.key ? world.place.as[caller.key] : null, caller.receipt);
    const asking = askingOf(world, caller, actor.kind === 'receipt' ? actor.receipt : '');
    await transaction(world.place.app.pool, actor, async (tx) => {
      for (const table of tables) {
        const sees = SEES[table];
        if (!sees) throw new Error(`nobody says which rows of ${table} exist for whom: add it to server/testing/access/rows.ts`);
        const seen = (await sql<{ row: Row }>`select to_jsonb(t) as row from ${sql.table(table)} t`.execute(tx.db)).rows.map(({ row }) =>
          JSON.stringify(row),
        );
        const expected = (all.get(table) ?? []).filter((row) => sees(asking, row)).map((row) => JSON.stringify(row));
        if (seen.sort().join('\n') !== expected.sort().join('\n'))
          found.push({ table, caller: caller.name, seen: seen.length, expected: expected.length });
      }
    });
  }
  return found;
}

/** Tables of the world without a row: there a policy that is open would show nothing. */
export async function emptyTables(world: World): Promise<string[]> {
  const tables = await tablesOf(world);
  return world.place.prepare(async ({ db }) => {
    const empty: string[] = [];
    for (const table of tables) if ((await sql`select 1 from ${sql.table(table)} limit 1`.execute(db)).rows.length === 0) empty.push(table);
    return empty;
  });
}
