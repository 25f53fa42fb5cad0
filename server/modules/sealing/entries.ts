import { z } from 'zod';
import type { Tx } from '../../platform/database.ts';
import { readCheckpoints, readLeaves, readLoose } from './store.ts';

/**
 * What a verifier reads, one JSON object on a line: the keys, then for each county its leaves in order, its checkpoints by size, and the records that
 * have no place in its tree. `text` is the very text that was hashed, null when the record is gone.
 */
export const Entry = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('key'), key: z.base64() }),
  z.strictObject({
    type: z.literal('leaf'),
    county: z.string(),
    position: z.number(),
    source: z.enum(['audit', 'action']),
    record: z.string(),
    seq: z.number(),
    hash: z.base64(),
    text: z.string().nullable(),
  }),
  z.strictObject({ type: z.literal('checkpoint'), county: z.string(), size: z.number(), note: z.string() }),
  z.strictObject({
    type: z.literal('loose'),
    county: z.string(),
    source: z.enum(['audit', 'action']),
    record: z.string(),
    seq: z.number(),
    at: z.iso.datetime(),
  }),
]);
export type Entry = z.infer<typeof Entry>;

const PAGE = 5_000;
const MOST_LOOSE = 10_000;

/** Everything sealed and unsealed of some counties, as it lies in the database now. */
export async function* entriesOf(tx: Tx, counties: readonly string[], key: Uint8Array | null): AsyncGenerator<Entry> {
  if (key) yield { type: 'key', key: Buffer.from(key).toString('base64') };
  for (const county of counties) {
    for (let from = 0; ; ) {
      const page = await readLeaves(tx, county, from, PAGE);
      for (const { hash, ...leaf } of page) yield { type: 'leaf', county, ...leaf, hash: hash.toString('base64') };
      const last = page.at(-1);
      if (!last || page.length < PAGE) break;
      from = last.position + 1;
    }
    for (const { size, note } of await readCheckpoints(tx, county)) yield { type: 'checkpoint', county, size, note };
    for (const { at, ...row } of await readLoose(tx, county, MOST_LOOSE)) yield { type: 'loose', county, ...row, at: at.toISOString() };
  }
}
