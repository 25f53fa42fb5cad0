import { z } from 'zod';

/** Kinds of body shown on a place page (1.1, 2.2, 2.3, 4.2, 5.3). */
export const BODY_KINDS = [
  'party-organisation',
  'villagers-committee',
  'residents-committee',
  'supervision-committee',
  'service-station',
  'township-government',
  'township-centre',
  'township-office',
  'county-government',
  'county-department',
  'region-department',
] as const;
export type BodyKind = (typeof BODY_KINDS)[number];
export const BodyKindSchema = z.enum(BODY_KINDS);

export const BODY_KIND_TITLES: Record<BodyKind, string> = {
  'party-organisation': '党组织',
  'villagers-committee': '村民委员会',
  'residents-committee': '居民委员会',
  'supervision-committee': '监督委员会',
  'service-station': '服务站',
  'township-government': '乡镇政府（街道办）',
  'township-centre': '民生服务中心',
  'township-office': '镇办所',
  'county-government': '县政府',
  'county-department': '县级部门',
  'region-department': '自治区部门',
};

export type Level = 'village' | 'township' | 'county' | 'region';

/** The level of government a body of this kind answers for. */
export function levelOf(kind: BodyKind): Level {
  if (kind.startsWith('township')) return 'township';
  if (kind.startsWith('county')) return 'county';
  if (kind.startsWith('region')) return 'region';
  return 'village';
}

/** A body as matters and actors refer to it; kept in actions, so history reads as it was. */
export const BodyRef = z.object({ id: z.uuid(), name: z.string(), kind: BodyKindSchema, territory: z.string() });
export type BodyRef = z.infer<typeof BodyRef>;
