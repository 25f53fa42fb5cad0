import type { z } from 'zod';
import type { FoundServices, SearchServices } from '../../../domain/services/contract.ts';
import { findItems, indexOf } from '../../../domain/services/find.ts';
import type { App } from '../../platform/app.ts';
import type { Tx } from '../../platform/database.ts';
import { type ItemRow, itemsOn } from './store.ts';

/** How long a county's catalogue is searched as it was read; another server's change is seen after that. */
const FRESH_FOR = 60_000;

interface Kept {
  at: number;
  date: string;
  index: ReturnType<typeof indexOf<ItemRow>>;
}

const kept = new WeakMap<App, Map<string, Kept>>();

/** A change made by this server is searched at once. */
export function servicesChanged(app: App, county: string): void {
  kept.get(app)?.delete(county);
}

/** Items of a county that answer a question; without one the county's own, then the examples, by name. */
export async function searchItems(
  app: App,
  tx: Tx,
  { county, q, limit }: z.output<typeof SearchServices>,
  date: string,
): Promise<z.output<typeof FoundServices>['items']> {
  const counties = kept.get(app) ?? new Map<string, Kept>();
  kept.set(app, counties);
  let known = counties.get(county);
  if (!known || known.date !== date || performance.now() - known.at > FRESH_FOR) {
    const rows = await itemsOn(tx, county, date);
    known = { at: performance.now(), date, index: indexOf(rows) };
    counties.set(county, known);
  }
  const found = q
    ? findItems(known.index, q, limit)
    : [...known.index.items].filter(({ materials }) => (materials as unknown as unknown[]).length > 0).slice(0, limit);
  return found.map(({ id, name, department, instant, proxy, online, example }) => ({
    id,
    name,
    department,
    instant,
    proxy,
    online,
    example,
  }));
}
