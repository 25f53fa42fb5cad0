import { z } from 'zod';
import { endOfWorkOn } from '../../calendar/working-time.ts';
import { GridCode, VillageCode } from '../../territory/code.ts';
import { defineMatter, step } from '../define-matter.ts';
import { sharedSteps, stepsWithin } from '../shared-steps.ts';
import type { Status } from '../state.ts';
import { Attachments, Words } from '../step-parts.ts';
import { answersFit, type CheckedAnswer, CheckedAnswers, ChecklistEntry, OUTCOMES } from './checklist.ts';
import { verificationNotices } from './notices.ts';
import { verificationTellings } from './story.zh.ts';

/** What the township asks to have checked. The server fills in what is already held, so that it is only confirmed or corrected. */
export const HomeVerificationForm = z.strictObject({
  title: z.string().trim().min(1).max(120),
  words: Words,
  category: z.literal('home-verification').default('home-verification'),
  village: VillageCode,
  grid: GridCode.optional(),
  address: z.string().trim().max(100, '最多 100 字').default(''),
  attachments: Attachments,
  household: z.uuid().meta({ examples: ['00000000-0000-7000-8000-0000000000d1'] }),
  /** Who lives there, so that nobody checks their own household. */
  members: z
    .array(z.uuid())
    .default([])
    .meta({ examples: [[]] }),
  /** The application it is about; its people are told the outcome. */
  application: z
    .strictObject({ id: z.uuid(), number: z.string() })
    .nullable()
    .default(null)
    .meta({ examples: [null] }),
  due: z.iso.date().meta({ examples: ['2026-03-20'] }),
  checklist: z
    .array(ChecklistEntry)
    .min(1, '请写明要核查什么')
    .max(20, '最多 20 项')
    .meta({ examples: [[{ key: 'lives-here', question: '是否常住', known: { value: '常住', source: '居民信息' } }]] }),
});

const STATUSES: readonly Status[] = ['to-sign', 'in-hand', 'answered', 'closed', 'withdrawn'];

const shared = sharedSteps({
  sign: 'appeal.sign',
  answer: () => 'appeal.answer.trouble',
  reply: 'appeal.reply',
  confirm: 'appeal.confirm',
});

const byTheCentre = ['centre'] as const;

/** 入户核查: what a township must know of a household is checked at home by the village, once, with the least evidence that answers (2.4). */
export const homeVerification = defineMatter({
  kind: 'home-verification',
  version: 1,
  title: '入户核查',
  clause: '2.4',
  subjects: { codes: ['home-verification'], nameOf: () => '入户核查' },
  form: HomeVerificationForm,
  filing: { operation: null, purpose: '要求入户核查', titleOf: (form) => String(form.words).slice(0, 60) },
  start: 'to-sign',
  begin: (form, clock) => ({ sign: clock.after('appeal.sign'), answer: endOfWorkOn(String(form.due)) }),
  statusTitles: { 'to-sign': '待安排', 'in-hand': '待入户', answered: '已核查' },
  dueTitles: { sign: '安排', answer: () => '核查', done: '已核查' },
  steps: {
    ...stepsWithin(shared, ['comment', 'supervise', 'correct'], STATUSES),

    plan: step({
      title: '安排入户',
      clause: '2.4',
      from: ['to-sign', 'in-hand'],
      to: 'in-hand',
      by: ['holding-station'],
      input: z.strictObject({
        worker: z
          .string()
          .trim()
          .min(1, '请选择谁去')
          .max(30)
          .meta({ examples: ['海小军'] }),
      }),
      deadlines: () => ({ sign: null }),
      apply: (state, action) => ({ content: { ...state.content, worker: action.input.worker } }),
    }),

    report: step({
      title: '报告核查结果',
      clause: '2.4',
      from: ['to-sign', 'in-hand'],
      to: 'answered',
      by: ['holding-station'],
      input: z.strictObject({
        outcome: z.enum(OUTCOMES, '请选择核查结果'),
        answers: CheckedAnswers,
        onPaper: z.boolean().default(false),
        words: z.string().trim().max(1000).default(''),
        attachments: Attachments,
      }),
      rules: [
        ({ state, input }) => {
          const { answers, outcome } = (input ?? {}) as { answers?: CheckedAnswer[]; outcome?: string };
          return answersFit(state, outcome, answers);
        },
      ],
      deadlines: () => ({ sign: null, answer: null }),
      apply: (state, action) => ({
        answer: { text: '', at: action.at, by: action.by.name, body: action.by.body },
        answeredAt: action.at,
        content: { ...state.content, outcome: action.input.outcome, onPaper: action.input.onPaper },
      }),
      discloses: (state, action) => ({
        answer: state.answer && { ...state.answer, text: String(action.input.words ?? '') },
        content: { ...state.content, answers: action.input.answers },
      }),
    }),

    'check-again': step({
      title: '还要再核查',
      clause: '2.4',
      from: ['answered'],
      to: 'in-hand',
      by: byTheCentre,
      when: (state) => state.content.outcome !== undefined,
      input: z.strictObject({ words: Words, due: z.iso.date().meta({ examples: ['2026-04-20'] }) }),
      deadlines: (_state, input) => ({ answer: endOfWorkOn(String(input.due)) }),
      apply: (state, action) => ({ answeredAt: null, content: { ...state.content, due: action.input.due } }),
    }),

    take: step({
      title: '收下结果',
      clause: '2.4',
      from: ['answered'],
      to: 'closed',
      by: byTheCentre,
      input: z.strictObject({}),
    }),

    'call-off': step({
      title: '不用核查了',
      clause: '2.4',
      from: ['to-sign', 'in-hand'],
      to: 'withdrawn',
      by: byTheCentre,
      input: z.strictObject({ words: Words }),
      deadlines: () => ({ sign: null, answer: null }),
    }),
  },
  sensitiveFiles: true,
  papersTitle: '入户情况',
  // Who goes or went, the station that answers for it, and the window that asked.
  worksWith: ({ station, centre, content, answer }, { role, body, name }) =>
    role === 'window-clerk'
      ? body.id === centre.id
      : body.id === station.id && (role !== 'grid-worker' || [content.worker, answer?.by].includes(name)),
  finisherOf: (state) => (state.status === 'answered' ? state.centre : null),
  tellings: verificationTellings,
  followedBy: { report: 'verifications.tell' },
  notices: verificationNotices,
});
