import type { JobHandler, Schedule } from '../../platform/jobs.ts';
import { removeCodesBefore } from './code-store.ts';
import { removeSessionsBefore } from './session-store.ts';

const SWEEP_JOB = 'accounts.sweep';
const DAY = 86_400_000;

/** Keeps the retention: codes and links one day after their end, sessions thirty. */
export const accountJobs: Record<string, JobHandler> = {
  [SWEEP_JOB]: async ({ tx, now }) => {
    await removeCodesBefore(tx, new Date(now.getTime() - DAY));
    await removeSessionsBefore(tx, new Date(now.getTime() - 30 * DAY));
  },
};

export const accountSchedules: Schedule[] = [{ kind: SWEEP_JOB, dailyAtMinute: 200 }];
