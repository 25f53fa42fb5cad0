import { templates } from '../../messages/templates.zh.ts';
import type { Notices } from '../notices.ts';

/** An erasure is told like an answer: what went and what has to stay stands in the matter. */
export const dataRequestNotices: Notices = {
  erased: ({ number, acting, action }) => ({
    kind: 'answered',
    text: templates.answered({ number, holder: acting, confirmBy: action.deadlines.confirm ?? null }),
    to: 'reporters',
  }),
};
