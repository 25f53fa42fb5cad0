import type { z } from 'zod';
import { dateOfDay, dayOf } from '../../../domain/calendar/calendar.ts';
import type { OpenNumbers } from '../../../domain/statistics/contract.ts';
import type { Rates } from '../../../domain/statistics/rates.ts';
import { isTelling, type Parts, shownCount, shownShare, withheld } from '../../../domain/statistics/suppression.ts';
import { LEVEL_LENGTHS } from '../../../domain/territory/code.ts';
import type { App } from '../../platform/app.ts';
import type { Tx } from '../../platform/database.ts';
import { type Period, readRates } from './store.ts';

/** The whole quarter before the one an instant lies in. Quarters never overlap, so no two of them can be subtracted. */
export function lastQuarter(now: Date): { from: string; until: string } {
  const [year = 0, month = 0] = dateOfDay(dayOf(now)).split('-').map(Number);
  const first = Math.floor((month - 1) / 3) * 3 - 3;
  const day = (months: number, of: number) => new Date(Date.UTC(year, months, of)).toISOString().slice(0, 10);
  return { from: day(first, 1), until: day(first + 3, 0) };
}

const FIGURES = {
  received: ({ filed }: Counted): Parts => [filed],
  answeredOnTime: ({ rates }: Counted): Parts => yesAndNo(rates.answered),
  satisfied: ({ rates }: Counted): Parts => yesAndNo(rates.satisfaction),
} as const;
type Figure = keyof typeof FIGURES;
const NAMES = Object.keys(FIGURES) as Figure[];
type Counted = { filed: number; rates: Rates };
const yesAndNo = ({ numerator, denominator }: Rates['answered']): Parts => [numerator, denominator - numerator];

/** Counted once an hour: a closed quarter hardly changes, and anyone may ask. */
const KEEP_MS = 3_600_000;
const MOST_KEPT = 2_000;
const kept = new WeakMap<App, Map<string, { until: number; family: Promise<Map<string, Counted>> }>>();

/** What was counted in a place as a whole (by ''), or in each of its children. */
async function counted(tx: Tx, app: App, period: Period, by: 'total' | 'place', now: Date): Promise<Map<string, Counted>> {
  const cache = kept.get(app) ?? new Map<string, { until: number; family: Promise<Map<string, Counted>> }>();
  kept.set(app, cache);
  const key = `${period.territory} ${by} ${period.from.toISOString()}`;
  const known = cache.get(key);
  if (known && known.until > now.getTime()) return known.family;
  if (cache.size >= MOST_KEPT) cache.clear();
  const family = readRates(tx, period, by, now);
  cache.set(key, { until: now.getTime() + KEEP_MS, family });
  family.catch(() => cache.delete(key));
  return family;
}

/** The figures of a place in a closed quarter; each is null where it, or what one could subtract it from, would tell of fewer than five. */
export async function openNumbers(
  tx: Tx,
  app: App,
  period: Period,
  now: Date,
): Promise<Omit<z.infer<typeof OpenNumbers>, 'since' | 'until'>> {
  const path = Object.values(LEVEL_LENGTHS)
    .filter((length) => length <= period.territory.length)
    .map((length) => period.territory.slice(0, length));
  const [region = period.territory] = path;
  let own = (await counted(tx, app, { ...period, territory: region }, 'total', now)).get('') ?? null;
  const shown: Record<Figure, boolean> = { received: false, answeredOnTime: false, satisfied: false };
  for (const name of NAMES) shown[name] = own !== null && !isTelling(FIGURES[name](own));
  for (let at = 1; at < path.length; at++) {
    const family = await counted(tx, app, { ...period, territory: path[at - 1] as string }, 'place', now);
    const code = path[at] as string;
    own = family.get(code) ?? null;
    for (const name of NAMES) {
      const hidden = withheld(new Map([...family].map(([child, counted]) => [child, FIGURES[name](counted)])), shown[name]);
      shown[name] = own !== null && !hidden.has(code) && !isTelling(FIGURES[name](own));
    }
  }
  const share = (name: 'answeredOnTime' | 'satisfied') => {
    const [yes = 0, no = 0] = own ? FIGURES[name](own) : [];
    return shown[name] ? shownShare(yes, no) : null;
  };
  return {
    received: own && shown.received ? shownCount(own.filed) : null,
    answeredOnTime: share('answeredOnTime'),
    satisfied: share('satisfied'),
  };
}
