import { z } from 'zod';
import type { ParameterKey } from '../policy/parameters.ts';
import { allow, refuse, when } from '../policy/permission.ts';
import { type DeadlineClock, type Step, type StepRule, step } from './define-matter.ts';
import { ENDED, type MatterState, OPEN, pauseOf, type Status } from './state.ts';

/** A sentence or a few from a person: no control characters, not empty. */
export const Words = z
  .string()
  .trim()
  .min(1, '请写几个字')
  .max(1000, '最多 1000 字')
  .regex(/^[^\p{Cc}]*$|^(?:[^\p{Cc}]|[\n\t])*$/u, '含有不能显示的字符');

export const Attachments = z.array(z.uuid()).max(9, '最多 9 个附件').default([]);

const ANSWERED_OR_ENDED = ['answered', 'closed'] as const;

/** An extension may be asked only before the deadline. */
const beforeTheDeadline: StepRule = ({ state, now }) =>
  when(state.deadlines.answer !== null && now.toISOString() <= state.deadlines.answer, '已过答复期限，延期要在到期前提出。', '4.8');

const noExtensionPending: StepRule = ({ state }) => when(state.extension === null, '已有一份延期申请在等分派员决定。', '4.8');
const extensionPending = (state: MatterState): boolean => state.extension !== null;
const notToItself: StepRule = ({ state, refs }) =>
  refs?.body && refs.body.id === state.holder.id ? refuse('这件事本来就在这个单位。') : allow;
const notAskedTwice: StepRule = ({ state, refs }) =>
  refs?.body && state.helpers.some((helper) => helper.body.id === refs.body?.id && helper.answeredAt === null)
    ? refuse('已请这个单位协办，还没有回复。')
    : allow;
const notRatedYet: StepRule = ({ state }) => when(state.rating === null || state.rating.by === 'follow-up', '已经评价过了。');
const withinConfirmation: StepRule = ({ state, now }) =>
  when(state.deadlines.confirm !== null && now.toISOString() <= state.deadlines.confirm, '已过要求重新办理的期限，可以重新反映。', '4.8');
const notUrgedTooOften: StepRule = ({ state }) => when(state.urged < 20, '已经催过多次，请直接联系督查。');

const startPause = (ground: 'waiting-for-resident' | 'suspended', reason: string, at: string, state: MatterState) => [
  ...state.pauses,
  { ground, reason, from: at, until: null },
];

/** Deadlines of the holder moved by the pause that ends with this step. */
const movedByPause: Step['deadlines'] = (state, _input, clock) => {
  const pause = pauseOf(state);
  const { answer, return: back } = state.deadlines;
  return {
    reply: null,
    answer: pause && answer ? clock.moved(answer, pause.from) : answer,
    return: pause && back ? clock.moved(back, pause.from) : back,
  };
};

const text = (input: Record<string, unknown>): string => String(input.words ?? '');

/** The dated parameters of a kind's usual deadlines. */
export interface Periods {
  sign: ParameterKey;
  /** The time allowed for an answer, by what the matter is about. */
  answer: (category: string) => ParameterKey;
  /** How long the resident may take to reply before work goes on. */
  reply: ParameterKey;
  /** How long the resident may say that it is not solved. */
  confirm: ParameterKey;
}

/** The deadlines of a body that is newly given a matter. */
export const newTurn = (periods: Periods, category: string, clock: DeadlineClock) => ({
  sign: clock.after(periods.sign),
  answer: clock.after(periods.answer(category)),
  reply: null,
});

/** Some steps, each only from the statuses a kind has. */
export function stepsWithin<Name extends string>(
  steps: Readonly<Record<Name, Step>>,
  names: readonly NoInfer<Name>[],
  statuses: readonly Status[],
): Record<string, Step> {
  return Object.fromEntries(
    names.map((name) => [name, { ...steps[name], from: steps[name].from.filter((from) => statuses.includes(from)) }]),
  );
}

/** Steps every kind of matter has, written once, with the kind's own deadlines. A kind may narrow one by declaring a step of the same name. */
export const sharedSteps = (periods: Periods) =>
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

    urge: step({
      title: '催一催',
      clause: '4.8',
      from: OPEN,
      to: 'same',
      by: ['reporter', 'joined', 'dispatcher', 'station', 'supervisor'],
      input: z.strictObject({ words: z.string().trim().max(200).default('') }),
      rules: [notUrgedTooOften],
      apply: (state) => ({ urged: state.urged + 1 }),
    }),

    supervise: step({
      title: '督办',
      clause: '4.8',
      from: OPEN,
      to: 'same',
      by: ['dispatcher', 'supervisor'],
      input: z.strictObject({ words: Words }),
      apply: (state, action) => ({
        supervised: [...state.supervised, { at: action.at, words: text(action.input), by: action.by.body?.name ?? action.by.name }],
      }),
    }),

    'ask-extension': step({
      title: '申请延期',
      clause: '4.8',
      from: ['in-hand'],
      to: 'same',
      by: ['holding-station', 'assignee'],
      input: z.strictObject({ days: z.number().int().min(1).max(30), ground: z.string(), words: Words }),
      rules: [beforeTheDeadline, noExtensionPending],
      apply: (_state, action) => ({
        extension: { days: Number(action.input.days), reason: text(action.input), at: action.at, body: action.by.body },
      }),
    }),

    'grant-extension': step({
      title: '同意延期',
      clause: '4.8',
      from: OPEN,
      to: 'same',
      by: ['dispatcher'],
      input: z.strictObject({ words: z.string().trim().max(500).default('') }),
      when: extensionPending,
      deadlines: (state, _input, clock) =>
        state.deadlines.answer && state.extension ? { answer: clock.later(state.deadlines.answer, state.extension.days) } : {},
      apply: (state) => ({ extension: null, extended: state.extended + 1 }),
    }),

    'refuse-extension': step({
      title: '不同意延期',
      clause: '4.8',
      from: OPEN,
      to: 'same',
      by: ['dispatcher'],
      input: z.strictObject({ words: Words }),
      when: extensionPending,
      apply: () => ({ extension: null }),
    }),

    suspend: step({
      title: '暂停办理',
      clause: '4.8',
      from: ['in-hand'],
      to: 'suspended',
      by: ['holder'],
      input: z.strictObject({ ground: z.string(), words: Words }),
      apply: (state, action) => ({ pauses: startPause('suspended', text(action.input), action.at, state) }),
    }),

    resume: step({
      title: '恢复办理',
      clause: '4.8',
      from: ['suspended'],
      to: 'in-hand',
      by: ['holder', 'dispatcher'],
      input: z.strictObject({}),
      deadlines: movedByPause,
    }),

    merge: step({
      title: '并入另一件',
      clause: '4.8',
      from: OPEN,
      to: 'merged',
      by: ['holder', 'dispatcher', 'station'],
      input: z.strictObject({ matter: z.uuid(), words: z.string().trim().max(500).default('') }),
      deadlines: () => ({ sign: null, answer: null, return: null, reply: null }),
      apply: (_state, action) => ({ mergedInto: action.refs.matter ?? null, extension: null, question: null }),
    }),

    join: step({
      title: '一起跟进',
      clause: '4.8',
      from: OPEN,
      to: 'same',
      by: ['system'],
      automatic: true,
      input: z.strictObject({ words: z.string().trim().max(1000).default('') }),
      apply: (state) => ({ joined: state.joined + 1 }),
    }),

    withdraw: step({
      title: '撤回',
      clause: '4.8',
      from: OPEN,
      to: 'withdrawn',
      by: ['reporter'],
      input: z.strictObject({ words: z.string().trim().max(200).default('') }),
      deadlines: () => ({ sign: null, answer: null, return: null, reply: null }),
      apply: () => ({ extension: null, question: null }),
    }),

    confirm: step({
      title: '解决了，办结',
      clause: '4.8',
      from: ['answered'],
      to: 'closed',
      by: ['reporter'],
      input: z.strictObject({}),
    }),

    rate: step({
      title: '评价',
      clause: '12.4',
      from: ANSWERED_OR_ENDED,
      to: 'closed',
      by: ['reporter'],
      input: z.strictObject({
        solved: z.boolean(),
        satisfied: z.enum(['yes', 'partly', 'no']),
        words: z.string().trim().max(500).default(''),
      }),
      rules: [notRatedYet],
      apply: (state, action) => ({
        rating: {
          solved: Boolean(action.input.solved),
          satisfied: action.input.satisfied as 'yes' | 'partly' | 'no',
          words: text(action.input),
          at: action.at,
          by: 'resident',
        },
        endedAt: state.endedAt ?? action.at,
      }),
    }),

    'follow-up': step({
      title: '回访',
      clause: '4.8',
      from: ANSWERED_OR_ENDED,
      to: 'same',
      by: ['dispatcher', 'station', 'supervisor'],
      input: z.strictObject({
        reached: z.boolean(),
        solved: z.boolean().optional(),
        satisfied: z.enum(['yes', 'partly', 'no']).optional(),
        words: z.string().trim().max(500).default(''),
      }),
      apply: (state, action) => {
        const { reached, solved, satisfied } = action.input as { reached: boolean; solved?: boolean; satisfied?: 'yes' | 'partly' | 'no' };
        const heard = reached && solved !== undefined && satisfied !== undefined && state.rating === null;
        return {
          followUps: state.followUps + 1,
          ...(heard ? { rating: { solved, satisfied, words: text(action.input), at: action.at, by: 'follow-up' as const } } : {}),
        };
      },
    }),

    reopen: step({
      title: '没解决，重新办理',
      clause: '4.8',
      from: ANSWERED_OR_ENDED,
      to: 'to-sign',
      by: ['reporter', 'dispatcher'],
      input: z.strictObject({ words: Words, attachments: Attachments }),
      rules: [withinConfirmation],
      deadlines: (state, _input, clock) => ({ ...newTurn(periods, state.category, clock), return: null, confirm: null }),
      apply: (state) => ({ holder: state.centre, reopened: state.reopened + 1, endedAt: null, rating: null, extension: null }),
    }),

    correct: step({
      title: '更正记录',
      clause: '4.8',
      from: [...OPEN, 'answered', ...ENDED],
      to: 'same',
      by: ['holder', 'dispatcher', 'station'],
      input: z.strictObject({ entry: z.number().int().min(1), words: Words }),
      rules: [({ state, input }) => (input && Number(input.entry) > state.seq ? refuse('没有这一条记录。') : allow)],
    }),

    close: step({
      title: '期满办结',
      clause: '4.8',
      from: ['answered'],
      to: 'closed',
      by: ['system'],
      automatic: true,
      input: z.strictObject({}),
    }),
  }) satisfies Record<string, Step>;
