import { sql } from 'kysely';
import { daysBefore, type RetentionRule } from '../../platform/retention.ts';

export const matterRetention: readonly RetentionRule[] = [
  {
    id: 'matter_reporter',
    table: 'matter_reporter',
    term: '3 years after the end of the matter',
    why: 'nobody has to be reached about it; who it was goes, that there was somebody stays for the figures',
    due: (now) =>
      sql`(name <> '' or phone_sealed is not null or person_id is not null)
        and exists (select from matter m where m.county = matter_reporter.county and m.id = matter_reporter.matter_id and m.ended_at < ${daysBefore(now, 3 * 365)})`,
    empties: { name: '', phone_sealed: null, person_id: null },
  },
];
