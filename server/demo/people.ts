import type { Presence, Relation } from '../../domain/people/contract.ts';
import { plainAddress } from '../../domain/people/search.ts';
import { readCsv } from '../platform/csv.ts';
import { type Generation, type Names, readName, type Sex } from './names.ts';
import type { FixedHousehold, FixedMember, PersonaKey } from './personas.ts';
import { COUNTY, censusCsv, type FilledVillage } from './places.ts';
import type { Random } from './random.ts';
import type { DemoRow } from './store.ts';

export interface DemoPerson {
  id: string;
  name: string;
  /** The grid they live in, or the place whose body they work for. */
  territory: string;
  phone: string | null;
  householdId: string | null;
  relation: Relation | '';
  presence: Presence;
  adult: boolean;
  woman?: boolean;
  /** One of those one may become with a click. */
  persona?: PersonaKey;
}

export interface DemoHousehold {
  id: string;
  dwellingId: string;
  village: string;
  grid: string;
  /** Which of the village's lanes. */
  lane: number;
  address: string;
  members: DemoPerson[];
}

/** Numbers begin with 154, which no carrier gives out; the personas' are 154 0951 0001 and following. */
const PHONE_BASE = 15_409_500_000;
const PHONES = 100_000;
const SPREAD = 7_919;
const PERSONA_PHONES = { from: 10_000, until: 10_100 };

export function phoneNumbers(): () => string {
  let count = 0;
  return () => {
    for (;;) {
      const tail = (++count * SPREAD) % PHONES;
      if (tail < PERSONA_PHONES.from || tail >= PERSONA_PHONES.until) return String(PHONE_BASE + tail);
    }
  };
}

interface Shape {
  size: number;
  generations: 1 | 2 | 3;
}

/** Sizes and generations of households as the census of the county counts them: 2.58 people, a fifth living alone, half of one generation. */
function shapes(): (readonly [Shape, number])[] {
  const { rows } = readCsv<string>(censusCsv(), { required: censusCsv().split('\n')[0]?.trim().split(',') ?? [] });
  const census = rows.find(({ cells }) => cells.code === COUNTY)?.cells ?? {};
  const share = (name: string): number => Number(census[name]);
  const alone = share('one_person_share');
  const couples = share('one_generation_share') - alone;
  const two = share('two_generation_share');
  const three = 1 - alone - couples - two;
  return [
    [{ size: 1, generations: 1 }, alone],
    [{ size: 2, generations: 1 }, couples],
    [{ size: 2, generations: 2 }, two * 0.17],
    [{ size: 3, generations: 2 }, two * 0.43],
    [{ size: 4, generations: 2 }, two * 0.32],
    [{ size: 5, generations: 2 }, two * 0.08],
    [{ size: 4, generations: 3 }, three * 0.2],
    [{ size: 5, generations: 3 }, three * 0.4],
    [{ size: 6, generations: 3 }, three * 0.4],
  ];
}

/** Fills villages with households. `since` is when their register begins. */
export function makeHouseholds(
  random: Random,
  names: Names,
  villages: readonly FilledVillage[],
  fixed: readonly FixedHousehold[],
  nextPhone: () => string,
  since: Date,
): DemoHousehold[] {
  const sizes = shapes();
  const households: DemoHousehold[] = [];
  // Ids keep the order of the register, so that lists show houses in a row and the head of a household first.
  let entered = since.getTime();
  for (const village of villages) {
    const lanes = village.places.lanes;
    const counts = new Map<number, number>();
    for (let at = 0; at < village.households; at++) {
      const lane = Math.floor((at * lanes.length) / village.households);
      const place = (counts.get(lane) ?? 0) + 1;
      counts.set(lane, place);
      const grid = village.grids.find((one) => one.lanes.includes(lanes[lane] as string));
      if (!grid) throw new Error(`lane ${lane} of ${village.name} lies in no grid`);
      const id = random.id(since);
      const address = village.community
        ? `${lanes[lane]}${1 + Math.floor((place - 1) / 8)}单元${1 + (((place - 1) % 8) >> 1)}0${1 + ((place - 1) % 2)}`
        : `${lanes[lane]}${place}号`;
      const household: DemoHousehold = {
        id,
        dwellingId: random.id(since),
        village: village.code,
        grid: grid.code,
        lane,
        address,
        members: [],
      };
      const wanted = fixed.find((one) => one.village === village.code && one.lane === lane && one.place === place);
      const members = wanted ? wanted.members : makeFamily(random, names, random.weighted(sizes), nextPhone);
      household.members = members.map((member) => ({
        id: random.id(new Date(entered++)),
        name: member.name,
        territory: grid.code,
        phone: member.phone ?? null,
        householdId: id,
        relation: member.relation,
        presence: member.presence ?? 'here',
        adult: member.adult ?? true,
        ...(member.woman !== undefined && { woman: member.woman }),
        ...(wanted?.persona && member.persona ? { persona: wanted.persona } : {}),
      }));
      households.push(household);
    }
  }
  return households;
}

const RELATION_OF_CHILD: Record<Sex, Relation> = { male: '子', female: '女' };

function makeFamily(random: Random, names: Names, shape: Shape, nextPhone: () => string): FixedMember[] {
  const members: FixedMember[] = [];
  const sexOf = (): Sex => (random.chance(0.5) ? 'male' : 'female');
  const add = (relation: Relation, sex: Sex, generation: Generation, surname?: string, awayShare = 0.15) => {
    const adult = generation !== 'child';
    let name = names.name(sex, generation, surname);
    while (members.some((member) => member.name === name)) name = names.name(sex, generation, surname);
    members.push({
      name,
      relation,
      adult,
      woman: sex === 'female',
      presence: random.chance(awayShare) ? 'away' : 'here',
      ...(adult && random.chance(generation === 'elder' ? 0.7 : 0.93) ? { phone: nextPhone() } : {}),
    });
  };
  const head: Sex = random.chance(0.84) ? 'male' : 'female';
  const wife: Sex = head === 'male' ? 'female' : 'male';
  const surname = names.surname();
  const old = shape.generations === 1 && random.chance(0.45);
  add('户主', head, old ? 'elder' : 'adult', surname, shape.size === 1 ? 0.12 : 0.2);
  if (shape.size === 1) return members;
  if (shape.generations === 1) {
    add('配偶', wife, old ? 'elder' : 'adult', undefined, 0.1);
    return members;
  }
  const children = (count: number, family = head === 'male' ? surname : undefined) => {
    for (let at = 0; at < count; at++) {
      const sex = sexOf();
      const grown = random.chance(0.3);
      add(RELATION_OF_CHILD[sex], sex, grown ? 'adult' : 'child', family, grown ? 0.55 : 0.12);
    }
  };
  if (shape.size === 2) {
    if (random.chance(0.5)) children(1);
    else add('母', 'female', 'elder', undefined, 0.03);
    return members;
  }
  add('配偶', wife, 'adult', undefined, 0.14);
  if (shape.generations === 2) {
    children(shape.size - 2);
    return members;
  }
  if (random.chance(0.6)) {
    const grandparents = Math.min(shape.size - 3, 2);
    if (grandparents === 2) add('父', 'male', 'elder', head === 'male' ? surname : undefined, 0.02);
    add('母', 'female', 'elder', undefined, 0.02);
    children(shape.size - 2 - grandparents);
  } else {
    const inherited = head === 'male' ? surname : undefined;
    add('子', 'male', 'adult', inherited, 0.5);
    if (shape.size > 4) add('儿媳', 'female', 'adult', undefined, 0.35);
    while (members.length < shape.size) {
      const sex = sexOf();
      add(sex === 'male' ? '孙子' : '孙女', sex, 'child', inherited, 0.08);
    }
  }
  return members;
}

/** Rows of all; `unhoused` moved in and where they live has not been written down yet (4.9). */
export function householdRows(
  households: readonly DemoHousehold[],
  unhoused?: DemoHousehold,
): { dwellings: DemoRow[]; households: DemoRow[] } {
  return {
    dwellings: households
      .filter((household) => household !== unhoused)
      .map(({ dwellingId, grid, address }) => ({
        county: COUNTY,
        id: dwellingId,
        grid,
        address: plainAddress(address),
        search: plainAddress(address).toLowerCase(),
      })),
    households: households.map((household) => ({
      county: COUNTY,
      id: household.id,
      grid: household.grid,
      dwelling_id: household === unhoused ? null : household.dwellingId,
    })),
  };
}

export const personRows = (persons: readonly DemoPerson[], since: Date): DemoRow[] =>
  persons.map(({ id, name, territory, phone, householdId, relation, presence }) => ({
    county: COUNTY,
    id,
    territory,
    name,
    ...readName(name),
    phone,
    household_id: householdId,
    relation,
    presence,
    created_at: since,
  }));
