import { asImporter } from '../../platform/import-rows.ts';
import type { Keyring, WrappedKey } from '../../platform/keyring.ts';
import { isEmptied, noteEmptied, type PlainColumn, type PlainRow, plainRows, sealRows } from './convert-store.ts';
import { phoneIndex, phoneIndexes, sealedWith } from './numbers.ts';
import type { PlaceName } from './places.ts';
import { addKeys } from './store.ts';

interface Conversion extends PlainColumn {
  place: PlaceName;
  /** What is sealed, where an index is kept too. */
  column: string;
  indexes(keys: Keyring, row: PlainRow): Record<string, string | null>;
}

const none = () => ({});

const CONVERSIONS: readonly Conversion[] = [
  {
    ...{
      table: 'person',
      plain: 'plain_phone',
      empty: 'null',
      check: 'person_no_plain_phone',
      place: 'person.phone',
      column: 'phone_sealed',
    },
    indexes: (keys, { county, plain }) => phoneIndexes(keys, county, plain),
  },
  {
    ...{
      table: 'account',
      plain: 'plain_phone',
      empty: 'null',
      check: 'account_no_plain_phone',
      place: 'account.phone',
      column: 'phone_sealed',
    },
    indexes: (keys, { county, plain }) => ({ phone_index: phoneIndex(keys, county, plain) }),
  },
  {
    ...{
      table: 'account',
      plain: 'plain_totp_secret',
      empty: 'null',
      check: 'account_no_plain_totp',
      place: 'account.totp',
      column: 'totp_sealed',
    },
    indexes: none,
  },
  {
    ...{ table: 'matter_reporter', plain: 'plain_phone', empty: "''", check: 'matter_reporter_no_plain_phone', place: 'reporter.phone' },
    column: 'phone_sealed',
    indexes: none,
  },
  {
    ...{
      table: 'message',
      plain: 'plain_phone',
      empty: 'null',
      check: 'message_no_plain_phone',
      place: 'message.phone',
      column: 'phone_sealed',
    },
    indexes: (keys, { county, plain }) => ({ phone_index: phoneIndex(keys, county, plain) }),
  },
];

const AT_ONCE = 1_000;

/**
 * Seals what an older version wrote plain, a thousand rows a transaction, before a server answers anyone; what a killed start left is done by the
 * next. How many numbers were sealed. `databaseUrl` is the owner's.
 */
export async function sealPlainNumbers(databaseUrl: string, keys: Keyring, atOnce = AT_ONCE): Promise<number> {
  let count = 0;
  for (const conversion of CONVERSIONS) {
    if (await asImporter(databaseUrl, (_client, tx) => isEmptied(tx, conversion))) continue;
    for (;;) {
      const done = await asImporter(databaseUrl, async (_client, tx) => {
        const rows = await plainRows(tx, conversion, atOnce);
        if (!rows.length) return 0;
        const made: WrappedKey[] = [];
        const sealed = rows.map((row) => {
          const { sealed, key } = sealedWith(keys, conversion.place, row, row.subject, row.plain);
          made.push(key);
          return { county: row.county, id: row.id, [conversion.column]: sealed, ...conversion.indexes(keys, row) };
        });
        await addKeys(tx, made);
        const { county: _county, id: _id, ...columns } = sealed[0] as Record<string, string | null>;
        await sealRows(tx, conversion, Object.keys(columns), sealed);
        return rows.length;
      });
      if (done === 0) break;
      count += done;
    }
    await asImporter(databaseUrl, (_client, tx) => noteEmptied(tx, conversion));
  }
  return count;
}
