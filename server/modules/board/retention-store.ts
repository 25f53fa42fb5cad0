import { sql } from 'kysely';
import { daysBefore, type RetentionRule } from '../../platform/retention.ts';

export const boardRetention: readonly RetentionRule[] = [
  {
    id: 'clause_change',
    table: 'clause_change',
    term: '10 years after the next change',
    why: 'the history shown ends there',
    due: (now) => sql`valid_until < ${daysBefore(now, 3_653)}`,
  },
];
