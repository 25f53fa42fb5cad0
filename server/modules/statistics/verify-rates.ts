import type { Action } from '../../../domain/matters/action.ts';
import { fold } from '../../../domain/matters/fold.ts';
import { definitionOf } from '../../../domain/matters/kinds.ts';
import { addMatter, noRates, RATE_NAMES, type Rates } from '../../../domain/statistics/rates.ts';
import type { Tx } from '../../platform/database.ts';
import { type Period, readAllActions, readRates } from './store.ts';

export interface RateDifference {
  group: 'total' | 'place' | 'category';
  key: string;
  rate: string;
  shown: string;
  recounted: string;
}

const figure = (rates: Rates | undefined, name: (typeof RATE_NAMES)[number]): string => {
  const rate = rates?.[name] ?? { numerator: 0, denominator: 0, excluded: 0 };
  return `${rate.numerator}/${rate.denominator} (${rate.excluded})`;
};

/** Counts every rate anew from the actions alone and compares it with what the screens show. */
export async function recountRates(
  tx: Tx,
  period: Period,
  now: Date,
): Promise<{ matters: number; checked: number; differences: RateDifference[] }> {
  const matters = await readAllActions(tx, period);
  const recounted = { total: new Map<string, Rates>(), place: new Map<string, Rates>(), category: new Map<string, Rates>() };
  const at = now.toISOString();
  const placeLength = period.territory.length >= 9 ? 12 : period.territory.length >= 6 ? 9 : period.territory.length + 2;
  for (const matter of matters) {
    const state = fold(definitionOf(matter.kind, matter.version), matter.actions as Action[]);
    for (const [group, key] of [
      ['total', ''],
      ['place', matter.village.slice(0, placeLength)],
      ['category', state.category],
    ] as const) {
      const rates = recounted[group].get(key) ?? noRates();
      recounted[group].set(key, rates);
      addMatter(rates, state, at);
    }
  }
  let checked = 0;
  const differences: RateDifference[] = [];
  for (const group of ['total', 'place', 'category'] as const) {
    const shown = await readRates(tx, period, group, now);
    for (const key of new Set([...shown.keys(), ...recounted[group].keys()])) {
      for (const name of RATE_NAMES) {
        checked++;
        const [one, other] = [figure(shown.get(key)?.rates, name), figure(recounted[group].get(key), name)];
        if (one !== other) differences.push({ group, key, rate: name, shown: one, recounted: other });
      }
    }
  }
  return { matters: matters.length, checked, differences };
}
