import { sql } from 'kysely';
import { daysBefore, type RetentionRule } from '../../platform/retention.ts';

export const jobRetention: readonly RetentionRule[] = [
  {
    id: 'command',
    table: 'command',
    term: '90 days',
    why: 'no phone repeats a command after so long',
    due: (now) => sql`at < ${daysBefore(now, 90)}`,
  },
  {
    id: 'job',
    table: 'job',
    term: '7 days after it was done',
    why: 'it is done; dead ones stay until somebody decides',
    due: (now) => sql`state = 'done' and finished_at < ${daysBefore(now, 7)}`,
  },
];
