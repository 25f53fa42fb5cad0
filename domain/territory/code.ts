import { z } from 'zod';

/** National division codes at natural length, and our 15-digit grids (national standard for grid coding). */
export const LEVEL_LENGTHS = { region: 2, city: 4, county: 6, township: 9, village: 12, grid: 15 } as const;
export type TerritoryLevel = keyof typeof LEVEL_LENGTHS;

const BY_LENGTH = new Map<number, TerritoryLevel>(
  Object.entries(LEVEL_LENGTHS).map(([level, length]) => [length, level as TerritoryLevel]),
);

export const TerritoryCode = z.string().regex(/^\d{2}(\d{2}(\d{2}(\d{3}(\d{3}(\d{3})?)?)?)?)?$/, '地区代码不对');
export const VillageCode = z.string().regex(/^\d{12}$/, '村（社区）代码是 12 位数字');
export const GridCode = z.string().regex(/^\d{15}$/, '网格代码是 15 位数字');

/** The level of a code, by its length. Throws RangeError on a length no level has. */
export function levelOfCode(code: string): TerritoryLevel {
  const level = BY_LENGTH.get(code.length);
  if (!level) throw new RangeError(`no territory level has ${code.length} digits`);
  return level;
}

/** The code of the place one level up, or null for a region. */
export function parentOf(code: string): string | null {
  const lengths = Object.values(LEVEL_LENGTHS) as number[];
  const at = lengths.indexOf(code.length);
  return at > 0 ? code.slice(0, lengths[at - 1]) : null;
}

/** A jurisdiction is a prefix. */
export function covers(jurisdiction: string, code: string): boolean {
  return jurisdiction !== '' && code.startsWith(jurisdiction);
}

export const countyOf = (code: string): string => code.slice(0, 6).padEnd(6, '0');
export const townshipOf = (code: string): string => code.slice(0, 9);
export const villageOf = (code: string): string => code.slice(0, 12);

/** The half-open range of all codes under a prefix, for a B-tree with collation "C". */
export function rangeOf(prefix: string): { lo: string; hi: string } {
  return { lo: prefix, hi: `${prefix}:` };
}
