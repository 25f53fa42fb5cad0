import type { Actor } from '../accounts/actor.ts';
import type { ClauseId } from '../policy/clauses.ts';
import { every, type Permission, refuse } from '../policy/permission.ts';
import type { ActionRefs } from './action.ts';
import { conflictOf, mayHandle } from './conflict.ts';
import type { DeadlineClock, MatterDefinition } from './define-matter.ts';
import { type MatterKnowledge, partiesOf } from './parties.ts';
import { mayActOnBehalf, STEPS_ON_BEHALF } from './permissions.ts';
import type { MatterState } from './state.ts';
import { statusTitleOf } from './words.zh.ts';

/** A step this person could be shown: open to them now, or closed with the reason. */
export interface StepOffer {
  step: string;
  title: string;
  clause: ClauseId;
  allowed: boolean;
  reason?: string;
  refusedBy?: ClauseId;
  /** Taken for the resident, who is at the counter or on the phone. */
  onBehalf?: boolean;
}

/**
 * Whether an actor may take a step now, as a sentence.
 * With `input` the answer is final; without, it says whether the step is possible at all.
 */
export function mayTake(
  definition: MatterDefinition,
  name: string,
  context: {
    state: MatterState;
    actor: Actor;
    knowledge: MatterKnowledge;
    now: Date;
    input?: Record<string, unknown>;
    refs?: ActionRefs;
    clock?: DeadlineClock;
  },
): Permission {
  const step = definition.steps[name];
  if (!step) return refuse('没有这一步。');
  const parties = partiesOf(context.state, context.actor, context.knowledge);
  if (!step.by.some((party) => parties.has(party))) return refuse('这一步不由您来办。', step.clause);
  if (!step.from.includes(context.state.status))
    return refuse(`这件事现在是「${statusTitleOf(definition, context.state.status)}」，不能做这一步。`);
  if (step.when && !step.when(context.state)) return refuse('这一步现在用不上。', step.clause);
  return every(mayHandle(name, context), ...(step.rules ?? []).map((rule) => rule(context)));
}

/**
 * The steps to show to an actor: those of their party and the matter's status; one that a rule refuses stays visible with its reason.
 * Runs the same in the browser, offline and in the server.
 */
export function availableSteps(
  definition: MatterDefinition,
  state: MatterState,
  actor: Actor,
  knowledge: MatterKnowledge,
  now: Date,
): StepOffer[] {
  const parties = partiesOf(state, actor, knowledge);
  const offers: StepOffer[] = [];
  for (const [name, step] of Object.entries(definition.steps)) {
    if (step.automatic || !step.from.includes(state.status) || !step.by.some((party) => parties.has(party))) continue;
    if (step.when && !step.when(state)) continue;
    const answer = every(mayHandle(name, { state, actor, knowledge }), ...(step.rules ?? []).map((rule) => rule({ state, actor, now })));
    const offer = { step: name, title: step.title, clause: step.clause };
    offers.push(
      answer.allowed
        ? { ...offer, allowed: true }
        : { ...offer, allowed: false, reason: answer.reason, ...(answer.clause ? { refusedBy: answer.clause } : {}) },
    );
  }
  return offers;
}

/** The offers of a reader, with what staff near the resident may do for them. */
export function offersFor(
  definition: MatterDefinition,
  state: MatterState,
  actor: Actor,
  knowledge: MatterKnowledge,
  now: Date,
): StepOffer[] {
  const own = availableSteps(definition, state, actor, knowledge, now);
  if (actor.kind !== 'staff' || !conflictOf(state, actor, knowledge).allowed) return own;
  const near = STEPS_ON_BEHALF.filter((step) => mayActOnBehalf(state, actor, step).allowed);
  const forThem = availableSteps(definition, state, actor, { reportedByActor: true }, now).filter((offer) => near.includes(offer.step));
  return [
    ...own.filter((offer) => offer.step === 'urge' || !near.includes(offer.step)),
    ...forThem.filter((offer) => offer.step !== 'urge').map((offer) => ({ ...offer, onBehalf: true })),
  ];
}
