import type { JobHandler, Schedule } from '../../platform/jobs.ts';
import { dropOldCommands, dropOldJobs } from './store.ts';

const DAY = 86_400_000;
const COMMANDS_KEPT = 90 * DAY;
const JOBS_KEPT = 7 * DAY;

/** Forgets repeated-command answers after 90 days and jobs done a week ago. */
const sweep: JobHandler = async ({ tx, now }) => {
  await dropOldCommands(tx, new Date(now.getTime() - COMMANDS_KEPT));
  await dropOldJobs(tx, new Date(now.getTime() - JOBS_KEPT));
};

export const sweepJobs: Record<string, JobHandler> = { 'jobs.sweep': sweep };
export const sweepSchedules: Schedule[] = [{ kind: 'jobs.sweep', dailyAtMinute: 200 }];
