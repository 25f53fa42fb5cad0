import type { JobHandler, Schedule } from '../../platform/jobs.ts';
import { dropDevicesUnseenSince } from './device-store.ts';

const YEAR = 365 * 86_400_000;

const sweep: JobHandler = async ({ tx, now }) => dropDevicesUnseenSince(tx, new Date(now.getTime() - YEAR));

export const fieldJobs: Record<string, JobHandler> = { 'field.sweep': sweep };
export const fieldSchedules: Schedule[] = [{ kind: 'field.sweep', dailyAtMinute: 205 }];
