import { sql } from 'kysely';
import { maskIdentity } from '../../../domain/people/identity-number.ts';
import type { Tx } from '../../platform/database.ts';
import { filledUp } from '../../platform/filled-up.ts';
import { withKey } from '../../platform/sealed.ts';
import { eraseSealed, identityForms, identityIndex, opened, sealed } from '../keys/index.ts';

interface Holder {
  county: string;
  personId: string;
}

/** The identity number of a person as far as the actor's rows hold it, or null. */
export async function identityOf(tx: Tx, { county, personId }: Holder): Promise<string | null> {
  return (await numbersOf(tx, county, [personId])).get(personId) ?? null;
}

/** The masked numbers of several people of one county, by their ids; who has none is not among them. */
export async function maskedIdentities(tx: Tx, county: string, persons: readonly string[]): Promise<Map<string, string>> {
  return new Map([...(await numbersOf(tx, county, persons))].map(([id, number]) => [id, maskIdentity(number)]));
}

async function numbersOf(tx: Tx, county: string, persons: readonly string[]): Promise<Map<string, string>> {
  const rows = await tx.db
    .selectFrom('identity_number')
    .select(['person_id as id', withKey('identity_number', 'identity_sealed').as('number')])
    .where('county', '=', county)
    .where('person_id', 'in', filledUp(persons))
    .execute();
  return new Map(
    rows.flatMap(({ id, number }) => {
      const whole = opened(tx, 'identity.number', { county, id }, number);
      return whole ? [[id, whole] as const] : [];
    }),
  );
}

/** Whether a number is held of a person, as far as the actor's rows hold it; nothing is opened. */
export async function holdsIdentity(tx: Tx, { county, personId }: Holder): Promise<boolean> {
  const row = await tx.db
    .selectFrom('identity_number')
    .select('person_id')
    .where('county', '=', county)
    .where('person_id', '=', personId)
    .executeTakeFirst();
  return row !== undefined;
}

/** Whether somebody else of the county holds the number; asked with the rights of the system, and nobody is told who. */
export async function heldByAnother(tx: Tx, { county, personId }: Holder, number: string): Promise<boolean> {
  const row = await tx.db
    .selectFrom('identity_number')
    .select('person_id')
    .where('county', '=', county)
    .where('identity_index', 'in', filledUp(identityForms(tx.keys, county, number)))
    .where('person_id', '!=', personId)
    .executeTakeFirst();
  return row !== undefined;
}

/** Keeps a number under a new key; the one before is erased. With the rights of the system. */
export async function keepIdentity(
  tx: Tx,
  { territory, number, list, ...holder }: Holder & { territory: string; number: string; list: string },
  now: Date,
): Promise<void> {
  const { county, personId } = holder;
  await eraseIdentity(tx, { ...holder, list }, now);
  await tx.db
    .insertInto('identity_number')
    .values({
      county,
      person_id: personId,
      territory,
      identity_sealed: sealed(tx, 'identity.number', { county, id: personId }, personId, number) as string,
      identity_index: identityIndex(tx.keys, county, number),
      noted_at: now,
    })
    .execute();
}

/** Takes a number away and erases its key, also for what a restored backup would bring back (`list`); whether there was one. */
export async function eraseIdentity(tx: Tx, { county, personId, list }: Holder & { list: string }, now: Date): Promise<boolean> {
  const gone = await tx.db
    .deleteFrom('identity_number')
    .where('county', '=', county)
    .where('person_id', '=', personId)
    .returning('identity_sealed')
    .executeTakeFirst();
  if (gone) await eraseSealed(tx, { county, sealed: gone.identity_sealed, list }, now);
  return gone !== undefined;
}

/** The numbers of a household lie where its people do. */
export async function identitiesFollow(tx: Tx, county: string, householdId: string): Promise<void> {
  await sql`update identity_number i set territory = p.territory from person p
    where p.county = ${county} and p.household_id = ${householdId}
      and i.county = p.county and i.person_id = p.id and i.territory <> p.territory`.execute(tx.db);
}
