import { readFileSync } from 'node:fs';
import { shortNameOf } from '../../domain/territory/names.ts';
import { readCsv } from '../platform/csv.ts';
import { pinyinOf } from '../platform/pinyin.ts';
import type { DemoRow } from './store.ts';
import { placesOf, type VillagePlaces } from './words/index.ts';

export const COUNTY = '640121';
export const TOWNSHIP = '640121104';

export interface DemoVillage {
  code: string;
  /** As people say it: 原隆村, 福宁社区, 永和社区. */
  name: string;
  /** A community has a residents' committee. */
  community: boolean;
}

export interface DemoTownship {
  code: string;
  name: string;
  villages: DemoVillage[];
}

/** A grid with the lanes in it; a household's address is its lane and number. */
export interface DemoGrid {
  code: string;
  name: string;
  village: string;
  lanes: string[];
}

/** A filled village: its places as people name them, its grids, how many households live there. */
export interface FilledVillage extends DemoVillage {
  places: VillagePlaces;
  grids: DemoGrid[];
  households: number;
}

const data = (path: string): string => readFileSync(new URL(`../data/${path}`, import.meta.url), 'utf8');

export const divisionsCsv = (): string => data('territory/divisions.csv');
export const holidaysCsv = (): string => data('calendar/holidays-2017-2026.csv');
export const cataloguesCsv = (): string[] => ['services/example-catalogue.csv', 'services/yongning-catalogue.csv'].map(data);
export const namesJson = (): string => data('names/names.json');
export const censusCsv = (): string => data('territory/census-2020.csv');

/** 建设居委会 is the community 建设社区 to its people. */
const spoken = (name: string): string =>
  shortNameOf(name)
    .replace(/居委会$/, '社区')
    .replace(/社区社区$/, '社区');

/** The townships of Yongning county with their villages and communities, from the national list. */
export function townshipsOfYongning(csv: string): DemoTownship[] {
  const { rows } = readCsv<'code' | 'level' | 'name' | 'kind' | 'parent' | 'urban_rural_class'>(csv, {
    required: ['code', 'parent', 'level', 'name', 'kind', 'urban_rural_class'],
  });
  const within = rows.map(({ cells }) => cells).filter((cells) => cells.code.startsWith(COUNTY));
  return within
    .filter((cells) => cells.level === 'township')
    .map(({ code, name }) => ({
      code,
      name,
      villages: within
        .filter((cells) => cells.parent === code)
        .map((cells) => ({ code: cells.code, name: spoken(cells.name), community: cells.kind !== '村委会' })),
    }));
}

/** Grids and households of the villages of Minning; the households are about a quarter of the real ones. */
const FILLING: Record<string, { grids: number; households: number }> = {
  '640121104205': { grids: 8, households: 600 },
  '640121104200': { grids: 7, households: 480 },
  '640121104202': { grids: 6, households: 320 },
  '640121104201': { grids: 6, households: 300 },
  '640121104204': { grids: 6, households: 280 },
  '640121104001': { grids: 5, households: 280 },
  '640121104203': { grids: 5, households: 240 },
};

/** Houses of Yuanlong stand in rows: 12排6号. */
const ROWS_OF_YUANLONG = Array.from({ length: 40 }, (_, at) => `${at + 1}排`);

/** The villages of Minning with grids, each holding neighbouring lanes. */
export function filledVillages(township: DemoTownship): FilledVillage[] {
  return township.villages.map((village) => {
    const filling = FILLING[village.code];
    const known = placesOf(village.code);
    if (!filling || !known) throw new Error(`no filling for village ${village.code}`);
    const places = village.name === '原隆村' ? { ...known, lanes: ROWS_OF_YUANLONG } : known;
    const grids = Array.from({ length: filling.grids }, (_, at) => ({
      code: `${village.code}${String(at + 1).padStart(3, '0')}`,
      name: `第${at + 1}网格`,
      village: village.code,
      lanes: places.lanes.filter((_, lane) => Math.floor((lane * filling.grids) / places.lanes.length) === at),
    }));
    return { ...village, places, grids, households: filling.households };
  });
}

export const gridRows = (grids: readonly DemoGrid[]): DemoRow[] =>
  grids.map(({ code, name, village }) => ({
    code,
    parent: village,
    level: 'grid',
    name,
    short_name: name,
    ...pinyinOf(name),
    kind: '',
    valid_from: '2024-01-01',
  }));
