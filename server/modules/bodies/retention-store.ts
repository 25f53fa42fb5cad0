import { sql } from 'kysely';
import { daysBefore, type RetentionRule } from '../../platform/retention.ts';

export const bodyRetention: readonly RetentionRule[] = [
  {
    id: 'post_review',
    table: 'post_review',
    term: '3 years after it was listed',
    why: 'later lists have asked again; the audit keeps who confirmed what',
    due: (now) => sql`listed_at < ${daysBefore(now, 3 * 365)}`,
  },
];
