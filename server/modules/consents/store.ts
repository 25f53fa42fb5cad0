import { type ConsentPurpose, textVersionOf } from '../../../domain/own-data/consents.ts';
import type { Tx } from '../../platform/database.ts';
import { filledUp } from '../../platform/filled-up.ts';
import { newId } from '../../platform/ids.ts';

export interface NewConsent {
  county: string;
  personId: string;
  /** The account it allows to speak; null for a consent to what is kept. */
  accountId: string | null;
  territory: string;
  purpose: ConsentPurpose;
  how: 'portal' | 'counter';
  /** Who took it down at the counter, '' on the portal. */
  to: string;
}

/** Records what people agreed to, by the text shown today. */
export async function giveConsents(tx: Tx, consents: readonly NewConsent[], now: Date): Promise<void> {
  if (!consents.length) return;
  await tx.db
    .insertInto('consent')
    .values(
      consents.map(({ county, personId, accountId, territory, purpose, how, to }) => ({
        county,
        id: newId(now.getTime()),
        person_id: personId,
        account_id: accountId,
        territory,
        purpose,
        text_version: textVersionOf(purpose),
        given_at: now,
        given_how: how,
        given_to: to,
      })),
    )
    .execute();
}

/** The consents of people of one county, the newest first, with the name of each. */
export function consentsOf(tx: Tx, county: string, persons: readonly string[]) {
  return tx.db
    .selectFrom('consent')
    .innerJoin('person', (join) => join.onRef('person.county', '=', 'consent.county').onRef('person.id', '=', 'consent.person_id'))
    .selectAll('consent')
    .select('person.name as personName')
    .where('consent.county', '=', county)
    .where('consent.person_id', 'in', filledUp(persons))
    .orderBy('consent.given_at', 'desc')
    .orderBy('consent.id', 'desc')
    .limit(200)
    .execute();
}

/** A consent that was not taken back, locked. */
export function lockConsent(tx: Tx, county: string, id: string) {
  return tx.db
    .selectFrom('consent')
    .select(['county', 'id', 'person_id as personId', 'account_id as accountId', 'territory', 'purpose'])
    .where('county', '=', county)
    .where('id', '=', id)
    .where('withdrawn_at', 'is', null)
    .forUpdate()
    .executeTakeFirst();
}

/** Whether a person agreed to something and did not take it back. */
export async function consentGiven(tx: Tx, of: { county: string; personId: string }, purpose: ConsentPurpose): Promise<boolean> {
  const found = await tx.db
    .selectFrom('consent')
    .select('id')
    .where('county', '=', of.county)
    .where('person_id', '=', of.personId)
    .where('purpose', '=', purpose)
    .where('withdrawn_at', 'is', null)
    .executeTakeFirst();
  return found !== undefined;
}

/** Takes back what a person agreed to: with one account, for one purpose, or all of it. */
export async function withdrawConsents(
  tx: Tx,
  of: { county: string; personId: string; accountId?: string | null; purpose?: ConsentPurpose },
  how: 'portal' | 'counter' | 'erasure',
  now: Date,
): Promise<void> {
  await tx.db
    .updateTable('consent')
    .set({ withdrawn_at: now, withdrawn_how: how })
    .where('county', '=', of.county)
    .where('person_id', '=', of.personId)
    .where('withdrawn_at', 'is', null)
    .$if(of.purpose !== undefined, (query) => query.where('purpose', '=', of.purpose ?? ''))
    .$if(of.accountId !== undefined, (query) => query.where('account_id', '=', of.accountId ?? null))
    .execute();
}
