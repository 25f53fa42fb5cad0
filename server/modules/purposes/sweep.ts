import type { JobHandler, Schedule } from '../../platform/jobs.ts';
import { dropPurposesClosedBefore } from './store.ts';

const MONTH = 30 * 86_400_000;

const sweep: JobHandler = async ({ tx, now }) => dropPurposesClosedBefore(tx, new Date(now.getTime() - MONTH));

export const purposeJobs: Record<string, JobHandler> = { 'purposes.sweep': sweep };
export const purposeSchedules: Schedule[] = [{ kind: 'purposes.sweep', dailyAtMinute: 215 }];
