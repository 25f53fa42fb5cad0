import { sql } from 'kysely';
import { daysBefore, type RetentionRule } from '../../platform/retention.ts';

/** The name of a record whose person is gone from it. */
const NOBODY = '已删除';

/** What is written over an entry of the register that nobody is left in. */
export const EMPTIED = {
  name: NOBODY,
  pinyin: '',
  initials: '',
  phone_sealed: null,
  phone_index: null,
  phone_end: null,
  household_id: null,
  relation: '',
};

export const peopleRetention: readonly RetentionRule[] = [
  {
    id: 'person',
    table: 'person',
    term: '2 years after moving away',
    why: 'nobody here serves them any more; the empty record stays, since sealed rows name its number',
    due: (now) => sql`left_on < ${daysBefore(now, 2 * 365)} and name <> ${NOBODY}`,
    empties: EMPTIED,
  },
];
