import type { Actor } from '../../../../domain/accounts/actor.ts';
import { availableSteps, type StepOffer } from '../../../../domain/matters/available-steps.ts';
import { conflictOf } from '../../../../domain/matters/conflict.ts';
import type { MatterView } from '../../../../domain/matters/contract.ts';
import { definitionOf } from '../../../../domain/matters/kinds.ts';
import { mayActOnBehalf, STEPS_ON_BEHALF } from '../../../../domain/matters/permissions.ts';
import type { MatterState } from '../../../../domain/matters/state.ts';
import type { Staff } from '../../shell/me.ts';
import { stepRank } from './step-look.ts';

/** The fold that the server sent along, for those who handle the matter. */
export const stateOf = (view: MatterView): MatterState | null => view.state as MatterState | null;

/** The signed-in member of staff as the rules know them. */
export function actorOf(staff: Staff): Extract<Actor, { kind: 'staff' }> {
  const { accountId, personId, name, role, appointmentId, body, range } = staff;
  return { kind: 'staff', accountId, personId, name, role, appointmentId, body, range };
}

/** A resident as the rules know them, to see which of their steps are open when staff act for them. */
const someResident: Actor = { kind: 'resident', accountId: '', personId: '', name: '', persons: [], county: '' };

/** Steps that make no sense for this body and this state at all; a reason would only be noise. */
function pointless(step: string, state: MatterState, staff: Staff): boolean {
  switch (step) {
    case 'pass-up':
      return staff.body.id !== state.station.id;
    case 'return':
      return staff.body.id === state.station.id || staff.body.id === state.centre.id;
    case 'send-back':
      return state.holder.id === state.station.id;
    case 'grant-extension':
    case 'refuse-extension':
      return state.extension === null;
    default:
      return false;
  }
}

const byRank = (a: StepOffer, b: StepOffer) => stepRank(a.step) - stepRank(b.step);

/**
 * What this person may do at this moment, judged here by the same rules as on the server, so that a deadline that passes
 * on an open page closes its step. Without the fold the server's own list stands.
 */
export function offersNow(view: MatterView, staff: Staff, now: Date): { own: StepOffer[]; onBehalf: StepOffer[]; conflict: string | null } {
  const state = stateOf(view);
  if (!state) return { own: (view.offers as StepOffer[]).toSorted(byRank), onBehalf: [], conflict: null };
  const definition = definitionOf(view.kind, view.version);
  const actor = actorOf(staff);
  const knowledge = { reportedByActor: false, concernsActor: view.concernsReader };
  const conflict = conflictOf(state, actor, knowledge);
  const offered = availableSteps(definition, state, actor, knowledge, now)
    .filter((offer) => offer.allowed || (conflict.allowed && !pointless(offer.step, state, staff)))
    .toSorted(byRank);
  const onBehalf = availableSteps(definition, state, someResident, { reportedByActor: true }, now).filter(
    (offer) =>
      conflict.allowed && offer.step !== 'urge' && STEPS_ON_BEHALF.includes(offer.step) && mayActOnBehalf(state, actor, offer.step).allowed,
  );
  // What is taken down for a resident says how it came, so where that can be done it stands there only.
  const own = offered.filter((offer) => !onBehalf.some(({ step }) => step === offer.step));
  return { own, onBehalf, conflict: conflict.allowed ? null : conflict.reason };
}
