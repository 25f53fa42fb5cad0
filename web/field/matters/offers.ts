import type { StaffActor } from '../../../domain/accounts/actor.ts';
import { offersFor, type StepOffer } from '../../../domain/matters/available-steps.ts';
import { applyAction } from '../../../domain/matters/fold.ts';
import { definitionOf } from '../../../domain/matters/kinds.ts';
import type { MatterState } from '../../../domain/matters/state.ts';
import type { OutboxEntry } from '../../../domain/outbox/entry.ts';
import type { KeptDay } from '../day/part-store.ts';
import type { DayMatter } from './matters-of-day.ts';

/** The one who carries the phone, as the rules know them. */
export function actorOf({ worker }: KeptDay): StaffActor {
  const { accountId, personId, name, role, appointmentId, body, range } = worker;
  return { kind: 'staff', accountId, personId, name, role, appointmentId, body: body as StaffActor['body'], range };
}

/** The state as it will be once what waits on this phone has arrived; deadlines stay, the server sets them. */
export function projected(matter: DayMatter, pending: readonly OutboxEntry[], day: KeptDay): MatterState | null {
  let state = matter.state as unknown as MatterState | null;
  if (!state) return null;
  const definition = definitionOf(matter.kind, matter.version);
  const { name, role, body } = actorOf(day);
  for (const entry of pending) {
    if (entry.state !== 'waiting') continue;
    const { id: _id, seq: _seq, onBehalf: _onBehalf, ...input } = entry.input;
    const step = entry.operation.replace(/^matters\./, '');
    if (!definition.steps[step]) continue;
    const by = { kind: 'staff' as const, name, role, body, channel: 'field' as const };
    state = applyAction(definition, state, { seq: state.seq + 1, step, at: entry.madeAt, by, input, refs: {}, deadlines: {} });
  }
  return state;
}

/** What the worker may do now, counting what waits on this phone; the same function as in the office and on the server. */
export function offersOf(matter: DayMatter, pending: readonly OutboxEntry[], day: KeptDay, now: Date): StepOffer[] {
  const state = projected(matter, pending, day);
  if (!state) return [];
  return offersFor(
    definitionOf(matter.kind, matter.version),
    state,
    actorOf(day),
    { reportedByActor: false, concernsActor: matter.concernsReader },
    now,
  );
}
