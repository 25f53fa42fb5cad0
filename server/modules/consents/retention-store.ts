import { sql } from 'kysely';
import { daysBefore, type RetentionRule } from '../../platform/retention.ts';

export const consentRetention: readonly RetentionRule[] = [
  {
    id: 'consent',
    table: 'consent',
    term: '3 years after it was withdrawn',
    why: 'nobody has to prove any more that what was done until then was agreed to',
    due: (now) => sql`withdrawn_at < ${daysBefore(now, 3 * 365)}`,
  },
];
