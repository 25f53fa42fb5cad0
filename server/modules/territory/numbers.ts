import type { z } from 'zod';
import type { PlaceNumbers } from '../../../domain/territory/contract.ts';
import type { App } from '../../platform/app.ts';
import type { Tx } from '../../platform/database.ts';
import { exactNumbers, roundedNumbers } from './store.ts';

type Numbers = z.infer<typeof PlaceNumbers>;

/** Rounded numbers need not be of this minute, and anyone may ask for those of a whole city. */
const KEEP = 10 * 60_000;
const MOST_KEPT = 5_000;

type Rounded = Awaited<ReturnType<typeof roundedNumbers>>;
const kept = new WeakMap<App, Map<string, { numbers: Promise<Rounded>; until: number }>>();

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

/** Counted by whoever asks first; those who ask meanwhile wait for that, or a county would be counted by all of them at once. */
function roundedOnce(tx: Tx, app: App, code: string): Promise<Rounded> {
  const cache = kept.get(app) ?? new Map<string, { numbers: Promise<Rounded>; until: number }>();
  kept.set(app, cache);
  const now = performance.now();
  const before = cache.get(code);
  if (before && before.until > now) return before.numbers;
  if (cache.size >= MOST_KEPT) cache.clear();
  const numbers = roundedNumbers(tx, code);
  cache.set(code, { numbers, until: now + KEEP });
  numbers.catch(() => cache.delete(code));
  return numbers;
}
