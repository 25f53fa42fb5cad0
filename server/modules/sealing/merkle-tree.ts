import { createHash } from 'node:crypto';

/** The hash of a record in the tree (RFC 9162, section 2.1.1): a byte of its own keeps records and nodes apart. */
export const leafHash = (record: Uint8Array | string): Buffer => createHash('sha256').update(Buffer.of(0)).update(record).digest();

const nodeHash = (left: Uint8Array, right: Uint8Array): Buffer =>
  createHash('sha256').update(Buffer.of(1)).update(left).update(right).digest();

/** The root of no records at all. */
const EMPTY = createHash('sha256').digest();

/**
 * A tree that grows to the right and keeps no more than the roots of its whole subtrees, the largest first: enough to append and to tell the root,
 * whatever its size (at most 2^53 records).
 */
export class GrowingTree {
  #size: number;
  readonly #peaks: Buffer[];

  constructor(size = 0, peaks: readonly Uint8Array[] = []) {
    if (peaks.length !== bitsOf(size)) throw new Error(`a tree of ${size} has ${bitsOf(size)} whole subtrees, not ${peaks.length}`);
    this.#size = size;
    this.#peaks = peaks.map((peak) => Buffer.from(peak));
  }

  get size(): number {
    return this.#size;
  }

  get peaks(): readonly Buffer[] {
    return this.#peaks;
  }

  /** Appends the hash of one record; `leafHash` makes it. */
  append(leaf: Uint8Array): void {
    this.#peaks.push(Buffer.from(leaf));
    this.#size += 1;
    // Two whole subtrees of one height are one of the next, as often as the size divides by two.
    for (let rest = this.#size; rest % 2 === 0; rest /= 2) {
      const right = this.#peaks.pop() as Buffer;
      this.#peaks.push(nodeHash(this.#peaks.pop() as Buffer, right));
    }
  }

  root(): Buffer {
    return this.#peaks.reduceRight<Buffer | null>((right, left) => (right ? nodeHash(left, right) : left), null) ?? EMPTY;
  }
}

function bitsOf(size: number): number {
  let bits = 0;
  for (let rest = size; rest > 0; rest = Math.floor(rest / 2)) bits += rest % 2;
  return bits;
}

/** The largest power of two below a size of two or more. */
function splitOf(size: number): number {
  let split = 1;
  while (split * 2 < size) split *= 2;
  return split;
}

/** The root of some records (RFC 9162, section 2.1.1). */
export function rootOf(leaves: readonly Uint8Array[]): Buffer {
  const tree = new GrowingTree();
  for (const leaf of leaves) tree.append(leaf);
  return tree.root();
}

/** What proves to whoever knows the root that the record at `index` is in the tree (RFC 9162, section 2.1.3.1). */
export function inclusionProof(leaves: readonly Uint8Array[], index: number): Buffer[] {
  if (index < 0 || index >= leaves.length) throw new Error(`there is no record ${index} among ${leaves.length}`);
  if (leaves.length === 1) return [];
  const split = splitOf(leaves.length);
  const [left, right] = [leaves.slice(0, split), leaves.slice(split)];
  return index < split ? [...inclusionProof(left, index), rootOf(right)] : [...inclusionProof(right, index - split), rootOf(left)];
}

/** What proves that the tree of the first `size` records was only appended to (RFC 9162, section 2.1.4.1). */
export function consistencyProof(leaves: readonly Uint8Array[], size: number): Buffer[] {
  if (size < 1 || size > leaves.length) throw new Error(`no tree of ${size} lies within ${leaves.length} records`);
  const proof = (part: readonly Uint8Array[], old: number, whole: boolean): Buffer[] => {
    if (old === part.length) return whole ? [] : [rootOf(part)];
    const split = splitOf(part.length);
    const [left, right] = [part.slice(0, split), part.slice(split)];
    return old <= split ? [...proof(left, old, whole), rootOf(right)] : [...proof(right, old - split, false), rootOf(left)];
  };
  return proof(leaves, size, true);
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
