import { readFileSync } from 'node:fs';
import { inRange } from '../../../domain/accounts/actor.ts';
import { dateOfDay, dayOf } from '../../../domain/calendar/calendar.ts';
import { allow } from '../../../domain/policy/permission.ts';
import { countyOf, LEVEL_LENGTHS } from '../../../domain/territory/code.ts';
import {
  ChildPlaces,
  CountyMap,
  CountyMapInput,
  FoundPlaces,
  Grids,
  ListChildren,
  ListGrids,
  Place,
  SavedGrid,
  SaveGrid,
  SearchPlaces,
  ViewPlace,
} from '../../../domain/territory/contract.ts';
import { type GridFacts, maySaveGrid, nextGridCode } from '../../../domain/territory/grids.ts';
import { operation } from '../../platform/operation.ts';
import { pinyinOf } from '../../platform/pinyin.ts';
import { demand, invalid, notFound } from '../../platform/problem.ts';
import { bodiesOfPlace } from '../bodies/index.ts';
import { factsChanged } from '../changes/index.ts';
import { numbersFor } from './numbers.ts';
import {
  addGrid,
  changeGrid,
  childrenOf,
  gridsOf,
  heldByGrid,
  lockGrids,
  pathCodes,
  placesOf,
  placesWithin,
  searchPlaces,
} from './store.ts';

const ANYONE = ['anyone'] as const;

export const search = operation({
  name: 'territory.search',
  summary: 'Places by name, pinyin, initials or the beginning of the code.',
  clause: '4.6',
  kind: 'query',
  roles: ANYONE,
  input: SearchPlaces,
  output: FoundPlaces,
  permit: () => allow,
  async run({ tx, input, now }) {
    if (input.q === '') return { items: [] };
    return { items: await searchPlaces(tx, { ...input, today: dateOfDay(dayOf(now)) }) };
  },
});

export const children = operation({
  name: 'territory.children',
  summary: 'The places one level down.',
  clause: '4.6',
  kind: 'query',
  roles: ANYONE,
  input: ListChildren,
  output: ChildPlaces,
  permit: () => allow,
  run: async ({ tx, input, now }) => ({ items: await childrenOf(tx, input.code, dateOfDay(dayOf(now))) }),
});

export const place = operation({
  name: 'territory.place',
  summary: 'A place with its bodies, people, grids, contacts and numbers.',
  clause: '4.6',
  kind: 'query',
  roles: ANYONE,
  input: ViewPlace,
  output: Place,
  permit: () => allow,
  async run({ tx, app, actor, input: { code }, now }) {
    const today = dateOfDay(dayOf(now));
    const path = await placesOf(tx, pathCodes(code));
    const own = path.at(-1);
    if (own?.code !== code) throw notFound();
    const ours = inRange(actor, code);
    const village = code.length >= LEVEL_LENGTHS.village ? code.slice(0, LEVEL_LENGTHS.village) : null;
    const [grids, within, bodies] = await Promise.all([
      village ? gridsOf(tx, village, today, { count: ours, ended: false }) : [],
      placesWithin(tx, code, today),
      bodiesOfPlace(tx, village ?? code, today),
    ]);
    return {
      ...own,
      path: path.slice(0, -1).map((above) => ({ code: above.code, name: above.shortName })),
      numbers: await numbersFor(tx, app, code, ours, within),
      bodies,
      grids: grids.filter((grid) => grid.code.startsWith(code)),
    };
  },
});

export const grids = operation({
  name: 'territory.grids',
  summary: 'The grids of a village, ended ones too, and the next free number.',
  clause: '4.1',
  kind: 'query',
  roles: ANYONE,
  input: ListGrids,
  output: Grids,
  permit: () => allow,
  async run({ tx, actor, input: { village }, now }) {
    if (!(await placesOf(tx, [village])).length) throw notFound();
    const items = await gridsOf(tx, village, dateOfDay(dayOf(now)), { count: inRange(actor, village), ended: true });
    return {
      items,
      nextCode: nextGridCode(
        village,
        items.map((grid) => grid.code),
      ),
    };
  },
});

export const saveGrid = operation({
  name: 'territory.saveGrid',
  summary: 'Makes, renames or ends a grid of a village.',
  clause: '4.1',
  kind: 'command',
  roles: ['administrator', 'station-head'],
  input: SaveGrid,
  output: SavedGrid,
  async load({ tx, input }): Promise<GridFacts & { code: string | null }> {
    if (!(await placesOf(tx, [input.village])).length) throw invalid('village', '没有这个村（社区）');
    const used = await lockGrids(tx, input.village);
    const code = input.code ?? nextGridCode(input.village, used);
    const held = code && input.validUntil ? await heldByGrid(tx, code, input.validUntil) : { households: 0, workersAfter: 0 };
    return { code, exists: code !== null && used.includes(code), ...held };
  },
  permit: ({ actor, input, subject }) => maySaveGrid(actor, input, subject),
  async run({ tx, input, subject: { code, exists }, now, audit }) {
    if (!code) demand({ allowed: false, reason: '这个村（社区）的 999 个网格号都用过了。', clause: '4.1' });
    const grid = code as string;
    await (exists ? changeGrid : addGrid)(tx, {
      code: grid,
      parent: input.village,
      name: input.name,
      ...pinyinOf(input.name),
      validFrom: input.validFrom,
      validUntil: input.validUntil,
    });
    factsChanged(tx, now, 'grids', [grid]);
    audit({
      kind: 'change',
      county: countyOf(grid),
      territory: grid,
      detail: { grid, validFrom: input.validFrom, validUntil: input.validUntil, at: dateOfDay(dayOf(now)) },
    });
    return { code: grid };
  },
});

let counties: { code: string; name: string; centre: [number, number] }[] | undefined;

/** The shapes lie in a file the browser fetches once; only names and label points are read here. */
function countyLabels() {
  counties ??= (
    JSON.parse(readFileSync(new URL('../../data/territory/counties.geojson', import.meta.url), 'utf8')) as {
      features: { properties: { code: string; name: string; centre: [number, number] } }[];
    }
  ).features.map(({ properties: { code, name, centre } }) => ({ code, name, centre }));
  return counties;
}

export const map = operation({
  name: 'territory.map',
  summary: 'The counties and where to fetch their shapes.',
  clause: '4.6',
  kind: 'query',
  roles: ANYONE,
  input: CountyMapInput,
  output: CountyMap,
  permit: () => allow,
  run: async () => ({ url: '/data/counties.geojson', counties: countyLabels() }),
});
