import { z } from 'zod';
import { TerritoryCode } from '../territory/code.ts';

const Hash = z.base64();
const County = z.string().regex(/^\d{6}$/, '县的代码是六位数字');
/** What every proof ends in: the signed checkpoint, and the key it is signed with (32 bytes), which who doubts us asks for elsewhere. */
const Against = { size: z.number().int(), proof: z.array(Hash), checkpoint: z.string(), key: z.base64() };

export const ReadCheckpoints = z.strictObject({ territory: TerritoryCode });
export const Checkpoints = z.object({
  key: z.base64(),
  items: z.array(z.object({ county: z.string(), countyName: z.string(), size: z.number(), at: z.iso.datetime(), note: z.string() })),
});

/** `size` is the one of the checkpoint that is held. */
export const ReadConsistency = z.strictObject({
  county: County.meta({ examples: ['640121'] }),
  size: z.number().int().min(1, '记录条数至少是 1'),
});
/** That the tree of the checkpoint begins with the `from` records of an older one (RFC 9162, section 2.1.4). */
export const ConsistencyProof = z.object({ type: z.literal('linli-consistency'), county: z.string(), from: z.number(), ...Against });

export const ReadProof = z.strictObject({ id: z.uuid('编号不对') });
/** That a record, word for word, is the `position`-th of the tree of the checkpoint, counted from 0 (RFC 9162, section 2.1.3). */
export const InclusionProof = z.object({
  type: z.literal('linli-inclusion'),
  county: z.string(),
  position: z.number(),
  record: z.string(),
  ...Against,
});
