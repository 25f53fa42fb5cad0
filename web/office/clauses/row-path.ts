import { LEVEL_LENGTHS } from '../../../domain/territory/code.ts';

const ABOVE_VILLAGES = [LEVEL_LENGTHS.city, LEVEL_LENGTHS.county, LEVEL_LENGTHS.township];

/** The names between the place one looks at and a row: for a village on a county's board its township. */
export function rowPath(row: { code: string; path: string }, territory: string): string {
  const between = ABOVE_VILLAGES.filter((length) => length > territory.length && length < row.code.length).length;
  return between === 0 ? '' : row.path.split(' ').slice(-between).join(' ');
}
