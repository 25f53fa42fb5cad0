import type { AppointmentRole } from '../accounts/roles.ts';
import { opinion } from '../policy/law.ts';
import { allow, type Permission, refuse, when } from '../policy/permission.ts';
import { broken, holds, named, noData, notApplicable, rule } from '../policy/rule.ts';
import { newGridAt } from '../territory/act-paths.ts';
import { appointAt, bodyAt, foundAt, gridPostsAt, postAt } from './act-paths.ts';
import { COMMITTEES, holdsOn, type PostOf, type Term } from './term.ts';

const STAFFING = opinion(4, '每个网格配一到两名网格员，由村民小组组长或住在本组的两委成员担任；由别人担任的，可以给补助。');
const NOTICE = opinion(4, '在群众聚集的地方公开服务内容、服务人员和联系方式。');

export const MOST_WORKERS = 2;
const LIVING_THERE: readonly AppointmentRole[] = ['group-head', 'committee-director', 'committee-deputy', 'committee-member'];

/** Whether so many workers are right for a grid on a day: one or two (4.2). */
export function staffed(workers: readonly Term[], day: string): 'none' | 'right' | 'crowded' {
  const there = workers.filter((worker) => holdsOn(worker, day)).length;
  return there === 0 ? 'none' : there > MOST_WORKERS ? 'crowded' : 'right';
}

/** Somebody who works in a grid or shall. */
export interface GridWorker {
  name: string;
  livesIn: string | null;
  allowance: string;
  posts: readonly PostOf[];
}

/** Whether someone is head of a villagers' group or member of the committee of a village on a day (4.2). */
export const inCommittee = (posts: readonly PostOf[], village: string, day: string): boolean =>
  posts.some(
    (held) =>
      held.bodyTerritory === village && COMMITTEES.includes(held.bodyKind) && LIVING_THERE.includes(held.role) && holdsOn(held, day),
  );

/** Whether someone may be worker of a grid on a day: head of a group or member of the committee and living there, else with an allowance (4.2). */
export function mayWorkInGrid(person: GridWorker, grid: string, day: string): Permission {
  if (person.allowance !== '') return allow;
  if (!inCommittee(person.posts, grid.slice(0, 12), day))
    return refuse(`${person.name}在 ${day} 不是村民小组组长或两委成员，由其他人担任网格员的要写明补助。`, '4.2');
  return when(person.livesIn === grid, `${person.name}不住在这个网格，由其他人担任网格员的要写明补助。`, '4.2');
}

export interface StaffingFacts {
  /** The grids that exist today, with the posts of their workers. */
  grids: readonly { code: string; name: string; workers: readonly ({ name: string } & Term)[] }[];
  /** Whether the place has its station's bodies recorded, so that a missing grid means something. */
  known: boolean;
  stationId: string | null;
}

/** The page of the station for what is done there, else the form that makes it. */
const atStation = (stationId: string | null, village: string, act: (stationId: string) => string): string =>
  stationId ? act(stationId) : foundAt('service-station', village);

/** One or two workers for each grid (4.2). */
export const gridStaffing = rule({
  id: 'grid-staffing',
  title: '每个网格有一到两名网格员',
  clause: '4.2',
  inPrinciple: false,
  sources: () => [STAFFING],
  from: STAFFING.from,
  until: null,
  topics: ['bodies', 'grids'],
  act: { title: '去任免网格员', roles: ['administrator', 'station-head'] },
  judge: ({ grids, known, stationId }: StaffingFacts, { place, day }) => {
    if (!grids.length)
      return known
        ? notApplicable('还没有划网格，先划网格再配网格员。')
        : noData(`还没有登记过${place.name}的网格。`, [], newGridAt(place.code));
    const facts = grids.map(({ name, workers }) => {
      const there = workers.filter((worker) => holdsOn(worker, day));
      return `${name}：${there.length ? there.map((worker) => worker.name).join('、') : '没有网格员'}`;
    });
    const without = grids.filter(({ workers }) => staffed(workers, day) === 'none');
    const crowded = grids.filter(({ workers }) => staffed(workers, day) === 'crowded');
    const names = (some: typeof grids) => named(some.map(({ name }) => name));
    const at = (act: (station: string) => string) => atStation(stationId, place.code, act);
    const [bare] = without;
    if (bare)
      return broken(
        `${names(without)}现在没有网格员。`,
        facts,
        at((station) => appointAt(station, 'grid-worker', bare.code)),
      );
    const [full] = crowded;
    if (full)
      return broken(
        `${names(crowded)}的网格员超过 ${MOST_WORKERS} 名。`,
        facts,
        at((station) => gridPostsAt(station, full.code)),
      );
    return holds(`${grids.length} 个网格都有一到两名网格员。`, facts, at(bodyAt));
  },
});

export interface WorkersFacts {
  workers: readonly (GridWorker & { id: string; grid: string; gridName: string; phone: string })[];
  stationId: string | null;
}

/** Who works in a grid is head of a group or member of the committee and lives there, or has an allowance (4.2). */
export const gridWorkers = rule({
  id: 'grid-workers',
  title: '网格员由组长或本组两委成员担任',
  clause: '4.2',
  inPrinciple: false,
  sources: () => [STAFFING],
  from: STAFFING.from,
  until: null,
  topics: ['bodies', 'grids', 'residents'],
  act: { title: '去改任职', roles: ['administrator', 'station-head'] },
  judge: ({ workers, stationId }: WorkersFacts, { place, day }) => {
    if (!workers.length) return notApplicable('现在没有网格员。');
    const judged = workers.map((worker) => ({ ...worker, permission: mayWorkInGrid(worker, worker.grid, day) }));
    const wrong = judged.filter(({ permission }) => !permission.allowed);
    const facts = judged.map(({ name, gridName, allowance, permission }) => {
      const why = allowance !== '' ? '写明了补助' : permission.allowed ? '组长或两委成员，住在本网格' : '不符合，也没有写明补助';
      return `${name}，${gridName}：${why}`;
    });
    const [first] = wrong;
    if (first)
      return broken(
        `${named(wrong.map(({ name }) => name))}不是住在本网格的组长或两委成员，也没有写明补助。`,
        facts,
        atStation(stationId, place.code, (station) => postAt(station, 'correct', first.id)),
      );
    return holds(`${workers.length} 名网格员都符合条件。`, facts, atStation(stationId, place.code, bodyAt));
  },
});

/** Every grid worker can be reached: their work phone stands on the page of the place (4.6). */
export const workerContact = rule({
  id: 'worker-contact',
  title: '网格员的电话公开',
  clause: '4.6',
  inPrinciple: false,
  sources: () => [NOTICE],
  from: NOTICE.from,
  until: null,
  topics: ['bodies', 'grids'],
  act: { title: '去补工作电话', roles: ['administrator', 'station-head'] },
  judge: ({ workers, stationId }: WorkersFacts, { place }) => {
    if (!workers.length) return notApplicable('现在没有网格员。');
    const silent = workers.filter(({ phone }) => phone === '');
    const facts = workers.map(
      ({ name, gridName, phone }) => `${name}，${gridName}：${phone === '' ? '没有登记工作电话' : '村社页上有工作电话'}`,
    );
    const [first] = silent;
    if (first)
      return broken(
        `${named(silent.map(({ name }) => name))}没有公开的工作电话。`,
        facts,
        atStation(stationId, place.code, (station) => postAt(station, 'correct', first.id)),
      );
    return holds(`${workers.length} 名网格员的工作电话都在村社页上。`, facts, atStation(stationId, place.code, bodyAt));
  },
});
