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
    id: 'identity_number',
    table: 'identity_number',
    term: 'until the consent is taken back or the person moves away, at most 5 years',
    why: 'nobody agrees to it any more, or nothing they apply for here needs it; asked anew after 5 years',
    due: (now) => sql`noted_at < ${daysBefore(now, 5 * 365)}
      or exists (select from person p where p.county = identity_number.county and p.id = identity_number.person_id and p.left_on is not null)
      or not exists (select from consent c where c.county = identity_number.county and c.person_id = identity_number.person_id
        and c.purpose = 'identity' and c.withdrawn_at is null)`,
  },
  {
    id: 'person',
    table: 'person',
    term: '2 years after moving away',
    why: 'nobody here serves them any more; the empty record stays, since sealed rows name its number',
    due: (now) => sql`left_on < ${daysBefore(now, 2 * 365)} and name <> ${NOBODY}`,
    empties: EMPTIED,
  },
];
