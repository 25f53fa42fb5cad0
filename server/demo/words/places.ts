/** Facilities that people in Minning name when they say where something is: real villages, plausible facilities. */

export type Facility =
  | 'school'
  | 'kindergarten'
  | 'clinic'
  | 'square'
  | 'station'
  | 'gate'
  | 'road'
  | 'stop'
  | 'waste'
  | 'toilet'
  | 'market'
  | 'canteen'
  | 'greenhouses'
  | 'orchard'
  | 'cattle'
  | 'canal'
  | 'flood'
  | 'workshop'
  | 'compound';

export interface VillagePlaces {
  /** Village or community code at natural length. */
  readonly code: string;
  /** As people say it. */
  readonly name: string;
  readonly facilities: Readonly<Partial<Record<Facility, string>>>;
  /** Lanes, rows or compounds, the finer words for where someone lives. */
  readonly lanes: readonly string[];
}

const lanesOf = (groups: number, lanes: number): string[] =>
  Array.from({ length: groups }, (_, g) =>
    Array.from({ length: lanes }, (_, l) => `${'一二三四五六七八九十'[g]}组${'一二三四五六七八九十'[l]}巷`),
  ).flat();

/** What each village of this kind has; the names are completed with the village's own. */
const rural = (name: string, own: Partial<Record<Facility, string>>): Partial<Record<Facility, string>> => ({
  school: `${name}小学`,
  kindergarten: `${name}幼儿园`,
  clinic: `${name}村卫生室`,
  square: `${name}村文化广场`,
  station: `${name}村服务站`,
  gate: `${name}村口`,
  stop: `${name}村候车亭`,
  waste: `${name}村垃圾收集点`,
  toilet: `${name}村文化广场公厕`,
  canteen: `${name}村老饭桌`,
  ...own,
});

export const VILLAGE_PLACES: readonly VillagePlaces[] = [
  {
    code: '640121104205',
    name: '原隆村',
    facilities: rural('原隆', {
      road: '原隆大道',
      greenhouses: '原隆设施温棚区',
      cattle: '原隆肉牛养殖区',
      canal: '原隆二支渠',
      workshop: '原隆帮扶车间',
      orchard: '原隆葡萄园',
      flood: '村西排洪沟',
    }),
    lanes: lanesOf(10, 6),
  },
  {
    code: '640121104200',
    name: '福宁村',
    facilities: rural('福宁', {
      road: '福宁街',
      market: '闽宁镇农贸市场',
      canal: '福宁支渠',
      workshop: '福宁帮扶车间',
      cattle: '福宁村东养殖小区',
      greenhouses: '福宁菇棚区',
    }),
    lanes: lanesOf(8, 5),
  },
  {
    code: '640121104201',
    name: '木兰村',
    facilities: rural('木兰', {
      road: '木兰村主路',
      orchard: '木兰葡萄基地',
      canal: '木兰三斗渠',
      cattle: '木兰村北养殖点',
      flood: '木兰排洪沟',
    }),
    lanes: lanesOf(7, 4),
  },
  {
    code: '640121104202',
    name: '武河村',
    facilities: rural('武河', {
      road: '武河村主路',
      greenhouses: '武河蔬菜温棚区',
      canal: '武河支渠',
      workshop: '武河帮扶车间',
      cattle: '武河村西养殖点',
      flood: '武河泄洪沟',
    }),
    lanes: lanesOf(7, 4),
  },
  {
    code: '640121104203',
    name: '园艺村',
    facilities: rural('园艺', {
      road: '园艺村主路',
      orchard: '园艺葡萄园',
      greenhouses: '园艺树莓棚区',
      canal: '园艺斗渠',
      cattle: '园艺村南养殖点',
    }),
    lanes: lanesOf(6, 4),
  },
  {
    code: '640121104204',
    name: '玉海村',
    facilities: rural('玉海', {
      road: '玉海村主路',
      canal: '玉海扬水支渠',
      cattle: '玉海养殖小区',
      greenhouses: '玉海温棚区',
      flood: '玉海排洪沟',
      orchard: '玉海枸杞园',
    }),
    lanes: lanesOf(6, 5),
  },
  {
    code: '640121104001',
    name: '福宁社区',
    facilities: {
      school: '闽宁镇中心小学',
      kindergarten: '闽宁镇中心幼儿园',
      clinic: '福宁社区卫生服务站',
      square: '闽宁广场',
      station: '福宁社区服务站',
      gate: '社区北门',
      road: '福宁街',
      stop: '闽宁镇客运点',
      waste: '社区垃圾分类点',
      toilet: '闽宁广场公厕',
      market: '闽宁镇农贸市场',
      canteen: '社区老年食堂',
      compound: '福宁家园',
    },
    lanes: Array.from({ length: 12 }, (_, n) => `福宁家园${n + 1}号楼`),
  },
];

/** Places of a village by its code. */
export const placesOf = (code: string): VillagePlaces | undefined => VILLAGE_PLACES.find((places) => places.code === code);
