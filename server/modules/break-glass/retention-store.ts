import { sql } from 'kysely';
import { daysBefore, type RetentionRule } from '../../platform/retention.ts';

export const breakGlassRetention: readonly RetentionRule[] = [
  {
    id: 'break_glass',
    table: 'break_glass',
    term: '3 years after it was asked',
    why: 'reviewed long ago; the audit keeps the looks (Personal Information Protection Law, article 56)',
    due: (now) => sql`asked_at < ${daysBefore(now, 3 * 365)}`,
  },
];
