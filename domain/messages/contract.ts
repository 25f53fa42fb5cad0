import { z } from 'zod';
import { AfterPoint } from '../accounts/page.ts';

const Instant = z.iso.datetime();

/** What a message is about; decides its words and whether the quiet hours hold it back. */
export const MESSAGE_KINDS = [
  'code',
  'account',
  'received',
  'moved',
  'question',
  'answered',
  'task',
  'deadline',
  'declined',
  'reopened',
  'closed',
  'glass',
] as const;
export const MessageKind = z.enum(MESSAGE_KINDS);
export type MessageKind = z.infer<typeof MessageKind>;

export const ReadInbox = z.strictObject({});
export const Inbox = z.object({
  items: z.array(
    z.object({ id: z.uuid(), kind: MessageKind, text: z.string(), matterId: z.uuid().nullable(), createdAt: Instant, read: z.boolean() }),
  ),
  unread: z.number(),
});
export type Inbox = z.infer<typeof Inbox>;

export const MarkRead = z.strictObject({ ids: z.array(z.uuid('编号不对')).min(1).max(200) });
export const Unread = z.object({ unread: z.number() });

export const DeliveryState = z.enum(['waiting', 'sent', 'failed']);
export type DeliveryState = z.infer<typeof DeliveryState>;
export const ReadOutbox = z.strictObject({
  q: z.string().trim().max(60).default(''),
  state: DeliveryState.optional(),
  after: AfterPoint.optional(),
  limit: z.number().int().min(1).max(200).default(50),
});
export const OutboxRow = z.object({
  id: z.uuid(),
  /** Masked; whole only in the demo. */
  phone: z.string(),
  text: z.string(),
  state: DeliveryState,
  createdAt: Instant,
  /** Held back until then by the quiet hours. */
  sendAfter: Instant.nullable(),
  sentAt: Instant.nullable(),
  problem: z.string().nullable(),
});
export const OutboxPage = z.object({
  items: z.array(OutboxRow),
  next: z.string().nullable(),
  /** False: no gateway is set up, messages stay on this page and reach nobody's phone. */
  delivers: z.boolean(),
});
