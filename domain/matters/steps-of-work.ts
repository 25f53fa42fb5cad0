import { z } from 'zod';
import { allow, refuse } from '../policy/permission.ts';
import { type Step, type StepRule, step } from './define-matter.ts';
import { ENDED, OPEN } from './state.ts';
import { Attachments, movedByPause, type Periods, startPause, text, Words } from './step-parts.ts';

const notToItself: StepRule = ({ state, refs }) =>
  refs?.body && refs.body.id === state.holder.id ? refuse('这件事本来就在这个单位。') : allow;
const notAskedTwice: StepRule = ({ state, refs }) =>
  refs?.body && state.helpers.some((helper) => helper.body.id === refs.body?.id && helper.answeredAt === null)
    ? refuse('已请这个单位协办，还没有回复。')
    : allow;

/** Taking a matter on, asking, answering, and working on it with others. */
export const stepsOfWork = (periods: Periods) =>
  ({
    sign: step({
      title: '签收，开始办理',
      clause: '4.8',
      from: ['to-sign'],
      to: 'in-hand',
      by: ['holder'],
      input: z.strictObject({}),
      deadlines: () => ({ sign: null }),
    }),

    answer: step({
      title: '答复群众',
      clause: '4.8',
      from: ['to-sign', 'in-hand', 'returned'],
      to: 'answered',
      by: ['holder'],
      input: z.strictObject({ words: Words, attachments: Attachments }),
      deadlines: (_state, _input, clock) => ({ sign: null, answer: null, return: null, confirm: clock.after(periods.confirm) }),
      apply: (_state, action) => ({
        answer: { text: text(action.input), at: action.at, by: action.by.name, body: action.by.body },
        answeredAt: action.at,
        extension: null,
      }),
    }),

    ask: step({
      title: '请群众补充情况',
      clause: '4.8',
      from: ['in-hand'],
      to: 'waiting-resident',
      by: ['holder'],
      input: z.strictObject({ words: Words }),
      deadlines: (_state, _input, clock) => ({ reply: clock.after(periods.reply) }),
      apply: (state, action) => ({
        question: { text: text(action.input), at: action.at, body: action.by.body },
        pauses: startPause('waiting-for-resident', text(action.input), action.at, state),
      }),
    }),

    reply: step({
      title: '回答问题',
      clause: '4.8',
      from: ['waiting-resident'],
      to: 'in-hand',
      by: ['reporter', 'joined', 'holder', 'station'],
      input: z.strictObject({ words: Words, attachments: Attachments }),
      deadlines: movedByPause,
      apply: () => ({ question: null }),
    }),

    'go-on': step({
      title: '不等了，继续办理',
      clause: '4.8',
      from: ['waiting-resident'],
      to: 'in-hand',
      by: ['holder', 'system'],
      input: z.strictObject({}),
      deadlines: movedByPause,
      apply: () => ({ question: null }),
    }),

    'add-words': step({
      title: '补充说明',
      clause: '4.8',
      from: OPEN,
      to: 'same',
      by: ['reporter', 'joined'],
      input: z.strictObject({ words: Words, attachments: Attachments }),
    }),

    comment: step({
      title: '内部备注',
      clause: '4.8',
      from: [...OPEN, 'answered', ...ENDED],
      to: 'same',
      by: ['holder', 'dispatcher', 'station', 'helper', 'participant', 'supervisor'],
      input: z.strictObject({ words: Words, attachments: Attachments, toResident: z.boolean().default(false) }),
    }),

    'hand-over': step({
      title: '移交给本级其他单位',
      clause: '4.8',
      from: ['to-sign', 'in-hand', 'returned'],
      to: 'to-sign',
      by: ['holder'],
      input: z.strictObject({ body: z.uuid(), words: Words }),
      rules: [notToItself],
      deadlines: (state, _input, clock) => ({ sign: clock.after(periods.sign), answer: state.deadlines.answer, return: null }),
      apply: (state, action) => ({ holder: action.refs.body ?? state.holder, extension: null }),
    }),

    'ask-help': step({
      title: '请别的单位协办',
      clause: '4.8',
      from: ['in-hand'],
      to: 'same',
      by: ['holder'],
      input: z.strictObject({ body: z.uuid(), words: Words }),
      rules: [notToItself, notAskedTwice],
      apply: (state, action) =>
        action.refs.body
          ? {
              helpers: [
                ...state.helpers,
                { body: action.refs.body, askedAt: action.at, request: text(action.input), answeredAt: null, answer: null },
              ],
            }
          : {},
    }),

    'help-answer': step({
      title: '回复主办单位',
      clause: '4.8',
      from: OPEN,
      to: 'same',
      by: ['helper'],
      input: z.strictObject({ words: Words, attachments: Attachments }),
      apply: (state, action) => ({
        helpers: state.helpers.map((helper) =>
          helper.body.id === action.by.body?.id && helper.answeredAt === null
            ? { ...helper, answeredAt: action.at, answer: text(action.input) }
            : helper,
        ),
      }),
    }),
  }) satisfies Record<string, Step>;
