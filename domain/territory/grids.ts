import { type Actor, inRange } from '../accounts/actor.ts';
import { every, type Permission, when } from '../policy/permission.ts';

const LARGEST = 999;

/** The next free grid code of a village: numbers go up and are never used again, so that history stays readable. Null when all 999 are used. */
export function nextGridCode(village: string, used: readonly string[]): string | null {
  const highest = used.reduce((top, code) => Math.max(top, code.startsWith(village) ? Number(code.slice(village.length)) : 0), 0);
  return highest < LARGEST ? `${village}${String(highest + 1).padStart(3, '0')}` : null;
}

/** What is known about the grid someone wants to save. */
export interface GridFacts {
  exists: boolean;
  households: number;
  /** Grid workers whose post lasts beyond the wanted last day. */
  workersAfter: number;
}

/** Whether a grid may be made, renamed or ended. A grid people live in does not end: each household needs a grid (4.1). */
export function maySaveGrid(actor: Actor, grid: { village: string; validUntil: string | null }, facts: GridFacts): Permission {
  return every(
    when(inRange(actor, grid.village), '只能改您管的村（社区）的网格。'),
    when(
      grid.validUntil === null || facts.households === 0,
      `网格里还有 ${facts.households} 户，请先把住户划到别的网格，再结束这个网格。`,
      '4.1',
    ),
    when(grid.validUntil === null || facts.workersAfter === 0, '网格里还有网格员在任，请先结束他们的任职，再结束这个网格。', '4.2'),
  );
}
