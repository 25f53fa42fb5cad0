/** The fewest persons a published figure may stand for. */
export const SMALLEST_CELL = 5;

/** The figures of a place that belong together, such as the yes and the no of a rate; each counts persons or their matters. */
export type Parts = readonly number[];

const total = (parts: Parts): number => parts.reduce((sum, part) => sum + part, 0);
const isSmall = (part: number): boolean => part > 0 && part < SMALLEST_CELL;
const added = (cells: readonly Parts[]): number[] =>
  cells.reduce<number[]>((sums, parts) => parts.map((part, at) => (sums[at] ?? 0) + part), []);

/** Whether a cell may not be shown by itself: fewer than five, or, among fewer than twenty, a part that tells of fewer than five. */
export function isTelling(parts: Parts): boolean {
  return total(parts) < SMALLEST_CELL || (total(parts) < 4 * SMALLEST_CELL && parts.some(isSmall));
}

/**
 * Which places of one family (the children of one place) are withheld: those that tell by themselves, and as many of the smallest others that what
 * is withheld cannot be had by taking the shown ones from the whole. Where the whole is withheld itself, one withheld child keeps it so.
 * Places without anything are in no family: they neither hide nor tell.
 */
export function withheld(children: ReadonlyMap<string, Parts>, wholeIsShown: boolean): Set<string> {
  const smallestFirst = [...children]
    .filter(([, parts]) => total(parts) > 0)
    .sort(([one, a], [other, b]) => total(a) - total(b) || (one < other ? -1 : 1));
  const hidden = smallestFirst.filter(([, parts]) => isTelling(parts));
  const safe = (): boolean =>
    wholeIsShown ? hidden.length === 0 || (hidden.length > 1 && !isTelling(added(hidden.map(([, parts]) => parts)))) : hidden.length > 0;
  for (const child of smallestFirst) {
    if (safe()) break;
    if (!hidden.includes(child)) hidden.push(child);
  }
  return new Set(hidden.map(([code]) => code));
}

/** A shown count, down to a multiple of five: what changes later by one person changes no figure by one. */
export const shownCount = (count: number): number => Math.floor(count / SMALLEST_CELL) * SMALLEST_CELL;

/** A shown share, in multiples of five and never better than it is. */
export const shownShare = (yes: number, no: number): { numerator: number; denominator: number } => ({
  numerator: shownCount(yes),
  denominator: Math.ceil((yes + no) / SMALLEST_CELL) * SMALLEST_CELL,
});
