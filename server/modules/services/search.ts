import type { z } from 'zod';
import type { FoundServices, SearchServices } from '../../../domain/services/contract.ts';
import { findItems, indexOf } from '../../../domain/services/find.ts';
import type { App } from '../../platform/app.ts';
import type { Tx } from '../../platform/database.ts';
import { type ItemRow, itemsOn } from './store.ts';

/** How long a county's catalogue is searched as it was read; another server's change is seen after that. */
const FRESH_FOR = 60_000;

/** A county's catalogue as it was read for a day. */
export interface Catalogue {
  at: number;
  date: string;
  index: ReturnType<typeof indexOf<ItemRow>>;
}

const kept = new WeakMap<App, Map<string, Catalogue>>();

/** A change made by this server is searched at once. */
export function servicesChanged(app: App, county: string): void {
  kept.get(app)?.delete(county);
}

/** The catalogue of a county on a day, read at most once a minute. */
export async function catalogueOf(app: App, tx: Tx, county: string, date: string): Promise<Catalogue> {
  const counties = kept.get(app) ?? new Map<string, Catalogue>();
  kept.set(app, counties);
  const known = counties.get(county);
  if (known && known.date === date && performance.now() - known.at <= FRESH_FOR) return known;
  const read = { at: performance.now(), date, index: indexOf(await itemsOn(tx, county, date)) };
  counties.set(county, read);
  return read;
}

/** Items of a county that answer a question; without one the county's own, then the examples, by name. */
export async function searchItems(
  app: App,
  tx: Tx,
  { county, q, limit }: z.output<typeof SearchServices>,
  date: string,
): Promise<z.output<typeof FoundServices>['items']> {
  const known = await catalogueOf(app, tx, county, date);
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
