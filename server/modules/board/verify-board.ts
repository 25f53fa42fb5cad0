import type { Actor } from '../../../domain/accounts/actor.ts';
import { LEVEL_LENGTHS } from '../../../domain/territory/code.ts';
import { openPool, type Tx, transaction } from '../../platform/database.ts';
import { readPolicyOnce } from '../policy/index.ts';
import { type CellDifference, cellsThatDiffer, judgementsWaiting, lockBoard } from './cell-store.ts';
import { countiesOf } from './facts-store.ts';
import { judgePlaces } from './judge.ts';
import { countsThatDiffer, type GridDifference } from './register-store.ts';

const SYSTEM: Actor = { kind: 'system', name: '核对看板' };

/** What was counted and judged anew, and where something else is kept. */
export interface BoardVerification {
  places: number;
  cells: number;
  /** Changes that were still waiting to be judged: what they are about may be among the differences. */
  waiting: number;
  grids: GridDifference[];
  differing: CellDifference[];
}

/** Counts the register of a county, or of a place in it, and judges its places anew beside what is kept; changes nothing. */
export async function recheckBoard(tx: Tx, territory: string, now: Date): Promise<BoardVerification> {
  await lockBoard(tx);
  const { scope, places, cells } = await judgePlaces(tx, await readPolicyOnce(tx), now, territory, []);
  return {
    places: places.length,
    cells: cells.length,
    waiting: await judgementsWaiting(tx, territory),
    grids: await countsThatDiffer(tx, { territory }),
    differing: await cellsThatDiffer(tx, scope, cells),
  };
}

/** Checks the clause board of a place, one county after another; for the command line. */
export async function verifyBoard(databaseUrl: string, options: { territory: string; now: Date }): Promise<BoardVerification> {
  const pool = openPool(databaseUrl, { max: 1 });
  const as = <T>(work: (tx: Tx) => Promise<T>) => transaction(pool, SYSTEM, work);
  try {
    const { territory, now } = options;
    const parts =
      territory.length < LEVEL_LENGTHS.county ? (await as(countiesOf)).filter((county) => county.startsWith(territory)) : [territory];
    const all: BoardVerification = { places: 0, cells: 0, waiting: 0, grids: [], differing: [] };
    for (const part of parts) {
      const found = await as((tx) => recheckBoard(tx, part, now));
      all.places += found.places;
      all.cells += found.cells;
      all.waiting += found.waiting;
      all.grids.push(...found.grids);
      all.differing.push(...found.differing);
    }
    return all;
  } finally {
    await pool.end();
  }
}
