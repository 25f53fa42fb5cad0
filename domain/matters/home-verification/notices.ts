import { endOfWorkOn } from '../../calendar/working-time.ts';
import { templates } from '../../messages/templates.zh.ts';
import type { Notices } from '../notices.ts';

const dueOf = (input: Record<string, unknown>): string => endOfWorkOn(String(input.due));

/** What those who check are told: that the township asks, who of them goes, that it asks again or no longer (2.4). The household hears of it by its application. */
export const verificationNotices: Notices = {
  file: ({ action, number }) => ({ kind: 'task', text: templates.checkAsked({ number, due: dueOf(action.input) }), to: 'holder' }),
  plan: ({ action, number, answerBy }) => ({
    kind: 'task',
    text: templates.checkGiven({ number, due: answerBy }),
    to: { worker: String(action.input.worker) },
  }),
  'check-again': ({ action, number }) => ({ kind: 'task', text: templates.checkAgain({ number, due: dueOf(action.input) }), to: 'holder' }),
  'call-off': ({ number }) => ({ kind: 'task', text: templates.checkCalledOff({ number }), to: 'holder' }),
};
