import { z } from 'zod';
import { Words } from '../shared-steps.ts';

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
  household: z.uuid(),
  application: z.uuid().optional(),
  words: Words,
  due: z.iso.date(),
  facts: z.array(z.enum(KNOWN_FACTS)).max(KNOWN_FACTS.length).default([]),
  questions: z.array(z.string().trim().min(2, '请写明要核查什么').max(120)).max(15).default([]),
});
export type RequestVerification = z.input<typeof RequestVerification>;

export const VerificationRequested = z.object({ id: z.uuid(), number: z.string(), holder: z.string(), due: z.iso.datetime().nullable() });
