import { z } from 'zod';
import { TerritoryCode } from '../territory/code.ts';

const Instant = z.iso.datetime();

export const Nothing = z.strictObject({});

/** Another system that files appeals for residents by Open311; its key is shown once, when it is made. */
export const Open311Client = z.object({
  id: z.uuid(),
  name: z.string(),
  territory: z.string(),
  place: z.string(),
  createdAt: Instant,
  createdBy: z.string(),
  usedAt: Instant.nullable(),
  endedAt: Instant.nullable(),
});
export const Open311Clients = z.object({ clients: z.array(Open311Client) });

export const AddOpen311Client = z.strictObject({
  name: z.string('请填名称').trim().min(2, '写明是哪个系统').max(60, '最多 60 个字'),
  territory: TerritoryCode,
});
export const Open311ClientAdded = z.object({ id: z.uuid(), key: z.string() });

export const EndOpen311Client = z.strictObject({ id: z.uuid('编号不对') });
export const Open311ClientEnded = z.object({ done: z.literal(true) });
