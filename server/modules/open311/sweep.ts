import type { JobHandler, Schedule } from '../../platform/jobs.ts';
import { dropOldClients } from './store.ts';

const THREE_YEARS = 3 * 365 * 86_400_000;

export const open311Jobs: Record<string, JobHandler> = {
  'open311.sweep': ({ tx, now }) => dropOldClients(tx, new Date(now.getTime() - THREE_YEARS)),
};
export const open311Schedules: Schedule[] = [{ kind: 'open311.sweep', dailyAtMinute: 205 }];
