import { createHash } from 'node:crypto';

/** The hash of a record in the tree (RFC 9162, section 2.1.1): a byte of its own keeps records and nodes apart. */
export const leafHash = (record: Uint8Array | string): Buffer => createHash('sha256').update(Buffer.of(0)).update(record).digest();

/** The hash of two subtrees side by side. */
export const nodeHash = (left: Uint8Array, right: Uint8Array): Buffer =>
  createHash('sha256').update(Buffer.of(1)).update(left).update(right).digest();

/** The root of no records at all. */
const EMPTY = createHash('sha256').digest();

/** A subtree with all its records: 2^level of them, the `index`-th such from the left. */
export interface Whole {
  level: number;
  index: number;
}

/**
 * A tree that grows to the right and keeps no more than the roots of its whole subtrees, the largest first: enough to append and to tell the root,
 * whatever its size (at most 2^53 records). `completed` is told each inner subtree that becomes whole.
 */
export class GrowingTree {
  #size: number;
  readonly #peaks: Buffer[];
  readonly #completed: ((subtree: Whole, root: Buffer) => void) | undefined;

  constructor(size = 0, peaks: readonly Uint8Array[] = [], completed?: (subtree: Whole, root: Buffer) => void) {
    if (peaks.length !== bitsOf(size)) throw new Error(`a tree of ${size} has ${bitsOf(size)} whole subtrees, not ${peaks.length}`);
    this.#size = size;
    this.#peaks = peaks.map((peak) => Buffer.from(peak));
    this.#completed = completed;
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
    let level = 0;
    for (let rest = this.#size; rest % 2 === 0; rest /= 2) {
      const right = this.#peaks.pop() as Buffer;
      const root = nodeHash(this.#peaks.pop() as Buffer, right);
      this.#peaks.push(root);
      level += 1;
      this.#completed?.({ level, index: rest / 2 - 1 }, root);
    }
  }

  root(): Buffer {
    return joined(this.#peaks) ?? EMPTY;
  }
}

/** The root above whole subtrees that stand side by side, the largest first; null above none. */
export const joined = (peaks: readonly Buffer[]): Buffer | null =>
  peaks.reduceRight<Buffer | null>((right, left) => (right ? nodeHash(left, right) : left), null);

/** How many whole subtrees a tree of this size has. */
export function bitsOf(size: number): number {
  let bits = 0;
  for (let rest = size; rest > 0; rest = Math.floor(rest / 2)) bits += rest % 2;
  return bits;
}

/** The root of some records (RFC 9162, section 2.1.1). */
export function rootOf(leaves: readonly Uint8Array[]): Buffer {
  const tree = new GrowingTree();
  for (const leaf of leaves) tree.append(leaf);
  return tree.root();
}
