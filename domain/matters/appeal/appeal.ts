import { z } from 'zod';
import { levelOf } from '../../bodies/body.ts';
import { GridCode, VillageCode } from '../../territory/code.ts';
import { defineMatter, step } from '../define-matter.ts';
import { MATTER_PARAMETERS } from '../parameters.ts';
import { sharedSteps } from '../shared-steps.ts';
import { OPEN } from '../state.ts';
import { Attachments, newTurn, type Periods, Words } from '../step-parts.ts';
import { titleOf } from '../title.ts';
import { CATEGORY_CODES, categoryOf, dutyOf } from './categories.ts';
import { appealNotices } from './notices.ts';
import { EXTENSION_GROUND_CODES, REFUSAL_GROUND_CODES, SUSPENSION_GROUND_CODES } from './refusal-grounds.ts';
import {
  beforeReturnDeadline,
  firstDispatchOnly,
  heldByCentre,
  namedByResidentStays,
  notHandedDown,
  notHandedDownTo,
  sameLevel,
  toOfficeOrDepartment,
} from './rules.ts';
import { appealTellings } from './story.zh.ts';

/** A point on the map, only where the reporter put one. */
export const Point = z.strictObject({ lon: z.number().min(73).max(136), lat: z.number().min(3).max(54) });

/** What a resident tells us. `title` is the first words when they gave none; nothing about the person stands here. */
export const AppealForm = z.strictObject({
  title: z.string().trim().min(1).max(60),
  words: Words,
  category: z.enum(CATEGORY_CODES as [string, ...string[]], '没有这个类别'),
  village: VillageCode,
  grid: GridCode.optional(),
  address: z.string().trim().max(100, '最多 100 字').default(''),
  point: Point.optional(),
  attachments: Attachments,
  /** The look in one's own ledger that is asked about; whoever looked, and their unit, do not handle the question. */
  look: z.uuid().optional(),
  /** The unit whose conduct it is about. */
  against: z.uuid().optional(),
});
export type AppealForm = z.infer<typeof AppealForm>;

/** Enquiries are answered sooner than troubles are solved (set by the county, clause 4.8). */
const PERIODS: Periods = {
  sign: 'appeal.sign',
  answer: (category) => (categoryOf(category).kind === 'enquiry' ? 'appeal.answer.enquiry' : 'appeal.answer.trouble'),
  reply: 'appeal.reply',
  confirm: 'appeal.confirm',
};

const shared = sharedSteps(PERIODS);

/** 诉求: what troubles a resident, solved at the station or passed up to the township and the departments, and back in time (4.8). */
export const appeal = defineMatter({
  kind: 'appeal',
  version: 1,
  title: '诉求',
  clause: '4.8',
  subjects: { codes: CATEGORY_CODES, nameOf: (code) => categoryOf(code).name, dutyOf },
  form: AppealForm,
  filing: {
    operation: {
      name: 'file',
      summary: 'File an appeal, with or without an account, at the counter or on the phone.',
      roles: ['anyone'],
    },
    purpose: '登记诉求',
    titleOf: (form) => titleOf(String(form.words)),
  },
  start: 'to-sign',
  begin: (form, clock) => newTurn(PERIODS, String(form.category), clock),
  steps: {
    ...shared,

    suspend: step({
      ...shared.suspend,
      input: z.strictObject({ ground: z.enum(SUSPENSION_GROUND_CODES, '请选择暂停的理由'), words: Words }),
    }),

    'ask-extension': step({
      ...shared['ask-extension'],
      limits: { days: 'appeal.extension' },
      input: z.strictObject({
        days: z.number().int().min(1, '至少 1 天').max(MATTER_PARAMETERS['appeal.extension'].max, '太长了'),
        ground: z.enum(EXTENSION_GROUND_CODES, '请选择延期的理由'),
        words: Words,
      }),
    }),

    'hand-over': step({
      ...shared['hand-over'],
      // Departments give back to the dispatcher, and the centre assigns: neither hands over.
      when: (state) => levelOf(state.holder.kind) !== 'county' && state.holder.id !== state.centre.id,
      rules: [...(shared['hand-over'].rules ?? []), notHandedDownTo, sameLevel],
    }),

    'pass-up': step({
      title: '村里解决不了，上报镇里',
      clause: '4.8',
      from: ['to-sign', 'in-hand'],
      to: 'to-sign',
      by: ['holding-station'],
      input: z.strictObject({ words: Words, attachments: Attachments }),
      deadlines: (state, _input, clock) => ({ ...newTurn(PERIODS, state.category, clock), answer: state.deadlines.answer }),
      apply: (state) => ({ holder: state.centre, extension: null }),
    }),

    assign: step({
      title: '派给镇办或县级部门',
      clause: '4.8',
      from: ['to-sign', 'in-hand', 'returned'],
      to: 'to-sign',
      by: ['dispatcher'],
      input: z.strictObject({ body: z.uuid(), words: z.string().trim().max(500).default(''), complex: z.boolean().default(false) }),
      rules: [heldByCentre, toOfficeOrDepartment],
      deadlines: (state, input, clock) => ({
        ...newTurn(PERIODS, state.category, clock),
        return: clock.after(input.complex ? 'appeal.return.complex' : 'appeal.return'),
      }),
      apply: (state, action) => ({
        holder: action.refs.body ?? state.holder,
        dispatched: state.dispatched + 1,
        complex: Boolean(action.input.complex),
        extension: null,
      }),
    }),

    'send-back': step({
      title: '交回村里办',
      clause: '8.2',
      from: ['to-sign', 'in-hand', 'returned'],
      to: 'to-sign',
      by: ['dispatcher', 'assignee'],
      when: (state) => levelOf(state.holder.kind) !== 'village',
      input: z.strictObject({ words: Words }),
      rules: [notHandedDown, heldByCentre],
      deadlines: (state, _input, clock) => ({ ...newTurn(PERIODS, state.category, clock), return: null }),
      apply: (state) => ({ holder: state.station, extension: null }),
    }),

    return: step({
      title: '退回分派员',
      clause: '4.8',
      from: ['to-sign', 'in-hand'],
      to: 'returned',
      by: ['assignee'],
      input: z.strictObject({ words: Words, basis: z.string().trim().min(2, '请写明依据').max(200), suggested: z.uuid().optional() }),
      rules: [firstDispatchOnly, beforeReturnDeadline],
      deadlines: () => ({ sign: null, return: null }),
      apply: (state) => ({ holder: state.centre, extension: null }),
    }),

    decline: step({
      title: '不予受理',
      clause: '4.8',
      from: ['to-sign', 'in-hand', 'returned'],
      to: 'declined',
      by: ['dispatcher', 'holder'],
      input: z.strictObject({ ground: z.enum(REFUSAL_GROUND_CODES, '请选择不受理的理由'), words: Words }),
      deadlines: () => ({ sign: null, answer: null, return: null, confirm: null }),
      apply: () => ({ extension: null }),
    }),

    'set-against': step({
      title: '写明反映的是哪个单位',
      clause: '4.8',
      from: OPEN,
      to: 'same',
      by: ['dispatcher', 'supervisor'],
      input: z.strictObject({ body: z.uuid().optional(), words: Words }),
      rules: [namedByResidentStays],
      // Where it lies with the unit itself, it goes to the centre to be given to another.
      apply: (state, action) => ({
        against: action.refs.body ? { body: action.refs.body, account: null, namedBy: 'staff' as const } : null,
        ...(action.refs.body?.id === state.holder.id ? { holder: state.centre, extension: null } : {}),
      }),
    }),

    classify: step({
      title: '改类别',
      clause: '4.8',
      from: OPEN,
      to: 'same',
      by: ['holder', 'dispatcher', 'station'],
      input: z.strictObject({ category: z.enum(CATEGORY_CODES as [string, ...string[]], '没有这个类别') }),
      apply: (_state, action) => ({ category: String(action.input.category) }),
    }),
  },
  tellings: appealTellings,
  notices: appealNotices,
});
