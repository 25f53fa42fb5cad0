import { z } from 'zod';
import { when } from '../policy/permission.ts';
import { type Step, type StepRule, step } from './define-matter.ts';
import { type MatterState, OPEN } from './state.ts';
import { movedByPause, startPause, text, Words } from './step-parts.ts';

/** An extension may be asked only before the deadline. */
const beforeTheDeadline: StepRule = ({ state, now }) =>
  when(state.deadlines.answer !== null && now.toISOString() <= state.deadlines.answer, '已过答复期限，延期要在到期前提出。', '4.8');
const noExtensionPending: StepRule = ({ state }) => when(state.extension === null, '已有一份延期申请在等分派员决定。', '4.8');
const extensionPending = (state: MatterState): boolean => state.extension !== null;
const notUrgedTooOften: StepRule = ({ state }) => when(state.urged < 20, '已经催过多次，请直接联系督查。');

/** Pressing, giving more time, standing still. */
export const stepsOfTime = () =>
  ({
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
  }) satisfies Record<string, Step>;
