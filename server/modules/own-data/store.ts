import { sql } from 'kysely';
import type { Tx } from '../../platform/database.ts';

const MOST = 200;

export interface Around {
  posts: { role: string; body: string; from: string }[];
  messages: { at: Date; text: string }[];
  looks: { at: Date; actor: string; operation: string; purpose: string }[];
}

/** What stands about a person beside the register and the matters: public posts, messages, who looked. */
export async function aroundPerson(tx: Tx, county: string, id: string): Promise<Around> {
  const posts = await tx.db
    .selectFrom('appointment')
    .innerJoin('body', (join) => join.onRef('body.county', '=', 'appointment.county').onRef('body.id', '=', 'appointment.body_id'))
    .select(['appointment.role', 'body.name as body', 'appointment.valid_from as from'])
    .where('appointment.county', '=', county)
    .where('appointment.person_id', '=', id)
    .orderBy('appointment.valid_from')
    .execute();
  const messages = await tx.db
    .selectFrom('message')
    .select(['created_at as at', 'text'])
    .where('county', '=', county)
    .where('person_id', '=', id)
    .where('channel', '=', 'inbox')
    .orderBy('created_at', 'desc')
    .limit(MOST)
    .execute();
  const looks = await tx.db
    .selectFrom('audit')
    .select(['at', 'actor', 'operation', 'purpose'])
    .where('county', '=', county)
    .where('person_id', '=', id)
    .orderBy('at', 'desc')
    .limit(MOST)
    .execute();
  return { posts, messages, looks };
}

/** How many matters of a person still run and how many are over, besides one, and whether they hold or held a public post. */
export async function mattersAround(tx: Tx, county: string, personId: string, besides: string) {
  const found = await sql<{ running: number; ended: number; post: boolean }>`
    select count(*) filter (where m.ended_at is null)::int as running, count(*) filter (where m.ended_at is not null)::int as ended,
      exists (select from appointment a where a.county = ${county} and a.person_id = ${personId}) as post
    from matter_reporter r join matter m on m.county = r.county and m.id = r.matter_id
    where r.county = ${county} and r.person_id = ${personId} and m.id <> ${besides}`.execute(tx.db);
  return found.rows[0] ?? { running: 0, ended: 0, post: false };
}

/** Takes name and phone out of a person's matters that are over. */
export async function forgetInEndedMatters(tx: Tx, county: string, personId: string): Promise<void> {
  await sql`update matter_reporter r set name = '', phone_sealed = null, person_id = null
    where r.county = ${county} and r.person_id = ${personId}
      and exists (select from matter m where m.county = r.county and m.id = r.matter_id and m.ended_at is not null)`.execute(tx.db);
}

/** Removes what was ever sent to a person. */
export async function dropMessages(tx: Tx, county: string, personId: string): Promise<void> {
  await tx.db.deleteFrom('message').where('county', '=', county).where('person_id', '=', personId).execute();
}

/** Notes an erasure beside the rows it changed. */
export async function addErased(
  tx: Tx,
  { county, personId, at, moved }: { county: string; personId: string; at: Date; moved: boolean },
): Promise<void> {
  await tx.db
    .insertInto('erased_person')
    .values({ county, person_id: personId, erased_at: at, moved })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** When a person was last erased, as far as these rows know. */
export async function lastErased(tx: Tx, county: string, personId: string): Promise<Date | null> {
  const row = await tx.db
    .selectFrom('erased_person')
    .select('erased_at')
    .where('county', '=', county)
    .where('person_id', '=', personId)
    .orderBy('erased_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.erased_at ?? null;
}

/** Where a person is on file, or null where there is no such person. */
export async function placeOf(tx: Tx, county: string, personId: string): Promise<string | null> {
  const row = await tx.db
    .selectFrom('person')
    .select('territory')
    .where('county', '=', county)
    .where('id', '=', personId)
    .executeTakeFirst();
  return row?.territory ?? null;
}
