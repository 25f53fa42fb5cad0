import type { z } from 'zod';
import type { PlaceNumbers } from '../../../domain/territory/contract.ts';
import type { App } from '../../platform/app.ts';
import type { Tx } from '../../platform/database.ts';
import { exactNumbers, roundedNumbers } from './store.ts';

type Numbers = z.infer<typeof PlaceNumbers>;

/** Rounded numbers need not be of this minute, and anyone may ask for those of a whole city. */
const KEEP = 10 * 60_000;
const MOST_KEPT = 5_000;

const kept = new WeakMap<App, Map<string, { households: number | null; persons: number | null; until: number }>>();

/** What lies in a place: exact for staff in whose range it is, rounded for all others. */
export async function numbersFor(
  tx: Tx,
  app: App,
  code: string,
  ours: boolean,
  within: Record<'township' | 'village' | 'grid', number>,
): Promise<Numbers> {
  const people = ours ? await exactNumbers(tx, code) : await roundedOnce(tx, app, code);
  return {
    townships: within.township,
    villages: within.village,
    grids: within.grid,
    households: people.households,
    persons: people.persons,
    rounded: !ours,
  };
}

async function roundedOnce(tx: Tx, app: App, code: string) {
  let cache = kept.get(app);
  if (!cache) {
    cache = new Map();
    kept.set(app, cache);
  }
  const now = performance.now();
  const before = cache.get(code);
  if (before && before.until > now) return before;
  if (cache.size >= MOST_KEPT) cache.clear();
  const read = { ...(await roundedNumbers(tx, code)), until: now + KEEP };
  cache.set(code, read);
  return read;
}
