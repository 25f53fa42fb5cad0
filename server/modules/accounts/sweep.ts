import type { JobHandler, Schedule } from '../../platform/jobs.ts';
import { removeCodesBefore } from './code-store.ts';
import { closeDormant } from './dormant.ts';
import { endSignIns } from './leaver-store.ts';
import { removeSessionsBefore } from './session-store.ts';

const LEAVERS_JOB = 'accounts.leavers';
const DORMANT_JOB = 'accounts.dormant';
const SWEEP_JOB = 'accounts.sweep';
const DAY = 86_400_000;

/** Keeps the retention: codes and links one day after their end, sessions thirty. */
export const accountJobs: Record<string, JobHandler> = {
  [SWEEP_JOB]: async ({ tx, now }) => {
    await removeCodesBefore(tx, new Date(now.getTime() - DAY));
    await removeSessionsBefore(tx, new Date(now.getTime() - 30 * DAY));
  },
  // Posts that ended by their date; again for five weeks, so that a night without a server is made up for.
  [LEAVERS_JOB]: async ({ tx, now }) => void (await endSignIns(tx, now, null)),
  [DORMANT_JOB]: ({ tx, app, now }) => closeDormant(tx, app, now),
};

export const accountSchedules: Schedule[] = [
  { kind: SWEEP_JOB, dailyAtMinute: 200 },
  { kind: LEAVERS_JOB, dailyAtMinute: 5 },
  { kind: DORMANT_JOB, dailyAtMinute: 420 },
];
