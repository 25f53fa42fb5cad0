import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { GrowingTree, joined, leafHash, rootOf, type Whole } from './merkle-tree.ts';
import { consistencySpans, inclusionSpans, isConsistent, isIncluded, type Span, wholesOf } from './proofs.ts';

/** The tree as RFC 9162, section 2.1.1 defines it, written down a second time and slowly. */
function defined(records: readonly Buffer[]): Buffer {
  const sha = (...parts: Uint8Array[]) => createHash('sha256').update(Buffer.concat(parts)).digest();
  if (records.length === 0) return sha();
  if (records.length === 1) return sha(Buffer.of(0), records[0] as Buffer);
  let k = 1;
  while (k * 2 < records.length) k *= 2;
  return sha(Buffer.of(1), defined(records.slice(0, k)), defined(records.slice(k)));
}

const records = (n: number) => Array.from({ length: n }, (_, at) => Buffer.from(`record ${at}`));
const leaves = (n: number) => records(n).map(leafHash);
const rootsOf = (all: readonly Buffer[], spans: readonly Span[]) => spans.map(({ from, to }) => rootOf(all.slice(from, to)));
const inclusionProof = (all: readonly Buffer[], index: number) => rootsOf(all, inclusionSpans(index, all.length));
const consistencyProof = (all: readonly Buffer[], old: number) => rootsOf(all, consistencySpans(old, all.length));

describe('the tree', () => {
  it('has the roots of the published test vectors of certificate transparency', () => {
    const vectors = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'];
    const known = [
      '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
      'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
      'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
      'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
      '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
      '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
      'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
      '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
    ];
    known.forEach((root, at) => {
      expect(rootOf(vectors.slice(0, at + 1).map((hex) => leafHash(Buffer.from(hex, 'hex')))).toString('hex')).toBe(root);
    });
  });

  it('is the one defined, at every size, and goes on from what it kept', () => {
    let grown = new GrowingTree();
    for (let n = 0; n <= 130; n++) {
      expect(grown.root().equals(defined(records(n))), `${n}`).toBe(true);
      grown = new GrowingTree(grown.size, grown.peaks);
      grown.append(leafHash(`record ${n}`));
    }
    expect(() => new GrowingTree(3, [Buffer.alloc(32)])).toThrow('2 whole subtrees');
  });

  it('tells each subtree that becomes whole, once, and the spans of proofs are made of such', () => {
    const all = leaves(100);
    const told = new Map<string, Buffer>(all.map((leaf, index) => [`0/${index}`, leaf]));
    const name = ({ level, index }: Whole) => `${level}/${index}`;
    const tree = new GrowingTree(0, [], (whole, root) => {
      expect(told.has(name(whole)), name(whole)).toBe(false);
      told.set(name(whole), root);
    });
    for (const leaf of all) tree.append(leaf);
    expect(told.size).toBe(100 + 50 + 25 + 12 + 6 + 3 + 1);
    for (const n of [1, 2, 37, 64, 99, 100]) {
      const spans = Array.from({ length: n }, (_, at) => [...inclusionSpans(at, n), ...consistencySpans(at + 1, n)]).flat();
      for (const span of spans) {
        const root = joined(wholesOf(span).map((whole) => told.get(name(whole)) as Buffer));
        expect(root?.equals(rootOf(all.slice(span.from, span.to))), `${span.from} to ${span.to}`).toBe(true);
      }
    }
  });
});

describe('proofs', () => {
  it('hold for every record and every earlier size', () => {
    for (let n = 1; n <= 33; n++) {
      const all = leaves(n);
      const root = rootOf(all);
      for (let at = 0; at < n; at++)
        expect(isIncluded(all[at] as Buffer, at, n, inclusionProof(all, at), root), `${at} of ${n}`).toBe(true);
      for (let old = 1; old <= n; old++) {
        const first = { size: old, root: rootOf(all.slice(0, old)) };
        expect(isConsistent(first, { size: n, root }, consistencyProof(all, old)), `${old} of ${n}`).toBe(true);
      }
    }
  });

  it('fail for another record, another place and a tree that was rewritten', () => {
    const size = fc.integer({ min: 2, max: 60 });
    fc.assert(
      fc.property(size, fc.nat(), fc.nat(), (n, a, b) => {
        const all = leaves(n);
        const [at, changed] = [a % n, b % n];
        const proof = inclusionProof(all, at);
        const root = rootOf(all);
        expect(isIncluded(leafHash('another'), at, n, proof, root)).toBe(false);
        if (at !== changed) expect(isIncluded(all[at] as Buffer, changed, n, proof, root)).toBe(false);
        const rewritten = all.with(changed, leafHash('rewritten'));
        const first = { size: changed + 1, root: rootOf(all.slice(0, changed + 1)) };
        expect(isConsistent(first, { size: n, root: rootOf(rewritten) }, consistencyProof(rewritten, changed + 1))).toBe(false);
      }),
      { numRuns: 300 },
    );
  });

  it('are asked for what is not there', () => {
    expect(() => inclusionProof(leaves(3), 3)).toThrow('no record 3 among 3');
    expect(() => consistencyProof(leaves(3), 4)).toThrow('no tree of 4');
  });
});
