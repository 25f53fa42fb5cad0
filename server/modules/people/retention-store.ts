import { sql } from 'kysely';
import { daysBefore, type RetentionRule } from '../../platform/retention.ts';

/** The name of a record whose person is gone from it. */
export const NOBODY = '已删除';

export const peopleRetention: readonly RetentionRule[] = [
  {
    id: 'person',
    table: 'person',
    term: '2 years after moving away',
    why: 'nobody here serves them any more; the empty record stays, since sealed rows name its number',
    due: (now) => sql`left_on < ${daysBefore(now, 2 * 365)} and name <> ${NOBODY}`,
    empties: { name: NOBODY, pinyin: '', initials: '', phone: null, household_id: null, relation: '' },
  },
];
