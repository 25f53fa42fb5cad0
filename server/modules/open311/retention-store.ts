import { sql } from 'kysely';
import { daysBefore, type RetentionRule } from '../../platform/retention.ts';

export const open311Retention: readonly RetentionRule[] = [
  {
    id: 'open311_client',
    table: 'open311_client',
    term: '3 years after the end',
    why: 'its key opens nothing any more',
    due: (now) => sql`ended_at < ${daysBefore(now, 3 * 365)}`,
  },
];
