import { z } from 'zod';
import { allow, refuse, when } from '../policy/permission.ts';
import { type Step, type StepRule, step } from './define-matter.ts';
import { ENDED, OPEN } from './state.ts';
import { Attachments, newTurn, type Periods, text, Words } from './step-parts.ts';

const ANSWERED_OR_ENDED = ['answered', 'closed'] as const;
const notRatedYet: StepRule = ({ state }) => when(state.rating === null || state.rating.by === 'follow-up', '已经评价过了。');
const withinConfirmation: StepRule = ({ state, now }) =>
  when(state.deadlines.confirm !== null && now.toISOString() <= state.deadlines.confirm, '已过要求重新办理的期限，可以重新反映。', '4.8');

/** How a matter ends, what its people say of it, and how it begins again. */
export const stepsOfEnding = (periods: Periods) =>
  ({
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
