import { sql } from 'kysely';
import { daysBefore, type RetentionRule } from '../../platform/retention.ts';

export const proxyRetention: readonly RetentionRule[] = [
  {
    id: 'hand_over',
    table: 'hand_over',
    term: '3 years after the end of its last matter',
    why: 'no paper on the list can be asked for any more',
    due: (now) =>
      sql`received_at < ${daysBefore(now, 3 * 365)} and not exists (
        select from jsonb_array_elements(hand_over.matters) named join matter m on m.county = hand_over.county and m.id = (named ->> 'id')::uuid
        where m.ended_at is null or m.ended_at >= ${daysBefore(now, 3 * 365)})`,
  },
];
