import type { MessageKind } from '../messages/contract.ts';
import { type MessageText, templates } from '../messages/templates.zh.ts';
import type { Action } from './action.ts';
import type { MatterState } from './state.ts';

export interface Notice {
  kind: MessageKind;
  text: MessageText;
  /** All who raised or joined the matter, or only who joined last. */
  to: 'reporters' | 'newest-reporter';
}

/** What a step means for the people of a matter: received, who has it, a question, an answer, a refusal, a reopening. Null for all else. */
export function noticeOf(action: Action, number: string, state: MatterState): Notice | null {
  const acting = action.by.body?.name ?? state.holder.name;
  const answerBy = action.deadlines.answer ?? state.deadlines.answer;
  const about = { number, holder: state.holder.name, answerBy };
  switch (action.step) {
    case 'file':
      return { kind: 'received', text: templates.received({ ...about, signBy: action.deadlines.sign ?? null }), to: 'reporters' };
    case 'join':
      return { kind: 'received', text: templates.received({ ...about, signBy: null }), to: 'newest-reporter' };
    case 'pass-up':
    case 'assign':
    case 'send-back':
    case 'hand-over':
      return { kind: 'moved', text: templates.moved(about), to: 'reporters' };
    case 'grant-extension':
      return { kind: 'moved', text: templates.extended(about), to: 'reporters' };
    case 'suspend':
      return { kind: 'moved', text: templates.suspended({ number, holder: acting }), to: 'reporters' };
    case 'merge':
      return action.refs.matter
        ? { kind: 'moved', text: templates.merged({ number, into: action.refs.matter.number }), to: 'reporters' }
        : null;
    case 'ask':
      return {
        kind: 'question',
        text: templates.question({ number, holder: acting, replyBy: action.deadlines.reply ?? null }),
        to: 'reporters',
      };
    case 'answer':
      return {
        kind: 'answered',
        text: templates.answered({ number, holder: acting, confirmBy: action.deadlines.confirm ?? null }),
        to: 'reporters',
      };
    case 'decline':
      return { kind: 'declined', text: templates.declined({ number, holder: acting }), to: 'reporters' };
    case 'reopen':
      return { kind: 'reopened', text: templates.reopened(about), to: 'reporters' };
    case 'close':
      return { kind: 'closed', text: templates.closed({ number }), to: 'reporters' };
    default:
      return null;
  }
}
