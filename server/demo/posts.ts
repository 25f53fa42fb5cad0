import type { AppointmentRole } from '../../domain/accounts/roles.ts';
import type { BodyKind } from '../../domain/bodies/body.ts';
import { dateOfDay, dayOf } from '../../domain/calendar/calendar.ts';
import type { DemoBody } from './bodies.ts';
import type { Names } from './names.ts';
import type { DemoHousehold, DemoPerson } from './people.ts';
import { type PersonaKey, persona } from './personas.ts';
import { COUNTY, type DemoTownship, type DemoVillage, type FilledVillage, TOWNSHIP } from './places.ts';
import type { Random } from './random.ts';
import type { DemoRow } from './store.ts';

export interface DemoPost {
  id: string;
  person: DemoPerson;
  body: DemoBody;
  role: AppointmentRole;
  territory: string;
  phone: string;
  allowance: string;
  validFrom: string;
  validUntil: string | null;
}

export interface Appointing {
  random: Random;
  names: Names;
  bodies: readonly DemoBody[];
  households: readonly DemoHousehold[];
  /** The personas who live in Minning. */
  residents: ReadonlyMap<PersonaKey, DemoPerson>;
  nextPhone: () => string;
  since: Date;
  /** The year the demo is loaded in. */
  year: number;
}

/** Days after the demo begins; it ends with today, 400 days after. */
const LEFT_AFTER_DAYS = 381;
const ALLOWANCE = '每月 500 元，从县里网格经费发';

/** Fills the posts of every body; people made for it (who live outside Minning or whose home we do not need) come back beside them. */
export function makePosts(
  context: Appointing,
  townships: readonly DemoTownship[],
  filled: readonly FilledVillage[],
): { posts: DemoPost[]; people: DemoPerson[] } {
  const posts: DemoPost[] = [];
  const people: DemoPerson[] = [];
  const { random, names, nextPhone, since, year } = context;
  const term = { validFrom: `${year - 1}-01-15`, validUntil: null };
  const leftOn = dateOfDay(dayOf(since) + LEFT_AFTER_DAYS);
  const before = { validFrom: `${year - 6}-01-20`, validUntil: `${year - 1}-01-14` };
  const bodyOf = (territory: string, kind: BodyKind): DemoBody => {
    const body = context.bodies.find((one) => one.territory === territory && one.kind === kind);
    if (!body) throw new Error(`no ${kind} in ${territory}`);
    return body;
  };
  const give = (person: DemoPerson, body: DemoBody, role: AppointmentRole, more: Partial<DemoPost> = {}): void => {
    posts.push({
      id: random.id(since),
      person,
      body,
      role,
      territory: body.territory,
      phone: person.phone ?? body.phone,
      allowance: '',
      ...term,
      ...more,
    });
  };
  const official = (territory: string, key?: PersonaKey): DemoPerson => {
    const sex = random.chance(0.6) ? 'male' : 'female';
    const person: DemoPerson = {
      id: random.id(since),
      name: key ? persona(key).name : names.name(sex, 'adult'),
      territory,
      phone: nextPhone(),
      householdId: null,
      relation: '',
      presence: 'here',
      adult: true,
      woman: sex === 'female',
      ...(key ? { persona: key } : {}),
    };
    people.push(person);
    return person;
  };
  /** Officials are reached through their office, never on their own phone. */
  const appointOfficial = (body: DemoBody, role: AppointmentRole, key?: PersonaKey) =>
    give(official(body.territory, key), body, role, { phone: body.phone });

  const bodiesOf = (village: DemoVillage) => ({
    party: bodyOf(village.code, 'party-organisation'),
    committee: bodyOf(village.code, village.community ? 'residents-committee' : 'villagers-committee'),
    supervision: bodyOf(village.code, 'supervision-committee'),
    station: bodyOf(village.code, 'service-station'),
  });

  const leadVillage = (
    village: DemoVillage,
    secretary: DemoPerson,
    director: DemoPerson,
    deputy: DemoPerson,
    watchers: readonly DemoPerson[],
  ): void => {
    const { party, committee, supervision, station } = bodiesOf(village);
    give(secretary, party, 'party-secretary');
    give(director, committee, 'committee-director');
    give(secretary, station, 'station-head');
    give(deputy, committee, 'committee-deputy');
    give(deputy, party, 'party-member');
    for (const [at, watcher] of watchers.entries()) give(watcher, supervision, at === 0 ? 'supervision-head' : 'supervision-member');
    if (watchers[0]) give(watchers[0], party, 'party-member');
  };

  const fill = (village: FilledVillage, at: number): void => {
    const { party, committee, station } = bodiesOf(village);
    const taken = new Set([...context.residents.values()].map((person) => person.id));
    const livingIn = new Map<string, DemoPerson[]>();
    for (const household of context.households) {
      const suitable = household.members.filter(
        (one) => one.adult && one.presence === 'here' && one.phone && !taken.has(one.id) && ['户主', '配偶'].includes(one.relation),
      );
      livingIn.set(household.grid, [...(livingIn.get(household.grid) ?? []), ...suitable]);
    }
    const fromGrid = (code: string): DemoPerson => {
      const person = random.pick((livingIn.get(code) ?? []).filter((one) => !taken.has(one.id)));
      taken.add(person.id);
      return person;
    };
    const anywhere = () => fromGrid(random.pick(village.grids).code);
    const own = (key: PersonaKey, otherwise: () => DemoPerson) =>
      village.name === '原隆村' ? (context.residents.get(key) as DemoPerson) : otherwise();

    const secretary = own('station', anywhere);
    // In two of the villages secretary and director are two people.
    const director = at % 3 === 1 ? anywhere() : secretary;
    leadVillage(village, secretary, director, anywhere(), Array.from({ length: random.whole(3, 5) }, anywhere));
    give(anywhere(), party, 'party-deputy');
    give(anywhere(), party, 'party-secretary', before);
    const worker = own('station-worker', anywhere);
    give(worker, station, 'station-worker', { phone: station.phone });
    give(anywhere(), station, 'station-worker', { phone: station.phone, validFrom: `${year - 1}-07-01` });
    for (const [number, grid] of village.grids.entries()) {
      const leader = number === 2 ? own('grid-worker', () => fromGrid(grid.code)) : fromGrid(grid.code);
      const role = village.community ? 'committee-member' : 'group-head';
      give(leader, committee, role, role === 'group-head' ? { territory: grid.code } : {});
      // One grid waits for its next worker, so that the clause board has something to show.
      const left = village.name === '武河村' && number === 5 ? { validUntil: leftOn } : {};
      give(leader, station, 'grid-worker', { territory: grid.code, ...left });
      // Where a grid is large a second worker helps, for an allowance when not a group head or a committee member who lives there.
      if (village.name === '原隆村' && number === 4)
        give(worker, station, 'grid-worker', { territory: grid.code, allowance: ALLOWANCE, validFrom: `${year - 1}-09-01` });
      else if (number % 3 === 1)
        give(fromGrid(grid.code), station, 'grid-worker', { territory: grid.code, allowance: ALLOWANCE, validFrom: `${year - 1}-09-01` });
      else if (number % 3 === 0 && !village.community) {
        const member = fromGrid(grid.code);
        give(member, committee, 'committee-member');
        give(member, station, 'grid-worker', { territory: grid.code });
      }
    }
  };

  for (const township of townships) {
    const minning = township.code === TOWNSHIP;
    for (const village of township.villages) {
      if (minning) continue;
      const [secretary, deputy] = [official(village.code), official(village.code)] as const;
      leadVillage(village, secretary, secretary, deputy, [official(village.code), official(village.code), official(village.code)]);
      give(deputy, bodyOf(village.code, 'service-station'), 'station-worker');
    }
    for (const body of context.bodies.filter((one) => one.territory === township.code)) {
      appointOfficial(body, 'director');
      if (body.kind === 'township-centre') {
        appointOfficial(body, 'dispatcher', minning ? 'dispatcher' : undefined);
        if (minning) appointOfficial(body, 'dispatcher');
        appointOfficial(body, 'window-clerk', minning ? 'window' : undefined);
      } else if (body.kind === 'township-office' && minning) {
        appointOfficial(body, 'office-staff', body.department === 'township-enforcement' ? 'office' : undefined);
      }
    }
  }
  for (const [at, village] of filled.entries()) fill(village, at);
  const byDepartment: Record<string, PersonaKey> = { 'county-housing': 'housing', 'county-power': 'power', 'county-water': 'water' };
  for (const body of context.bodies.filter((one) => one.territory === COUNTY)) {
    appointOfficial(body, 'director');
    if (body.kind === 'county-department') {
      appointOfficial(body, 'department-staff', byDepartment[body.department ?? '']);
    } else {
      appointOfficial(body, 'supervisor', 'supervisor');
      appointOfficial(body, 'administrator', 'administrator');
    }
  }
  return { posts, people };
}

export const postRows = (posts: readonly DemoPost[]): DemoRow[] =>
  posts.map(({ id, person, body, role, territory, phone, allowance, validFrom, validUntil }) => ({
    county: COUNTY,
    id,
    person_id: person.id,
    body_id: body.id,
    role,
    territory,
    name: person.name,
    phone,
    allowance,
    woman: role.startsWith('supervision-') ? (person.woman ?? null) : null,
    valid_from: validFrom,
    valid_until: validUntil,
  }));
