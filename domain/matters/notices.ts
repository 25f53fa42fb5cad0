import type { MessageKind } from '../messages/contract.ts';
import { type MessageText, templates } from '../messages/templates.zh.ts';
import type { Action } from './action.ts';
import type { MatterState } from './state.ts';

export interface Notice {
  kind: MessageKind;
  text: MessageText;
  /** All who raised or joined the matter, only who joined last, all who work where it lies now, or whoever of them goes by a name. */
  to: 'reporters' | 'newest-reporter' | 'holder' | { worker: string };
}

/** What a notice may speak of: the number, never the words of the matter or the name of a resident. */
export interface NoticeAbout {
  number: string;
  /** Who has the matter after the step. */
  holder: string;
  /** Who took the step. */
  acting: string;
  answerBy: string | null;
  action: Action;
}

/** The notices of a kind's steps. A step that is not here is told to nobody. */
export type Notices = Readonly<Record<string, (about: NoticeAbout) => Notice | null>>;

/** The people of a matter are told who has it now. */
export const movedNotice = ({ number, holder, answerBy }: NoticeAbout): Notice => ({
  kind: 'moved',
  text: templates.moved({ number, holder, answerBy }),
  to: 'reporters',
});

/** The notices of the steps every kind has: received, who has it, a question, an answer, a reopening. */
const SHARED: Notices = {
  file: ({ action, ...about }) => ({
    kind: 'received',
    text: templates.received({ ...about, signBy: action.deadlines.sign ?? null }),
    to: 'reporters',
  }),
  join: (about) => ({ kind: 'received', text: templates.received({ ...about, signBy: null }), to: 'newest-reporter' }),
  'hand-over': movedNotice,
  'grant-extension': (about) => ({ kind: 'moved', text: templates.extended(about), to: 'reporters' }),
  suspend: ({ number, acting }) => ({ kind: 'moved', text: templates.suspended({ number, holder: acting }), to: 'reporters' }),
  merge: ({ number, action }) =>
    action.refs.matter ? { kind: 'moved', text: templates.merged({ number, into: action.refs.matter.number }), to: 'reporters' } : null,
  ask: ({ number, acting, action }) => ({
    kind: 'question',
    text: templates.question({ number, holder: acting, replyBy: action.deadlines.reply ?? null }),
    to: 'reporters',
  }),
  answer: ({ number, acting, action }) => ({
    kind: 'answered',
    text: templates.answered({ number, holder: acting, confirmBy: action.deadlines.confirm ?? null }),
    to: 'reporters',
  }),
  reopen: (about) => ({ kind: 'reopened', text: templates.reopened(about), to: 'reporters' }),
  close: ({ number }) => ({ kind: 'closed', text: templates.closed({ number }), to: 'reporters' }),
};

/** What a step means for the people of a matter. Null for what they need not know. */
export function noticeOf({ notices }: { notices: Notices }, action: Action, number: string, state: MatterState): Notice | null {
  const making = notices[action.step] ?? SHARED[action.step];
  return (
    making?.({
      number,
      holder: state.holder.name,
      acting: action.by.body?.name ?? state.holder.name,
      answerBy: action.deadlines.answer ?? state.deadlines.answer,
      action,
    }) ?? null
  );
}
