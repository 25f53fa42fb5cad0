import { templates } from '../../messages/templates.zh.ts';
import { movedNotice, type Notices } from '../notices.ts';

/** What people are told of the steps only an appeal has. */
export const appealNotices: Notices = {
  'pass-up': movedNotice,
  assign: movedNotice,
  'send-back': movedNotice,
  decline: ({ number, acting }) => ({ kind: 'declined', text: templates.declined({ number, holder: acting }), to: 'reporters' }),
};
