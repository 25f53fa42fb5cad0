import type pg from 'pg';
import { type Chain, chainNames, linkNumbers, readChain, readLink } from './chain.ts';
import type { ChainPlace } from './manifest.ts';
import { inSnapshot } from './replay.ts';
import { BackupProblem } from './sealed-stream.ts';
import { slotOf, slotState } from './slot.ts';

/** The chain this database is followed into, when there is one; asked before a snapshot is taken, so that its slot is older. */
export async function chainUnderWay(client: pg.Client, target: string, key: Buffer): Promise<Chain | null> {
  const name = (await chainNames(target)).at(-1);
  if (!name) return null;
  try {
    const chain = await readChain(target, name, key);
    return (await slotState(client, slotOf(chain.id))) && chain;
  } catch (error) {
    // A chain of another key, or a broken one, is none.
    if (error instanceof BackupProblem) return null;
    throw error;
  }
}

/** Where a chain goes on after the snapshot of the transaction that asks: links before it hold nothing the snapshot does not. */
export async function placeInChain(client: pg.Client, target: string, key: Buffer, chain: Chain): Promise<ChainPlace> {
  const { rows } = await client.query<{ snapshot: string }>('select pg_current_snapshot()::text as snapshot');
  const snapshot = rows[0]?.snapshot as string;
  const [xmin = '0'] = snapshot.split(':');
  const numbers = await linkNumbers(target, chain.name);
  // A commit is in the log a moment before a snapshot sees it, so the links themselves are asked and not their number.
  const seesAll = inSnapshot(`${xmin}:${xmin}:`);
  let from = (numbers.at(-1) ?? 0) + 1;
  for (const number of numbers.reverse()) {
    if (!seesAll(BigInt((await readLink(target, chain, key, number)).newest))) from = number;
  }
  return { name: chain.name, from, snapshot };
}
