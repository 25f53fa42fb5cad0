import type { Topic } from '../../../domain/policy/rule.ts';
import type { Tx } from '../../platform/database.ts';
import { type JobHandler, queue, type Schedule } from '../../platform/jobs.ts';
import { JUDGE_JOB } from '../changes/index.ts';
import { dropOldChanges, takeAlong } from './cell-store.ts';
import { countiesOf } from './facts-store.ts';
import { judgeAgain } from './judge.ts';
import { villagesFallenDue } from './matter-facts-store.ts';

const ALL_JOB = 'board.judge-all';
const DUE_JOB = 'board.judge-due';

/** Judges one place again, once for all that waits about it. */
const judgeOne: JobHandler = async ({ tx, app, now, payload }) => {
  const territory = String(payload.territory);
  const asked = [(payload.topics ?? []) as Topic[], ...(await takeAlong(tx, territory, now))];
  // An empty list asks for everything.
  const topics = asked.some(({ length }) => length === 0) ? [] : [...new Set(asked.flat())];
  await judgeAgain(tx, app, now, territory, topics);
};

const RETENTION_DAYS = 3652;

/** Each night all of it, county by county: terms that begin and end with the day, and whatever was missed. */
const judgeAll: JobHandler = async ({ tx, now }) => {
  const counties = await countiesOf(tx);
  await queue(
    tx,
    now,
    counties.map((territory) => ({ county: territory, kind: JUDGE_JOB, payload: { territory, topics: [] } })),
  );
  await dropOldChanges(tx, new Date(now.getTime() - RETENTION_DAYS * 86_400_000));
};

const EVERY_MINUTES = 5;

/** What fell due meanwhile without anybody doing anything; looks back twice, so that a late turn misses nothing. */
const judgeDue: JobHandler = async ({ tx, app, now }) => {
  for (const village of await villagesFallenDue(tx, new Date(now.getTime() - 2 * EVERY_MINUTES * 60_000), now))
    await judgeAgain(tx, app, now, village, ['matters']);
};

/** Has everything judged soon; when a server starts, because rules and data may be new. */
export const judgeEverythingSoon = (tx: Tx, now: Date): Promise<void> =>
  queue(tx, now, [{ county: '000000', kind: ALL_JOB, uniqueKey: 'start' }]);

export const boardJobs: Record<string, JobHandler> = { [JUDGE_JOB]: judgeOne, [ALL_JOB]: judgeAll, [DUE_JOB]: judgeDue };
export const boardSchedules: Schedule[] = [
  // Ten past midnight in the region: the day's terms have begun.
  { kind: ALL_JOB, dailyAtMinute: 10 },
  { kind: DUE_JOB, everyMinutes: EVERY_MINUTES },
];
