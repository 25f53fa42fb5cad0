import { sql } from 'kysely';
import { type AppointmentRole, STAFF_ROLES } from '../../../domain/accounts/roles.ts';
import { STATION_POSTS } from '../../../domain/bodies/permissions.ts';
import { rangeOf } from '../../../domain/territory/code.ts';
import type { Tx } from '../../platform/database.ts';

const held = (today: string, post = 'a') =>
  sql`${sql.ref(`${post}.valid_from`)} <= ${today} and (${sql.ref(`${post}.valid_until`)} is null or ${sql.ref(`${post}.valid_until`)} >= ${today})`;

/** A post that went on a list, or that nobody confirmed in time. */
export interface ListedPost {
  body_id: string;
  territory: string;
  role: AppointmentRole;
}

/** The counties in which somebody holds a post that signs in. */
export async function countiesWithPosts(tx: Tx): Promise<string[]> {
  const found = await sql<{ county: string }>`
    select distinct county from appointment where role = any(${[...STAFF_ROLES]}::text[]) order by 1`.execute(tx.db);
  return found.rows.map(({ county }) => county);
}

/** Puts the posts that sign in and began before the round on its list, once each, with the month in which their account was last used. */
export async function listPosts(
  tx: Tx,
  list: { county: string; round: string; today: string; due: string; now: Date },
): Promise<ListedPost[]> {
  const { county, round, today, due, now } = list;
  const found = await sql<ListedPost>`
    insert into post_review (county, appointment_id, round, body_id, territory, role, used_month, listed_at, due)
    select a.county, a.id, ${round}::date, a.body_id, b.territory, a.role, used.month, ${now}, ${due}::date
    from appointment a join body b on b.county = a.county and b.id = a.body_id
    left join (
      select link.person_id, to_char(max(account.used_at) at time zone 'Asia/Shanghai', 'YYYY-MM') as month
      from account_person link join account on account.county = link.county and account.id = link.account_id
      where link.county = ${county} and account.kind = 'staff' and account.closed_at is null group by 1
    ) used on used.person_id = a.person_id
    where a.county = ${county} and a.role = any(${[...STAFF_ROLES]}::text[]) and a.valid_from < ${round}::date and ${held(today)}
    on conflict do nothing returning body_id, territory, role`.execute(tx.db);
  return found.rows;
}

/** Notes that those who answer for the posts nobody confirmed in time are reminded, once each; the posts. */
export async function remindOf(tx: Tx, county: string, today: string, now: Date): Promise<ListedPost[]> {
  const found = await sql<ListedPost>`
    update post_review r set reminded_at = ${now} from appointment a
    where r.county = ${county} and r.due < ${today}::date and r.confirmed_at is null and r.reminded_at is null
      and a.county = r.county and a.id = r.appointment_id and ${held(today)}
    returning r.body_id, r.territory, r.role`.execute(tx.db);
  return found.rows;
}

/** The accounts of a county that answer for posts: the heads of these stations, and the administrators in whose range these places lie. */
export async function whoAnswersFor(
  tx: Tx,
  county: string,
  of: { stations: readonly string[]; places: readonly string[] },
  today: string,
): Promise<{ id: string; territory: string }[]> {
  const found = await sql<{ id: string; territory: string }>`
    select distinct account.id, account.territory from appointment a
    join account_person link on link.county = a.county and link.person_id = a.person_id
    join account on account.county = link.county and account.id = link.account_id and account.kind = 'staff' and account.closed_at is null
    where a.county = ${county} and ${held(today)}
      and ((a.role = 'station-head' and a.body_id = any(${[...of.stations]}::uuid[]))
        or (a.role = 'administrator' and exists (select from unnest(${[...of.places]}::text[]) place where starts_with(place, a.territory))))`.execute(
    tx.db,
  );
  return found.rows;
}

export interface ReviewRow {
  county: string;
  appointmentId: string;
  round: string;
  bodyId: string;
  bodyName: string;
  bodyTerritory: string;
  personId: string;
  name: string;
  role: AppointmentRole;
  territory: string;
  validFrom: string;
  usedMonth: string | null;
  due: string;
  ofHead: boolean;
  confirmedAt: Date | null;
}

/** The newest list of each post that is still held, with whether a station's head answers for it first. */
const reviews = (today: string) => sql`
  select r.county, r.appointment_id as "appointmentId", r.round, r.body_id as "bodyId", b.name as "bodyName", r.territory as "bodyTerritory",
    a.person_id as "personId", a.name, r.role, a.territory, a.valid_from as "validFrom", r.used_month as "usedMonth", r.due,
    r.confirmed_at as "confirmedAt",
    r.role = any(${[...STATION_POSTS]}::text[]) and exists (
      select from appointment head where head.county = r.county and head.body_id = r.body_id and head.role = 'station-head' and ${held(today, 'head')}
    ) as "ofHead"
  from post_review r
  join appointment a on a.county = r.county and a.id = r.appointment_id
  join body b on b.county = r.county and b.id = r.body_id
  where ${held(today)} and not exists (
    select from post_review later where later.county = r.county and later.appointment_id = r.appointment_id and later.round > r.round)`;

/** The posts a reader answers for: a head those of the station, an administrator all others, and those whose head is late. */
export async function reviewsFor(
  tx: Tx,
  of: { head: boolean; range: string; today: string; confirmed: boolean },
  after: { due: string; id: string } | null,
  limit: number,
): Promise<ReviewRow[]> {
  const county = of.range.slice(0, 6);
  const { lo, hi } = rangeOf(county);
  const { head, confirmed, today } = of;
  const found = await sql<ReviewRow>`
    select * from (${reviews(today)} and r.county >= ${lo} and r.county < ${hi} and (r.confirmed_at is not null) = ${confirmed}) review
    where case when ${head} then role = any(${[...STATION_POSTS]}::text[]) else not "ofHead" or due < ${today}::date end
      and (${after?.id ?? null}::uuid is null or (due, "appointmentId") > (${after?.due ?? null}::date, ${after?.id ?? null}::uuid))
    order by due, "appointmentId" limit ${limit}`.execute(tx.db);
  return found.rows;
}

/** The newest list's row of a post; null where it is on none that the actor sees. */
export async function reviewOf(tx: Tx, id: string, today: string): Promise<ReviewRow | null> {
  const found = await sql<ReviewRow>`${reviews(today)} and r.appointment_id = ${id}`.execute(tx.db);
  return found.rows[0] ?? null;
}

/** Confirms a post of the list; false where somebody else was first. */
export async function confirmReview(
  tx: Tx,
  { county, appointmentId, round }: Pick<ReviewRow, 'county' | 'appointmentId' | 'round'>,
  by: string,
  now: Date,
): Promise<boolean> {
  const done = await tx.db
    .updateTable('post_review')
    .set({ confirmed_at: now, confirmed_by: by })
    .where('county', '=', county)
    .where('appointment_id', '=', appointmentId)
    .where('round', '=', round)
    .where('confirmed_at', 'is', null)
    .executeTakeFirst();
  return done.numUpdatedRows === 1n;
}
