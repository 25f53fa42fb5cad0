import { z } from 'zod';
import { VillageCode } from '../../territory/code.ts';
import { defineMatter, step } from '../define-matter.ts';
import { sharedSteps, stepsWithin } from '../shared-steps.ts';
import type { Status } from '../state.ts';
import { Attachments, Words } from '../step-parts.ts';
import { dataRequestNotices } from './notices.ts';
import { dataRequestTellings } from './story.zh.ts';

/** What somebody may ask about the data kept of them: a copy, a correction, an erasure (Personal Information Protection Law, articles 45 to 47). */
export const DATA_REQUESTS = { 'data.copy': '要一份我的资料', 'data.correct': '更正我的资料', 'data.erase': '删除我的资料' } as const;
export type DataRequest = keyof typeof DATA_REQUESTS;
export const DATA_REQUEST_CODES = Object.keys(DATA_REQUESTS) as [DataRequest, ...DataRequest[]];

export const DataRequestForm = z.strictObject({
  title: z.string().trim().min(1).max(60),
  words: Words,
  category: z.enum(DATA_REQUEST_CODES, '请选择要办的事').meta({ examples: ['data.erase'] }),
  village: VillageCode,
  attachments: Attachments,
});

const shared = sharedSteps({
  sign: 'appeal.sign',
  answer: () => 'own-data.answer',
  reply: 'appeal.reply',
  confirm: 'appeal.confirm',
});

const STATUSES: readonly Status[] = ['to-sign', 'in-hand', 'waiting-resident', 'answered', 'closed', 'withdrawn'];

/** An erasure is decided by whoever holds the request and done by the system, which says what went and what has to stay. */
const erasure = (title: string, moved: boolean) =>
  step({
    title,
    clause: '4.8',
    from: ['in-hand'],
    to: 'same',
    by: ['holder'],
    when: (state) => state.category === 'data.erase',
    input: z.strictObject({ words: Words }),
    apply: (state) => ({ content: { ...state.content, moved } }),
  });

/** 个人信息请求: a copy, a correction or an erasure of one's own data, each with a day by which it is answered (PIPL 50). */
export const dataRequest = defineMatter({
  kind: 'data-request',
  version: 1,
  title: '个人信息请求',
  clause: '4.8',
  subjects: { codes: DATA_REQUEST_CODES, nameOf: (code) => DATA_REQUESTS[code as DataRequest] ?? code },
  form: DataRequestForm,
  filing: {
    operation: {
      name: 'request-data',
      summary: 'Ask for a copy, a correction or an erasure of the data kept of oneself.',
      roles: ['resident', 'grid-worker', 'station-worker', 'station-head', 'window-clerk', 'dispatcher'],
    },
    purpose: '登记个人信息请求',
    titleOf: (form) => DATA_REQUESTS[form.category as DataRequest],
  },
  start: 'to-sign',
  begin: (_form, clock) => ({ sign: clock.after('appeal.sign'), answer: clock.after('own-data.answer') }),
  receiptSeesFiles: false,
  steps: {
    ...stepsWithin(
      shared,
      [
        'sign',
        'answer',
        'ask',
        'reply',
        'go-on',
        'add-words',
        'comment',
        'urge',
        'supervise',
        'withdraw',
        'confirm',
        'rate',
        'follow-up',
        'reopen',
        'correct',
        'close',
      ],
      STATUSES,
    ),
    'erase-all': erasure('本人已经搬走，连登记一起删', true),
    'erase-rest': erasure('还住在本村，能删的先删', false),
    erased: step({
      title: '已经删除',
      clause: '4.8',
      from: ['in-hand'],
      to: 'answered',
      by: ['system'],
      automatic: true,
      input: z.strictObject({ words: Words }),
      deadlines: (_state, _input, clock) => ({ answer: null, confirm: clock.after('appeal.confirm') }),
      apply: (_state, action) => ({
        answer: { text: String(action.input.words), at: action.at, by: action.by.name, body: action.by.body },
        answeredAt: action.at,
      }),
    }),
  },
  followedBy: { 'erase-all': 'ownData.erase', 'erase-rest': 'ownData.erase' },
  tellings: dataRequestTellings,
  notices: dataRequestNotices,
});
