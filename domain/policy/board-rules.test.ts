import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import type { Level } from '../bodies/body.ts';
import { gridStaffing, gridWorkers, workerContact } from '../bodies/grid-workers.ts';
import { judgeAppointment } from '../bodies/rules.ts';
import { stationHead, villageStation } from '../bodies/station.ts';
import { maySupervise, supervisionCommittee } from '../bodies/supervision.ts';
import type { HeldPost, PostOf } from '../bodies/term.ts';
import { dutyOf } from '../matters/appeal/categories.ts';
import { notHandedDownRule } from '../matters/handed-down.ts';
import { mattersOnTime, type OnTimeFacts } from '../matters/on-time.ts';
import { baseInformation, householdGrid, type RegisterFacts } from '../territory/coverage.ts';
import { BOARD_RULES } from './board-rules.ts';
import { CLAUSES } from './clauses.ts';
import { ARTICLES, inForce } from './law.ts';
import { broken, rule, share } from './rule.ts';

const YUANLONG = { code: '640121104205', name: '原隆村', community: false };
const FUNING = { code: '640121104001', name: '福宁社区', community: true };
const GRID = `${YUANLONG.code}001`;
const on = (day: string, place = YUANLONG) => ({ place, day, now: new Date(`${day}T09:00:00+08:00`) });
const TODAY = on('2026-11-24');

const post = (role: PostOf['role'], bodyKind: PostOf['bodyKind'], more: Partial<PostOf> = {}): PostOf => ({
  role,
  bodyKind,
  bodyTerritory: YUANLONG.code,
  validFrom: '2024-01-01',
  validUntil: null,
  ...more,
});
const secretary = post('party-secretary', 'party-organisation');
const groupHead = post('group-head', 'villagers-committee');

describe('a station in every village (2.3)', () => {
  test('there is one', () =>
    expect(villageStation.judge({ stations: [{ id: 's', name: '原隆村服务站' }], known: true }, TODAY)).toMatchObject({
      verdict: 'holds',
    }));
  test('there is none, though the village has other bodies', () =>
    expect(villageStation.judge({ stations: [], known: true }, TODAY)).toMatchObject({
      verdict: 'broken',
      sentence: '原隆村没有服务站。',
    }));
  test('nothing is recorded of the village', () =>
    expect(villageStation.judge({ stations: [], known: false }, TODAY).verdict).toBe('no-data'));
});

describe('the head of the station (2.3)', () => {
  const headed = (...posts: PostOf[]) => ({ stationId: 's', heads: [{ id: 'h', name: '马建国', validFrom: '2026-01-01', posts }] });
  test('is the secretary', () => expect(stationHead.judge(headed(secretary), TODAY).verdict).toBe('holds'));
  test('was the secretary until yesterday', () =>
    expect(stationHead.judge(headed({ ...secretary, validUntil: '2026-11-23' }), TODAY)).toMatchObject({
      verdict: 'broken',
      sentence: '站长马建国现在不是书记，也不是主任。',
    }));
  test('is secretary of another village', () =>
    expect(stationHead.judge(headed({ ...secretary, bodyTerritory: FUNING.code }), TODAY).verdict).toBe('broken'));
  test('is missing', () => expect(stationHead.judge({ stationId: 's', heads: [] }, TODAY).sentence).toBe('服务站现在没有站长。'));
  test('are two', () => {
    const [one] = headed(secretary).heads;
    expect(stationHead.judge({ stationId: 's', heads: [one, one] as never }, TODAY).verdict).toBe('broken');
  });
  test('is not asked for where there is no station', () =>
    expect(stationHead.judge({ stationId: null, heads: [] }, TODAY).verdict).toBe('not-applicable'));
});

describe('grid workers (4.2, 4.6)', () => {
  const worker = (name: string, validUntil: string | null = null) => ({ name, validFrom: '2026-01-01', validUntil });
  const staffing = (...workers: ReturnType<typeof worker>[]) =>
    gridStaffing.judge({ grids: [{ code: GRID, name: '第一网格', workers }], known: true, stationId: 's' }, TODAY);
  test('one or two are right, none and three are not', () => {
    expect(['无', '一', '二', '三'].map((_, n) => staffing(...Array.from({ length: n }, (_, at) => worker(`${at}`))).verdict)).toEqual([
      'broken',
      'holds',
      'holds',
      'broken',
    ]);
  });
  test('the last day of a worker counts, the day after the grid stands without', () => {
    expect(staffing(worker('海小军', '2026-11-24')).verdict).toBe('holds');
    expect(staffing(worker('海小军', '2026-11-23')).sentence).toBe('第一网格现在没有网格员。');
  });
  test('who left the committee needs an allowance from that day; the same words refuse the appointment', () => {
    const left = { ...groupHead, validUntil: '2026-10-31' };
    const facts = {
      id: 'w',
      name: '马建国',
      livesIn: GRID,
      allowance: '',
      posts: [left],
      grid: GRID,
      gridName: '第一网格',
      phone: '0951-8094444',
    };
    expect(gridWorkers.judge({ workers: [facts], stationId: 's' }, on('2026-10-31')).verdict).toBe('holds');
    expect(gridWorkers.judge({ workers: [facts], stationId: 's' }, TODAY).verdict).toBe('broken');
    expect(gridWorkers.judge({ workers: [{ ...facts, allowance: '每月 300 元' }], stationId: 's' }, TODAY).verdict).toBe('holds');
    const own: HeldPost[] = [{ ...left, id: 'p', personId: 'ma', bodyId: 'c', territory: YUANLONG.code }];
    const station = {
      id: 's',
      kind: 'service-station' as const,
      territory: YUANLONG.code,
      community: false,
      validFrom: '2017-01-01',
      validUntil: null,
    };
    const wanted = { role: 'grid-worker' as const, territory: GRID, allowance: '', validFrom: '2026-11-24', validUntil: null };
    expect(judgeAppointment({ body: station, person: { id: 'ma', name: '马建国', livesIn: GRID }, own, others: [] }, wanted)).toMatchObject(
      {
        allowed: false,
        clause: '4.2',
      },
    );
  });
  test('without a work phone nobody reaches them', () => {
    const facts = {
      id: 'w',
      name: '马建国',
      livesIn: GRID,
      allowance: '',
      posts: [groupHead],
      grid: GRID,
      gridName: '第一网格',
      phone: '',
    };
    expect(workerContact.judge({ workers: [facts], stationId: 's' }, TODAY).sentence).toBe('马建国没有公开的工作电话。');
  });
});

describe('every household in one grid, base information complete (4.1, 4.9)', () => {
  const village: RegisterFacts = {
    ...{ grids: 2, households: 120, householdsInGrid: 120, householdsInTwo: 0, householdsComplete: 120 },
    ...{ persons: 400, personsInGrid: 400, personsComplete: 400 },
  };
  test('all of it', () => {
    expect(householdGrid.judge(village, TODAY).verdict).toBe('holds');
    expect(baseInformation.judge(village, TODAY).verdict).toBe('holds');
  });
  test('both rates name both denominators', () => {
    const found = householdGrid.judge({ ...village, householdsInGrid: 118, personsInGrid: 390 }, TODAY);
    expect(found).toMatchObject({ verdict: 'broken', sentence: '有 2 户不在现有的网格里。' });
    expect(found.facts.slice(1)).toEqual([
      '按户算的覆盖率：118 / 120（98.3%），分母是登记的全部住户。',
      '按人算的覆盖率：390 / 400（97.5%），分母是登记的全部居民。',
    ]);
    expect(baseInformation.judge({ ...village, householdsComplete: 119 }, TODAY).facts).toEqual([
      '按户算的采集率：119 / 120（99.1%），分母是登记的全部住户；有地址、有人口的算采齐。',
      '按人算的采集率：400 / 400（100%），分母是登记的全部居民；归到户、写明关系的算采齐。',
    ]);
  });
  test('a household in two grids, a village without any, a register without a household', () => {
    expect(householdGrid.judge({ ...village, householdsInGrid: 119, householdsInTwo: 1 }, TODAY).sentence).toBe(
      '有 1 户同时落在两个网格。',
    );
    expect(householdGrid.judge({ ...village, grids: 0, householdsInGrid: 0 }, TODAY).sentence).toBe('原隆村还没有划网格。');
    expect(householdGrid.judge({ ...village, households: 0 }, TODAY).verdict).toBe('no-data');
  });
  test('99.99 % is never said to be all', () => expect(share(9_999, 10_000)).toBe('9999 / 10000（99.9%）'));
});

describe('matters on time (4.8)', () => {
  const turns = (answered: number) => [{ kind: 'appeal', holder: 'county' as const, toSign: 9, signed: 9, toAnswer: 8, answered }];
  const quarter: OnTimeFacts = { days: 90, filed: 10, turns: turns(8), late: [] };
  test('all in time; some late before; one late now', () => {
    expect(mattersOnTime.judge(quarter, TODAY).verdict).toBe('holds');
    expect(mattersOnTime.judge({ ...quarter, turns: turns(7) }, TODAY)).toMatchObject({ verdict: 'warning' });
    const late = [
      {
        id: 'm',
        number: 'YN-7',
        kind: 'appeal',
        holder: '永宁县水务局',
        holderKind: 'county-department' as const,
        what: 'answer' as const,
      },
    ];
    expect(mattersOnTime.judge({ ...quarter, turns: turns(7), late }, TODAY)).toMatchObject({
      verdict: 'broken',
      sentence: '有 1 件超期：YN-7。',
    });
  });
  test('each kind is told in its own words, in whose hands it was', () => {
    const of = (kind: string, holder: Level, toAnswer: number, answered: number) => ({
      ...{ kind, holder, toAnswer, answered },
      ...{ toSign: 0, signed: 0 },
    });
    const facts = mattersOnTime.judge(
      {
        ...quarter,
        turns: [
          of('proxy-service', 'village', 4, 3),
          of('proxy-service', 'township', 2, 2),
          of('home-verification', 'village', 1, 1),
          of('appeal', 'village', 5, 5),
          of('appeal', 'county', 3, 2),
        ],
        late: [
          { id: 'p', number: 'YN-8', kind: 'proxy-service', holder: '原隆村服务站', holderKind: 'service-station', what: 'answer' },
          { id: 'v', number: 'YN-9', kind: 'home-verification', holder: '原隆村服务站', holderKind: 'service-station', what: 'sign' },
        ],
      },
      TODAY,
    ).facts;
    expect(facts).toEqual([
      '90 天里代办按时交到镇里：3 / 4（75%），分母是到期该办的。',
      '90 天里代办按时办结：2 / 2（100%），分母是到期该办的。',
      '90 天里入户核查按时核查：1 / 1（100%），分母是到期该办的。',
      '90 天里诉求按时答复：7 / 8（87.5%），分母是到期该办的。',
      'YN-8 在原隆村服务站，还没有交到镇里，已经超期。',
      'YN-9 在原隆村服务站，还没有安排，已经超期。',
    ]);
  });
  test('of no matter nothing is said', () =>
    expect(mattersOnTime.judge({ days: 90, filed: 0, turns: [], late: [] }, TODAY).verdict).toBe('not-applicable'));
});

describe('nothing handed down (8.2)', () => {
  const lamp = { id: 'm', number: 'YN-7', duty: dutyOf('roads.lamp'), cameDown: true, there: true };
  const judged = (...matters: (typeof lamp)[]) => notHandedDownRule.judge({ days: 90, all: 5, matters }, TODAY).verdict;
  test('a lamp in the village breaks it, one that left again warns, a quarrel of neighbours is the village’s own', () => {
    expect(judged(lamp)).toBe('broken');
    expect(judged({ ...lamp, there: false })).toBe('warning');
    expect(judged({ ...lamp, cameDown: false })).toBe('warning');
    expect(judged({ ...lamp, duty: dutyOf('order.neighbour') })).toBe('holds');
  });
});

describe('the supervision committee (5.3)', () => {
  const member = (name: string, head = false, woman: boolean | null = false, posts: PostOf[] = []) => ({
    ...{ id: name, name, head, woman, posts },
  });
  const three = [member('甲', true), member('乙', false, true), member('丙')];
  const judged = (members: ReturnType<typeof member>[], occasion = on('2026-11-24', FUNING)) =>
    supervisionCommittee.judge({ known: true, bodyId: 'b', members }, occasion);
  test('three to five, one head, one woman', () => {
    expect(judged(three).verdict).toBe('holds');
    expect(judged(three.slice(0, 2)).sentence).toBe('居务监督委员会有 2 人，应是 3 到 5 人。');
    expect(judged([...three, ...three.map((one) => ({ ...one, head: false }))]).verdict).toBe('broken');
    expect(judged(three.map((one) => ({ ...one, head: false }))).sentence).toBe('居务监督委员会没有主任。');
    expect(judged(three.map((one) => ({ ...one, woman: false }))).sentence).toBe('居务监督委员会没有妇女成员。');
    expect(judged(three.map((one) => ({ ...one, woman: null }))).verdict).toBe('no-data');
  });
  test('in a village the opinion’s numbers only warn; that there is a committee is the law', () => {
    expect(judged(three.slice(0, 2), TODAY).verdict).toBe('warning');
    expect(supervisionCommittee.judge({ known: true, bodyId: null, members: [] }, TODAY)).toMatchObject({
      verdict: 'broken',
      sentence: '原隆村没有村务监督委员会。',
    });
  });

  describe('the law that changed on 2026-01-01 is the law of the day', () => {
    const seat = (place: typeof FUNING) => [
      { ...post('committee-member', place.community ? 'residents-committee' : 'villagers-committee'), bodyTerritory: place.code },
    ];
    const watching = (place: typeof FUNING, day: string) => maySupervise({ name: '丁力', posts: seat(place) }, place, day);
    test('in a community a member of the residents’ committee may watch it until 2025-12-31 and not from 2026-01-01', () => {
      expect(watching(FUNING, '2025-12-31').allowed).toBe(true);
      expect(watching(FUNING, '2026-01-01')).toEqual({
        allowed: false,
        reason: '丁力在 2026-01-01 是居委会成员，不能同时监督居委会。',
        clause: '5.3',
        source: '城市居民委员会组织法第三十六条',
      });
      const committee = [...three.slice(0, 2), member('丁力', false, false, seat(FUNING))];
      expect(judged(committee, on('2025-12-31', FUNING)).verdict).toBe('holds');
      expect(judged(committee, on('2026-01-01', FUNING)).sentence).toBe('丁力在 2026-01-01 是居委会成员，不能同时监督居委会。');
    });
    test('in a village neither before nor after, but another article says so', () => {
      expect([watching(YUANLONG, '2025-12-31'), watching(YUANLONG, '2026-01-01')]).toMatchObject([
        { allowed: false, source: '村民委员会组织法第三十二条' },
        { allowed: false, source: '村民委员会组织法第三十七条' },
      ]);
      const articles = (day: string) => inForce(supervisionCommittee.sources(YUANLONG), day).map(({ article }) => article);
      expect([articles('2025-12-31'), articles('2026-01-01')]).toEqual([['第三十二条'], ['第三十七条']]);
    });
    test('the appointment is refused by the same words, whichever post comes second', () => {
      const body = (kind: 'supervision-committee' | 'residents-committee') => ({
        id: 'b',
        kind,
        territory: FUNING.code,
        community: true,
        validFrom: '2017-01-01',
        validUntil: null,
      });
      const person = { id: 'ding', name: '丁力', livesIn: null };
      const held = (role: PostOf['role'], bodyKind: PostOf['bodyKind']): HeldPost => ({
        ...post(role, bodyKind, { bodyTerritory: FUNING.code }),
        id: 'p',
        personId: 'ding',
        bodyId: 'c',
        territory: FUNING.code,
      });
      const want = (role: HeldPost['role'], validFrom: string, validUntil: string | null) => ({
        role,
        territory: FUNING.code,
        allowance: '',
        validFrom,
        validUntil,
      });
      const watch = (from: string, until: string | null) =>
        judgeAppointment(
          { body: body('supervision-committee'), person, own: [held('committee-member', 'residents-committee')], others: [] },
          want('supervision-member', from, until),
        );
      expect(watch('2025-06-01', '2025-12-31').allowed).toBe(true);
      expect(watch('2026-01-01', null)).toMatchObject({ allowed: false, clause: '5.3' });
      const sit = judgeAppointment(
        { body: body('residents-committee'), person, own: [held('supervision-member', 'supervision-committee')], others: [] },
        want('committee-member', '2026-03-01', null),
      );
      expect(sit).toMatchObject({ allowed: false, clause: '5.3' });
    });
  });
});

describe('what is wrong leads to where it is put right, with the choice already made', () => {
  const V = YUANLONG.code;
  const worker = (id: string, more: object = {}) => ({
    ...{ id, name: id, grid: GRID, gridName: '第一网格', livesIn: GRID, allowance: '', phone: '0951-8094444', posts: [groupHead], ...more },
  });
  const grid = (workers: number, code = GRID) => ({
    ...{
      code,
      name: code,
      workers: Array.from({ length: workers }, (_, at) => ({ name: `${at}`, validFrom: '2026-01-01', validUntil: null })),
    },
  });
  const staffing = (stationId: string | null, ...grids: ReturnType<typeof grid>[]) => ({ grids, known: stationId !== null, stationId });
  const watcher = (id: string, head = false, woman: boolean | null = false, posts: PostOf[] = []) => ({ id, name: id, head, woman, posts });
  const committee = (...members: ReturnType<typeof watcher>[]) => ({ known: true, bodyId: 'b', members });
  const register: RegisterFacts = {
    ...{ grids: 2, households: 9, householdsInGrid: 9, householdsInTwo: 0, householdsComplete: 9 },
    ...{ persons: 30, personsInGrid: 30, personsComplete: 30 },
  };
  const turns = (answered: number) => [{ kind: 'appeal', holder: 'county' as const, toSign: 9, signed: 9, toAnswer: 8, answered }];
  const period: OnTimeFacts = { days: 90, filed: 10, turns: turns(8), late: [] };
  const late = (id: string) => ({
    ...{ id, number: id, kind: 'appeal', holder: '永宁县水务局' },
    ...{ holderKind: 'county-department' as const, what: 'answer' as const },
  });
  const lamp = (id: string) => ({ id, number: id, duty: dutyOf('roads.lamp'), cameDown: true, there: true });

  test.each([
    ['no station', villageStation.judge({ stations: [], known: true }, TODAY), `/bodies?found=service-station&territory=${V}`],
    ['nothing recorded', villageStation.judge({ stations: [], known: false }, TODAY), `/bodies?found=service-station&territory=${V}`],
    ['no head', stationHead.judge({ stationId: 's', heads: [] }, TODAY), '/bodies/s?act=appoint&role=station-head'],
    [
      'a head who may not be',
      stationHead.judge({ stationId: 's', heads: [{ id: 'h', name: '马建国', validFrom: '2026-01-01', posts: [] }] }, TODAY),
      '/bodies/s?act=end&post=h',
    ],
    ['no grids, no register', householdGrid.judge({ ...register, grids: 0, households: 0 }, TODAY), `/places/${V}?grid=new`],
    ['no grids', householdGrid.judge({ ...register, grids: 0 }, TODAY), `/places/${V}?grid=new`],
    ['no household', householdGrid.judge({ ...register, households: 0 }, TODAY), `/people?territory=${V}&add=household`],
    ['outside', householdGrid.judge({ ...register, householdsInGrid: 8 }, TODAY), `/people?territory=${V}&gap=outside-grid`],
    ['without household', householdGrid.judge({ ...register, personsInGrid: 29 }, TODAY), `/people?territory=${V}&gap=incomplete`],
    [
      'the second grid without a worker',
      gridStaffing.judge(staffing('s', grid(1), grid(0, `${V}002`)), TODAY),
      `/bodies/s?act=appoint&role=grid-worker&territory=${V}002`,
    ],
    ['three workers', gridStaffing.judge(staffing('s', grid(3)), TODAY), `/bodies/s?territory=${GRID}`],
    ['no station to appoint in', gridStaffing.judge(staffing(null, grid(0)), TODAY), `/bodies?found=service-station&territory=${V}`],
    ['no grids yet', gridStaffing.judge(staffing(null), TODAY), `/places/${V}?grid=new`],
    [
      'not of the group',
      gridWorkers.judge({ workers: [worker('w', { posts: [] })], stationId: 's' }, TODAY),
      '/bodies/s?act=correct&post=w',
    ],
    [
      'no work phone',
      workerContact.judge({ workers: [worker('w', { phone: '' })], stationId: 's' }, TODAY),
      '/bodies/s?act=correct&post=w',
    ],
    ['one late', mattersOnTime.judge({ ...period, late: [late('m')] }, TODAY), '/matters/m'],
    ['two late', mattersOnTime.judge({ ...period, late: [late('m'), late('n')] }, TODAY), `/?tab=overdue&territory=${V}`],
    ['were late', mattersOnTime.judge({ ...period, turns: turns(7) }, TODAY), `/?tab=all&territory=${V}`],
    ['information missing', baseInformation.judge({ ...register, householdsComplete: 8 }, TODAY), `/people?territory=${V}&gap=incomplete`],
    ['nobody registered', baseInformation.judge({ ...register, households: 0 }, TODAY), `/people?territory=${V}&add=household`],
    [
      'no committee',
      supervisionCommittee.judge({ known: true, bodyId: null, members: [] }, TODAY),
      `/bodies?found=supervision-committee&territory=${V}`,
    ],
    ['no member', supervisionCommittee.judge(committee(), TODAY), '/bodies/b?act=appoint&role=supervision-head'],
    [
      'too few',
      supervisionCommittee.judge(committee(watcher('甲', true), watcher('乙', false, true)), TODAY),
      '/bodies/b?act=appoint&role=supervision-member',
    ],
    [
      'no head of the committee',
      supervisionCommittee.judge(committee(watcher('甲'), watcher('乙', false, true), watcher('丙')), TODAY),
      '/bodies/b?act=appoint&role=supervision-head',
    ],
    [
      'nobody said who is a woman',
      supervisionCommittee.judge(committee(watcher('甲', true), watcher('乙', false, null), watcher('丙')), TODAY),
      '/bodies/b?act=correct&post=乙',
    ],
    [
      'no woman',
      supervisionCommittee.judge(committee(watcher('甲', true), watcher('乙'), watcher('丙')), TODAY),
      '/bodies/b?act=appoint&role=supervision-member',
    ],
    [
      'both sides',
      supervisionCommittee.judge(
        committee(watcher('甲', true), watcher('乙', false, true, [post('committee-member', 'villagers-committee')]), watcher('丙')),
        TODAY,
      ),
      '/bodies/b?act=end&post=乙',
    ],
    [
      'handed down',
      notHandedDownRule.judge({ days: 90, all: 5, matters: [{ ...lamp('n'), there: false }, lamp('m')] }, TODAY),
      '/matters/m',
    ],
  ])('%s', (_, { path }, expected) => expect(path).toBe(expected));
});

describe('every rule', () => {
  test('has an id of its own, a clause, a source that holds today, and is asked on the days of its source', () => {
    expect(new Set(BOARD_RULES.map(({ id }) => id)).size).toBe(BOARD_RULES.length);
    for (const one of BOARD_RULES) {
      expect(CLAUSES).toHaveProperty([one.clause]);
      for (const place of [YUANLONG, FUNING]) expect(inForce(one.sources(place), '2026-11-24').length, one.id).toBeGreaterThan(0);
    }
    expect(villageStation.judge({ stations: [], known: true }, on('2017-08-21')).verdict).toBe('not-applicable');
  });
  test('that is asked in principle warns where it would break', () => {
    const soft = rule({ ...villageStation, id: 'soft', inPrinciple: true, judge: () => broken('没有') });
    expect(soft.judge({} as never, TODAY).verdict).toBe('warning');
  });
});

/** The texts of the laws lie beside the project on the machines of those who keep it. */
const LAW = ['../../../shared/law', '../../../../shared/law']
  .map((path) => fileURLToPath(new URL(path, import.meta.url)))
  .find((path) => existsSync(path));
describe.skipIf(!LAW)(LAW ? 'our copy of the law' : 'our copy of the law: SKIPPED, its texts are not on this machine', () => {
  test.each(Object.entries(ARTICLES))(
    '%s is an article of the text of its days and speaks of supervision',
    (_key, { name, article, from, until }) => {
      const folder = until === null ? 'current' : 'superseded';
      const file = readdirSync(`${LAW}/${folder}`).find((found) => found.startsWith(name));
      const text = readFileSync(`${LAW}/${folder}/${file}`, 'utf8');
      expect(text.split('\n').find((line) => line.startsWith(`${article} `))).toMatch(/监督/);
      const holds = text.match(/自(\d{4})年(\d{1,2})月(\d{1,2})日起施行/);
      if (until === null && holds) expect(`${holds[1]}-${holds[2]?.padStart(2, '0')}-${holds[3]?.padStart(2, '0')}`).toBe(from);
    },
  );
});
