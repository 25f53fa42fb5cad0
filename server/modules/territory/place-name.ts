import { countyOf } from '../../../domain/territory/code.ts';
import type { App } from '../../platform/app.ts';
import type { Tx } from '../../platform/database.ts';
import { shortNames } from './name-store.ts';

const FRESH_FOR = 60_000;
const kept = new WeakMap<App, Map<string, { at: number; name: string }>>();

/** A village, or a village with its grid, as people call it: 原隆村 第3网格; for who serves several counties with its county. Kept in memory for a minute. */
export async function placeName(app: App, tx: Tx, code: string, withCounty = false): Promise<string> {
  const cache = kept.get(app) ?? new Map();
  kept.set(app, cache);
  const wanted = [...(withCounty ? [countyOf(code)] : []), ...(code.length > 12 ? [code.slice(0, 12)] : []), code];
  const key = wanted.join(' ');
  const known = cache.get(key);
  if (known && performance.now() - known.at < FRESH_FOR) return known.name;
  const names = await shortNames(tx, wanted);
  const name = wanted
    .map((one) => names.get(one))
    .filter(Boolean)
    .join(' ');
  if (cache.size > 20_000) cache.clear();
  cache.set(key, { at: performance.now(), name });
  return name;
}
