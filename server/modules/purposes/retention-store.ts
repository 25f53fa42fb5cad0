import { sql } from 'kysely';
import { daysBefore, type RetentionRule } from '../../platform/retention.ts';

export const purposeRetention: readonly RetentionRule[] = [
  {
    id: 'purpose',
    table: 'purpose',
    term: '30 days after it closes',
    why: 'it opens nothing any more; the audit keeps the look and why',
    due: (now) => sql`until < ${daysBefore(now, 30)}`,
  },
];
