import type { JobHandler, Schedule } from '../../platform/jobs.ts';
import { closeDormant } from './dormant.ts';
import { endLeavers } from './leavers.ts';

const LEAVERS_JOB = 'accounts.leavers';
const DORMANT_JOB = 'accounts.dormant';

/** Sign-ins end with the post, and accounts nobody uses are closed. */
export const accountJobs: Record<string, JobHandler> = {
  [LEAVERS_JOB]: ({ tx, now }) => endLeavers(tx, now),
  [DORMANT_JOB]: ({ tx, app, now }) => closeDormant(tx, app, now),
};

export const accountSchedules: Schedule[] = [
  { kind: LEAVERS_JOB, dailyAtMinute: 5 },
  { kind: DORMANT_JOB, dailyAtMinute: 420 },
];
