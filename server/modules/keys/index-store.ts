import { sql } from 'kysely';
import type { Tx } from '../../platform/database.ts';
import type { Keyring, WrappedKey } from '../../platform/keyring.ts';
import { withKey } from '../../platform/sealed.ts';
import { identityIndex, opened, phoneIndex, phoneIndexes } from './numbers.ts';
import { ROOT } from './open.ts';
import type { PlaceName } from './places.ts';

/** A table with blind indexes: which sealed number they are made of, and what the row is called in its context. */
interface Indexed {
  table: string;
  id: string;
  place: PlaceName;
  sealed: string;
  columns: readonly string[];
  indexes(keys: Keyring, county: string, number: string | null): Record<string, string | null>;
}

/** Every table whose rows are found by a blind index that can be made anew from what is sealed beside it. */
export const INDEXED: readonly Indexed[] = [
  {
    ...{ table: 'person', id: 'id', place: 'person.phone', sealed: 'phone_sealed', columns: ['phone_index', 'phone_end'] },
    indexes: phoneIndexes,
  },
  ...(['account', 'message'] as const).map(
    (table): Indexed => ({
      ...{ table, id: 'id', place: `${table}.phone`, sealed: 'phone_sealed', columns: ['phone_index'] },
      indexes: (keys, county, number) => ({ phone_index: number && phoneIndex(keys, county, number) }),
    }),
  ),
  {
    ...{ table: 'identity_number', id: 'person_id', place: 'identity.number', sealed: 'identity_sealed', columns: ['identity_index'] },
    indexes: (keys, county, number) => ({ identity_index: number && identityIndex(keys, county, number) }),
  },
];

/** The root of the indexes, locked. */
export function lockRoot(tx: Tx): Promise<WrappedKey> {
  return tx.db
    .selectFrom('data_key')
    .select(['county', 'id', 'subject', 'master', 'wrapped'])
    .where('county', '=', ROOT.county)
    .where('id', '=', ROOT.id)
    .forUpdate()
    .executeTakeFirstOrThrow();
}

/** What a row is found by, whatever its table calls it. */
export interface RowKey {
  county: string;
  id: string;
}

/** How far a batch came: null at the end. */
export interface Moved {
  last: RowKey | null;
  moved: number;
}

interface Found {
  county: string;
  id: string;
  number: string | null;
}

const otherForm = (column: string, prefix: string) =>
  sql`${sql.ref(column)} is not null and not starts_with(${sql.ref(column)}, ${prefix})`;

/** Makes up to `limit` indexes anew that have another form than `prefix`, in the order of their keys from `after` on; the last one looked at, or null at the end. */
export async function moveSome(
  tx: Tx,
  keys: Keyring,
  { table, id, place, sealed, columns, indexes }: Indexed,
  { prefix, after, limit }: { prefix: string; after: RowKey | null; limit: number },
): Promise<Moved> {
  const first = columns[0] as string;
  const from = after
    ? sql`and (${sql.ref(`${table}.county`)}, ${sql.ref(`${table}.${id}`)}) > (${after.county}, ${after.id}::uuid)`
    : sql``;
  const { rows } = await sql<Found>`
    select ${sql.ref(`${table}.county`)} as county, ${sql.ref(`${table}.${id}`)}::text as id, ${withKey(table, sealed)} as number
    from ${sql.table(table)} where ${otherForm(`${table}.${first}`, prefix)} ${from}
    order by ${sql.ref(`${table}.county`)}, ${sql.ref(`${table}.${id}`)} limit ${limit} for update of ${sql.table(table)}`.execute(tx.db);
  const last = rows.at(-1);
  if (!last) return { last: null, moved: 0 };
  const made = rows.map((row) => ({
    county: row.county,
    id: row.id,
    ...indexes(keys, row.county, opened({ keys }, place, { county: row.county, id: row.id }, row.number)),
  }));
  const list = (of: (column: string) => string) => sql.raw(columns.map(of).join(', '));
  await sql`update ${sql.table(table)} t set ${list((column) => `${column} = r.${column}`)}
    from jsonb_to_recordset(${JSON.stringify(made)}::jsonb) as r(county text, id uuid, ${list((column) => `${column} text`)})
    where t.county = r.county and ${sql.ref(`t.${id}`)} = r.id`.execute(tx.db);
  return { last: { county: last.county, id: last.id }, moved: rows.length };
}

/** How many rows of each table have an index of another form than `prefix`. */
export async function leftBehind(tx: Tx, prefix: string): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { table, columns } of INDEXED) {
    const { rows } = await sql<{ count: string }>`
      select count(*) as count from ${sql.table(table)} where ${otherForm(columns[0] as string, prefix)}`.execute(tx.db);
    counts[table] = Number(rows[0]?.count);
  }
  return counts;
}

/** Codes by short message name a phone by its index alone, which nothing can make anew: those that are over go. How many of another form are left. */
export async function dropOldCodes(tx: Tx, prefix: string, now: Date): Promise<number> {
  const old = sql`purpose = 'phone' and not starts_with(subject, ${prefix})`;
  await sql`delete from sign_in_code where ${old} and expires_at <= ${now}`.execute(tx.db);
  const { rows } = await sql<{ count: string }>`select count(*) as count from sign_in_code where ${old}`.execute(tx.db);
  return Number(rows[0]?.count);
}
