import { sql } from 'kysely';
import type { BodyKind } from '../../../domain/bodies/body.ts';
import type { Tx } from '../../platform/database.ts';
import type { HeldPost } from './factor-demand.ts';

/** A sign-in with all that is needed to know who acts: the account, the hat worn, the people spoken for. */
export interface SessionRow {
  id: string;
  county: string;
  accountId: string;
  kind: 'resident' | 'staff';
  displayName: string;
  personId: string | null;
  secondFactor: boolean;
  seenAt: Date;
  expiresAt: Date;
  appointment: {
    id: string;
    personId: string;
    name: string;
    role: string;
    territory: string;
    bodyId: string;
    bodyName: string;
    bodyKind: BodyKind;
    bodyTerritory: string;
  } | null;
  persons: { id: string; name: string }[];
  /** Of staff who signed in without a second factor, all posts of the date: one of them may ask for it. */
  posts: HeldPost[];
}

/** The open session of a token, its account open and its appointment holding on the date; undefined for anything else. */
export async function findSession(tx: Tx, tokenHash: string, now: Date, date: string): Promise<SessionRow | undefined> {
  const found = await sql<{
    id: string;
    county: string;
    account_id: string;
    kind: string;
    display_name: string;
    person_id: string | null;
    second_factor: boolean;
    seen_at: Date;
    expires_at: Date;
    appointment: SessionRow['appointment'];
    persons: SessionRow['persons'] | null;
    posts: HeldPost[] | null;
  }>`
    select s.id, s.county, s.account_id, a.kind, a.display_name, s.person_id, s.second_factor, s.seen_at, s.expires_at,
      case when p.id is null then null else json_build_object('id', p.id, 'personId', p.person_id, 'name', p.name, 'role', p.role, 'territory', p.territory,
        'bodyId', b.id, 'bodyName', b.name, 'bodyKind', b.kind, 'bodyTerritory', b.territory) end as appointment,
      (select json_agg(json_build_object('id', one.id, 'name', one.name) order by link.since, one.id)
        from account_person link join person one on one.county = link.county and one.id = link.person_id
        where link.county = s.county and link.account_id = s.account_id) as persons,
      case when a.kind = 'staff' and not s.second_factor then
        (select json_agg(json_build_object('role', post.role, 'territory', post.territory))
          from account_person link join appointment post on post.county = link.county and post.person_id = link.person_id
          where link.county = s.county and link.account_id = s.account_id
            and post.valid_from <= ${date} and (post.valid_until is null or post.valid_until >= ${date})) end as posts
    from session s
    join account a on a.county = s.county and a.id = s.account_id
    left join appointment p on p.county = s.county and p.id = s.appointment_id and p.valid_from <= ${date} and (p.valid_until is null or p.valid_until >= ${date})
    left join body b on b.county = p.county and b.id = p.body_id
    where s.token_hash = ${tokenHash} and s.ended_at is null and s.expires_at > ${now} and a.closed_at is null`.execute(tx.db);
  const row = found.rows[0];
  if (!row) return undefined;
  return {
    id: row.id,
    county: row.county,
    accountId: row.account_id,
    kind: row.kind as SessionRow['kind'],
    displayName: row.display_name,
    personId: row.person_id,
    secondFactor: row.second_factor,
    seenAt: row.seen_at,
    expiresAt: row.expires_at,
    appointment: row.appointment,
    persons: row.persons ?? [],
    posts: row.posts ?? [],
  };
}

export interface NewSession {
  county: string;
  tokenHash: string;
  id: string;
  accountId: string;
  appointmentId: string | null;
  personId: string | null;
  secondFactor: boolean;
  device: string;
  createdAt: Date;
  expiresAt: Date;
}

export async function addSession(tx: Tx, row: NewSession): Promise<void> {
  await tx.db
    .insertInto('session')
    .values({
      county: row.county,
      token_hash: row.tokenHash,
      id: row.id,
      account_id: row.accountId,
      appointment_id: row.appointmentId,
      person_id: row.personId,
      second_factor: row.secondFactor,
      device: row.device,
      created_at: row.createdAt,
      seen_at: row.createdAt,
      expires_at: row.expiresAt,
    })
    .execute();
  await tx.db
    .updateTable('account')
    .set({ used_at: row.createdAt, dormant_warned_at: null })
    .where('county', '=', row.county)
    .where('id', '=', row.accountId)
    .execute();
}

/** A session that was used, and when. */
export interface UsedSession {
  county: string;
  tokenHash: string;
  at: Date;
}

/** Notes when open sessions were last used, all in one statement; what was noted later stays. */
export async function touchSessions(tx: Tx, used: readonly UsedSession[]): Promise<void> {
  const rows = JSON.stringify(used.map(({ county, tokenHash, at }) => ({ county, token_hash: tokenHash, at })));
  await sql`
    update session set seen_at = greatest(session.seen_at, used.at) from jsonb_to_recordset(${rows}::jsonb) as used(county text, token_hash text, at timestamptz)
    where session.county = used.county and session.token_hash = used.token_hash and session.ended_at is null`.execute(tx.db);
}

export async function endSession(tx: Tx, county: string, tokenHash: string, now: Date): Promise<void> {
  await tx.db
    .updateTable('session')
    .set({ ended_at: now })
    .where('county', '=', county)
    .where('token_hash', '=', tokenHash)
    .where('ended_at', 'is', null)
    .execute();
}

/** Ends one session of an account; null when the account has no such open session. */
export async function endSessionOf(tx: Tx, county: string, accountId: string, id: string, now: Date): Promise<string | null> {
  const ended = await tx.db
    .updateTable('session')
    .set({ ended_at: now })
    .where('county', '=', county)
    .where('account_id', '=', accountId)
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .returning('token_hash')
    .executeTakeFirst();
  return ended?.token_hash ?? null;
}

/** Ends all sessions of an account, but the one kept. */
export async function endSessionsOf(tx: Tx, county: string, accountId: string, now: Date, kept?: string): Promise<void> {
  await tx.db
    .updateTable('session')
    .set({ ended_at: now })
    .where('county', '=', county)
    .where('account_id', '=', accountId)
    .where('ended_at', 'is', null)
    .$if(kept !== undefined, (query) => query.where('token_hash', '!=', kept as string))
    .execute();
}

/** Open sessions of an account, the latest used first. */
export function sessionsOf(tx: Tx, county: string, accountId: string, now: Date, idleSince: Date) {
  return tx.db
    .selectFrom('session')
    .select(['id', 'token_hash', 'device', 'created_at', 'seen_at', 'expires_at'])
    .where('county', '=', county)
    .where('account_id', '=', accountId)
    .where('ended_at', 'is', null)
    .where('expires_at', '>', now)
    .where('seen_at', '>', idleSince)
    .orderBy('seen_at', 'desc')
    .limit(100)
    .execute();
}

/** The hat worn last, so that people come back as what they left. */
export async function lastWorn(tx: Tx, county: string, accountId: string): Promise<string | null> {
  const row = await tx.db
    .selectFrom('session')
    .select('appointment_id')
    .where('county', '=', county)
    .where('account_id', '=', accountId)
    .where('appointment_id', 'is not', null)
    .orderBy('created_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.appointment_id ?? null;
}

export async function speakFor(tx: Tx, county: string, tokenHash: string, personId: string): Promise<void> {
  await tx.db
    .updateTable('session')
    .set({ person_id: personId })
    .where('county', '=', county)
    .where('token_hash', '=', tokenHash)
    .execute();
}

/** When a session of the account ends at the latest; a change of hat does not lengthen it. */
export async function sessionEnd(tx: Tx, county: string, tokenHash: string): Promise<Date | null> {
  const row = await tx.db
    .selectFrom('session')
    .select('expires_at')
    .where('county', '=', county)
    .where('token_hash', '=', tokenHash)
    .executeTakeFirst();
  return row?.expires_at ?? null;
}

/** No sign-in of an account is worth two factors any more: the last one of its own is gone. */
export async function lowerSessionsOf(tx: Tx, county: string, accountId: string): Promise<void> {
  await tx.db
    .updateTable('session')
    .set({ second_factor: false })
    .where('county', '=', county)
    .where('account_id', '=', accountId)
    .where('ended_at', 'is', null)
    .execute();
}
