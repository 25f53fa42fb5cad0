import { type Actor, inRange } from '../accounts/actor.ts';
import { levelOf } from '../bodies/body.ts';
import { aboutTheCentre } from './conflict.ts';
import type { MatterState } from './state.ts';

/** What someone is to a matter; a step says which of these may take it. A holder is a station, the centre, or an assignee (office or department). */
export const PARTIES = [
  'reporter',
  'joined',
  'holder',
  'holding-station',
  'assignee',
  'dispatcher',
  'centre',
  'station',
  'helper',
  'participant',
  'supervisor',
  'system',
] as const;
export type Party = (typeof PARTIES)[number];

/** How a resident came to a matter: raised it, or joined it later. */
export type ReporterPart = 'reporter' | 'joined';

/** What the server knows and the browser is told: whether the actor raised the matter, or acts for who did (counter, phone), or joined it later. */
export interface MatterKnowledge {
  reportedByActor: boolean;
  /** One who joined may follow, urge and add; whether it is withdrawn or solved is for the one who raised it to say. */
  joinedByActor?: boolean;
  /** The matter is the member of staff's own, or their family's. */
  concernsActor?: boolean;
}

/** Everything the actor is to this matter. */
export function partiesOf(state: MatterState, actor: Actor, knowledge: MatterKnowledge): Set<Party> {
  const parties = new Set<Party>();
  if (actor.kind === 'system') parties.add('system');
  if (knowledge.reportedByActor) parties.add('reporter');
  if (knowledge.joinedByActor) parties.add('joined');
  if (actor.kind !== 'staff') return parties;
  const body = actor.body.id;
  if (actor.role === 'administrator') return parties;
  if (actor.role === 'supervisor') {
    if (!inRange(actor, state.place.village)) return parties;
    parties.add('supervisor');
    // The centre does not dispatch what is about itself.
    if (aboutTheCentre(state)) parties.add('dispatcher');
    return parties;
  }
  if (state.holder.id === body) {
    parties.add('holder');
    if (levelOf(state.holder.kind) === 'village') parties.add('holding-station');
    else if (body !== state.centre.id) parties.add('assignee');
  }
  if (state.station.id === body) parties.add('station');
  if (state.centre.id === body) parties.add('centre');
  if (state.centre.id === body && actor.role === 'dispatcher') parties.add('dispatcher');
  if (state.helpers.some((helper) => helper.body.id === body && helper.answeredAt === null)) parties.add('helper');
  if (state.participants.includes(body)) parties.add('participant');
  return parties;
}
