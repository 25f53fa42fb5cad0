import { z } from 'zod';

/** One paper an item asks for. */
export const Material = z.strictObject({ name: z.string().trim().min(1, '请写材料名称').max(120) });

/** An item of the catalogue as it holds on a day (2.1). `days` counts working days from acceptance; 0 stands for items decided on the spot. */
export const ServiceItemView = z.object({
  id: z.uuid(),
  code: z.string(),
  name: z.string(),
  department: z.string(),
  materials: z.array(Material),
  steps: z.array(z.string()),
  days: z.number().int().nullable(),
  instant: z.boolean(),
  /** A grid worker may apply for the resident, by mandate (2.5). */
  proxy: z.boolean(),
  /** The resident may apply online, without a trip (2.6). */
  online: z.boolean(),
  basis: z.string(),
  /** Where an example comes from; '' for the county's own items. */
  example: z.string(),
  version: z.number().int(),
  validFrom: z.iso.date(),
});
export type ServiceItemView = z.infer<typeof ServiceItemView>;

export const SearchServices = z.strictObject({
  county: z.string().regex(/^\d{6}$/, '请选择县（市、区）'),
  q: z.string().trim().max(60, '最多 60 字').default(''),
  limit: z.number().int().min(1).max(50).default(20),
});
export const FoundServices = z.object({
  items: z.array(ServiceItemView.pick({ id: true, name: true, department: true, instant: true, proxy: true, online: true, example: true })),
});

export const ReadService = z.strictObject({ id: z.uuid() });

/** What the county keeps of an item; saving makes a new version from a day on, the versions before stay. */
export const SaveService = z.strictObject({
  id: z.uuid().optional(),
  code: z.string().trim().min(1, '请写编码').max(120),
  name: z.string().trim().min(2, '请写名称').max(120),
  department: z.string().trim().max(60).default(''),
  materials: z.array(Material).max(60).default([]),
  steps: z.array(z.string().trim().min(1).max(120)).max(30).default([]),
  days: z.number().int().min(0).max(365).nullable().default(null),
  instant: z.boolean().default(false),
  proxy: z.boolean().default(true),
  online: z.boolean().default(false),
  basis: z.string().trim().max(200).default(''),
  validFrom: z.iso.date(),
});
export type SaveService = z.input<typeof SaveService>;

export const RetireService = z.strictObject({ id: z.uuid(), validUntil: z.iso.date() });
