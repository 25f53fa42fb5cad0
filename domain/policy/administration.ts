import { type Actor, inRange } from '../accounts/actor.ts';
import { dateOfDay, dayOf } from '../calendar/calendar.ts';
import { hoursOutOfOrder, isHourKey } from './hours.ts';
import type { ParameterUnit } from './parameter.ts';
import { PARAMETERS, type ParameterValue } from './parameters.ts';
import { allow, every, type Permission, refuse, when } from './permission.ts';

const UNIT_WORDS: Record<ParameterUnit, string> = {
  'working-days': '个工作日',
  days: '天',
  minutes: '分钟',
  hours: '小时',
  'minute-of-day': '（从零点起的分钟数）',
  month: '月',
  count: '次',
  metres: '米',
  choice: '',
};

const ownPlace = (actor: Actor, territory: string) => when(inRange(actor, territory), '只能改您管的地区的规定，上级的由上级改。');

/** A change acts from its date on, so it may not reach back: what people did was judged by the rules of that day. */
const notBackwards = (date: string, now: Date) => when(date >= dateOfDay(dayOf(now)), '不能改过去的日子：已经办的事按当时的规定算。');

/** Whether a parameter may be set, judged against the values set so far. Times of work change from tomorrow on, for today's hours are already running. */
export function maySetParameter(actor: Actor, change: ParameterValue, values: readonly ParameterValue[], now: Date): Permission {
  const { title, min, max, unit } = PARAMETERS[change.key];
  const today = dateOfDay(dayOf(now));
  return every(
    ownPlace(actor, change.territory),
    notBackwards(change.validFrom, now),
    when(!isHourKey(change.key) || change.validFrom > today, '上下班时间从明天起才能改：今天的时限已经在走。'),
    when(change.value >= min && change.value <= max, `“${title}”要在 ${min} 到 ${max}${UNIT_WORDS[unit]}之间。`),
    hoursStayInOrder(change, values),
  );
}

/** Morning before noon before afternoon, on each later date and in each place below that set its own. */
function hoursStayInOrder(change: ParameterValue, values: readonly ParameterValue[]): Permission {
  if (!isHourKey(change.key)) return allow;
  const all = [...values, change];
  const places = new Set(all.filter((row) => row.territory.startsWith(change.territory)).map((row) => row.territory));
  for (const place of places) {
    const from = hoursOutOfOrder(all, place);
    if (from) return refuse(`这样改，从 ${from} 起上下班时间会前后颠倒（上午上班、上午下班、下午上班、下午下班要依次往后）。`);
  }
  return allow;
}

/** Whether a place's own day off or working day may be put in or taken out. National days come with the yearly notice, by import. */
export function maySetCalendarDay(actor: Actor, change: { date: string; scope: string }, now: Date): Permission {
  return every(ownPlace(actor, change.scope), notBackwards(change.date, now));
}
