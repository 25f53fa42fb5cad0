import type { Topic } from '../../../domain/policy/rule.ts';
import { countyOf, LEVEL_LENGTHS } from '../../../domain/territory/code.ts';
import type { Tx } from '../../platform/database.ts';
import { queueWithCommit } from '../../platform/jobs.ts';

/** The job that judges places again; its payload is a `JudgeAgain`. */
export const JUDGE_JOB = 'board.judge';

/** A place, with all below it, and what changed there; every topic when empty. */
export interface JudgeAgain {
  territory: string;
  topics: readonly Topic[];
  /** Where residents changed: grids, or a place with all below it, to be counted again. */
  recount?: readonly string[];
}

/**
 * Says that facts of places changed, so that the clause board judges them again as soon as this transaction has committed. A grid or household
 * stands for its village; residents are counted again in just the grids that are named. Costs no round trip: the job goes with the commit.
 */
export function factsChanged(tx: Tx, now: Date, topic: Topic, territories: readonly string[]): void {
  const places = new Map<string, Set<string>>();
  for (const code of territories) {
    const place = code.slice(0, LEVEL_LENGTHS.village);
    places.set(place, (places.get(place) ?? new Set()).add(code));
  }
  queueWithCommit(
    tx,
    now,
    [...places].map(([territory, codes]) => {
      const payload: JudgeAgain = { territory, topics: [topic], ...(topic === 'residents' && { recount: [...codes] }) };
      return { county: countyOf(territory), kind: JUDGE_JOB, payload: { ...payload } };
    }),
  );
}

const MOST_VILLAGES = 20;

/** Says that an import changed facts of villages: each is judged again, or its whole county where there are many. Every topic when `topics` is empty. */
export function factsImported(tx: Tx, now: Date, topics: readonly Topic[], villages: readonly string[]): void {
  const inCounty = new Map<string, string[]>();
  for (const village of villages) inCounty.set(countyOf(village), [...(inCounty.get(countyOf(village)) ?? []), village]);
  const places = [...inCounty].flatMap(([county, inside]) => (inside.length > MOST_VILLAGES ? [county] : inside));
  queueWithCommit(
    tx,
    now,
    places.map((territory) => ({ county: countyOf(territory), kind: JUDGE_JOB, payload: { territory, topics } })),
  );
}

/** Says that households or residents changed in these places. Who is on file without a grid counts for none, so only grids are counted again. */
export function residentsChanged(tx: Tx, now: Date, places: readonly string[]): void {
  factsChanged(
    tx,
    now,
    'residents',
    places.filter((code) => code.length === LEVEL_LENGTHS.grid),
  );
}
