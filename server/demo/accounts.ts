import type { StaffActor } from '../../domain/accounts/actor.ts';
import { maySignIn } from '../../domain/accounts/roles.ts';
import { textVersionOf } from '../../domain/own-data/consents.ts';
import type { NewAccount, NewLink } from '../modules/accounts/index.ts';
import { refOf } from './bodies.ts';
import { readName } from './names.ts';
import type { DemoHousehold, DemoPerson } from './people.ts';
import { PERSONAS, type PersonaKey, persona } from './personas.ts';
import { COUNTY, TOWNSHIP } from './places.ts';
import type { DemoPost } from './posts.ts';
import type { Random } from './random.ts';

/** A resident with an account: the people it speaks for, themselves first. */
export interface DemoResident {
  accountId: string;
  person: DemoPerson;
  household: DemoHousehold;
  family: DemoPerson[];
}

/** What the people of each account agreed to when it was opened: some on their phone, some at the counter. */
export function consentRows(random: Random, online: readonly DemoResident[], since: Date) {
  return online.flatMap(({ accountId, person, household, family }) => {
    // Whoever signs in with one click on the demo did it alone on the phone.
    const counter = !person.persona && random.chance(0.3);
    return family.map((one, at) => ({
      county: COUNTY,
      id: random.id(since),
      person_id: one.id,
      account_id: accountId,
      territory: household.grid,
      purpose: at === 0 ? 'account' : 'family',
      text_version: textVersionOf(at === 0 ? 'account' : 'family'),
      given_at: new Date(since.getTime() + at * 1000),
      given_how: counter ? 'counter' : 'portal',
      given_to: counter ? '村服务站' : '',
    }));
  });
}

const RESIDENT_ACCOUNTS = 90;

/** Accounts of all who hold a post with sign-in in Minning and the county, and of some residents; staff share one password hash. */
export function makeAccounts(
  random: Random,
  context: {
    posts: readonly DemoPost[];
    households: readonly DemoHousehold[];
    residents: ReadonlyMap<PersonaKey, DemoPerson>;
    passwordHash: string;
    since: Date;
  },
) {
  const { posts, households, residents, passwordHash, since } = context;
  const accounts: NewAccount[] = [];
  const links: NewLink[] = [];
  const staff: StaffActor[] = [];
  const accountOf = new Map<string, string>();
  const used = new Set<string>();
  const usernameOf = (person: DemoPerson): string => {
    const plain = (person.persona && persona(person.persona).username) ?? `demo-${readName(person.name).pinyin}`;
    let wanted = plain;
    for (let at = 2; used.has(wanted); at++) wanted = `${plain}${at}`;
    used.add(wanted);
    return wanted;
  };
  for (const post of posts) {
    const { person, body, role } = post;
    if (!maySignIn(role) || post.validUntil || !(body.territory === COUNTY || body.territory.startsWith(TOWNSHIP))) continue;
    let accountId = accountOf.get(person.id);
    if (!accountId) {
      accountId = random.id(since);
      accountOf.set(person.id, accountId);
      const username = usernameOf(person);
      accounts.push({
        county: COUNTY,
        id: accountId,
        kind: 'staff',
        username,
        phone: null,
        displayName: person.name,
        passwordHash,
        territory: body.territory,
        createdAt: since,
      });
      links.push({ county: COUNTY, accountId, personId: person.id, since });
    }
    staff.push({
      kind: 'staff',
      accountId,
      personId: person.id,
      name: person.name,
      role,
      appointmentId: post.id,
      body: refOf(body),
      range: post.territory,
    });
  }

  const atHome = households.flatMap((household) =>
    household.members.filter((one) => one.adult && one.phone && !accountOf.has(one.id)).map((person) => ({ household, person })),
  );
  const wanted = PERSONAS.filter((one) => one.phone).map((one) => residents.get(one.key)?.id);
  const chosen = [
    ...wanted.map((id) => atHome.find(({ person }) => person.id === id)).filter((one) => one !== undefined),
    ...random.shuffled(atHome.filter(({ person }) => !person.phone?.startsWith('154095100'))).slice(0, RESIDENT_ACCOUNTS),
  ];
  const online = chosen.map(({ household, person }): DemoResident => {
    const accountId = random.id(since);
    const family = [
      person,
      ...household.members.filter((one) => one.id !== person.id && (one.phone === person.phone || !one.phone) && !accountOf.has(one.id)),
    ];
    accounts.push({
      county: COUNTY,
      id: accountId,
      kind: 'resident',
      username: null,
      phone: person.phone,
      displayName: person.name,
      passwordHash: null,
      territory: household.grid,
      createdAt: since,
    });
    // The order in which an account was given its people is the order they are shown in.
    for (const [at, one] of family.entries())
      links.push({ county: COUNTY, accountId, personId: one.id, since: new Date(since.getTime() + at * 1000) });
    return { accountId, person, household, family };
  });
  return { accounts, links, staff, online };
}
