import type { Tx } from '../../platform/database.ts';
import { filledUp } from '../../platform/filled-up.ts';
import { personPhone } from '../keys/index.ts';

/** What an account needs of places, bodies and people: a home to show, a person to open an account for, a post to give. */

/** What people call places, by their codes. */
export async function placeNames(tx: Tx, codes: readonly string[]): Promise<Map<string, string>> {
  if (!codes.length) return new Map();
  const rows = await tx.db.selectFrom('division').select(['code', 'short_name']).where('code', 'in', filledUp(codes)).execute();
  return new Map(rows.map((row) => [row.code, row.short_name]));
}

/** Where a person lives: the place on file and the address of the dwelling, '' when unknown. */
export async function homeOf(tx: Tx, county: string, personId: string): Promise<{ territory: string; address: string } | undefined> {
  return tx.db
    .selectFrom('person')
    .leftJoin('household', (join) => join.onRef('household.county', '=', 'person.county').onRef('household.id', '=', 'person.household_id'))
    .leftJoin('dwelling', (join) =>
      join.onRef('dwelling.county', '=', 'household.county').onRef('dwelling.id', '=', 'household.dwelling_id'),
    )
    .select((select) => ['person.territory', select.fn.coalesce('dwelling.address', select.val('')).as('address')])
    .where('person.county', '=', county)
    .where('person.id', '=', personId)
    .executeTakeFirst();
}

export interface NewPerson {
  county: string;
  id: string;
  territory: string;
  name: string;
  pinyin: string;
  initials: string;
  phone: string | null;
  createdAt: Date;
  /** A new household in a new dwelling, for someone who says where they live. */
  home: { householdId: string; dwellingId: string; grid: string; address: string; search: string } | null;
}

export async function addPerson(tx: Tx, person: NewPerson): Promise<void> {
  const { county, home } = person;
  if (home) {
    await tx.db
      .insertInto('dwelling')
      .values({ county, id: home.dwellingId, grid: home.grid, address: home.address, search: home.search })
      .execute();
    await tx.db.insertInto('household').values({ county, id: home.householdId, grid: home.grid, dwelling_id: home.dwellingId }).execute();
  }
  await tx.db
    .insertInto('person')
    .values({
      county,
      id: person.id,
      territory: person.territory,
      name: person.name,
      pinyin: person.pinyin,
      initials: person.initials,
      ...personPhone(tx, person, person.phone),
      household_id: home?.householdId ?? null,
      created_at: person.createdAt,
    })
    .execute();
}

/** Gives a person without a phone theirs; call only for one without. */
export async function givePhone(tx: Tx, county: string, personId: string, phone: string): Promise<void> {
  await tx.db
    .updateTable('person')
    .set(personPhone(tx, { county, id: personId }, phone))
    .where('county', '=', county)
    .where('id', '=', personId)
    .where('phone_sealed', 'is', null)
    .execute();
}

export function findBody(tx: Tx, id: string) {
  return tx.db.selectFrom('body').select(['county', 'id', 'kind', 'name', 'territory']).where('id', '=', id).executeTakeFirst();
}

export function findAppointment(tx: Tx, id: string) {
  return tx.db
    .selectFrom('appointment')
    .select(['county', 'id', 'person_id as personId', 'role', 'territory', 'name', 'valid_from as validFrom', 'valid_until as validUntil'])
    .where('id', '=', id)
    .executeTakeFirst();
}

/** The staff account that already speaks for a person. */
export async function staffAccountOf(tx: Tx, county: string, personId: string): Promise<boolean> {
  const row = await tx.db
    .selectFrom('account_person')
    .innerJoin('account', (join) =>
      join.onRef('account.county', '=', 'account_person.county').onRef('account.id', '=', 'account_person.account_id'),
    )
    .select('account.id')
    .where('account_person.county', '=', county)
    .where('account_person.person_id', '=', personId)
    .where('account.kind', '=', 'staff')
    .where('account.closed_at', 'is', null)
    .executeTakeFirst();
  return row !== undefined;
}

export interface NewAppointment {
  county: string;
  id: string;
  personId: string;
  bodyId: string;
  role: string;
  territory: string;
  name: string;
  validFrom: string;
}

export async function addAppointment(tx: Tx, row: NewAppointment): Promise<void> {
  await tx.db
    .insertInto('appointment')
    .values({
      county: row.county,
      id: row.id,
      person_id: row.personId,
      body_id: row.bodyId,
      role: row.role,
      territory: row.territory,
      name: row.name,
      valid_from: row.validFrom,
    })
    .execute();
}

/** A body by its code, made when it is not there. */
export async function ensureBody(
  tx: Tx,
  body: { county: string; id: string; code: string; kind: string; name: string; pinyin: string; initials: string; territory: string },
): Promise<string> {
  const found = await tx.db
    .selectFrom('body')
    .select('id')
    .where('county', '=', body.county)
    .where('code', '=', body.code)
    .executeTakeFirst();
  if (found) return found.id;
  await tx.db
    .insertInto('body')
    .values({ ...body, short_name: body.name })
    .execute();
  return body.id;
}
