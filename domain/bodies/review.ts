import { z } from 'zod';
import { AppointmentRoleSchema } from '../accounts/roles.ts';

/** The day from which the list of a year counts: the first of the county's month that came last. */
export function roundOn(today: string, month: number): string {
  const day = `${String(month).padStart(2, '0')}-01`;
  const year = Number(today.slice(0, 4));
  return `${today.slice(5) >= day ? year : year - 1}-${day}`;
}

/** Posts still to be confirmed, or confirmed already. */
export const REVIEW_PARTS = ['waiting', 'confirmed'] as const;

export const ReviewPosts = z.strictObject({
  part: z.enum(REVIEW_PARTS).default('waiting'),
  after: z.string().max(100).optional(),
  limit: z.int().min(1).max(100).default(50),
});

/** A post on the yearly list. `usedMonth` is the month of the last sign-in when the list was made, null where nobody signs in; there is no day, no time and no count. */
export const ReviewedPost = z.object({
  appointmentId: z.uuid(),
  bodyId: z.uuid(),
  bodyName: z.string(),
  name: z.string(),
  role: AppointmentRoleSchema,
  roleTitle: z.string(),
  territory: z.string(),
  validFrom: z.iso.date(),
  usedMonth: z
    .string()
    .regex(/^\d{4}-\d{2}$/)
    .nullable(),
  due: z.iso.date(),
  overdue: z.boolean(),
  /** The head of the station answers for it first. */
  ofHead: z.boolean(),
  confirmedAt: z.iso.datetime().nullable(),
  /** Why the reader may not confirm it; null where they may. */
  refusal: z.string().nullable(),
});
export type ReviewedPost = z.infer<typeof ReviewedPost>;
export const ReviewedPosts = z.object({ items: z.array(ReviewedPost), next: z.string().nullable() });

export const ConfirmPost = z.strictObject({ id: z.uuid('编号不对') });
export const PostConfirmed = z.object({ confirmedAt: z.iso.datetime() });
