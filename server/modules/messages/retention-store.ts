import { sql } from 'kysely';
import { CODE } from '../../../domain/accounts/limits.ts';
import { daysBefore, type RetentionRule } from '../../platform/retention.ts';

/** What stands in place of a sign-in code that is over. */
export const FORGOTTEN_CODE = '【邻里】登录验证码（已隐去）';

export const messageRetention: readonly RetentionRule[] = [
  {
    id: 'message',
    table: 'message',
    term: '1 year',
    why: 'what a person must know stands in the matter itself',
    due: (now) => sql`created_at < ${daysBefore(now, 365)}`,
  },
  {
    id: 'message.code',
    table: 'message',
    term: 'as long as the code holds',
    why: 'a code that is over is nobody’s to read',
    due: (now) => sql`kind = 'code' and text <> ${FORGOTTEN_CODE} and created_at < ${new Date(now.getTime() - CODE.lifetime)}`,
    empties: { text: FORGOTTEN_CODE },
  },
];
