import type { JobHandler, Schedule } from '../../platform/jobs.ts';
import { keepTerm } from '../../platform/retention.ts';
import { fileRetention } from './retention-store.ts';
import { stillNamed } from './store.ts';

const DAY = 86_400_000;

/** Removes uploads that no step took within a day, and contents on disk that no row names. */
const sweep: JobHandler = async ({ tx, app, now }) => {
  for (const rule of fileRetention) await keepTerm(tx, rule, now);
  const old = await app.files.olderThan(new Date(now.getTime() - 2 * DAY));
  const named = await stillNamed(tx, old);
  for (const hash of old) if (!named.has(hash)) await app.files.remove(hash);
};

export const fileJobs: Record<string, JobHandler> = { 'files.sweep': sweep };
export const fileSchedules: Schedule[] = [{ kind: 'files.sweep', dailyAtMinute: 190 }];
