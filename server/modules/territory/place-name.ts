import { countyOf } from '../../../domain/territory/code.ts';
import type { App } from '../../platform/app.ts';
import type { Tx } from '../../platform/database.ts';
import { shortNames } from './name-store.ts';

const FRESH_FOR = 60_000;
const MOST_KEPT = 20_000;
const kept = new WeakMap<App, Map<string, { at: number; name: string }>>();

/** Where something is: a village, and its grid where one is known. */
interface Placed {
  village: string;
  grid: string | null;
}

/** The divisions a place is named by, largest first. */
const partsOf = (code: string, withCounty: boolean): string[] => [
  ...(withCounty ? [countyOf(code)] : []),
  ...(code.length > 12 ? [code.slice(0, 12)] : []),
  code,
];

/** Villages, or villages with their grids, as people call them: 原隆村 第3网格; for who serves several counties with the county. Kept in memory for a minute. */
async function namesOf(app: App, tx: Tx, codes: Iterable<string>, withCounty: boolean): Promise<(code: string) => string> {
  const cache = kept.get(app) ?? new Map<string, { at: number; name: string }>();
  kept.set(app, cache);
  const now = performance.now();
  const names = new Map<string, string>();
  const missing = new Map<string, string[]>();
  for (const code of codes) {
    if (names.has(code) || missing.has(code)) continue;
    const known = cache.get(withCounty ? `${code} with county` : code);
    if (known && now - known.at < FRESH_FOR) names.set(code, known.name);
    else missing.set(code, partsOf(code, withCounty));
  }
  if (missing.size) {
    const short = await shortNames(tx, [...new Set([...missing.values()].flat())]);
    if (cache.size > MOST_KEPT) cache.clear();
    for (const [code, parts] of missing) {
      const name = parts.flatMap((part) => short.get(part) ?? []).join(' ');
      names.set(code, name);
      cache.set(withCounty ? `${code} with county` : code, { at: now, name });
    }
  }
  return (code) => names.get(code) ?? '';
}

/** One place by its code. */
export const placeName = async (app: App, tx: Tx, code: string): Promise<string> => (await namesOf(app, tx, [code], false))(code);

/** The places of a whole list at once: what names a row of it. */
export async function placeNames(app: App, tx: Tx, rows: readonly Placed[], withCounty = false): Promise<(row: Placed) => string> {
  const codeOf = ({ grid, village }: Placed): string => grid ?? village;
  const nameOf = await namesOf(app, tx, rows.map(codeOf), withCounty);
  return (row) => nameOf(codeOf(row));
}
