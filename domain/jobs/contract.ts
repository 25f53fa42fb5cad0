import { z } from 'zod';
import { AfterPoint } from '../accounts/page.ts';

const Instant = z.iso.datetime();

export const JOB_STATES = ['waiting', 'done', 'dead'] as const;
export const JobState = z.enum(JOB_STATES);

export const ListJobs = z.strictObject({
  state: JobState.default('dead'),
  after: AfterPoint.optional(),
  limit: z.number().int().min(1).max(200).default(50),
});
export const JobRow = z.object({
  id: z.uuid(),
  kind: z.string(),
  state: JobState,
  attempts: z.number(),
  runAt: Instant,
  createdAt: Instant,
  finishedAt: Instant.nullable(),
  problem: z.string().nullable(),
});
export const JobPage = z.object({
  items: z.array(JobRow),
  next: z.string().nullable(),
  counts: z.object({ waiting: z.number(), done: z.number(), dead: z.number() }),
});

export const NamedJob = z.strictObject({ id: z.uuid('编号不对') });
export const JobDecided = z.object({ done: z.literal(true) });
