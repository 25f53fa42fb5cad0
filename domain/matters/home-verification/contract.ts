import { z } from 'zod';
import { mayBeAsked, NEVER_ASKED } from '../../policy/never-collected.ts';
import { Words } from '../step-parts.ts';

/** What the platform holds of a household and can put before the worker, to be confirmed or corrected. */
export const KNOWN_FACTS = ['address', 'lives-here', 'members'] as const;
export type KnownFact = (typeof KNOWN_FACTS)[number];

/** The questions of the facts we hold. */
export const FACT_QUESTIONS: Record<KnownFact, string> = {
  address: '住址是否属实',
  'lives-here': '是否常住',
  members: '家里几口人',
};

/** The township asks about a household, perhaps for an application (2.4). Only what the application needs is asked. */
export const RequestVerification = z.strictObject({
  /** The household; for an application it may be left out, then it is the applicant's. */
  household: z.uuid().optional(),
  application: z.uuid().optional(),
  words: Words,
  due: z.iso.date(),
  facts: z.array(z.enum(KNOWN_FACTS)).max(KNOWN_FACTS.length).default([]),
  questions: z.array(z.string().trim().min(2, '请写明要核查什么').max(120).refine(mayBeAsked, NEVER_ASKED)).max(15).default([]),
});
export type RequestVerification = z.input<typeof RequestVerification>;

/** Of which household, or of whose application, what is held is asked for. */
export const ReadKnownFacts = z.strictObject({ household: z.uuid().optional(), application: z.uuid().optional() });
export const KnownFacts = z.object({
  household: z.uuid(),
  place: z.string(),
  address: z.string(),
  facts: z.array(z.object({ fact: z.enum(KNOWN_FACTS), question: z.string(), value: z.string() })),
});

/** Verifications on the way, with a result to look at, or done. */
export const VERIFICATION_PARTS = ['open', 'answered', 'ended'] as const;
export const ListVerifications = z.strictObject({
  part: z.enum(VERIFICATION_PARTS).default('open'),
  after: z.string().max(200).optional(),
  limit: z.number().int().min(1).max(100).default(50),
});
export const ListedVerifications = z.object({
  items: z.array(
    z.object({
      id: z.uuid(),
      number: z.string(),
      title: z.string(),
      place: z.string(),
      address: z.string(),
      askedAt: z.iso.datetime(),
      due: z.iso.datetime().nullable(),
      overdue: z.boolean(),
      statusTitle: z.string(),
      /** Who goes; '' until the station has said. */
      worker: z.string(),
      /** How the visit ended, in words; '' until it has. */
      outcome: z.string(),
      application: z.object({ id: z.uuid(), number: z.string() }).nullable(),
    }),
  ),
  next: z.string().nullable(),
});

export const VerificationRequested = z.object({ id: z.uuid(), number: z.string(), holder: z.string(), due: z.iso.datetime().nullable() });
