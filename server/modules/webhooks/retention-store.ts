import { sql } from 'kysely';
import { daysBefore, type RetentionRule } from '../../platform/retention.ts';

export const webhookRetention: readonly RetentionRule[] = [
  {
    id: 'webhook_delivery',
    table: 'webhook_delivery',
    term: '30 days',
    why: 'it arrived or was given up, and was seen',
    due: (now) => sql`created_at < ${daysBefore(now, 30)}`,
  },
  {
    id: 'webhook',
    table: 'webhook',
    term: '3 years after the end',
    why: 'nothing is sent to it any more',
    due: (now) => sql`ended_at < ${daysBefore(now, 3 * 365)}`,
  },
];
