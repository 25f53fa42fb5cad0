import { z } from 'zod';
import { Purpose } from '../people/contract.ts';
import { CONSENT_PURPOSES } from './consents.ts';

/** One consent, as its person reads it; `current` while it was not taken back. */
export const Consent = z.object({
  id: z.uuid(),
  personId: z.uuid(),
  personName: z.string(),
  purpose: z.enum(CONSENT_PURPOSES),
  title: z.string(),
  text: z.string(),
  givenAt: z.iso.datetime(),
  givenHow: z.string(),
  withdrawnAt: z.iso.datetime().nullable(),
  effect: z.string(),
});
export const Consents = z.object({ items: z.array(Consent) });
export const WithdrawConsent = z.strictObject({ id: z.uuid('编号不对') });
export const ConsentWithdrawn = z.object({
  /** The account speaks for nobody any more, so it was closed. */
  accountClosed: z.boolean(),
});

/** Everything kept of one person, in sections of label and value, for a page, for paper and as JSON. */
export const OwnData = z.object({
  madeAt: z.iso.datetime(),
  name: z.string(),
  sections: z.array(
    z.object({
      title: z.string(),
      basis: z.string(),
      kept: z.string(),
      rows: z.array(z.object({ label: z.string(), value: z.string() })),
    }),
  ),
});
export type OwnData = z.infer<typeof OwnData>;

/** A copy made at the counter for somebody who stands there. */
export const CopyForResident = z.strictObject({ personId: z.uuid('编号不对'), purpose: Purpose });
