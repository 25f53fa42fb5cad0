import { sql } from 'kysely';
import { daysBefore, type RetentionRule } from '../../platform/retention.ts';

export const fieldRetention: readonly RetentionRule[] = [
  {
    id: 'field_device',
    table: 'field_device',
    term: '1 year after the phone was last seen',
    why: 'what a phone holds is gone after seven days without contact, so there is nothing left to empty',
    due: (now) => sql`seen_at < ${daysBefore(now, 365)}`,
  },
];
