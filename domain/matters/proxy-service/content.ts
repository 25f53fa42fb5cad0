import { z } from 'zod';

/** How a material came: photographed, seen by whoever collected it, or already held by the platform and not asked for (2.6). */
export const MATERIAL_WAYS = ['photo', 'seen', 'held'] as const;

export const CollectedMaterial = z.strictObject({
  name: z.string().trim().min(1).max(120),
  how: z.enum(MATERIAL_WAYS, '请拍照或打勾'),
  /** The original is with us, not only looked at. */
  original: z.boolean().default(false),
  /** Its pictures; they are attached with the step that brings them. */
  files: z.array(z.uuid()).max(6, '一份材料最多 6 张照片').optional(),
});
export type CollectedMaterial = z.infer<typeof CollectedMaterial>;

/** The pictures of materials, to be attached. */
export const filesOfMaterials = (materials: readonly CollectedMaterial[]): string[] => materials.flatMap(({ files }) => files ?? []);

/** What the resident lets us do in their name: one item, until a day, signed on the screen or on paper that was photographed (Civil Code, article 165). */
export const Mandate = z.strictObject({
  signed: z.enum(['screen', 'paper'], '请选择怎么签的字'),
  until: z.iso.date('请写委托到哪天'),
  /** Who signs for the applicant where it is not they themselves, e.g. 女儿. */
  signer: z.string().trim().max(40).default(''),
  /** The picture of the signature or of the paper. */
  file: z.uuid('请签字，或者拍下签好的纸').meta({ examples: ['00000000-0000-7000-8000-0000000000f1'] }),
});
export type Mandate = z.infer<typeof Mandate>;

/** The item of the catalogue as it was on the day: what is decided, what it asks for, how long it may take. */
export const ServiceItem = z.strictObject({
  id: z.uuid(),
  code: z.string().max(60),
  name: z.string().max(120),
  materials: z.array(z.string().max(120)).max(60),
  /** Working days from acceptance; 0 for what is decided on the spot. */
  days: z.number().int().min(0).max(365),
  instant: z.boolean(),
});
export type ServiceItem = z.infer<typeof ServiceItem>;

/** What became of the originals: given back, destroyed by record, none were taken, or kept because a law says so. */
export const PAPERS = ['returned', 'destroyed', 'none', 'kept'] as const;

/** What only a proxy service knows; `mandate` is null for what a resident applied for online themselves. */
export interface ProxyContent {
  item: ServiceItem;
  materials: CollectedMaterial[];
  mandate: (Mandate & { revokedAt?: string }) | null;
  /** What was said to be missing, once and completely (一次性告知). */
  missing?: { name: string; why: string }[];
  acceptedAt?: string;
  granted?: boolean;
  delivery?: { how: string; papers: (typeof PAPERS)[number]; at: string };
}

export const contentOf = (state: { content: Record<string, unknown> }): ProxyContent => state.content as unknown as ProxyContent;
