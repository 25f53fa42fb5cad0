import type { Calendar } from '../calendar/calendar.ts';
import { type Attribution, attributeWorkingTime, type Holding } from './attribution.ts';
import { type Assignment, type MatterState, turnOf } from './state.ts';

/** Who held the matter from when, with its pauses, read from the fold; after an answer nobody does. */
export function holdingsOf(state: Pick<MatterState, 'assignments' | 'pauses'>): Holding[] {
  const instants = new Set<string>();
  for (const turn of state.assignments) {
    instants.add(turn.at);
    if (turn.endedAt) instants.add(turn.endedAt);
  }
  for (const pause of state.pauses) {
    instants.add(pause.from);
    if (pause.until) instants.add(pause.until);
  }
  return [...instants].sort().map((at) => {
    const turn = state.assignments.findLast((one) => one.at <= at && (one.endedAt === null || one.endedAt > at));
    const pause = state.pauses.find((one) => one.from <= at && (one.until === null || one.until > at));
    return { at: new Date(at), holder: turn ? { bodyId: turn.body.id, name: turn.body.name } : null, paused: pause?.ground ?? null };
  });
}

/** Where every working minute of a matter's life went, up to the end of the last turn or `now` while one runs (clause 12.5: each organisation answers only for the hours it held). */
export function attributionOf(calendar: Calendar, state: MatterState, now: Date): Attribution {
  const endedAt = turnOf(state)?.endedAt;
  return attributeWorkingTime(calendar, holdingsOf(state), endedAt ? new Date(endedAt) : now);
}

/** The working minutes of one turn: in the body's hands, and waiting on others meanwhile. */
export function turnMinutes(
  calendar: Calendar,
  state: Pick<MatterState, 'pauses'>,
  turn: Assignment,
  now: Date,
): { held: number; waited: number } {
  const end = turn.endedAt ? new Date(turn.endedAt) : now;
  const pauses = state.pauses.filter((pause) => pause.from < end.toISOString() && (pause.until === null || pause.until > turn.at));
  const { totals } = attributeWorkingTime(
    calendar,
    holdingsOf({ assignments: [{ ...turn, endedAt: end.toISOString() }], pauses }).filter((holding) => holding.at.toISOString() >= turn.at),
    end,
  );
  const held = totals.filter((total) => total.heading === 'body').reduce((sum, total) => sum + total.minutes, 0);
  const all = totals.reduce((sum, total) => sum + total.minutes, 0);
  return { held, waited: all - held };
}
