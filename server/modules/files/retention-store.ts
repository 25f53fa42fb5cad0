import { sql } from 'kysely';
import { daysBefore, type RetentionRule } from '../../platform/retention.ts';
import { TRAY } from './store.ts';

/** What no step took within a day; the content on disk follows a day later. */
export const fileRetention: readonly RetentionRule[] = [
  {
    id: 'file',
    table: 'file',
    term: '1 day, where no matter names it',
    why: 'it was uploaded and never sent',
    due: (now) => sql`county = ${TRAY} and matter_id is null and created_at < ${daysBefore(now, 1)}`,
  },
  {
    id: 'upload',
    table: 'upload',
    term: '1 day',
    why: 'it never became whole, or is a file by now; its parts go with it',
    due: (now) => sql`created_at < ${daysBefore(now, 1)}`,
  },
];
