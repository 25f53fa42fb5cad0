import { bitsOf, nodeHash, type Whole } from './merkle-tree.ts';

/** Records from `from` up to but without `to`, standing side by side; what a proof names is the root above them. */
export interface Span {
  from: number;
  to: number;
}

/** The largest power of two below a size of two or more. */
function splitOf(size: number): number {
  let split = 1;
  while (split * 2 < size) split *= 2;
  return split;
}

/** Of which spans the roots prove to whoever knows the root of `size` records that one is at `index` (RFC 9162, section 2.1.3.1). */
export function inclusionSpans(index: number, size: number): Span[] {
  if (index < 0 || index >= size) throw new Error(`there is no record ${index} among ${size}`);
  const path = (from: number, to: number): Span[] => {
    if (to - from === 1) return [];
    const middle = from + splitOf(to - from);
    return index < middle ? [...path(from, middle), { from: middle, to }] : [...path(middle, to), { from, to: middle }];
  };
  return path(0, size);
}

/** Of which spans the roots prove that the tree of the first `old` records was only appended to (RFC 9162, section 2.1.4.1). */
export function consistencySpans(old: number, size: number): Span[] {
  if (old < 1 || old > size) throw new Error(`no tree of ${old} lies within ${size} records`);
  const path = (from: number, to: number, known: boolean): Span[] => {
    if (old === to) return known ? [] : [{ from, to }];
    const middle = from + splitOf(to - from);
    return old <= middle ? [...path(from, middle, known), { from: middle, to }] : [...path(middle, to, false), { from, to: middle }];
  };
  return path(0, size, true);
}

/** The whole subtrees a span is made of, the largest first. It begins where a subtree of its size may begin, as those of proofs do. */
export function wholesOf({ from, to }: Span): Whole[] {
  const wholes: Whole[] = [];
  for (let at = from; at < to; ) {
    let level = 0;
    while (2 ** (level + 1) <= to - at) level += 1;
    wholes.push({ level, index: at / 2 ** level });
    at += 2 ** level;
  }
  return wholes;
}

/** Whether a record is at `index` of the tree with this root (RFC 9162, section 2.1.3.2). */
export function isIncluded(leaf: Uint8Array, index: number, size: number, proof: readonly Uint8Array[], root: Uint8Array): boolean {
  if (index < 0 || index >= size) return false;
  let hash: Uint8Array = leaf;
  let [at, last] = [index, size - 1];
  for (const other of proof) {
    if (last === 0) return false;
    if (at % 2 === 1 || at === last) {
      hash = nodeHash(other, hash);
      while (at % 2 === 0 && at !== 0) [at, last] = [at / 2, Math.floor(last / 2)];
    } else hash = nodeHash(hash, other);
    [at, last] = [Math.floor(at / 2), Math.floor(last / 2)];
  }
  return last === 0 && Buffer.from(root).equals(hash);
}

/** Whether the tree with the second root is the first with more appended (RFC 9162, section 2.1.4.2). */
export function isConsistent(
  first: { size: number; root: Uint8Array },
  second: { size: number; root: Uint8Array },
  proof: readonly Uint8Array[],
): boolean {
  if (first.size < 1 || first.size > second.size) return false;
  if (first.size === second.size) return proof.length === 0 && Buffer.from(first.root).equals(second.root);
  // A whole subtree's root is not repeated in the proof.
  const steps = bitsOf(first.size) === 1 ? [first.root, ...proof] : [...proof];
  let [at, last] = [first.size - 1, second.size - 1];
  while (at % 2 === 1) [at, last] = [Math.floor(at / 2), Math.floor(last / 2)];
  const [start, ...others] = steps;
  if (!start) return false;
  let one: Uint8Array = start;
  let other: Uint8Array = start;
  for (const step of others) {
    if (last === 0) return false;
    if (at % 2 === 1 || at === last) {
      [one, other] = [nodeHash(step, one), nodeHash(step, other)];
      while (at % 2 === 0 && at !== 0) [at, last] = [at / 2, Math.floor(last / 2)];
    } else other = nodeHash(other, step);
    [at, last] = [Math.floor(at / 2), Math.floor(last / 2)];
  }
  return last === 0 && Buffer.from(first.root).equals(one) && Buffer.from(second.root).equals(other);
}
