import type { z } from 'zod';
import type { ConsistencyProof, InclusionProof } from '../../../domain/audit/proof.ts';
import type { App } from '../../platform/app.ts';
import type { Tx } from '../../platform/database.ts';
import { joined, leafHash, rootOf, type Whole } from './merkle-tree.ts';
import { readNote } from './note.ts';
import { consistencySpans, inclusionSpans, isConsistent, isIncluded, type Span, wholesOf } from './proofs.ts';
import { type Hashes, lastCheckpoint, NODE_LEVELS, readHashes, type SealedRecord } from './store.ts';

/** The kept hashes a whole subtree is made of: records, or the inner hashes of the nearest level that is kept. */
function stretchOf({ level, index }: Whole): Hashes {
  const kept = Math.floor(level / NODE_LEVELS) * NODE_LEVELS;
  const count = 2 ** (level - kept);
  return { level: kept, from: index * count, to: (index + 1) * count };
}

/** The roots of some spans of a tree, read in one go. Throws when a hash is missing. */
async function rootsOf(tx: Tx, county: string, spans: readonly Span[]): Promise<Buffer[]> {
  const stretches = spans.map((span) => wholesOf(span).map(stretchOf));
  const read = await readHashes(tx, county, stretches.flat());
  const hashes = new Map(read.map(({ level, index, hash }) => [`${level}/${index}`, hash]));
  const rootOfStretch = ({ level, from, to }: Hashes): Buffer => {
    const found = Array.from({ length: to - from }, (_, at) => hashes.get(`${level}/${from + at}`));
    if (found.includes(undefined)) throw new Error(`the tree of ${county} lacks a hash of level ${level} from ${from} to ${to}`);
    return rootOf(found as Buffer[]);
  };
  return stretches.map((parts) => joined(parts.map(rootOfStretch)) as Buffer);
}

const inBase64 = (hashes: readonly Uint8Array[]): string[] => hashes.map((hash) => Buffer.from(hash).toString('base64'));

/** The newest checkpoint of a county; null when nothing is sealed there. */
export async function newestCheckpoint(tx: Tx, county: string) {
  const row = await lastCheckpoint(tx, county);
  const said = row && readNote(row.note);
  return said ? { ...said, note: row.note } : null;
}

export type Newest = NonNullable<Awaited<ReturnType<typeof newestCheckpoint>>>;

/** Proves that a record is in the tree of the newest checkpoint. Throws when the tree was tampered with, so that nobody is given a proof that does not hold. */
export async function proveRecord(
  tx: Tx,
  app: App,
  newest: Newest,
  { position, text }: SealedRecord,
): Promise<z.infer<typeof InclusionProof>> {
  const { county, size, root, note } = newest;
  const proof = await rootsOf(tx, county, inclusionSpans(position, size));
  if (!isIncluded(leafHash(text), position, size, proof, root)) throw new Error(`record ${position} of ${county} is not as it was sealed`);
  const key = app.sealKey.public.toString('base64');
  return { type: 'linli-inclusion', county, position, record: text, size, proof: inBase64(proof), checkpoint: note, key };
}

/** Proves that the newest tree begins with the tree of `from` records, whatever root the asker holds of it. */
export async function proveConsistency(tx: Tx, app: App, newest: Newest, from: number): Promise<z.infer<typeof ConsistencyProof>> {
  const { county, size, root, note } = newest;
  const [old, ...proof] = await rootsOf(tx, county, [{ from: 0, to: from }, ...consistencySpans(from, size)]);
  if (!old || !isConsistent({ size: from, root: old }, { size, root }, proof))
    throw new Error(`the tree of ${county} is not as it was sealed`);
  const key = app.sealKey.public.toString('base64');
  return { type: 'linli-consistency', county, from, size, proof: inBase64(proof), checkpoint: note, key };
}
