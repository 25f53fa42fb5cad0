import { sql } from 'kysely';
import type { PagePoint } from '../../../domain/accounts/page.ts';
import { STAFF_ROLES } from '../../../domain/accounts/roles.ts';
import type { Tx } from '../../platform/database.ts';
import { withKey } from '../../platform/sealed.ts';
import { accountPhone, countiesIn, opened, phoneForms, sealedLike } from '../keys/index.ts';

/** An account as sign-in needs it. */
export interface AccountRow {
  county: string;
  id: string;
  kind: 'resident' | 'staff';
  username: string | null;
  phone: string | null;
  displayName: string;
  passwordHash: string | null;
  totpSecret: string | null;
  totpConfirmedAt: Date | null;
  totpStep: number;
  territory: string;
  failed: number;
  lockouts: number;
  lockedUntil: Date | null;
  closedAt: Date | null;
}

const accounts = (tx: Tx) =>
  tx.db
    .selectFrom('account')
    .select([
      'county',
      'id',
      'kind',
      'username',
      withKey('account', 'phone_sealed').as('phone'),
      'display_name as displayName',
      'password_hash as passwordHash',
      withKey('account', 'totp_sealed').as('totpSecret'),
      'totp_confirmed_at as totpConfirmedAt',
      'totp_step as totpStep',
      'territory',
      'failed',
      'lockouts',
      'locked_until as lockedUntil',
      'closed_at as closedAt',
    ]);

/** An account with its phone and the secret of its second factor opened. */
const openRow = <Row extends { county: string; id: string; phone: string | null; totpSecret: string | null }>(
  tx: Tx,
  row: Row,
): AccountRow =>
  ({
    ...row,
    phone: opened(tx, 'account.phone', row, row.phone),
    totpSecret: opened(tx, 'account.totp', row, row.totpSecret),
  }) as unknown as AccountRow;

/** What a phone is found by in any county: nobody says theirs when signing in. */
const indexesOf = async (tx: Tx, phone: string): Promise<string[]> =>
  (await countiesIn(tx)).flatMap((county) => phoneForms(tx.keys, county, phone));

/** The staff account of a user name, locked: guesses at one account wait for each other, so that each is counted. */
export async function lockByUsername(tx: Tx, username: string): Promise<AccountRow | undefined> {
  const row = await accounts(tx)
    .where('username', '=', username)
    .where('kind', '=', 'staff')
    .orderBy('created_at')
    .limit(1)
    .forUpdate()
    .executeTakeFirst();
  return row && openRow(tx, row);
}

export async function usernameTaken(tx: Tx, username: string): Promise<boolean> {
  return (await tx.db.selectFrom('account').select('id').where('username', '=', username).executeTakeFirst()) !== undefined;
}

/** The resident account of a phone, locked. */
export async function lockByPhone(tx: Tx, phone: string): Promise<AccountRow | undefined> {
  const row = await accounts(tx)
    .where(sql<boolean>`phone_index = any(${await indexesOf(tx, phone)}::text[])`)
    .where('kind', '=', 'resident')
    .orderBy('created_at')
    .limit(1)
    .forUpdate()
    .executeTakeFirst();
  return row && openRow(tx, row);
}

/** An account by id, locked; only those the actor may see. */
export async function lockAccount(tx: Tx, id: string): Promise<AccountRow | undefined> {
  const row = await accounts(tx).where('id', '=', id).forUpdate().executeTakeFirst();
  return row && openRow(tx, row);
}

export interface NewAccount {
  county: string;
  id: string;
  kind: 'resident' | 'staff';
  username: string | null;
  phone: string | null;
  displayName: string;
  passwordHash: string | null;
  territory: string;
  createdAt: Date;
}

const AT_ONCE = 1_000;

export async function addAccounts(tx: Tx, rows: readonly NewAccount[]): Promise<void> {
  for (let at = 0; at < rows.length; at += AT_ONCE) {
    await tx.db
      .insertInto('account')
      .values(
        rows.slice(at, at + AT_ONCE).map((row) => ({
          county: row.county,
          id: row.id,
          kind: row.kind,
          username: row.username,
          ...accountPhone(tx, row, row.phone),
          display_name: row.displayName,
          password_hash: row.passwordHash,
          territory: row.territory,
          created_at: row.createdAt,
        })),
      )
      .execute();
  }
}

export interface NewLink {
  county: string;
  accountId: string;
  personId: string;
  since: Date;
}

/** Lets accounts speak for people; a link that is there stays as it is. */
export async function linkPersons(tx: Tx, rows: readonly NewLink[]): Promise<void> {
  for (let at = 0; at < rows.length; at += AT_ONCE) {
    await tx.db
      .insertInto('account_person')
      .values(
        rows
          .slice(at, at + AT_ONCE)
          .map((row) => ({ county: row.county, account_id: row.accountId, person_id: row.personId, since: row.since })),
      )
      .onConflict((conflict) => conflict.columns(['county', 'account_id', 'person_id']).doNothing())
      .execute();
  }
}

export function personsOf(tx: Tx, county: string, accountId: string) {
  return tx.db
    .selectFrom('account_person')
    .innerJoin('person', (join) =>
      join.onRef('person.county', '=', 'account_person.county').onRef('person.id', '=', 'account_person.person_id'),
    )
    .select(['person.id', 'person.name', 'person.relation', 'person.territory'])
    .where('account_person.county', '=', county)
    .where('account_person.account_id', '=', accountId)
    .orderBy('account_person.since')
    .orderBy('person.id')
    .execute();
}

/** People on file with a phone, the newest record first. */
export async function personsWithPhone(tx: Tx, phone: string) {
  return tx.db
    .selectFrom('person')
    .select(['county', 'id', 'name', 'territory'])
    .where(sql<boolean>`phone_index = any(${await indexesOf(tx, phone)}::text[])`)
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .limit(20)
    .execute();
}

/** Whom a phone would speak for once its account is opened: those on file with it in the county of the newest record. */
export async function onFileWith(tx: Tx, phone: string) {
  const found = await personsWithPhone(tx, phone);
  return found.filter(({ county }) => county === found[0]?.county);
}

export function findPerson(tx: Tx, id: string) {
  return tx.db.selectFrom('person').select(['county', 'id', 'name', 'territory', 'phone_index']).where('id', '=', id).executeTakeFirst();
}

/** The posts of an account's people that hold on a date and may sign in. */
export function postsOf(tx: Tx, county: string, accountId: string, date: string) {
  return tx.db
    .selectFrom('account_person')
    .innerJoin('appointment', (join) =>
      join.onRef('appointment.county', '=', 'account_person.county').onRef('appointment.person_id', '=', 'account_person.person_id'),
    )
    .innerJoin('body', (join) => join.onRef('body.county', '=', 'appointment.county').onRef('body.id', '=', 'appointment.body_id'))
    .select(['appointment.id', 'appointment.role', 'appointment.person_id as personId', 'appointment.territory', 'body.name as bodyName'])
    .where('account_person.county', '=', county)
    .where('account_person.account_id', '=', accountId)
    .where('appointment.role', 'in', [...STAFF_ROLES])
    .where('appointment.valid_from', '<=', date)
    .where((where) => where.or([where('appointment.valid_until', 'is', null), where('appointment.valid_until', '>=', date)]))
    .orderBy('appointment.valid_from')
    .orderBy('appointment.id')
    .execute();
}

export async function countFailure(
  tx: Tx,
  account: AccountRow,
  change: { failed: number; lockouts: number; lockedUntil: Date | null },
): Promise<void> {
  await tx.db
    .updateTable('account')
    .set({ failed: change.failed, lockouts: change.lockouts, locked_until: change.lockedUntil })
    .where('county', '=', account.county)
    .where('id', '=', account.id)
    .execute();
}

export async function clearFailures(tx: Tx, { county, id }: { county: string; id: string }): Promise<void> {
  await countFailure(tx, { county, id } as AccountRow, { failed: 0, lockouts: 0, lockedUntil: null });
}

/** Sets the password, or takes it away with null; guesses are forgotten. */
export async function setPassword(tx: Tx, { county, id }: { county: string; id: string }, passwordHash: string | null): Promise<void> {
  await tx.db
    .updateTable('account')
    .set({ password_hash: passwordHash, failed: 0, lockouts: 0, locked_until: null })
    .where('county', '=', county)
    .where('id', '=', id)
    .execute();
}

/** The secret of a second factor, sealed with the key it had: each sign-in writes it anew. */
async function sealedTotp(tx: Tx, row: { county: string; id: string }, secret: string | null): Promise<string | null> {
  if (secret === null) return null;
  const before = await tx.db
    .selectFrom('account')
    .select(withKey('account', 'totp_sealed').as('totp'))
    .where('county', '=', row.county)
    .where('id', '=', row.id)
    .executeTakeFirst();
  return sealedLike(tx, 'account.totp', row, null, secret, before?.totp ?? null);
}

/** The second factor: its secret, when it was confirmed, and the last time step a code was taken for. */
export async function setTotp(
  tx: Tx,
  { county, id }: { county: string; id: string },
  totp: { secret: string | null; confirmedAt: Date | null; step: number },
): Promise<void> {
  await tx.db
    .updateTable('account')
    .set({ totp_sealed: await sealedTotp(tx, { county, id }, totp.secret), totp_confirmed_at: totp.confirmedAt, totp_step: totp.step })
    .where('county', '=', county)
    .where('id', '=', id)
    .execute();
}

/** Whether an account's second factor is on. */
export async function hasTotp(tx: Tx, county: string, id: string): Promise<boolean> {
  const row = await tx.db
    .selectFrom('account')
    .select('totp_confirmed_at')
    .where('county', '=', county)
    .where('id', '=', id)
    .executeTakeFirst();
  return row?.totp_confirmed_at != null;
}

export async function setClosed(tx: Tx, { county, id }: { county: string; id: string }, now: Date): Promise<void> {
  await tx.db.updateTable('account').set({ closed_at: now }).where('county', '=', county).where('id', '=', id).execute();
}

/** Keeps what was written so far although the call will be refused: a wrong guess must count. */
export async function keepDespiteRefusal(tx: Tx): Promise<void> {
  await tx.send('commit');
}

/** Open staff accounts nobody has signed in to since an instant. */
export const unusedSince = (tx: Tx, instant: Date) =>
  tx.db
    .selectFrom('account')
    .select(['county', 'id', 'territory', 'used_at as usedAt', 'dormant_warned_at as warnedAt'])
    .where('kind', '=', 'staff')
    .where('closed_at', 'is', null)
    .where('used_at', '<', instant)
    .execute();

export async function noteWarned(tx: Tx, { county, id }: { county: string; id: string }, now: Date): Promise<void> {
  await tx.db.updateTable('account').set({ dormant_warned_at: now }).where('county', '=', county).where('id', '=', id).execute();
}

export interface AccountsQuery {
  q: string;
  after: PagePoint | null;
  limit: number;
}

/** Accounts of the administrator's range, newest first; `q` is the beginning of a user name or name, or a whole phone. */
export async function listAccounts(tx: Tx, { q, after, limit }: AccountsQuery, date: string) {
  const phones = /^[\d-]{7,13}$/.test(q) ? await indexesOf(tx, q) : [];
  const rows = await tx.db
    .selectFrom('account')
    .select((select) => [
      'account.id',
      'account.username',
      'account.county',
      withKey('account', 'phone_sealed').as('phone'),
      'account.display_name',
      'account.kind',
      'account.locked_until',
      'account.closed_at',
      'account.created_at',
      sql<string[]>`coalesce((select array_agg(body.name || '|' || appointment.role order by appointment.valid_from, appointment.id)
        from account_person link
        join appointment on appointment.county = link.county and appointment.person_id = link.person_id and appointment.valid_from <= ${date} and (appointment.valid_until is null or appointment.valid_until >= ${date})
        join body on body.county = appointment.county and body.id = appointment.body_id
        where link.county = account.county and link.account_id = account.id), '{}')`.as('posts'),
      select.ref('account.territory').as('territory'),
    ])
    .$if(q !== '', (query) =>
      query.where((where) =>
        where.or([
          where(sql<boolean>`starts_with(account.username, ${q.toLowerCase()})`, '=', true),
          where(sql<boolean>`starts_with(account.display_name, ${q})`, '=', true),
          sql<boolean>`account.phone_index = any(${phones}::text[])`,
        ]),
      ),
    )
    .$if(after !== null, (query) =>
      query.where(sql<boolean>`(account.created_at, account.id) < (${after?.at}::timestamptz, ${after?.id}::uuid)`),
    )
    .orderBy('account.created_at', 'desc')
    .orderBy('account.id', 'desc')
    .limit(limit)
    .execute();
  return rows.map((row) => ({ ...row, phone: opened(tx, 'account.phone', row, row.phone) }));
}

/** The resident accounts that speak for a person. */
export async function residentAccountsOf(tx: Tx, county: string, personId: string): Promise<string[]> {
  const rows = await tx.db
    .selectFrom('account_person')
    .innerJoin('account', (join) =>
      join.onRef('account.county', '=', 'account_person.county').onRef('account.id', '=', 'account_person.account_id'),
    )
    .select('account.id')
    .where('account_person.county', '=', county)
    .where('account_person.person_id', '=', personId)
    .where('account.kind', '=', 'resident')
    .execute();
  return rows.map(({ id }) => id);
}

export async function unlinkPerson(tx: Tx, county: string, accountId: string, personId: string): Promise<void> {
  await tx.db
    .deleteFrom('account_person')
    .where('county', '=', county)
    .where('account_id', '=', accountId)
    .where('person_id', '=', personId)
    .execute();
}

/** Closes a resident account that speaks for nobody and forgets its phone and name; says whether it did. */
export async function closeWithoutPersons(tx: Tx, county: string, id: string, now: Date): Promise<boolean> {
  const done = await tx.db
    .updateTable('account')
    .set({ closed_at: now, phone_sealed: null, phone_index: null, display_name: '' })
    .where('county', '=', county)
    .where('id', '=', id)
    .where('kind', '=', 'resident')
    .where('closed_at', 'is', null)
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom('account_person').select('person_id').where('county', '=', county).where('account_id', '=', id))),
    )
    .executeTakeFirst();
  return Number(done.numUpdatedRows) > 0;
}
