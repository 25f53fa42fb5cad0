import type { Action, Deadlines } from '../matters/action.ts';
import type { MessageKind } from './contract.ts';
import { type MessageText, templates } from './templates.zh.ts';

/** What a step means for the people of the matter, and how to tell them. */
export type Notice = MessageText & { kind: MessageKind };

/** How the matter stands after the step. */
export interface NoticeMatter {
  number: string;
  deadlines: Deadlines;
  holder: string;
}

type Noticing = (matter: NoticeMatter, action: Action) => Notice;

const moved: Noticing = ({ number, holder, deadlines }) => ({
  kind: 'moved',
  ...templates.moved({ number, holder, answerBy: deadlines.answer }),
});

const NOTICES: Record<string, Noticing> = {
  file: ({ number, holder, deadlines }) => ({
    kind: 'received',
    ...templates.received({ number, holder, signBy: deadlines.sign, answerBy: deadlines.answer }),
  }),
  'pass-up': moved,
  assign: moved,
  'hand-over': moved,
  'send-back': moved,
  ask: ({ number, holder, deadlines }) => ({ kind: 'question', ...templates.question({ number, holder, replyBy: deadlines.reply }) }),
  answer: ({ number, holder, deadlines }) => ({
    kind: 'answered',
    ...templates.answered({ number, holder, confirmBy: deadlines.confirm }),
  }),
  'grant-extension': ({ number, holder, deadlines }) => ({
    kind: 'deadline',
    ...templates.extended({ number, holder, answerBy: deadlines.answer }),
  }),
  suspend: ({ number, holder }) => ({ kind: 'moved', ...templates.suspended({ number, holder }) }),
  decline: ({ number, holder }) => ({ kind: 'declined', ...templates.declined({ number, holder }) }),
  merge: ({ number }, action) => ({ kind: 'moved', ...templates.merged({ number, into: action.refs.matter?.number ?? '' }) }),
  reopen: ({ number, holder, deadlines }) => ({ kind: 'reopened', ...templates.reopened({ number, holder, answerBy: deadlines.answer }) }),
  close: ({ number }) => ({ kind: 'closed', ...templates.closed({ number }) }),
};

/** The notice of a step, or null when the people of the matter need not be told: their own steps, and what handlers do among themselves. */
export function noticeOf(action: Action, matter: NoticeMatter): Notice | null {
  return NOTICES[action.step]?.(matter, action) ?? null;
}
