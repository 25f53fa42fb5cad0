import type { MatterState } from '../matters/state.ts';

/** One rate with what stands behind it. `excluded` says how many were left out of the denominator and is explained beside the figure. */
export interface Rate {
  numerator: number;
  denominator: number;
  excluded: number;
}

export const RATE_NAMES = ['signed', 'answered', 'response', 'resolution', 'satisfaction', 'reopened'] as const;
export type RateName = (typeof RATE_NAMES)[number];
export type Rates = Record<RateName, Rate>;

/** The six rates are about what residents raise; how applications and home visits went is another question and never mixed in (4.8). */
export const RATED_KIND = 'appeal';

/** What each rate counts, in words for the screen; the same rules in SQL stand in the statistics store. */
export const RATE_MEANINGS: Record<RateName, { title: string; counts: string; leavesOut: string }> = {
  signed: { title: '按时签收', counts: '派到单位后在签收时限内签收的次数 / 应签收的次数', leavesOut: '还没到签收时限的' },
  answered: { title: '按时答复', counts: '在答复时限内答复的次数 / 应答复的次数', leavesOut: '还没到期、退回、移交、并案和撤回的' },
  response: { title: '响应', counts: '已答复的件数 / 收到的件数', leavesOut: '撤回、并案、不予受理和还没到期的' },
  resolution: { title: '群众说解决了', counts: '群众说解决了的件数 / 有评价的件数', leavesOut: '已答复还没有评价的' },
  satisfaction: { title: '满意', counts: '满意和基本满意的件数 / 有评价的件数', leavesOut: '已答复还没有评价的' },
  reopened: { title: '重新办理', counts: '重新办理过的件数 / 答复过的件数', leavesOut: '还没有答复的' },
};

export const noRates = (): Rates =>
  Object.fromEntries(RATE_NAMES.map((name) => [name, { numerator: 0, denominator: 0, excluded: 0 }])) as Rates;

const count = (rate: Rate, verdict: boolean | null): void => {
  if (verdict === null) rate.excluded++;
  else {
    rate.denominator++;
    if (verdict) rate.numerator++;
  }
};

/** Whether a deadline was kept: yes, no, or nothing to say yet. */
const kept = (due: string | null, done: string | null, now: string): boolean | null => {
  if (due === null) return null;
  if (done !== null) return done <= due;
  return now > due ? false : null;
};

/** Adds one matter, filed in the period, to the rates of its place or category. The rules a clerk may check by hand. */
export function addMatter(rates: Rates, state: MatterState, now: string): void {
  for (const turn of state.assignments) {
    if (turn.dueSign !== null) count(rates.signed, kept(turn.dueSign, turn.signedAt ?? turn.endedAt, now));
    const running = turn.endedAt === null && state.pauses.every((pause) => pause.until !== null);
    const answered = turn.ended === 'answer' ? turn.endedAt : null;
    count(rates.answered, answered !== null || running ? kept(turn.dueAnswer, answered, now) : null);
  }
  const outside = ['withdrawn', 'merged', 'declined'].includes(state.status);
  const late = state.deadlines.answer !== null && now > state.deadlines.answer && state.pauses.every((pause) => pause.until !== null);
  count(rates.response, outside ? null : state.answeredAt !== null ? true : late ? false : null);
  if (state.answeredAt === null) {
    rates.reopened.excluded++;
    return;
  }
  count(rates.resolution, state.rating ? state.rating.solved : null);
  count(rates.satisfaction, state.rating ? state.rating.satisfied !== 'no' : null);
  count(rates.reopened, state.reopened > 0);
}
