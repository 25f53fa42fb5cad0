import { type RawBuilder, sql } from 'kysely';
import type { Tx } from './database.ts';
import type { WrappedKey } from './keyring.ts';
import { escapeLiteral } from './literals.ts';
import { executed, inserted } from './prepared.ts';

/** A sealed column read together with the key it names: `sealed wrapped`, only `sealed` where the key was erased, null where nothing is. */
export const withKey = (table: string, column: string): RawBuilder<string | null> => {
  const sealed = sql.ref(`${table}.${column}`);
  return sql<string | null>`(${sealed} || coalesce(' ' || (select data_key.wrapped from data_key
    where data_key.county = ${sql.ref(`${table}.county`)} and data_key.id = split_part(${sealed}, '.', 3)::uuid), ''))`;
};

/** Keeps a new data key; it goes with the next round trip. */
export function keepKey(tx: Tx, { county, id, subject, master, wrapped }: WrappedKey): void {
  const row = { county, id, subject, master, wrapped };
  const literals = Object.fromEntries(Object.entries(row).map(([column, value]) => [column, escapeLiteral(value)]));
  tx.defer((tx.prepared ? executed : inserted)('data_key', literals));
}
