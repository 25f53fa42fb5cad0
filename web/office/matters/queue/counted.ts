import type { QueueCounts } from '../../../../domain/matters/contract.ts';
import type { QueueTab } from './address.ts';

/** How many matters a tab holds, in its own words: "99+" where more are done than were counted. `shown` are there at least. */
export function counted(counts: QueueCounts | undefined, tab: QueueTab, shown = 0): string {
  const n = counts?.[tab] ?? 0;
  const more = counts?.more === true && (tab === 'done' || tab === 'all');
  return `${Math.max(n, shown)}${more ? '+' : ''}`;
}
