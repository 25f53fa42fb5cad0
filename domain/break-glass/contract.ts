import { z } from 'zod';
import { AfterPoint } from '../accounts/page.ts';
import { Presence, ResidentPhone } from '../people/contract.ts';
import { VillageCode } from '../territory/code.ts';

const Id = z.uuid('编号不对');
const Instant = z.iso.datetime();

/** Why somebody must be reached at once; told to the resident, so in words that say nothing about them. */
export const GLASS_REASONS = {
  disaster: '避险撤离',
  missing: '寻找走失的人',
  indoors: '屋里的人可能有危险',
  rescue: '其他救人的急事',
} as const;
export type GlassReason = keyof typeof GLASS_REASONS;
const REASON_CODES = Object.keys(GLASS_REASONS) as [GlassReason, ...GlassReason[]];
const Reason = z.enum(REASON_CODES, '请选择是什么急事');

/** One exact person (or the family that shares a phone), never a list: the whole name with the village, a whole phone, or the number of a matter they raised. */
export const WhichPerson = z.discriminatedUnion('by', [
  z.strictObject({
    by: z.literal('name'),
    name: z.string().trim().min(2, '请写完整的姓名').max(30, '姓名最多 30 个字'),
    village: VillageCode,
  }),
  z.strictObject({ by: z.literal('phone'), phone: ResidentPhone }),
  z.strictObject({ by: z.literal('matter'), number: z.string().trim().min(5, '请写完整的事项编号').max(40, '事项编号最多 40 个字') }),
]);
export type WhichPerson = z.infer<typeof WhichPerson>;

export const AskBreakGlass = z.strictObject({
  who: WhichPerson,
  reason: Reason,
  words: z.string().trim().min(4, '请用一句话写明发生了什么').max(100, '最多 100 个字'),
});
/** `id` only where one person was found; nothing about them is told before a second person has agreed. */
export const AskedBreakGlass = z.object({ found: z.enum(['one', 'none', 'several']), id: Id.nullable() });

export const GLASS_STATES = ['waiting', 'lapsed', 'declined', 'open', 'over'] as const;
/** Waits for the second person; was not answered in time; was declined; opens the view; is over. */
export type GlassState = (typeof GLASS_STATES)[number];
const State = z.enum(GLASS_STATES);

const Request = z.object({
  id: Id,
  state: State,
  reason: Reason,
  words: z.string(),
  askedAt: Instant,
  /** Until when a second person may answer. */
  answerBy: Instant,
  /** Who answered, and what they wrote. */
  answeredBy: z.string().nullable(),
  answerWords: z.string(),
  until: Instant.nullable(),
});

export const ReadMyGlass = z.strictObject({});
/** The own requests of the last 30 days, newest first. */
export const MyGlass = z.object({
  /** Minutes a view stays open; 0 where the county has not switched it on. */
  minutes: z.number(),
  items: z.array(Request),
});

const Refusal = z.object({ reason: z.string() }).nullable();

/** What waits for a second person in the own range: whom it is about is named, since that must be judged. */
export const WaitingGlass = z.object({
  minutes: z.number(),
  items: z.array(
    Request.extend({
      asker: z.string(),
      askerRole: z.string(),
      personName: z.string(),
      village: z.string(),
      /** Why the reader may not be the second person; null where they may. */
      refusal: Refusal,
    }),
  ),
});

export const AgreeBreakGlass = z.strictObject({ id: Id });
export const AgreedBreakGlass = z.object({ until: Instant });
export const DeclineBreakGlass = z.strictObject({
  id: Id,
  words: z.string().trim().min(2, '请写明为什么不同意').max(100, '最多 100 个字'),
});
export const ShutBreakGlass = z.strictObject({ id: Id });

const Someone = z.object({ id: Id, name: z.string(), phone: z.string(), relation: z.string(), presence: Presence });
export const ViewBreakGlass = z.strictObject({ id: Id });
/** What the register holds of the person and the household, phones whole: they are there to be called. */
export const OpenedPerson = z.object({
  until: Instant,
  reason: Reason,
  agreedBy: z.string(),
  place: z.string(),
  address: z.string(),
  person: Someone,
  members: z.array(Someone),
});

export const VERDICTS = { justified: '确有必要', unjustified: '没有必要' } as const;
export type Verdict = keyof typeof VERDICTS;
const VERDICT_CODES = Object.keys(VERDICTS) as [Verdict, ...Verdict[]];
export const ReviewBreakGlass = z.strictObject({
  id: Id,
  verdict: z.enum(VERDICT_CODES, '请选择有没有必要'),
  words: z.string().trim().min(2, '请写一句依据').max(200, '最多 200 个字'),
});

export const ReadOpenings = z.strictObject({ after: AfterPoint.optional(), limit: z.number().int().min(1).max(100).default(30) });
/** Every request of the own range, newest first. */
export const Openings = z.object({
  items: z.array(
    Request.extend({
      asker: z.string(),
      askerRole: z.string(),
      answererRole: z.string().nullable(),
      /** Masked: the list itself must not spread names. */
      personName: z.string(),
      village: z.string(),
      /** How often it was looked at. */
      looks: z.number(),
      shutBy: z.string().nullable(),
      reviewBy: Instant.nullable(),
      overdue: z.boolean(),
      review: z.object({ verdict: z.enum(VERDICT_CODES), words: z.string(), by: z.string(), at: Instant }).nullable(),
      refusal: Refusal,
    }),
  ),
  next: z.string().nullable(),
  /** Openings of the range whose review is overdue, on this page or not. */
  overdue: z.number(),
});
