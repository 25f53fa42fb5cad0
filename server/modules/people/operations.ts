import type { Actor } from '../../../domain/accounts/actor.ts';
import { ROLE_TITLES } from '../../../domain/accounts/roles.ts';
import { dateOfDay, dayOf } from '../../../domain/calendar/calendar.ts';
import { FoundPeople, Person, RevealedPhone, RevealPhone, SearchPeople, ViewPerson } from '../../../domain/people/contract.ts';
import { maskPhone } from '../../../domain/people/mask.ts';
import { keepsIdentity, mayFindBy, maySearchPeople } from '../../../domain/people/permissions.ts';
import { readPeopleQuery } from '../../../domain/people/search.ts';
import { allow, every } from '../../../domain/policy/permission.ts';
import { countyOf } from '../../../domain/territory/code.ts';
import { operation } from '../../platform/operation.ts';
import { invalid, notFound } from '../../platform/problem.ts';
import { maskedIdentities } from './identity-store.ts';
import { around, membersOf, type PersonRow, personById, searchPeople } from './store.ts';

/** Those who serve residents face to face; departments see a reporter through the matter, never the register. */
export const SERVING_ROLES = ['grid-worker', 'station-worker', 'station-head', 'window-clerk', 'dispatcher', 'office-staff'] as const;

export const rangeOfStaff = (actor: Actor): string => {
  if (actor.kind !== 'staff') throw notFound();
  return actor.range;
};

export const search = operation({
  name: 'people.search',
  summary:
    'Residents in the own range by name, pinyin, initials, phone, whole identity number or address; each search is noted without its words.',
  clause: '4.3',
  kind: 'query',
  roles: SERVING_ROLES,
  input: SearchPeople,
  output: FoundPeople,
  permit: ({ actor, input }) => every(maySearchPeople(actor, input.territory), mayFindBy(actor, readPeopleQuery(input.q))),
  async run({ tx, actor, input, now, audit }) {
    const territory = input.territory ?? rangeOfStaff(actor);
    const query = readPeopleQuery(input.q);
    const rows = await searchPeople(tx, query, {
      territory,
      range: rangeOfStaff(actor),
      gap: input.gap,
      today: dateOfDay(dayOf(now)),
      after: readPlaceInList(input.after),
      limit: input.limit + 1,
    });
    const shown = rows.slice(0, input.limit);
    audit({
      kind: 'look',
      county: countyOf(territory),
      territory,
      detail: { query: query.kind, ...(input.gap && { gap: input.gap }), count: shown.length },
    });
    const last = shown.at(-1);
    return { items: shown.map(listed), next: rows.length > shown.length && last ? `${last.territory}.${last.id}` : null };
  },
});

const listed = ({ territory: _territory, phone, ...row }: PersonRow) => ({ ...row, phone: maskPhone(phone) });

const PLACE_IN_LIST = /^(\d{2,15})\.([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

function readPlaceInList(after: string | undefined): { territory: string; id: string } | null {
  if (after === undefined) return null;
  const [, territory, id] = PLACE_IN_LIST.exec(after) ?? [];
  if (!territory || !id) throw invalid('after', '翻页位置不对，请重新查找');
  return { territory, id };
}

export const view = operation({
  name: 'people.view',
  summary: 'A resident with household and dwelling; everyone shown is noted with the purpose.',
  clause: '4.3',
  kind: 'query',
  roles: SERVING_ROLES,
  input: ViewPerson,
  output: Person,
  load: async ({ tx, actor, input }): Promise<PersonRow> =>
    (await personById(tx, rangeOfStaff(actor), input.id)) ?? Promise.reject(notFound()),
  permit: () => allow,
  async run({ tx, actor, input, subject: person, now, audit }) {
    const county = countyOf(person.territory);
    const [{ dwellingId, place, posts }, members] = await Promise.all([
      around(tx, person, dateOfDay(dayOf(now))),
      person.householdId ? membersOf(tx, county, person.householdId) : [],
    ]);
    const shown = [...new Set([person.id, ...members.map((member) => member.id)])];
    const identities = keepsIdentity(actor) ? await maskedIdentities(tx, county, shown) : new Map<string, string>();
    for (const personId of shown) audit({ kind: 'look', county, territory: person.territory, personId, purpose: input.purpose });
    return {
      id: person.id,
      name: person.name,
      phone: maskPhone(person.phone),
      identity: identities.get(person.id) ?? '',
      relation: person.relation,
      presence: person.presence,
      territory: person.territory,
      place,
      household: person.householdId
        ? {
            id: person.householdId,
            grid: person.grid,
            gridName: person.gridName,
            dwellingId,
            address: person.address,
            members: members.map((member) => ({
              ...member,
              phone: maskPhone(member.phone),
              identity: identities.get(member.id) ?? '',
            })),
          }
        : null,
      posts: posts.map((post) => ({ bodyName: post.bodyName, roleTitle: ROLE_TITLES[post.role] })),
    };
  },
});

export const reveal = operation({
  name: 'people.reveal',
  summary: 'The whole phone of a resident, noted with the purpose.',
  clause: '4.3',
  kind: 'query',
  roles: SERVING_ROLES,
  perMinute: 30,
  input: RevealPhone,
  output: RevealedPhone,
  load: async ({ tx, actor, input }): Promise<PersonRow> =>
    (await personById(tx, rangeOfStaff(actor), input.id)) ?? Promise.reject(notFound()),
  permit: () => allow,
  async run({ input, subject: person, audit }) {
    audit({
      kind: 'look',
      county: countyOf(person.territory),
      territory: person.territory,
      personId: person.id,
      purpose: input.purpose,
      detail: { field: 'phone' },
    });
    return { name: person.name, phone: person.phone ?? '' };
  },
});
