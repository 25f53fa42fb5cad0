import type { z } from 'zod';
import { pageOf } from '../../../domain/accounts/page.ts';
import { JobDecided, JobPage, type JobState, ListJobs, NamedJob } from '../../../domain/jobs/contract.ts';
import { allow, when } from '../../../domain/policy/permission.ts';
import type { Tx } from '../../platform/database.ts';
import { type Operation, operation } from '../../platform/operation.ts';
import { notFound } from '../../platform/problem.ts';
import { countJobs, giveUp, jobsIn, lockJob, tryAgain } from './store.ts';

type State = z.infer<typeof JobState>;

async function job(tx: Tx, id: string) {
  const found = await lockJob(tx, id);
  if (!found) throw notFound();
  return found;
}

const list = operation({
  name: 'jobs.list',
  summary: 'Work queued for later: waiting, done, or given up after eight tries.',
  clause: '2.7',
  kind: 'query',
  roles: ['administrator'],
  input: ListJobs,
  output: JobPage,
  permit: () => allow,
  run: async ({ tx, input }) => {
    const rows = await jobsIn(tx, { state: input.state, after: input.after ?? null, limit: input.limit + 1 });
    const counts = { waiting: 0, done: 0, dead: 0 };
    for (const { state, count } of await countJobs(tx)) counts[state as State] = count;
    const { page, next } = pageOf(rows, input.limit, (row) => row.created_at);
    return {
      items: page.map((row) => ({
        id: row.id,
        kind: row.kind,
        state: row.state as State,
        attempts: row.attempts,
        runAt: row.run_at.toISOString(),
        createdAt: row.created_at.toISOString(),
        finishedAt: row.finished_at?.toISOString() ?? null,
        problem: row.last_error,
      })),
      next,
      counts,
    };
  },
});

const retry = operation({
  name: 'jobs.retry',
  summary: 'Tries a job again now, with a fresh count of tries.',
  clause: '2.7',
  kind: 'command',
  roles: ['administrator'],
  input: NamedJob,
  output: JobDecided,
  load: ({ tx, input }) => job(tx, input.id),
  permit: ({ subject }) => when(subject.state !== 'done', '这项任务已经完成，不用再试。'),
  run: async ({ tx, subject, now }) => {
    await tryAgain(tx, subject.county, subject.id, now);
    return { done: true as const };
  },
});

const drop = operation({
  name: 'jobs.drop',
  summary: 'Gives a failed job up for good; it stays in the list as done, with its last problem.',
  clause: '2.7',
  kind: 'command',
  roles: ['administrator'],
  input: NamedJob,
  output: JobDecided,
  load: ({ tx, input }) => job(tx, input.id),
  permit: ({ subject }) => when(subject.state === 'dead', '只有多次失败的任务才能放弃。'),
  run: async ({ tx, subject, now }) => {
    await giveUp(tx, subject.county, subject.id, now, `已放弃：${subject.last_error ?? ''}`.slice(0, 500));
    return { done: true as const };
  },
});

export const jobOperations: Operation[] = [list, retry, drop];
