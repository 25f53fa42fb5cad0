import { z } from 'zod';
import { AfterPoint } from '../accounts/page.ts';

const Id = z.uuid('编号不对');

/** `personQ` is a name or a phone, `matterNumber` the number people read aloud, `accountQ` the name of a member of staff, or for administrators a user name. */
export const SearchAudit = z
  .strictObject({
    personQ: z.string().trim().max(30).default(''),
    personId: Id.optional(),
    matterNumber: z.string().trim().max(40).default(''),
    matterId: Id.optional(),
    accountQ: z.string().trim().max(40).default(''),
    kind: z.enum(['look', 'change']).optional(),
    from: z.iso.date('日期不对，应像 2026-02-17').optional(),
    /** The last day looked at, itself included. */
    until: z.iso.date('日期不对，应像 2026-02-17').optional(),
    after: AfterPoint.optional(),
    limit: z.number().int().min(1).max(200).default(50),
  })
  .refine(({ from, until }) => !from || !until || from <= until, { path: ['until'], message: '结束日期不能早于开始日期' });

export const AuditRow = z.object({
  id: z.uuid(),
  at: z.iso.datetime(),
  actor: z.string(),
  role: z.string(),
  roleTitle: z.string(),
  operation: z.string(),
  kind: z.enum(['look', 'change']),
  purpose: z.string(),
  personId: z.uuid().nullable(),
  /** Masked: the look-up itself must not spread names. */
  personName: z.string().nullable(),
  matterId: z.uuid().nullable(),
  matterNumber: z.string().nullable(),
});
export const AuditPage = z.object({ items: z.array(AuditRow), next: z.string().nullable() });

export const ReadMyLooks = z.strictObject({ after: AfterPoint.optional(), limit: z.number().int().min(1).max(100).default(30) });

/** Who looked at or changed what about me (Personal Information Protection Law, article 44): `who` is the person in their role, never another resident's name. */
export const MyLook = z.object({
  id: z.uuid(),
  at: z.iso.datetime(),
  who: z.string(),
  /** The unit that looked; a question about it goes elsewhere. '' where there is none. */
  unit: z.string(),
  roleTitle: z.string(),
  kind: z.enum(['look', 'change']),
  title: z.string(),
  purpose: z.string(),
  /** Whether it has its place in the tree; a few seconds after it was written. */
  sealed: z.boolean(),
});
export const MyLooks = z.object({ items: z.array(MyLook), next: z.string().nullable() });
