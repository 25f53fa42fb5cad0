import type { JobHandler, Schedule } from '../../platform/jobs.ts';
import { keepTerm, type RetentionRule } from '../../platform/retention.ts';
import { NIGHTLY } from './rules.ts';

const kindOf = (rule: RetentionRule): string => `retention.${rule.id}`;

export const retentionJobs: Record<string, JobHandler> = Object.fromEntries(
  NIGHTLY.map((rule) => [
    kindOf(rule),
    async ({ tx, now }) => {
      await keepTerm(tx, rule, now);
    },
  ]),
);

/** After three at night, when nobody waits. */
export const retentionSchedules: Schedule[] = NIGHTLY.map((rule) => ({ kind: kindOf(rule), dailyAtMinute: 200 }));
