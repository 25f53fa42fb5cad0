import { templates } from '../../messages/templates.zh.ts';
import { movedNotice, type Notices } from '../notices.ts';

/** What people are told of a proxy service: where it is, what is missing, that it is decided. */
export const proxyNotices: Notices = {
  'hand-in': movedNotice,
  accept: movedNotice,
  'ask-missing': ({ number, acting, action }) => ({
    kind: 'question',
    text: templates.question({ number, holder: acting, replyBy: action.deadlines.reply ?? null }),
    to: 'reporters',
  }),
  decide: ({ number, acting }) => ({
    kind: 'answered',
    text: templates.answered({ number, holder: acting, confirmBy: null }),
    to: 'reporters',
  }),
  decline: ({ number, acting }) => ({ kind: 'declined', text: templates.declined({ number, holder: acting }), to: 'reporters' }),
};
