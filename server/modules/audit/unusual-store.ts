import { sql } from 'kysely';
import type { PagePoint } from '../../../domain/accounts/page.ts';
import type { LookFact } from '../../../domain/audit/unusual.ts';
import type { Tx } from '../../platform/database.ts';
import { filledUp } from '../../platform/filled-up.ts';

export interface UnusualQuery {
  /** Codes of the range, half open. */
  range: { lo: string; hi: string };
  from: Date;
  before: Date;
  /** So many different persons within so many minutes; the night in minutes of the region's day. */
  limits: { persons: number; minutes: number; nightFrom: number; nightUntil: number };
  after: PagePoint | null;
  limit: number;
}

export interface UnusualRow {
  county: string;
  id: string;
  at: Date;
  account_id: string;
  territory: string;
  actor: string;
  role: string;
  operation: string;
  purpose: string;
  person_name: string;
  facts: LookFact[];
  asked_by_name: string | null;
  asked_at: Date | null;
  words: string | null;
  answered_at: Date | null;
  answer: string | null;
}

/**
 * Looks of staff at a person of which a fact stands out, the newest first. The look at which somebody reached `persons` different people within
 * `minutes` stands for all of that stretch. Relations are those the platform holds: one household, or an account that speaks for both.
 */
export async function unusualLooks(tx: Tx, { range, from, before, limits, after, limit }: UnusualQuery): Promise<UnusualRow[]> {
  const minute = sql`extract(hour from a.at at time zone 'Asia/Shanghai') * 60 + extract(minute from a.at at time zone 'Asia/Shanghai')`;
  // A night that begins before midnight ends after it.
  const night =
    limits.nightFrom > limits.nightUntil
      ? sql`(${minute} >= ${limits.nightFrom} or ${minute} < ${limits.nightUntil})`
      : sql`(${minute} >= ${limits.nightFrom} and ${minute} < ${limits.nightUntil})`;
  const earlier = sql`b.county = a.county and b.account_id = a.account_id and b.kind = 'look' and b.person_id is not null
    and b.at > a.at - ${limits.minutes} * interval '1 minute' and (b.at, b.id) < (a.at, a.id)`;
  const found = await sql<UnusualRow>`
    select l.county, l.id, l.at, l.account_id, l.territory, l.actor, l.role, l.operation, l.purpose, p.name as person_name,
      array_remove(array[case when l.many then 'many' end, case when l.night then 'night' end, case when l.household then 'household' end,
        case when l.family then 'family' end], null) as facts,
      q.asked_by_name, q.asked_at, q.words, q.answered_at, q.answer
    from (
      select a.*, ${night} as night,
        -- The cheap question first: whom they looked at already is none more.
        (not exists (select from audit b where ${earlier} and b.person_id = a.person_id)
          and (select count(distinct b.person_id) from audit b where ${earlier}) = ${limits.persons} - 1) as many,
        exists (select from account_person own join person me on me.county = own.county and me.id = own.person_id
          join person seen on seen.county = a.county and seen.id = a.person_id
          where own.county = a.county and own.account_id = a.account_id and me.household_id = seen.household_id) as household,
        exists (select from account_person own
          join account_person shared on shared.county = own.county and shared.person_id = own.person_id
          join account_person other on other.county = shared.county and other.account_id = shared.account_id
          where own.county = a.county and own.account_id = a.account_id and other.person_id = a.person_id) as family
      from audit a
      where a.county >= left(${range.lo}, 6) and a.county < ${range.hi} and a.territory >= ${range.lo} and a.territory < ${range.hi}
        and a.at >= ${from} and a.at < ${before} and a.kind = 'look' and a.person_id is not null and a.account_id is not null
        and a.role not in ('resident', 'receipt-holder', 'anyone', 'system')
        ${after ? sql`and (a.at, a.id) < (${after.at}::timestamptz, ${after.id}::uuid)` : sql``}
    ) l
    join person p on p.county = l.county and p.id = l.person_id
    left join look_question q on q.county = l.county and q.audit_id = l.id
    where l.night or l.many or l.household or l.family
    order by l.at desc, l.id desc limit ${limit}`.execute(tx.db);
  return found.rows;
}

/** A look of staff at a person, and whether it was asked about. */
export function lookOf(tx: Tx, id: string, counties: { lo: string; hi: string }) {
  return tx.db
    .selectFrom('audit as a')
    .leftJoin('look_question as q', (join) => join.onRef('q.county', '=', 'a.county').onRef('q.audit_id', '=', 'a.id'))
    .select(['a.county', 'a.id', 'a.territory', 'a.account_id', 'q.asked_at'])
    .where('a.county', '>=', counties.lo)
    .where('a.county', '<', counties.hi)
    .where('a.id', '=', id)
    .where('a.kind', '=', 'look')
    .where('a.account_id', 'is not', null)
    .where('a.role', 'not in', ['resident', 'receipt-holder', 'anyone', 'system'])
    .executeTakeFirst();
}

export async function insertQuestion(
  tx: Tx,
  row: { county: string; auditId: string; territory: string; account: string; by: string; byName: string; at: Date; words: string },
): Promise<void> {
  await tx.db
    .insertInto('look_question')
    .values({
      county: row.county,
      audit_id: row.auditId,
      territory: row.territory,
      account_id: row.account,
      asked_by: row.by,
      asked_by_name: row.byName,
      asked_at: row.at,
      words: row.words,
    })
    .execute();
}

/** What an account is asked, with the look it is about; open ones first, at most 50. */
export async function questionsOf(tx: Tx, county: string, account: string) {
  return tx.db
    .selectFrom('look_question')
    .select(['audit_id', 'asked_by_name', 'asked_at', 'words', 'answered_at', 'answer', 'territory'])
    .where('county', '=', county)
    .where('account_id', '=', account)
    .orderBy(sql`answered_at is not null`)
    .orderBy('asked_at', 'desc')
    .limit(50)
    .execute();
}

/** An id that nothing has, for an empty list. */
const NOBODY = '00000000-0000-0000-0000-000000000000';

/** The looks of an account by id, for which the rights of the system are needed. */
export const looksOf = (tx: Tx, county: string, account: string, ids: readonly string[]) =>
  tx.db
    .selectFrom('audit')
    .select(['id', 'at', 'operation', 'purpose'])
    .where('county', '=', county)
    .where('account_id', '=', account)
    .where('id', 'in', filledUp(ids.length ? ids : [NOBODY]))
    .execute();

/** Keeps the answer to an open question; false when there is none for this account. */
export async function answerQuestion(
  tx: Tx,
  of: { county: string; id: string; account: string },
  answer: string,
  at: Date,
): Promise<boolean> {
  const done = await tx.db
    .updateTable('look_question')
    .set({ answer, answered_at: at })
    .where('county', '=', of.county)
    .where('audit_id', '=', of.id)
    .where('account_id', '=', of.account)
    .where('answered_at', 'is', null)
    .executeTakeFirst();
  return done.numUpdatedRows > 0n;
}
