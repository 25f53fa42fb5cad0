import { categoryOf } from '../../domain/matters/appeal/categories.ts';
import type { DutyBody } from '../../domain/matters/appeal/duty-body.ts';
import type { DemoResident } from './accounts.ts';
import type { Beat, Wait } from './beats.ts';
import type { DemoHousehold } from './people.ts';
import { SECOND_GRID, THIRD_GRID } from './personas.ts';
import type { FilledVillage } from './places.ts';
import type { Plans, Wish } from './plans.ts';
import type { Stories } from './stories.ts';
import type { Ground } from './walk.ts';

const SOON: Wait = { work: [8, 40] };
const AT_ONCE: Wait = { work: [3, 12] };
const DAY_OF_WORK = 450;

/** Working minutes ago; `today` when the answer is to fall due on the last working day up to now. */
type When = number | 'today';

/** Stories told on purpose, so that each persona finds something to do today and each state stands somewhere. */
export function featuredWishes(
  ground: Ground,
  plans: Plans,
  stories: Stories,
  villages: readonly FilledVillage[],
  households: readonly DemoHousehold[],
  online: readonly DemoResident[],
): Wish[] {
  const { moments, now, random, cast } = ground;
  const wishes: Wish[] = [];
  const resident = (key: 'resident' | 'elder') => online.find(({ person }) => person.persona === key) as DemoResident;
  const village = (name: string) => villages.find((one) => one.name === name) as FilledVillage;

  const tell = (when: When, place: string, title: string, beats: Beat[], more: Partial<Wish> = {}): void => {
    const trouble = plans.named(title);
    const allowed = categoryOf(trouble.category).kind === 'enquiry' ? 2 : 5;
    const filedAt = when === 'today' ? moments.dueToday(now, allowed) : moments.before(now, when);
    wishes.push({ filedAt, trouble, village: village(place), beats, fixed: true, ...more });
  };
  const minutesAgo = (minutes: number, place: string, title: string, more: Partial<Wish> = {}): void => {
    wishes.push({
      filedAt: new Date(now.getTime() - minutes * 60_000),
      trouble: plans.named(title),
      village: village(place),
      beats: [],
      channel: 'portal',
      fixed: true,
      ...more,
    });
  };
  const category = (title: string) => categoryOf(plans.named(title).category);
  const up = (title: string, wait = SOON): Beat[] => [stories.sign(wait), stories.passUp(category(title), wait)];
  const at = (title: string, bearer: DutyBody, wait = SOON): Beat[] => [...up(title, wait), stories.assign(cast.bearer(bearer), wait)];
  const inHand = (title: string, bearer: DutyBody, wait = SOON): Beat[] => [...at(title, bearer, wait), stories.sign(wait)];
  const wrongly = (title: string) => stories.wrongly(category(title).code, { assign: SOON, sign: SOON, back: { work: [60, 160] } });

  // The resident: one answered and waiting for the rating, one that went wrong once and is in hand, one done.
  const own = { resident: resident('resident'), channel: 'portal' as const, hidden: false };
  const tap = '自来水停了两天';
  tell(
    3.4 * DAY_OF_WORK,
    '原隆村',
    tap,
    [...inHand(tap, 'county-water'), ...stories.answering(plans.named(tap), false, { work: [420, 640] })],
    own,
  );
  const lane = '巷道里一排灯都不亮';
  tell(
    2.9 * DAY_OF_WORK,
    '原隆村',
    lane,
    [...up(lane), ...wrongly(lane), stories.assign(cast.bearer('county-housing'), SOON), stories.sign(SOON)],
    own,
  );
  const sweeping = '保洁员好久没来扫';
  tell(
    27 * DAY_OF_WORK,
    '原隆村',
    sweeping,
    [stories.sign(SOON), ...stories.answering(plans.named(sweeping), true, { work: [120, 300] }), stories.rate('good')],
    own,
  );

  const elder = { resident: resident('elder'), channel: 'portal' as const, hidden: false };
  const pension = '养老金两个月没发';
  tell(1.6 * DAY_OF_WORK, '木兰村', pension, [stories.sign(SOON), stories.ask(category(pension), SOON)], elder);
  const eaves = '房檐水滴到我家院里';
  tell(
    22 * DAY_OF_WORK,
    '木兰村',
    eaves,
    [stories.sign(SOON), ...stories.answering(plans.named(eaves), true, { work: [200, 500] }), stories.rate('good')],
    elder,
  );

  // The third grid and the station of Yuanlong.
  const living = (code: string) =>
    households.filter(
      ({ grid, members }) => grid === code && members.some((one) => one.adult && one.phone && !one.persona && one.presence === 'here'),
    );
  const neighbours = living(THIRD_GRID);
  const near = () => ({ household: random.pick(neighbours) });
  minutesAgo(18, '原隆村', '巷道里柴草乱堆', { ...near(), channel: 'portal' });
  minutesAgo(130, '原隆村', '水龙头放出来的水发黄', { ...near(), channel: 'portal' });
  tell(0.5 * DAY_OF_WORK, '原隆村', '邻居的大狗不拴', [stories.sign(AT_ONCE)], { ...near(), channel: 'field' });
  tell(0.8 * DAY_OF_WORK, '原隆村', '亲属关系证明找谁开', [stories.sign(SOON)], { ...near(), channel: 'counter' });
  tell('today', '原隆村', '公厕脏得进不去', [stories.sign(SOON)], { channel: 'counter' });
  minutesAgo(55, '原隆村', '村务公开栏半年没换', { hidden: true });
  minutesAgo(260, '原隆村', '棚膜让大风撕了');

  // The centre: to dispatch, returned, asked for more time, come again; the window's own.
  for (const [place, title] of [
    ['福宁村', '快递点取件乱收钱'],
    ['木兰村', '学校营养餐是凉的'],
    ['玉海村', '路口看不见来车'],
    ['武河村', '种粮补贴没到账'],
  ] as const)
    tell(0.7 * DAY_OF_WORK, place, title, up(title), {});
  for (const [place, title] of [
    ['福宁社区', '广场舞吵到半夜'],
    ['武河村', '垃圾箱满了没人拉'],
    ['原隆村', '往棚里去的生产路进不去车'],
  ] as const)
    tell(1.7 * DAY_OF_WORK, place, title, [...up(title), ...wrongly(title)]);
  const again = '校车老晚点';
  tell(2.1 * DAY_OF_WORK, '园艺村', again, [
    ...inHand(again, 'county-education'),
    ...stories.answering(plans.named(again), false, { work: [300, 420] }),
    stories.reopen({ awake: [1, 3] }),
  ]);
  // Passed up though the village bears it: the centre gave it back with its instruction.
  const straw = '巷道里柴草乱堆';
  tell(9 * DAY_OF_WORK, '玉海村', straw, [
    ...up(straw),
    stories.sendBack(),
    stories.sign(SOON),
    ...stories.answering(plans.named(straw), true, { work: [120, 300] }),
  ]);
  const window = '窗口说的材料每次不一样';
  tell(0.9 * DAY_OF_WORK, '福宁村', window, up(window));
  tell(2.1 * DAY_OF_WORK, '木兰村', window, [...up(window), stories.sign(SOON)]);

  // The township's enforcement office.
  const shed = '公共通道上搭彩钢房';
  tell('today', '福宁村', shed, inHand(shed, 'township-enforcement', AT_ONCE));
  const stalls = '集市摊子摆到路中间';
  tell(0.6 * DAY_OF_WORK, '福宁社区', stalls, at(stalls, 'township-enforcement'));
  const garden = '广场边被圈占种菜';
  tell(3.2 * DAY_OF_WORK, '玉海村', garden, [...inHand(garden, 'township-enforcement'), stories.urge({ awake: [20, 30] })]);

  // The county's housing, power and water.
  const pole = '灯杆被车撞歪了';
  tell('today', '武河村', pole, inHand(pole, 'county-housing', AT_ONCE));
  const cover = '井盖不见了';
  tell(0.5 * DAY_OF_WORK, '福宁村', cover, at(cover, 'county-housing', AT_ONCE));
  const roof = '移民房屋顶漏雨';
  tell(0.8 * DAY_OF_WORK, '园艺村', roof, at(roof, 'county-housing'));
  const daylight = '路灯白天亮晚上灭';
  tell(3 * DAY_OF_WORK, '福宁村', daylight, [
    ...inHand(daylight, 'county-housing'),
    ...stories.askExtension(category(daylight), { work: [300, 500] }),
  ]);
  const salt = '墙根返碱掉皮';
  tell(8 * DAY_OF_WORK, '木兰村', salt, [
    ...inHand(salt, 'county-housing'),
    stories.urge({ late: [20, 90], of: 'answer' }),
    stories.supervise({ work: [30, 120] }),
  ]);
  const crack = '老房子墙裂了缝';
  tell(6 * DAY_OF_WORK, '原隆村', crack, [...inHand(crack, 'county-housing'), ...stories.suspend(category(crack), { work: [200, 400] })]);
  tell(1.8 * DAY_OF_WORK, '玉海村', lane, [...inHand(lane, 'county-housing'), stories.askHelp(category(lane), { work: [60, 160] })]);
  const outage = '三天两头停电';
  tell(2 * DAY_OF_WORK, '武河村', outage, [...inHand(outage, 'county-power'), stories.note()]);
  const voltage = '电压低带不动';
  tell(0.6 * DAY_OF_WORK, '原隆村', voltage, at(voltage, 'county-power'));
  const bill = '水表转得不对，水费多了一倍';
  tell(2.2 * DAY_OF_WORK, '福宁村', bill, [...inHand(bill, 'county-water'), stories.ask(category(bill), { work: [60, 160] })]);
  const rail = '渠边没有护栏';
  tell(7.6 * DAY_OF_WORK, '福宁村', rail, [
    ...inHand(rail, 'county-water'),
    stories.urge({ awake: [90, 110] }),
    stories.urge({ late: [30, 120], of: 'answer' }),
  ]);
  const leak = '主水管漏水漏了一路';
  tell(3.6 * DAY_OF_WORK, '玉海村', leak, [...inHand(leak, 'county-water'), ...stories.askExtension(category(leak), { work: [400, 700] })]);
  const turn = '头水轮不到我们';
  tell('today', '木兰村', turn, inHand(turn, 'county-water', AT_ONCE));
  const pressure = '二楼水压上不来';
  tell(0.6 * DAY_OF_WORK, '福宁社区', pressure, at(pressure, 'county-water'));

  // For the supervisor: late, not even signed for, urged again and again.
  const sheep = '夜里羊被偷了';
  tell(7.2 * DAY_OF_WORK, '武河村', sheep, [
    ...inHand(sheep, 'county-police'),
    stories.urge({ awake: [48, 60] }),
    stories.urge({ awake: [24, 40] }),
    stories.urge({ late: [20, 60], of: 'answer' }),
  ]);
  tell(3.1 * DAY_OF_WORK, '园艺村', '牛不吃草还发烧', []);
  const idle = '租我地的人不种了也不退';
  tell(2.9 * DAY_OF_WORK, '玉海村', idle, at(idle, 'township-agriculture'));

  // The second grid of Funing, for its worker.
  const others = living(SECOND_GRID);
  const there = () => ({ household: random.pick(others) });
  minutesAgo(25, '福宁村', '水龙头放出来的水发黄', { ...there(), channel: 'portal' });
  minutesAgo(170, '福宁村', '巷道里柴草乱堆', { ...there(), channel: 'portal' });
  tell(0.6 * DAY_OF_WORK, '福宁村', '邻居的大狗不拴', [stories.sign(AT_ONCE)], { ...there(), channel: 'field' });
  tell('today', '福宁村', '公厕脏得进不去', [stories.sign(SOON)], { ...there(), channel: 'counter' });

  // New today elsewhere.
  minutesAgo(35, '福宁村', '大货车开得飞快');
  minutesAgo(80, '武河村', '手机没有信号');
  minutesAgo(150, '福宁社区', '电梯停了半个月');
  minutesAgo(210, '木兰村', '白菜没人收');
  return wishes;
}
