import { dateOfDay, dayOf } from '../../domain/calendar/calendar.ts';
import { workingMinutesAgo } from './hand-overs.ts';
import { SECOND_GRID, THIRD_GRID } from './personas.ts';
import type { Services } from './services.ts';
import { type About, type Asked, again, checked, planned, take, type Verifications, withoutEntry } from './verifications.ts';
import type { Ground } from './walk.ts';

const A_DAY = 450;

/** Tells the home verifications of the demo: waiting, planned, overdue, refused, nobody there, moved away, checked, taken, called off. */
export function tellVerifications(ground: Ground, services: Services, verifications: Verifications): void {
  const { moments, now } = ground;
  const ago = (minutes: number) => workingMinutesAgo(ground, minutes);
  /** The day so many working minutes from now, or ago. */
  const dayIn = (minutes: number): string => dateOfDay(dayOf(minutes < 0 ? ago(-minutes) : moments.after(now, [minutes, minutes])));
  /** Asked that many working minutes ago, wanted by the day so many working minutes from now. */
  const of = (village: string, about: About, asked: number, due: number, grid?: string): Asked => ({
    household: services.someone(village, grid).household,
    about,
    askedAt: ago(asked),
    due: dayIn(due),
  });

  // What both grid workers have to do: one overdue, one soon, one new.
  verifications.ask(of('原隆村', 'elder', 4 * A_DAY, -A_DAY, THIRD_GRID), (visit) => [planned(visit)]);
  verifications.ask(of('原隆村', 'greenhouse', 90, 3 * A_DAY, THIRD_GRID));
  verifications.ask(of('福宁村', 'house', 5 * A_DAY, -1.2 * A_DAY, SECOND_GRID), (visit) => [planned(visit)]);
  verifications.ask(of('福宁村', 'elder', 1.5 * A_DAY, 300, SECOND_GRID), (visit) => [planned(visit)]);
  verifications.ask(of('福宁村', 'living', 150, 3 * A_DAY, SECOND_GRID));

  // The grid whose worker has left, and one that is planned in time.
  verifications.ask(of('武河村', 'relief', 1.8 * A_DAY, 2 * A_DAY, `${services.village('武河村')}004`));
  verifications.ask(of('玉海村', 'greenhouse', 2 * A_DAY, A_DAY), (visit) => [planned(visit)]);

  // Back at the township, which has not yet taken it.
  verifications.ask(of('木兰村', 'living', 4 * A_DAY, A_DAY), (visit) => [
    planned(visit),
    withoutEntry(visit, 'entry-refused', '说家里不方便，不让进门，改天也不行。', { at: ago(260) }),
  ]);
  verifications.ask(of('园艺村', 'relief', 5 * A_DAY, -1.5 * A_DAY), (visit) => [
    planned(visit),
    withoutEntry(visit, 'nobody-home', '去了两回，门锁着，邻居说去银川看病了。', { at: ago(2.5 * A_DAY) }),
    again('等人回来再去一次，先打个电话约。', dayIn(2 * A_DAY)),
  ]);
  verifications.ask(of('福宁社区', 'elder', 3 * A_DAY, A_DAY), (visit) => [
    planned(visit),
    withoutEntry(visit, 'moved-away', '全家上月搬到吴忠了，房子已经租出去。', { at: ago(310) }),
  ]);
  verifications.ask(of('原隆村', 'living', 4 * A_DAY, A_DAY), (visit) => [
    planned(visit),
    checked(visit, { at: ago(120) }, { differs: true }),
  ]);
  verifications.ask(of('武河村', 'greenhouse', 3 * A_DAY, A_DAY), (visit) => [
    planned(visit),
    checked(visit, { at: ago(200) }, { differs: true }),
  ]);

  // Over: taken, refused at the door, called off, gone twice.
  verifications.ask(of('木兰村', 'elder', 20 * A_DAY, -15 * A_DAY), (visit) => [
    planned(visit),
    checked(visit, { work: [300, 900] }, { onPaper: true }),
    take,
  ]);
  verifications.ask(of('玉海村', 'relief', 14 * A_DAY, -10 * A_DAY), (visit) => [
    planned(visit),
    checked(visit, { work: [200, 800] }, { differs: true }),
    take,
  ]);
  verifications.ask(of('原隆村', 'house', 26 * A_DAY, -20 * A_DAY), (visit) => [
    planned(visit),
    withoutEntry(visit, 'entry-refused', '老人不让看，说儿子回来再说。', { work: [300, 700] }),
    take,
  ]);
  verifications.ask(of('福宁村', 'living', 12 * A_DAY, -9 * A_DAY), () => [
    { step: 'call-off', by: 'centre', wait: { work: [60, 240] }, input: { words: '申请人撤回了申请，不用去了。' } },
  ]);
  verifications.ask(of('福宁社区', 'elder', 18 * A_DAY, -14 * A_DAY), (visit) => [
    planned(visit),
    withoutEntry(visit, 'nobody-home', '下午去的，没人应门。', { work: [200, 500] }),
    again('换个早上再去一次。', dayIn(-11 * A_DAY)),
    checked(visit, { work: [300, 700] }),
    take,
  ]);
}
