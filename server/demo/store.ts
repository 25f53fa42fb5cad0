import { sql } from 'kysely';
import { addKeys, countiesIn, opened, phoneIndex, phoneIndexes, sealedWith } from '../modules/keys/index.ts';
import { BLOCK } from '../modules/matters/index.ts';
import type { Tx } from '../platform/database.ts';
import { onDatabase } from '../platform/reach-database.ts';
import { withKey } from '../platform/sealed.ts';

/** Column types of the rows a demo brings, as jsonb_to_recordset wants them; the order does not matter. */
const COLUMNS = {
  division: 'code text, parent text, level text, name text, short_name text, pinyin text, initials text, kind text, valid_from date',
  parameter: 'key text, territory text, valid_from date, id uuid, value int, source text, set_by text, set_at timestamptz',
  body: 'county text, id uuid, code text, kind text, name text, short_name text, pinyin text, initials text, territory text, parent_id uuid, department text, phone text, address text, hours text, duties text, valid_from date',
  dwelling: 'county text, id uuid, grid text, address text, search text',
  household: 'county text, id uuid, grid text, dwelling_id uuid',
  person:
    'county text, id uuid, territory text, name text, pinyin text, initials text, phone_sealed text, phone_index text, phone_end text, household_id uuid, relation text, presence text, created_at timestamptz',
  identity_number: 'county text, person_id uuid, territory text, identity_sealed text, identity_index text, noted_at timestamptz',
  appointment:
    'county text, id uuid, person_id uuid, body_id uuid, role text, territory text, name text, phone text, allowance text, woman boolean, valid_from date, valid_until date',
  matter:
    'county text, id uuid, kind text, version int, number text, title text, search text, category text, village text, grid text, status text, channel text, holder_id uuid, station_id uuid, centre_id uuid, participants uuid[], reporters uuid[], receipts text[], due timestamptz, sign_due timestamptz, answer_due timestamptz, sweep_at timestamptz, paused boolean, extension_pending boolean, supervised boolean, urged int, joined int, reopened int, solved boolean, satisfied text, filed_at timestamptz, answered_at timestamptz, ended_at timestamptz, updated_at timestamptz, seq int, state jsonb',
  matter_action:
    'county text, matter_id uuid, seq int, step text, at timestamptz, by jsonb, input jsonb, refs jsonb, deadlines jsonb, sensitive boolean',
  matter_reporter:
    'county text, id uuid, matter_id uuid, part text, person_id uuid, name text, phone_sealed text, hidden boolean, receipt_code text, receipt_hash text, village text, at timestamptz',
  matter_turn:
    'county text, matter_id uuid, seq int, body_id uuid, body_name text, body_level text, village text, category text, assigned_at timestamptz, due_sign timestamptz, signed_at timestamptz, due_answer timestamptz, ended_at timestamptz, ended text, held_seconds int, waited_seconds int',
  file: 'county text, id uuid, sha256 text, media_type text, kind text, bytes int, thumbnail_sha256 text, uploader text, matter_id uuid, seq int, sensitive boolean, created_at timestamptz',
  audit:
    'county text, id uuid, at timestamptz, account_id uuid, actor text, role text, body_id uuid, territory text, operation text, kind text, person_id uuid, matter_id uuid, purpose text, detail jsonb',
  message:
    'county text, id uuid, person_id uuid, account_id uuid, phone_sealed text, phone_index text, channel text, kind text, text text, matter_id uuid, state text, created_at timestamptz, send_after timestamptz, sent_at timestamptz, read_at timestamptz, problem text, territory text',
  hand_over:
    'county text, id uuid, village text, station_id uuid, station_name text, centre_id uuid, centre_name text, handed_at timestamptz, handed_by text, received_at timestamptz, received_by text, matters jsonb',
  consent:
    'county text, id uuid, person_id uuid, account_id uuid, territory text, purpose text, text_version int, given_at timestamptz, given_how text, given_to text',
  job: 'county text, id uuid, kind text, unique_key text, payload jsonb, state text, run_at timestamptz, attempts int, last_error text, created_at timestamptz, finished_at timestamptz',
} as const;

export type DemoTable = keyof typeof COLUMNS;
export type DemoRow = Record<string, unknown>;

const AT_ONCE = 3_000;

/** The tables that hold sealed phones, and what they are found by. */
const SEALED = {
  person: { place: 'person.phone', subjectOf: ({ id }: DemoRow) => id, indexes: phoneIndexes },
  matter_reporter: { place: 'reporter.phone', subjectOf: ({ person_id }: DemoRow) => person_id, indexes: () => ({}) },
  message: {
    place: 'message.phone',
    subjectOf: ({ person_id }: DemoRow) => person_id,
    indexes: (keys: Tx['keys'], county: string, phone: string) => ({ phone_index: phoneIndex(keys, county, phone) }),
  },
} as const;

/** Rows that come with a phone, sealed with keys of their own. */
export async function bringSealed(tx: Tx, table: keyof typeof SEALED, rows: readonly DemoRow[]): Promise<void> {
  const { place, subjectOf, indexes } = SEALED[table];
  const made: Parameters<typeof addKeys>[1][number][] = [];
  const ready = rows.map(({ phone, ...row }) => {
    if (!phone) return row;
    const at = { county: String(row.county), id: String(row.id) };
    const { sealed, key } = sealedWith(tx.keys, place, at, (subjectOf(row) as string | null) ?? null, String(phone));
    made.push(key);
    return { ...row, phone_sealed: sealed, ...indexes(tx.keys, at.county, String(phone)) };
  });
  await addKeys(tx, made);
  await bring(tx, table, ready);
}

/** Brings rows into a table, a few thousand in one statement. */
export async function bring(tx: Tx, table: DemoTable, rows: readonly DemoRow[]): Promise<void> {
  const names = COLUMNS[table].split(', ').map((column) => column.slice(0, column.indexOf(' ')));
  const list = names.join(', ');
  for (let at = 0; at < rows.length; at += AT_ONCE) {
    const part = JSON.stringify(rows.slice(at, at + AT_ONCE));
    await sql`insert into ${sql.raw(table)} (${sql.raw(list)}) select ${sql.raw(list)} from jsonb_to_recordset(${part}::jsonb) as r(${sql.raw(COLUMNS[table])})`.execute(
      tx.db,
    );
  }
}

/** Serial numbers for that many matters, from the sequence that serves people too. */
export async function serialNumbers(tx: Tx, count: number): Promise<number[]> {
  const blocks = await sql<{
    block: number;
  }>`select nextval('matter_number') as block from generate_series(1, ${Math.ceil(count / BLOCK)})`.execute(tx.db);
  return blocks.rows.flatMap(({ block }) => Array.from({ length: BLOCK }, (_, at) => (block * BLOCK + at) % 1_000_000)).slice(0, count);
}

/** The open accounts of personas, found by their user names and phones. */
export async function personaAccounts(tx: Tx, personas: readonly { username?: string; phone?: string }[]) {
  const usernames = personas.flatMap(({ username }) => username ?? []);
  const phones = personas.flatMap(({ phone }) => phone ?? []);
  const counties = await countiesIn(tx);
  const indexes = phones.flatMap((phone) => counties.map((county) => phoneIndex(tx.keys, county, phone)));
  const rows = await tx.db
    .selectFrom('account')
    .select(['county', 'id', 'username', withKey('account', 'phone_sealed').as('phone'), 'display_name as displayName'])
    .where('closed_at', 'is', null)
    .where(sql<boolean>`(username = any(${usernames}) or (kind = 'resident' and phone_index = any(${indexes})))`)
    .execute();
  return rows.map((row) => ({ ...row, phone: opened(tx, 'account.phone', row, row.phone) }));
}

/** Whether accounts of personas who work for an office are there; asked before anything can be opened. */
export async function holdsPersonas(tx: Tx, personas: readonly { username?: string }[]): Promise<boolean> {
  const usernames = personas.flatMap(({ username }) => username ?? []);
  return (await tx.db.selectFrom('account').select('id').where('username', 'in', usernames).limit(1).executeTakeFirst()) !== undefined;
}

export async function holdsDivisions(tx: Tx): Promise<boolean> {
  return (await tx.db.selectFrom('division').select('code').limit(1).executeTakeFirst()) !== undefined;
}

/** Lets PostgreSQL count what was loaded, so that it plans its queries for that much. Only the owner of the tables may. */
export async function countRows(databaseUrl: string): Promise<void> {
  await onDatabase(databaseUrl, (client) => client.query('analyze'));
}
