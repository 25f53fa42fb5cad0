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
}

/**
 * Says that facts of places changed, so that the clause board judges them again as soon as this transaction has committed. A grid or household
 * stands for its village. Costs no round trip: the job goes with the commit.
 */
export function factsChanged(tx: Tx, now: Date, topic: Topic, territories: readonly string[]): void {
  const places = new Set(territories.map((code) => code.slice(0, LEVEL_LENGTHS.village)));
  queueWithCommit(
    tx,
    now,
    [...places].map((territory) => ({ county: countyOf(territory), kind: JUDGE_JOB, payload: { territory, topics: [topic] } })),
  );
}
