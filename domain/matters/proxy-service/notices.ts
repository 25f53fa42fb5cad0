import { templates } from '../../messages/templates.zh.ts';
import { movedNotice, type Notices } from '../notices.ts';

/** What people are told of a proxy service: where it is, what is missing, that it is decided. */
export const proxyNotices: Notices = {
  file: ({ action, number, holder, answerBy }) => ({
    kind: 'received',
    text: templates.applied({ number, holder, answerBy, mandated: action.input.mandate !== null }),
    to: 'reporters',
  }),
  'hand-in': movedNotice,
  accept: movedNotice,
  'ask-missing': ({ number, acting, action }) => ({
    kind: 'question',
    text: templates.missing({ number, holder: acting, replyBy: action.deadlines.reply ?? null }),
    to: 'reporters',
  }),
  'verification-asked': ({ number, action }) => ({
    kind: 'moved',
    text: templates.visitAsked({ number, due: `${String(action.input.due)}T10:00:00.000Z` }),
    to: 'reporters',
  }),
  decide: ({ number, acting }) => ({
    kind: 'answered',
    text: templates.decided({ number, holder: acting }),
    to: 'reporters',
  }),
  decline: ({ number, acting }) => ({ kind: 'declined', text: templates.declined({ number, holder: acting }), to: 'reporters' }),
};
