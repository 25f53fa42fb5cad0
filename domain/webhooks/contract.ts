import { z } from 'zod';
import { TerritoryCode } from '../territory/code.ts';

const Instant = z.iso.datetime();

/** What another system may be told of. */
export const WEBHOOK_EVENTS = [
  'matter.filed',
  'matter.assigned',
  'matter.taken-up',
  'matter.answered',
  'matter.closed',
  'matter.reopened',
  'matter.declined',
  'matter.withdrawn',
  'matter.merged',
] as const;
export const WebhookEvent = z.enum(WEBHOOK_EVENTS);
export type WebhookEvent = z.infer<typeof WebhookEvent>;

const Id = z.uuid('编号不对');
export const Nothing = z.strictObject({});
export const NamedWebhook = z.strictObject({ id: Id });
export const WebhookDone = z.object({ done: z.literal(true) });

export const WebhookRow = z.object({
  id: z.uuid(),
  url: z.string(),
  territory: z.string(),
  place: z.string(),
  events: z.array(WebhookEvent),
  createdAt: Instant,
  createdBy: z.string(),
  endedAt: Instant.nullable(),
  endedWhy: z.string().nullable(),
  waiting: z.number(),
  dead: z.number(),
});
export const WebhookList = z.object({ webhooks: z.array(WebhookRow) });

export const AddWebhook = z.strictObject({
  url: z
    .string('请填地址')
    .trim()
    .max(500, '地址太长了')
    .refine((text) => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol), '请填完整的地址，以 https:// 开头')
    .meta({ examples: ['https://hooks.example.cn/linli'] }),
  territory: TerritoryCode,
  events: z.array(WebhookEvent).min(1, '至少选一种').max(WEBHOOK_EVENTS.length),
});
/** `secret` is shown this once; the other system checks signatures with it. */
export const WebhookSecret = z.object({ id: z.uuid(), secret: z.string() });

export const ListDeliveries = z.strictObject({ webhook: Id });
export const Deliveries = z.object({
  deliveries: z.array(
    z.object({
      id: z.uuid(),
      event: z.string(),
      state: z.enum(['waiting', 'sent', 'dead']),
      attempts: z.number(),
      createdAt: Instant,
      sentAt: Instant.nullable(),
      nextAt: Instant,
      status: z.number().nullable(),
      problem: z.string().nullable(),
    }),
  ),
});
