import { z } from 'zod';
import { agreedTo } from '../own-data/agreed.ts';
import { Purpose } from './contract.ts';
import { IdentityNumber } from './identity-number.ts';

/** Whether a number is held of a person, `masked` to its last character; '' where none is. */
export const ReadIdentity = z.strictObject({ id: z.uuid('编号不对') });
export const MaskedIdentity = z.object({ masked: z.string() });

export const RevealIdentity = z.strictObject({ id: z.uuid('编号不对'), purpose: Purpose });
/** `number` is '' where none is held. */
export const RevealedIdentity = z.object({ name: z.string(), number: z.string() });

/** Entered or put right for a person who agreed to it by the text shown today (Personal Information Protection Law, articles 29 and 30). */
export const SaveIdentity = z.strictObject({ id: z.uuid('编号不对'), number: IdentityNumber, agreed: agreedTo('identity') });
/** The consent taken back: the number goes. */
export const EraseIdentity = z.strictObject({ id: z.uuid('编号不对') });
export const IdentityHeld = z.object({ held: z.boolean() });

/** A resident gives the own number, or that of somebody of the own family, where none is held yet. */
export const GiveIdentity = z.strictObject({
  personId: z.uuid('编号不对').optional(),
  number: IdentityNumber,
  agreed: agreedTo('identity'),
});
