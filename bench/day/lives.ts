import { calendar, Play } from '../../domain/matters/testing/play.ts';
import * as town from '../../domain/matters/testing/town.ts';
import { columnsOf, searchText, turnRow } from '../../server/modules/matters/index.ts';

/** Where a life has come to, which says who can do what with its matter. */
export type Stage =
  | 'to-sign-at-station'
  | 'in-hand-at-station'
  | 'to-assign-at-centre'
  | 'to-sign-at-department'
  | 'in-hand-at-department'
  | 'late-at-department'
  | 'waiting-for-resident'
  | 'answered'
  | 'closed-by-station'
  | 'closed-by-department'
  | 'closed-unsolved'
  | 'withdrawn';

/** A matter played through the real rules in the small town of the tests; whoever brings it to another village writes over the town's bodies. */
export interface Life {
  stage: Stage;
  /** Of how many lives in a hundred thousand it is one. */
  share: number;
  matter: Record<string, unknown>;
  actions: Record<string, unknown>[];
  turns: Record<string, unknown>[];
}

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** What residents raise; the town's own words stand first in each played matter and are written over by these. */
const TROUBLES = [
  ['roads.lamp', '村口路灯不亮', '村口第三盏路灯坏了一个多星期，孩子放学看不见路。'],
  ['water.tap', '自来水压不够', '这几天自来水压很小，二楼上不去水，请来看看。'],
  ['clean.waste', '垃圾桶满了没人拉', '巷口的垃圾桶满了三天没人清运，味道很大。'],
  ['roads.road', '村道有大坑', '从村委会到学校的村道有两个大坑，骑车的人摔过。'],
  ['power.supply', '晚上电压低', '晚上做饭时电压低，电灯发暗，水泵带不动。'],
  ['house.property', '单元门锁不上', '三号楼单元门坏了锁不上，物业一直没来修。'],
] as const;

type Town = typeof town;
type Scene = (play: Play, after: (hours: number) => Date, people: Town) => void;

const signed: Scene = (play, after, { stationWorker }) => void play.take(after(3), stationWorker, 'sign');
const passedUp: Scene = (play, after, { stationWorker }) =>
  void play.take(after(5), stationWorker, 'pass-up', { words: '村里修不了，请镇上派单' });
const assigned: Scene = (play, after, people) => {
  passedUp(play, after, people);
  play.take(after(8), people.dispatcher, 'assign', { words: '请核实处理' }, { body: people.housing });
};
const takenOn: Scene = (play, after, people) => {
  assigned(play, after, people);
  play.take(after(12), people.housingOfficer, 'sign');
};

/** Open lives by hours since their filing, ended ones by days. */
const OPEN: readonly { stage: Stage; share: number; hours: readonly number[]; scene: Scene }[] = [
  { stage: 'to-sign-at-station', share: 3_000, hours: [1, 2, 4, 6, 9, 14, 20, 26], scene: () => {} },
  { stage: 'in-hand-at-station', share: 2_000, hours: [6, 12, 20, 30, 50, 70], scene: signed },
  { stage: 'to-assign-at-centre', share: 800, hours: [7, 12, 20, 26], scene: passedUp },
  { stage: 'to-sign-at-department', share: 1_000, hours: [10, 16, 24, 30], scene: assigned },
  { stage: 'in-hand-at-department', share: 1_200, hours: [20, 30, 50, 75, 100], scene: takenOn },
  {
    stage: 'late-at-department',
    share: 300,
    hours: [700, 800, 900],
    scene(play, after, people) {
      takenOn(play, after, people);
      play.take(after(500), people.resident, 'urge', { words: '怎么还没修' });
      play.take(after(600), people.supervisor, 'supervise', { words: '超期，请抓紧' });
    },
  },
  {
    stage: 'waiting-for-resident',
    share: 400,
    hours: [10, 20, 30],
    scene(play, after, people) {
      signed(play, after, people);
      play.take(after(6), people.stationWorker, 'ask', { words: '请问是哪一盏灯' });
    },
  },
  {
    stage: 'answered',
    share: 1_300,
    hours: [20, 30, 50, 70],
    scene(play, after, people) {
      signed(play, after, people);
      play.take(after(16), people.stationWorker, 'answer', { words: '灯已经修好，请您看看。' });
    },
  },
];

const ENDED: readonly { stage: Stage; share: number; scene: Scene }[] = [
  {
    stage: 'closed-by-station',
    share: 55,
    scene(play, after, people) {
      signed(play, after, people);
      play.take(after(28), people.stationWorker, 'answer', { words: '灯已经修好，请您看看。' });
      play.take(after(50), people.resident, 'rate', { solved: true, satisfied: 'yes' });
    },
  },
  {
    stage: 'closed-by-department',
    share: 30,
    scene(play, after, people) {
      takenOn(play, after, people);
      play.take(after(90), people.housingOfficer, 'answer', { words: '已更换灯具和线路。' });
      play.take(after(110), people.resident, 'rate', { solved: true, satisfied: 'partly' });
    },
  },
  {
    stage: 'closed-unsolved',
    share: 8,
    scene(play, after, people) {
      takenOn(play, after, people);
      play.take(after(90), people.housingOfficer, 'answer', { words: '列入明年计划。' });
      play.take(after(130), people.resident, 'rate', { solved: false, satisfied: 'no' });
    },
  },
  { stage: 'withdrawn', share: 7, scene: (play, after, people) => void play.take(after(3), people.resident, 'withdraw') },
];

const ENDED_DAYS = 600;
/** Ended lives are played for one day in so many at least: each day apart would take longer to play than it is worth. */
const FEWEST_DAYS_A_LIFE = 2;
/** Of fewer matters than this for each ended life, fewer lives are played. */
const MATTERS_A_LIFE = 5;

function live(stage: Stage, share: number, filedAt: Date, scene: Scene, n: number): Life {
  const [category, title, words] = TROUBLES[n % TROUBLES.length] as (typeof TROUBLES)[number];
  const play = new Play(category, filedAt);
  scene(play, (hours) => new Date(filedAt.getTime() + hours * HOUR), town);
  const { state } = play;
  const named = <T>(value: T): T =>
    JSON.parse(JSON.stringify(value).replaceAll('学校门口路灯不亮一周了', words).replaceAll('学校门口路灯不亮', title)) as T;
  const matter = {
    ...columnsOf(state),
    kind: state.kind,
    version: state.version,
    search: searchText(title),
    village: state.place.village,
    channel: 'portal',
    station_id: state.station.id,
    centre_id: state.centre.id,
    filed_at: state.filedAt,
    updated_at: play.actions.at(-1)?.at,
    state,
  };
  return {
    stage,
    share,
    matter: named(matter),
    actions: named(play.actions.map((action) => ({ ...action }))),
    turns: state.assignments.map((turn) => turnRow(calendar, state, turn)),
  };
}

/** Lives in every state there is, filed over the last two years up to `now`, for so many matters; their shares sum up to some hundred thousand. */
export function makeLives(now: Date, matters: number): Life[] {
  const lives: Life[] = [];
  for (const { stage, share, hours, scene } of OPEN)
    for (const ago of hours)
      lives.push(live(stage, Math.round(share / hours.length), new Date(now.getTime() - ago * HOUR), scene, lives.length));
  const left = 100_000 - lives.reduce((sum, { share }) => sum + share, 0);
  const apart = Math.max(FEWEST_DAYS_A_LIFE, Math.round((ENDED_DAYS * ENDED.length * MATTERS_A_LIFE) / matters));
  const days = Array.from({ length: Math.ceil(ENDED_DAYS / apart) }, (_, at) => 8 + at * apart);
  for (const ago of days) {
    for (const { stage, share, scene } of ENDED) {
      // At another minute each day, so that many matters share their moment and yet not all.
      const filedAt = new Date(now.getTime() - ago * DAY - ((ago * 37) % 480) * 60_000);
      lives.push(live(stage, Math.max(1, Math.round((left * share) / 100 / days.length)), filedAt, scene, lives.length));
    }
  }
  return lives;
}
