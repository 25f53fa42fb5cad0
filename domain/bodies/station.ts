import { opinion } from '../policy/law.ts';
import { allow, type Permission, refuse } from '../policy/permission.ts';
import { broken, holds, named, noData, notApplicable, rule } from '../policy/rule.ts';
import { appointAt, bodyAt, foundAt, postAt } from './act-paths.ts';
import { COMMITTEES, holdsOn, type PostOf } from './term.ts';

const STATION = opinion(2, '村里设服务站，站长由村党组织书记或村委会主任担任。');

/** The posts that make someone eligible as head of the station of a village (2.3). */
export const headships = <Post extends PostOf>(posts: readonly Post[], village: string): Post[] =>
  posts.filter(
    (held) =>
      held.bodyTerritory === village &&
      ((held.role === 'party-secretary' && held.bodyKind === 'party-organisation') ||
        (held.role === 'committee-director' && COMMITTEES.includes(held.bodyKind))),
  );

/** Whether someone may be head of a village's station on a day: its party secretary or the director of its committee (2.3). */
export function mayHeadStation(person: { name: string; posts: readonly PostOf[] }, village: string, day: string): Permission {
  if (headships(person.posts, village).some((held) => holdsOn(held, day))) return allow;
  return refuse(`服务站站长由本村（社区）党组织书记或主任担任，${person.name}在 ${day} 不担任这两个职务。`, '2.3');
}

export interface StationFacts {
  /** Stations that exist today. */
  stations: readonly { id: string; name: string }[];
  /** Whether any other body of the place is recorded. */
  known: boolean;
}

/** A service station in every village and community (2.3). */
export const villageStation = rule({
  id: 'village-station',
  title: '村村有服务站',
  clause: '2.3',
  inPrinciple: false,
  sources: () => [STATION],
  from: STATION.from,
  until: null,
  topics: ['bodies'],
  act: { title: '去设服务站', roles: ['administrator'] },
  judge: ({ stations, known }: StationFacts, { place }) => {
    const [first] = stations;
    if (first) return holds(`有${named(stations.map(({ name }) => name))}。`, [], bodyAt(first.id));
    const path = foundAt('service-station', place.code);
    if (!known) return noData(`还没有登记过${place.name}的组织。`, [], path);
    return broken(`${place.name}没有服务站。`, ['登记过别的组织，没有登记服务站。'], path);
  },
});

export interface HeadFacts {
  stationId: string | null;
  /** Who is head today, with the posts that may make them so. */
  heads: readonly { id: string; name: string; validFrom: string; posts: readonly PostOf[] }[];
}

/** The head of the station is the village's party secretary or director (2.3). */
export const stationHead = rule({
  id: 'station-head',
  title: '站长由书记或主任担任',
  clause: '2.3',
  inPrinciple: false,
  sources: () => [STATION],
  from: STATION.from,
  until: null,
  topics: ['bodies'],
  act: { title: '去任免站长', roles: ['administrator'] },
  judge: ({ stationId, heads }: HeadFacts, { place, day }) => {
    if (!stationId) return notApplicable('还没有服务站，先设站再任命站长。');
    const path = bodyAt(stationId);
    if (!heads.length) return broken('服务站现在没有站长。', [], appointAt(stationId, 'station-head'));
    const facts = heads.map(({ name, validFrom, posts }) => {
      const titles = headships(posts, place.code).filter((post) => holdsOn(post, day));
      return `${name}，${validFrom} 起任站长，${titles.length ? `是${titles.map(({ role }) => (role === 'party-secretary' ? '书记' : '主任')).join('、')}` : '不是书记，也不是主任'}`;
    });
    if (heads.length > 1) return broken(`服务站现在有 ${heads.length} 名站长，只能有一名。`, facts, path);
    const wrong = heads.find((head) => !mayHeadStation(head, place.code, day).allowed);
    if (wrong) return broken(`站长${wrong.name}现在不是书记，也不是主任。`, facts, postAt(stationId, 'end', wrong.id));
    return holds(`站长${heads[0]?.name ?? ''}是书记或主任。`, facts, path);
  },
});
