import { z } from 'zod';
import { PlaceBody } from '../bodies/contract.ts';
import { GridCode, LEVEL_LENGTHS, TerritoryCode, type TerritoryLevel, VillageCode } from './code.ts';

export const Level = z.enum(Object.keys(LEVEL_LENGTHS) as [TerritoryLevel, ...TerritoryLevel[]]);
const ValidDate = z.iso.date('日期不对，应像 2026-05-01');

/** What a person types to find a place: name, pinyin, initials or the beginning of a code. */
export const SearchPlaces = z.strictObject({
  q: z.string().trim().max(40, '最多 40 个字'),
  level: Level.optional(),
  within: TerritoryCode.optional(),
  limit: z.int().min(1).max(50).default(12),
});

/** `path` is the short names above it, from the city down: 银川市 永宁县 闽宁镇. */
export const FoundPlace = z.object({ code: z.string(), name: z.string(), shortName: z.string(), level: Level, path: z.string() });
export type FoundPlace = z.infer<typeof FoundPlace>;
export const FoundPlaces = z.object({ items: z.array(FoundPlace) });

/** The places one level down; without a code the regions. */
export const ListChildren = z.strictObject({ code: TerritoryCode.nullable().default(null) });
export const ChildPlace = z.object({
  code: z.string(),
  name: z.string(),
  shortName: z.string(),
  level: Level,
  kind: z.string(),
  children: z.number(),
});
export type ChildPlace = z.infer<typeof ChildPlace>;
export const ChildPlaces = z.object({ items: z.array(ChildPlace) });

export const ViewPlace = z.strictObject({ code: TerritoryCode });

/** Name and work phone of who serves a grid, which residents must be able to find (4.6). */
export const GridWorkerContact = z.object({ name: z.string(), phone: z.string() });

/** `households` only for staff in whose range the grid lies, else null. */
export const Grid = z.object({
  code: z.string(),
  name: z.string(),
  workers: z.array(GridWorkerContact),
  households: z.number().nullable(),
  validFrom: z.string(),
  validUntil: z.string().nullable(),
});
export type Grid = z.infer<typeof Grid>;

/**
 * How many of what lie in a place. Households and people are exact for staff in whose range it lies; for all others rounded to tens
 * (`rounded`), null when fewer than five.
 */
export const PlaceNumbers = z.object({
  townships: z.number(),
  villages: z.number(),
  grids: z.number(),
  households: z.number().nullable(),
  persons: z.number().nullable(),
  rounded: z.boolean(),
});

export const Place = z.object({
  code: z.string(),
  name: z.string(),
  shortName: z.string(),
  level: Level,
  kind: z.string(),
  path: z.array(z.object({ code: z.string(), name: z.string() })),
  numbers: PlaceNumbers,
  bodies: z.array(PlaceBody),
  grids: z.array(Grid),
});
export type Place = z.infer<typeof Place>;

export const ListGrids = z.strictObject({ village: VillageCode });
/** All grids of a village, ended ones too; `nextCode` is the next free number, null when all 999 are used. */
export const Grids = z.object({ items: z.array(Grid), nextCode: z.string().nullable() });

/** Without `code` a new grid gets the next free number; a `validUntil` is the grid's last day. */
export const SaveGrid = z
  .strictObject({
    code: GridCode.optional(),
    village: VillageCode,
    name: z.string().trim().min(1, '请写网格名称').max(40, '网格名称最多 40 个字'),
    validFrom: ValidDate,
    validUntil: ValidDate.nullable().default(null),
  })
  .refine((grid) => !grid.code || grid.code.startsWith(grid.village), { path: ['code'], message: '网格代码要以村（社区）代码开头' })
  .refine((grid) => !grid.validUntil || grid.validUntil >= grid.validFrom, { path: ['validUntil'], message: '结束日期不能早于开始日期' });
export type SaveGrid = z.input<typeof SaveGrid>;
export const SavedGrid = z.object({ code: z.string() });

export const CountyMapInput = z.strictObject({});
/** The counties' boundaries as GeoJSON (CGCS2000); the same file is served at `url`. */
export const CountyMap = z.object({
  url: z.string(),
  counties: z.array(z.object({ code: z.string(), name: z.string(), centre: z.tuple([z.number(), z.number()]) })),
});
