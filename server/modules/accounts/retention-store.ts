import { sql } from 'kysely';
import { daysBefore, type RetentionRule } from '../../platform/retention.ts';

const closedAYear = (now: Date, account: string) =>
  sql`exists (select from account a where a.county = ${sql.ref(`${account}.county`)} and a.id = ${sql.ref(`${account}.account_id`)} and a.closed_at < ${daysBefore(now, 365)})`;

/** How long what belongs to signing in is kept. */
export const accountRetention: readonly RetentionRule[] = [
  {
    id: 'sign_in_code',
    table: 'sign_in_code',
    term: '1 day after its end',
    why: 'a code or link that is over opens nothing any more',
    due: (now) => sql`expires_at < ${daysBefore(now, 1)}`,
  },
  {
    id: 'session',
    table: 'session',
    term: '30 days after its end',
    why: 'its owner has had a month to see where they were signed in',
    due: (now) => sql`(ended_at < ${daysBefore(now, 30)} or expires_at < ${daysBefore(now, 30)})`,
  },
  {
    id: 'passkey',
    table: 'passkey',
    term: '1 year after the account was closed',
    why: 'nobody signs in with it again',
    due: (now) => closedAYear(now, 'passkey'),
  },
  {
    id: 'account_person',
    table: 'account_person',
    term: '1 year after the account was closed',
    why: 'the account speaks for nobody any more',
    due: (now) => closedAYear(now, 'account_person'),
  },
  {
    id: 'account_subject',
    table: 'account_subject',
    term: '1 year after the account was closed',
    why: 'nobody comes through the provider again',
    due: (now) => closedAYear(now, 'account_subject'),
  },
  {
    id: 'account',
    table: 'account',
    term: '1 year after it was closed',
    why: 'name, phone and secrets go; the number stays, since audit rows name it',
    due: (now) => sql`closed_at < ${daysBefore(now, 365)} and display_name <> ''`,
    empties: { display_name: '', username: null, phone_sealed: null, phone_index: null, password_hash: null, totp_sealed: null },
  },
];
