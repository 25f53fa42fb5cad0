import { sql } from 'kysely';
import type { RetentionRule } from '../../platform/retention.ts';
import { ROOT } from './open.ts';

/** The key that a sealed text names. */
const keyOf = (column: string) => sql.raw(`split_part(${column}, '.', 3)`);

/** Where sealed texts stand (places.ts). */
const NAMED = sql`
  select ${keyOf('phone_sealed')} as id from person union all
  select ${keyOf('phone_sealed')} from account union all
  select ${keyOf('totp_sealed')} from account union all
  select ${keyOf('phone_sealed')} from matter_reporter union all
  select ${keyOf('phone_sealed')} from message union all
  select ${keyOf('identity_sealed')} from identity_number union all
  select ${keyOf('subject')} from sign_in_code where purpose = 'register'`;

export const keyRetention: readonly RetentionRule[] = [
  {
    id: 'data_key',
    table: 'data_key',
    term: 'as long as what it seals',
    why: 'nothing is sealed with it any more',
    due: () => sql`id <> ${ROOT.id} and not exists (select from (${NAMED}) named where named.id = data_key.id::text)`,
  },
];
