import { z } from 'zod';
import { mayBeAsked, NEVER_ASKED } from '../policy/never-collected.ts';

/** One paper an item asks for. */
export const Material = z.strictObject({ name: z.string().trim().min(1, '请写材料名称').max(120).refine(mayBeAsked, NEVER_ASKED) });

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
  /** Who may apply, in words. */
  applicants: z.string(),
  /** Which window or office takes it. */
  window: z.string(),
  /** In fen; 0 is free of charge, null where nobody has stated it. */
  fee: z.number().int().nullable(),
  feeBasis: z.string(),
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

/** One version of an item with the days it holds; `state` as of today. */
export const ServiceVersion = ServiceItemView.extend({
  validUntil: z.iso.date().nullable(),
  state: z.enum(['now', 'coming', 'past']),
});
export type ServiceVersion = z.infer<typeof ServiceVersion>;
/** An item with all its versions, the latest first. */
export const ServiceVersions = z.object({ id: z.uuid(), county: z.string(), versions: z.array(ServiceVersion) });

/** The county's own items, the examples of other places, or what has ended. */
export const CATALOGUE_PARTS = ['own', 'examples', 'ended'] as const;
export const ListServices = z.strictObject({
  county: z.string().regex(/^\d{6}$/, '请选择县（市、区）'),
  part: z.enum(CATALOGUE_PARTS).default('own'),
  after: z.string().max(1000).optional(),
  limit: z.number().int().min(1).max(100).default(50),
});
export const ListedServices = z.object({
  items: z.array(
    ServiceItemView.pick({
      id: true,
      code: true,
      name: true,
      department: true,
      days: true,
      instant: true,
      proxy: true,
      online: true,
      example: true,
      validFrom: true,
    }).extend({
      validUntil: z.iso.date().nullable(),
    }),
  ),
  next: z.string().nullable(),
});

const MOST_FEE_FEN = 100_000_000;

/** What the county keeps of an item. */
const Kept = {
  code: z.string().trim().min(1, '请写编码').max(120),
  name: z.string().trim().min(2, '请写名称').max(120),
  department: z.string().trim().max(60).default(''),
  materials: z.array(Material).max(60).default([]),
  steps: z.array(z.string().trim().min(1).max(120).refine(mayBeAsked, NEVER_ASKED)).max(30).default([]),
  days: z.number().int().min(0).max(365).nullable().default(null),
  instant: z.boolean().default(false),
  proxy: z.boolean().default(true),
  online: z.boolean().default(false),
  applicants: z.string().trim().max(200, '最多 200 字').default(''),
  window: z.string().trim().max(120, '最多 120 字').default(''),
  fee: z.number('费用写数字').int('费用最多写到分').min(0, '费用不能是负数').max(MOST_FEE_FEN, '费用太大了').nullable().default(null),
  feeBasis: z.string().trim().max(200, '最多 200 字').default(''),
  basis: z.string().trim().max(200).default(''),
  validFrom: z.iso.date(),
};

/** Saving makes a new version from a day on, the versions before stay. */
export const SaveService = z.strictObject({ id: z.uuid().optional(), ...Kept });
export type SaveService = z.input<typeof SaveService>;

/** An example of another place, copied and mended, becomes the county's own item from a day on; the example ends the day before. */
export const PublishService = z.strictObject({ example: z.uuid(), ...Kept });
export type PublishService = z.input<typeof PublishService>;

export const RetireService = z.strictObject({ id: z.uuid(), validUntil: z.iso.date() });
