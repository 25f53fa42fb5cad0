import { z } from 'zod';
import { AfterPoint } from '../accounts/page.ts';

const Id = z.uuid('编号不对');
const Words = z.string().trim().min(1, '请写一句话').max(500, '最多 500 个字');

/** What is out of the ordinary about a look: facts about the look, never a mark of whoever looked. */
export const LOOK_FACTS = {
  many: '短时间看了很多人',
  night: '夜里看的',
  household: '看的是同一户的人',
  family: '看的是同一账号下的家人',
} as const;
export type LookFact = keyof typeof LOOK_FACTS;

export const ReadUnusual = z
  .strictObject({
    from: z.iso.date('日期不对，应像 2026-02-17'),
    /** The last day, itself included; at most 31 days at once. */
    until: z.iso.date('日期不对，应像 2026-02-17'),
    after: AfterPoint.optional(),
    limit: z.number().int().min(1).max(100).default(30),
  })
  .refine(({ from, until }) => from <= until, { path: ['until'], message: '结束日期不能早于开始日期' })
  .refine(({ from, until }) => Date.parse(until) - Date.parse(from) <= 31 * 86_400_000, { path: ['from'], message: '一次最多看 31 天' });

const Question = z.object({
  askedBy: z.string(),
  askedAt: z.iso.datetime(),
  words: z.string(),
  answeredAt: z.iso.datetime().nullable(),
  answer: z.string().nullable(),
});

export const UnusualLook = z.object({
  id: z.uuid(),
  at: z.iso.datetime(),
  actor: z.string(),
  roleTitle: z.string(),
  operation: z.string(),
  purpose: z.string(),
  /** Masked. */
  personName: z.string(),
  facts: z.array(z.enum(Object.keys(LOOK_FACTS) as [LookFact, ...LookFact[]])),
  /** One’s own look is asked about by somebody else. */
  mine: z.boolean(),
  question: Question.nullable(),
});
/** The newest first; `many` persons in `minutes`, and the night, are the limits of the place today. */
export const UnusualLooks = z.object({
  items: z.array(UnusualLook),
  next: z.string().nullable(),
  limits: z.object({ persons: z.number(), minutes: z.number(), nightFrom: z.number(), nightUntil: z.number() }),
});

export const AskAboutLook = z.strictObject({ id: Id, words: Words });
export const AskedAboutLook = z.object({ askedAt: z.iso.datetime() });

/** What I am asked, open ones first. */
export const AskedOfMe = z.object({
  items: z.array(Question.extend({ id: z.uuid(), at: z.iso.datetime(), operation: z.string(), purpose: z.string() })),
});
export const AnswerAboutLook = z.strictObject({ id: Id, words: Words });
