import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isTelling, type Parts, shownCount, shownShare, withheld } from './suppression.ts';

/** A place with what lies in it; only the lowest are counted, the others are their sums. */
interface Place {
  code: string;
  parts: number[];
  children: Place[];
}

const add = (cells: readonly Parts[]): number[] => [0, 1].map((at) => cells.reduce((sum, parts) => sum + (parts[at] ?? 0), 0));
function place(code: string, leaves: readonly (readonly (readonly number[])[])[]): Place {
  const townships = leaves.map((villages, t) => {
    const children = villages.map((parts, v) => ({ code: `${code}.${t}.${v}`, parts: [...parts], children: [] }));
    return { code: `${code}.${t}`, parts: add(children.map(({ parts }) => parts)), children };
  });
  return { code, parts: add(townships.map(({ parts }) => parts)), children: townships };
}

type Rule = typeof withheld;
/** What stands in public, by code. */
function publish(root: Place, rule: Rule): Map<string, number[]> {
  const shown = new Map<string, number[]>();
  const walk = (one: Place): void => {
    const hidden = rule(new Map(one.children.map(({ code, parts }) => [code, parts])), shown.has(one.code));
    for (const child of one.children) {
      if (!hidden.has(child.code) && !isTelling(child.parts)) shown.set(child.code, child.parts);
      walk(child);
    }
  };
  if (!isTelling(root.parts)) shown.set(root.code, root.parts);
  walk(root);
  return shown;
}

/** Subtracts whatever can be subtracted, again and again, from exact figures; what few persons it then knows of. */
function attack(root: Place, shown: ReadonlyMap<string, number[]>): string[] {
  const known = new Map(shown);
  const found: string[] = [];
  const families: Place[] = [root, ...root.children];
  for (let before = -1; before !== known.size; ) {
    before = known.size;
    for (const { code, children } of families) {
      const people = children.filter(({ parts }) => parts.some((part) => part > 0));
      const unknown = people.filter((child) => !known.has(child.code));
      const whole = known.get(code);
      const rest = add(people.flatMap((child) => (known.has(child.code) ? [known.get(child.code) as number[]] : [])));
      if (whole && unknown.length > 0) {
        const left = whole.map((part, at) => part - (rest[at] ?? 0));
        if (isTelling(left)) found.push(`${unknown.map((child) => child.code).join('+')} = ${left.join('/')}`);
        if (unknown.length === 1) known.set((unknown[0] as Place).code, left);
      }
      if (!whole && unknown.length === 0 && people.length > 0) known.set(code, rest);
    }
  }
  return [...new Set(found)];
}

const Cell = fc.tuple(fc.oneof(fc.nat(6), fc.nat(60)), fc.oneof(fc.constant(0), fc.nat(6)));
const Town = fc.array(fc.array(Cell, { minLength: 1, maxLength: 6 }), { minLength: 1, maxLength: 5 });

describe('public figures', () => {
  it('tell of no fewer than five persons, however much is subtracted', () => {
    fc.assert(
      fc.property(Town, (leaves) => {
        const root = place('县', leaves);
        expect(attack(root, publish(root, withheld))).toEqual([]);
      }),
      { numRuns: 3_000, seed: 20_261_124 },
    );
  });

  it('would tell, if only the small ones themselves were withheld', () => {
    const alone: Rule = (children) => new Set([...children].flatMap(([code, parts]) => (isTelling(parts) ? [code] : [])));
    const broken = fc.sample(Town, { numRuns: 500, seed: 1 }).filter((leaves) => {
      const root = place('县', leaves);
      return attack(root, publish(root, alone)).length > 0;
    });
    expect(broken.length).toBeGreaterThan(100);
  });

  it('of ten in a town with nine in one village withhold both villages, not the town', () => {
    const root = place('镇', [
      [
        [9, 0],
        [1, 0],
      ],
    ]);
    const { children } = root.children[0] as Place;
    expect([...withheld(new Map(children.map(({ code, parts }) => [code, parts])), true)]).toEqual(['镇.0.1', '镇.0.0']);
  });

  it('withhold the smallest, and show the rest', () => {
    const parts = new Map<string, Parts>([
      ['a', [50]],
      ['b', [3]],
      ['c', [12]],
      ['d', [7]],
      ['none', [0]],
    ]);
    expect(withheld(parts, true)).toEqual(new Set(['b', 'd']));
  });

  it.each([
    [98, 2, '95/100'],
    [20, 4, '20/25'],
    [5, 0, '5/5'],
    [37, 0, '35/40'],
  ])('%d yes and %d no are shown as %s: in fives, never better than it is', (yes, no, text) => {
    const { numerator, denominator } = shownShare(yes, no);
    expect(`${numerator}/${denominator}`).toBe(text);
    expect(shownCount(yes + no) % 5).toBe(0);
  });
});
