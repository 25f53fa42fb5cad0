import { createHash } from 'node:crypto';
import type { CarriedService } from '../../../domain/field/contract.ts';
import type { App } from '../../platform/app.ts';
import type { Tx } from '../../platform/database.ts';
import { type Catalogue, catalogueOf } from './search.ts';

interface Carried {
  /** Changes when anything about any of the items does. */
  digest: string;
  items: CarriedService[];
}

const carried = new WeakMap<Catalogue, Carried>();

/** The items of a county a grid worker may apply for on a resident's behalf, by name, with what has to be known at the door (2.5). */
export async function itemsToCollect(app: App, tx: Tx, county: string, date: string): Promise<Carried> {
  const catalogue = await catalogueOf(app, tx, county, date);
  const known = carried.get(catalogue);
  if (known) return known;
  const items = catalogue.index.items
    .filter(({ proxy }) => proxy)
    .map(({ id, code, name, department, pinyin, initials, materials, days, instant, basis, example }) => ({
      ...{ id, code, name, department, pinyin, initials, days, instant, basis, example },
      materials: (materials as unknown as { name: string }[]).map((material) => material.name),
    }))
    .sort(
      (one, other) =>
        Number(one.example !== '') - Number(other.example !== '') ||
        one.pinyin.localeCompare(other.pinyin) ||
        one.id.localeCompare(other.id),
    );
  const made = { digest: createHash('sha256').update(JSON.stringify(items)).digest('base64url'), items };
  carried.set(catalogue, made);
  return made;
}
