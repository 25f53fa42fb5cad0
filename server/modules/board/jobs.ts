import type { Tx } from '../../platform/database.ts';
import { type JobHandler, queue, type Schedule } from '../../platform/jobs.ts';
import { JUDGE_JOB, type JudgeAgain } from '../changes/index.ts';
import { dropOldChanges, takeAlong } from './cell-store.ts';
import { countiesOf } from './facts-store.ts';
import { countCounty, judgeAgain, judgeTogether } from './judge.ts';
import { villagesFallenDue } from './matter-facts-store.ts';

const ALL_JOB = 'board.judge-all';
const DUE_JOB = 'board.judge-due';
const COUNT_JOB = 'board.count';

/** So many villages are judged in one go: whoever asks next does not wait for more. */
const MOST_TOGETHER = 50;

/** Judges one place again and, where it is a village, all that wait; once for all that was asked about each. */
const judgeWaiting: JobHandler = async ({ tx, app, now, payload, attempt }) => {
  const own = payload as unknown as JudgeAgain;
  // What failed once is tried alone, so that it holds up nobody else.
  const asked = [own, ...(attempt === 1 ? await takeAlong(tx, own.territory, now, MOST_TOGETHER) : [])];
  const places = [...new Set(asked.map(({ territory }) => territory))];
  await judgeTogether(
    tx,
    app,
    places.map((place) =>
      together(
        place,
        asked.filter(({ territory }) => territory === place),
      ),
    ),
  );
};

/** What several asked of one place; an empty list of topics asks for everything. */
const together = (territory: string, asked: readonly JudgeAgain[]): Required<JudgeAgain> => ({
  territory,
  topics: asked.some(({ topics }) => topics.length === 0) ? [] : [...new Set(asked.flatMap(({ topics }) => topics))],
  recount: [...new Set(asked.flatMap(recountOf))],
});

/** What was queued before grids were named asks for its whole village. */
const recountOf = ({ territory, topics, recount }: JudgeAgain): readonly string[] =>
  recount ?? (topics.includes('residents') ? [territory] : []);

const RETENTION_DAYS = 3652;

/** A county is counted in a second or two; what people change meanwhile comes between two of them. */
const COUNT_EVERY_MS = 10_000;

/**
 * Each night all of it, county by county: terms that begin and end with the day, and whatever was missed. Then the register is counted, one county
 * after another, to see whether the kept counts are right.
 */
const judgeAll: JobHandler = async ({ tx, now }) => {
  const counties = await countiesOf(tx);
  await queue(
    tx,
    now,
    counties.map((territory) => ({ county: territory, kind: JUDGE_JOB, payload: { territory, topics: [] } })),
  );
  await queue(
    tx,
    now,
    counties.map((county, at) => ({
      county,
      kind: COUNT_JOB,
      uniqueKey: county,
      runAt: new Date(now.getTime() + (at + 1) * COUNT_EVERY_MS),
    })),
  );
  await dropOldChanges(tx, new Date(now.getTime() - RETENTION_DAYS * 86_400_000));
};

/** Counts the register of a county; where something else was kept, says so in the log, puts it right and judges again. */
const countOne: JobHandler = async ({ tx, app, county }) => {
  const differing = await countCounty(tx, app, county);
  if (!differing.length) return;
  app.log.warn({ county, grids: differing.slice(0, MOST_LOGGED), all: differing.length }, 'kept counts of the register were wrong');
  await judgeAgain(tx, app, county, ['residents']);
};

const MOST_LOGGED = 20;
const EVERY_MINUTES = 5;

/** What fell due meanwhile without anybody doing anything; looks back twice, so that a late turn misses nothing. */
const judgeDue: JobHandler = async ({ tx, app, now }) => {
  const villages = await villagesFallenDue(tx, new Date(now.getTime() - 2 * EVERY_MINUTES * 60_000), now);
  const asked = villages.map((territory): Required<JudgeAgain> => ({ territory, topics: ['matters'], recount: [] }));
  for (let at = 0; at < asked.length; at += MOST_TOGETHER) await judgeTogether(tx, app, asked.slice(at, at + MOST_TOGETHER));
};

/** Has everything judged soon; when a server starts, because rules and data may be new. */
export const judgeEverythingSoon = (tx: Tx, now: Date): Promise<void> =>
  queue(tx, now, [{ county: '000000', kind: ALL_JOB, uniqueKey: 'start' }]);

export const boardJobs: Record<string, JobHandler> = {
  [JUDGE_JOB]: judgeWaiting,
  [ALL_JOB]: judgeAll,
  [COUNT_JOB]: countOne,
  [DUE_JOB]: judgeDue,
};
export const boardSchedules: Schedule[] = [
  // Ten past midnight in the region: the day's terms have begun.
  { kind: ALL_JOB, dailyAtMinute: 10 },
  { kind: DUE_JOB, everyMinutes: EVERY_MINUTES },
];
