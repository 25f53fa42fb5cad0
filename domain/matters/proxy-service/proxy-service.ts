import { z } from 'zod';
import { GridCode, VillageCode } from '../../territory/code.ts';
import { type DeadlineClock, defineMatter, step } from '../define-matter.ts';
import { sharedSteps, stepsWithin } from '../shared-steps.ts';
import type { Status } from '../state.ts';
import { Attachments, Words } from '../step-parts.ts';
import { CollectedMaterial, contentOf, filesOfMaterials, Mandate, PAPERS, ServiceItem } from './content.ts';
import { proxyNotices } from './notices.ts';
import {
  acceptedOrInstant,
  atTheCentre,
  atTheStation,
  canBeRenewed,
  destroyedByRecord,
  mandateRuns,
  notByReceiptAlone,
  onlyAskedSupplied,
  onlyWhatTheItemAsks,
  papersWithUs,
  suppliedFits,
  toldOnce,
  withMandate,
} from './rules.ts';
import { promisedOf, proxyTellings } from './story.zh.ts';

const EXAMPLE_ITEM: ServiceItem = {
  id: '00000000-0000-7000-8000-0000000000e1',
  code: 'example-pension',
  name: '城乡居民养老保险待遇申领',
  materials: ['身份证', '户口簿'],
  days: 5,
  instant: true,
};

/** What is collected for an item. The server fills in `item` from the catalogue of the day; only what it asks for may stand in `materials`. */
export const ProxyServiceForm = z.strictObject({
  title: z.string().trim().min(1).max(120),
  words: z.string().trim().max(500).default(''),
  category: z.literal('proxy-service').default('proxy-service'),
  village: VillageCode,
  grid: GridCode.optional(),
  address: z.string().trim().max(100, '最多 100 字').default(''),
  attachments: Attachments,
  item: ServiceItem.meta({ examples: [EXAMPLE_ITEM] }),
  materials: z
    .array(CollectedMaterial)
    .max(60)
    .meta({ examples: [[{ name: '身份证', how: 'seen', original: true }]] }),
  mandate: Mandate.nullable().meta({
    examples: [{ signed: 'screen', until: '2026-12-31', signer: '', file: '00000000-0000-7000-8000-0000000000f1' }],
  }),
});

const STATUSES: readonly Status[] = ['to-sign', 'in-hand', 'waiting-resident', 'answered', 'closed', 'declined', 'withdrawn'];

const shared = sharedSteps({
  sign: 'proxy.accept',
  answer: () => 'proxy.hand-in',
  reply: 'proxy.supplement',
  confirm: 'appeal.confirm',
});

/** Instant items are decided within the day. */
const daysOf = (item: ServiceItem): number => Math.max(1, item.days);

/** While the window has not accepted it: the day for that, and the day it would then be decided by. */
const toBeAccepted = (item: ServiceItem, clock: DeadlineClock) => ({
  sign: clock.after('proxy.accept'),
  answer: clock.later(clock.after('proxy.accept'), daysOf(item)),
});

const Papers = z.enum(PAPERS, '请选择材料怎么处理');

/** 代办: a resident's application carried to the township and its result brought back, by mandate; or applied for online by themselves (2.5, 2.6). */
export const proxyService = defineMatter({
  kind: 'proxy-service',
  version: 1,
  title: '代办',
  clause: '2.5',
  subjects: { codes: ['proxy-service'], nameOf: () => '代办' },
  form: ProxyServiceForm,
  filing: {
    operation: null,
    purpose: '受托代办',
    titleOf: (form) => (form.item as ServiceItem).name,
    // What a resident applies for online goes to the window at once.
    starts: (form) => (form.mandate ? { at: 'station', status: 'in-hand' } : { at: 'centre', status: 'to-sign' }),
  },
  start: 'in-hand',
  begin: (form, clock) => (form.mandate ? { answer: clock.after('proxy.hand-in') } : toBeAccepted(form.item as ServiceItem, clock)),
  statusTitles: { 'to-sign': '待受理', 'waiting-resident': '待补材料', answered: '有结果待送达' },
  dueTitles: { sign: '受理', answer: (holder) => (holder === 'village' ? '交到镇里' : '办结'), done: '已办结' },
  steps: {
    ...stepsWithin(shared, ['add-words', 'comment', 'urge', 'supervise', 'withdraw', 'rate', 'follow-up', 'correct'], STATUSES),

    // Rated after the delivery: a rating ends the matter, and the result and the originals must be brought first.
    rate: step({ ...shared.rate, from: ['closed'] }),

    'hand-in': step({
      title: '交给镇里',
      clause: '2.5',
      from: ['in-hand'],
      to: 'to-sign',
      by: ['holding-station'],
      when: atTheStation,
      input: z.strictObject({}),
      rules: [withMandate],
      deadlines: (state, _input, clock) => toBeAccepted(contentOf(state).item, clock),
      apply: (state) => ({ holder: state.centre }),
    }),

    'not-received': step({
      title: '没有收到，退给村里',
      clause: '2.5',
      from: ['to-sign'],
      to: 'in-hand',
      by: ['holder'],
      when: (state) => atTheCentre(state) && contentOf(state).mandate !== null,
      input: z.strictObject({ words: Words }),
      deadlines: (_state, _input, clock) => ({ sign: null, answer: clock.after('proxy.hand-in') }),
      apply: (state) => ({ holder: state.station }),
    }),

    accept: step({
      title: '受理',
      clause: '2.5',
      from: ['to-sign'],
      to: 'in-hand',
      by: ['holder'],
      when: atTheCentre,
      input: z.strictObject({}),
      rules: [withMandate],
      deadlines: (state, _input, clock) => ({ sign: null, answer: clock.within(daysOf(contentOf(state).item)) }),
      apply: (state, action) => ({ content: { ...state.content, acceptedAt: action.at } }),
    }),

    'ask-missing': step({
      title: '一次性告知缺什么',
      clause: '2.5',
      from: ['to-sign'],
      to: 'waiting-resident',
      by: ['holder'],
      when: atTheCentre,
      input: z.strictObject({
        missing: z
          .array(z.strictObject({ name: z.string().trim().min(1).max(120), why: z.string().trim().min(2, '请写明缺在哪里').max(200) }))
          .min(1, '请选择缺的材料')
          .max(60)
          .meta({ examples: [[{ name: '户口簿', why: '缺本人页' }]] }),
        words: z.string().trim().max(500).default(''),
      }),
      rules: [withMandate, toldOnce, onlyWhatTheItemAsks],
      deadlines: (_state, _input, clock) => ({ sign: null, reply: clock.after('proxy.supplement') }),
      apply: (state, action) => ({
        content: { ...state.content, missing: action.input.missing },
        question: {
          text: (action.input.missing as { name: string; why: string }[]).map(({ name, why }) => `${name}：${why}`).join('；'),
          at: action.at,
          body: action.by.body,
        },
        pauses: [...state.pauses, { ground: 'waiting-for-resident', reason: '等群众补材料', from: action.at, until: null }],
      }),
    }),

    supply: step({
      title: '补齐材料',
      clause: '2.5',
      from: ['waiting-resident'],
      to: 'to-sign',
      by: ['reporter', 'station', 'holder'],
      input: z.strictObject({
        materials: z
          .array(CollectedMaterial)
          .min(1, '请拍照或打勾')
          .max(60)
          .meta({ examples: [[{ name: '户口簿', how: 'photo', original: false, files: ['00000000-0000-7000-8000-0000000000f2'] }]] }),
        words: z.string().trim().max(500).default(''),
        attachments: Attachments,
      }),
      rules: [withMandate, onlyAskedSupplied, suppliedFits],
      files: (input) => filesOfMaterials(input.materials as CollectedMaterial[]),
      deadlines: (state, _input, clock) => ({ reply: null, ...toBeAccepted(contentOf(state).item, clock) }),
      apply: (state, action) => ({
        question: null,
        content: { ...state.content, materials: [...contentOf(state).materials, ...(action.input.materials as CollectedMaterial[])] },
      }),
    }),

    'go-on': step({
      ...shared['go-on'],
      title: '不等了，由窗口决定',
      clause: '2.5',
      to: 'to-sign',
      deadlines: (state, _input, clock) => ({ reply: null, ...toBeAccepted(contentOf(state).item, clock) }),
    }),

    'renew-mandate': step({
      title: '重签委托',
      clause: '2.5',
      from: ['to-sign', 'in-hand', 'waiting-resident'],
      to: 'same',
      by: ['holder', 'station', 'reporter'],
      when: canBeRenewed,
      input: z.strictObject({
        mandate: Mandate.meta({
          examples: [{ signed: 'paper', until: '2026-12-31', signer: '', file: '00000000-0000-7000-8000-0000000000f2' }],
        }),
      }),
      rules: [notByReceiptAlone, mandateRuns],
      files: (input) => [(input.mandate as { file: string }).file],
      apply: (state, action) => ({ content: { ...state.content, mandate: action.input.mandate } }),
    }),

    decide: step({
      title: '办结，写明结果',
      clause: '2.6',
      from: ['to-sign', 'in-hand'],
      to: 'answered',
      by: ['holder'],
      when: atTheCentre,
      input: z.strictObject({ granted: z.boolean().meta({ examples: [true, false] }), words: Words, attachments: Attachments }),
      rules: [withMandate, acceptedOrInstant],
      deadlines: () => ({ sign: null, answer: null }),
      apply: (state, action) => ({
        answer: { text: String(action.input.words), at: action.at, by: action.by.name, body: action.by.body },
        answeredAt: action.at,
        content: { ...state.content, granted: action.input.granted },
      }),
    }),

    deliver: step({
      title: '送达结果',
      clause: '2.5',
      from: ['answered'],
      to: 'closed',
      by: ['holder', 'station'],
      input: z.strictObject({
        how: z.enum(['fetched', 'delivered', 'posted', 'online'], '请选择怎么送达'),
        papers: Papers,
        words: z.string().trim().max(200).default(''),
      }),
      rules: [destroyedByRecord],
      apply: (state, action) => ({
        content: { ...state.content, delivery: { how: action.input.how, papers: action.input.papers, at: action.at } },
      }),
    }),

    'return-papers': step({
      title: '退还材料',
      clause: '2.5',
      from: ['withdrawn', 'declined'],
      to: 'same',
      by: ['holder', 'station'],
      when: papersWithUs,
      input: z.strictObject({ papers: Papers, words: z.string().trim().max(200).default('') }),
      rules: [destroyedByRecord],
      apply: (state, action) => ({
        content: { ...state.content, delivery: { how: 'none', papers: action.input.papers, at: action.at } },
      }),
    }),

    decline: step({
      title: '不予受理',
      clause: '2.5',
      from: ['to-sign'],
      to: 'declined',
      by: ['holder'],
      when: atTheCentre,
      input: z.strictObject({ words: Words }),
      deadlines: () => ({ sign: null, answer: null, reply: null }),
    }),

    withdraw: step({
      ...shared.withdraw,
      title: '撤销委托，不办了',
      clause: '2.5',
      from: ['to-sign', 'in-hand', 'waiting-resident'],
      rules: [notByReceiptAlone],
      apply: (state, action) => ({
        question: null,
        content: {
          ...state.content,
          mandate: contentOf(state).mandate && { ...contentOf(state).mandate, revokedAt: action.at },
        },
      }),
    }),

    'verification-asked': step({
      title: '要入户核查',
      clause: '2.4',
      from: ['to-sign', 'in-hand', 'waiting-resident'],
      to: 'same',
      by: ['system'],
      automatic: true,
      input: z.strictObject({
        due: z.iso.date().meta({ examples: ['2026-03-20'] }),
        questions: z
          .array(z.string().max(120))
          .max(20)
          .meta({ examples: [['是否常住']] }),
      }),
    }),

    verified: step({
      title: '收到核查结果',
      clause: '2.4',
      from: ['to-sign', 'in-hand', 'waiting-resident'],
      to: 'same',
      by: ['system'],
      automatic: true,
      input: z.strictObject({
        outcome: z
          .string()
          .max(1000)
          .meta({ examples: ['已核查'] }),
        words: z.string().max(1000).default(''),
      }),
      // What was found at home is told in the story alone.
      discloses: () => ({}),
    }),
  },
  // The village brings home what it collected; what was applied for online stays with the window.
  finisherOf: (state) =>
    state.status === 'answered' || (['withdrawn', 'declined'].includes(state.status) && papersWithUs(state))
      ? contentOf(state).mandate
        ? state.station
        : state.holder
      : null,
  promised: promisedOf,
  shown: (state) => ({ ...contentOf(state) }),
  sensitiveFiles: true,
  checksCard: true,
  tellings: proxyTellings,
  notices: proxyNotices,
});
