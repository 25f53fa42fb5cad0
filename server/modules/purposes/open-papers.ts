import type { Actor } from '../../../domain/accounts/actor.ts';
import { definitionOf } from '../../../domain/matters/kinds.ts';
import { mayOpenPapers, worksWithPapers } from '../../../domain/matters/papers.ts';
import type { MatterState } from '../../../domain/matters/state.ts';
import type { Tx } from '../../platform/database.ts';
import { openUntil } from './store.ts';

/**
 * Lets this transaction read the papers of a matter it has opened, where they are the actor's work or a purpose of theirs is open; until when,
 * where it is by a purpose. Residents need none for their own, a receipt code never opens them.
 */
export async function openPapers(
  tx: Tx,
  actor: Actor,
  now: Date,
  matter: { county: string; id: string; state: MatterState },
  concern: { concernsActor: boolean },
): Promise<Date | null> {
  if (actor.kind !== 'staff') return null;
  const definition = definitionOf(matter.state.kind, matter.state.version);
  const work = worksWithPapers(definition, matter.state, actor, concern);
  const until = work || !mayOpenPapers(definition, matter.state, actor, concern).allowed ? null : await openUntil(tx, actor, matter, now);
  if (work || until) tx.openPapers(matter.id);
  return until;
}
