import { CATEGORIES, type CategoryCode } from './categories.ts';

/**
 * What is about a place anyone can walk past, never about a household or a person: only appeals of these are listed for everybody. Who lives in the
 * village must not learn from a list that somebody asked for relief, complained of a neighbour or of a cadre.
 */
const PUBLIC_SUBJECTS = [
  'water.tap',
  'water.drain',
  'water.canal',
  'roads.lamp',
  'roads.road',
  'roads.lane',
  'roads.bus',
  'roads.traffic',
  'power.supply',
  'power.signal',
  'power.parcel',
  'clean.waste',
  'clean.lane',
  'clean.sewage',
  'clean.smoke',
  'clean.trees',
  'farm.irrigation',
  'life.bus',
  'order.stalls',
  'affairs.culture',
  'affairs.fitness',
] as const satisfies readonly CategoryCode[];

export const PUBLIC_CATEGORIES = CATEGORIES.filter(({ code }) => (PUBLIC_SUBJECTS as readonly string[]).includes(code));

/** Whether an appeal of this category may be listed for everybody, without its words. */
export const isPublicSubject = (code: string): boolean => (PUBLIC_SUBJECTS as readonly string[]).includes(code);
