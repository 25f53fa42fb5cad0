import { describe, expect, test } from 'vitest';
import { gridStaffing, gridWorkers, workerContact } from '../bodies/grid-workers.ts';
import { stationHead, villageStation } from '../bodies/station.ts';
import { supervisionCommittee } from '../bodies/supervision.ts';
import type { PostOf } from '../bodies/term.ts';
import { dutyOf } from '../matters/appeal/categories.ts';
import { notHandedDownRule } from '../matters/handed-down.ts';
import { mattersOnTime, type OnTimeFacts } from '../matters/on-time.ts';
import { baseInformation, householdGrid, type RegisterFacts } from '../territory/coverage.ts';
import { GRID, groupHead, post, TODAY, YUANLONG } from './testing/board.ts';

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
