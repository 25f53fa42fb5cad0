import { sql } from 'kysely';
import type { PagePoint } from '../../../domain/accounts/page.ts';
import type { Tx } from '../../platform/database.ts';
import { filledUp } from '../../platform/filled-up.ts';
import { countiesIn, phoneForms } from '../keys/index.ts';

export interface AuditQuery {
  /** The counties the range covers; the keys start with them. */
  counties: readonly string[];
  persons: string[] | null;
  matters: string[] | null;
  accounts: { ids: string[]; name: string } | null;
  kind: 'look' | 'change' | null;
  from: Date | null;
  before: Date | null;
  after: PagePoint | null;
  limit: number;
}

/** Audit rows of the reader's range, newest first, with the name and number they are about. Each county gives its newest by its own index; these few are then put in order. */
export function auditRows(tx: Tx, query: AuditQuery) {
  const { persons, matters, accounts, kind, from, before, after } = query;
  return tx.db
    .selectFrom(sql<{ code: string }>`(select unnest(${query.counties}::text[]) as code)`.as('within'))
    .innerJoinLateral(
      (each) =>
        each
          .selectFrom('audit')
          .selectAll('audit')
          .whereRef('audit.county', '=', 'within.code')
          .$if(persons !== null, (q) => q.where('audit.person_id', 'in', filledUp(persons as string[])))
          .$if(matters !== null, (q) => q.where('audit.matter_id', 'in', filledUp(matters as string[])))
          .$if(accounts !== null, (q) =>
            q.where((where) =>
              where.or([
                ...(accounts?.ids.length ? [where('audit.account_id', 'in', filledUp(accounts.ids))] : []),
                where(sql<boolean>`starts_with(audit.actor, ${accounts?.name ?? ''})`, '=', true),
              ]),
            ),
          )
          .$if(kind !== null, (q) => q.where('audit.kind', '=', kind as string))
          .$if(from !== null, (q) => q.where('audit.at', '>=', from as Date))
          .$if(before !== null, (q) => q.where('audit.at', '<', before as Date))
          .$if(after !== null, (q) => q.where(sql<boolean>`(audit.at, audit.id) < (${after?.at}::timestamptz, ${after?.id}::uuid)`))
          .orderBy('audit.at', 'desc')
          .orderBy('audit.id', 'desc')
          .limit(query.limit)
          .as('audit'),
      (join) => join.onTrue(),
    )
    .leftJoin('person', (join) => join.onRef('person.county', '=', 'audit.county').onRef('person.id', '=', 'audit.person_id'))
    .leftJoin('matter', (join) => join.onRef('matter.county', '=', 'audit.county').onRef('matter.id', '=', 'audit.matter_id'))
    .select([
      'audit.id',
      'audit.at',
      'audit.actor',
      'audit.role',
      'audit.operation',
      'audit.kind',
      'audit.purpose',
      'audit.person_id',
      'audit.matter_id',
      'person.name as person_name',
      'matter.number as matter_number',
    ])
    .orderBy('audit.at', 'desc')
    .orderBy('audit.id', 'desc')
    .limit(query.limit)
    .execute();
}

const MOST_PEOPLE = 50;

/** Ids of the people in range whose name begins so, or whose phone it is. */
export async function peopleNamed(tx: Tx, q: string): Promise<string[]> {
  const counties = /^[\d-]{7,13}$/.test(q) ? await countiesIn(tx) : [];
  const rows = await tx.db
    .selectFrom('person')
    .select('id')
    .where((where) =>
      where.or([
        sql<boolean>`phone_index = any(${counties.flatMap((county) => phoneForms(tx.keys, county, q))}::text[])`,
        where(sql<boolean>`starts_with(name, ${q})`, '=', true),
      ]),
    )
    .limit(MOST_PEOPLE)
    .execute();
  return rows.map(({ id }) => id);
}

export async function mattersNumbered(tx: Tx, number: string): Promise<string[]> {
  const rows = await tx.db.selectFrom('matter').select('id').where('number', '=', number).execute();
  return rows.map(({ id }) => id);
}

/** Accounts in range with exactly this user name. */
export async function accountsNamed(tx: Tx, username: string): Promise<string[]> {
  const rows = await tx.db.selectFrom('account').select('id').where('username', '=', username.toLowerCase()).execute();
  return rows.map(({ id }) => id);
}

/** What others did with the data of somebody, newest first; the index of a person's rows serves it. */
export function looksAt(tx: Tx, of: { county: string; person: string; besides: string }, after: PagePoint | null, limit: number) {
  return tx.db
    .selectFrom('audit')
    .leftJoin('seal_leaf as leaf', (join) =>
      join
        .onRef('leaf.county', '=', 'audit.county')
        .on('leaf.source', '=', 'audit')
        .onRef('leaf.record', '=', 'audit.id')
        .on('leaf.seq', '=', 0),
    )
    .leftJoin('body', 'body.id', 'audit.body_id')
    .select([
      'audit.id',
      'audit.at',
      'audit.actor',
      'audit.role',
      'audit.operation',
      'audit.kind',
      'audit.purpose',
      'body.name as unit',
      'leaf.position as position',
    ])
    .where('audit.county', '=', of.county)
    .where('person_id', '=', of.person)
    .where(sql<boolean>`account_id is distinct from ${of.besides}::uuid`)
    .$if(after !== null, (q) => q.where(sql<boolean>`(audit.at, audit.id) < (${after?.at}::timestamptz, ${after?.id}::uuid)`))
    .orderBy('audit.at', 'desc')
    .orderBy('audit.id', 'desc')
    .limit(limit)
    .execute();
}
