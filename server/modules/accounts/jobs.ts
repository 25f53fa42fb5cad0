import type { JobHandler, Schedule } from '../../platform/jobs.ts';
import { closeDormant } from './dormant.ts';
import { endSignIns } from './leaver-store.ts';

const LEAVERS_JOB = 'accounts.leavers';
const DORMANT_JOB = 'accounts.dormant';

/** Sign-ins end with the post, and accounts nobody uses are closed. */
export const accountJobs: Record<string, JobHandler> = {
  // Posts that ended by their date; again for five weeks, so that a night without a server is made up for.
  [LEAVERS_JOB]: async ({ tx, now }) => void (await endSignIns(tx, now, null)),
  [DORMANT_JOB]: ({ tx, app, now }) => closeDormant(tx, app, now),
};

export const accountSchedules: Schedule[] = [
  { kind: LEAVERS_JOB, dailyAtMinute: 5 },
  { kind: DORMANT_JOB, dailyAtMinute: 420 },
];
