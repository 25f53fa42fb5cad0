import type { Actor } from '../../accounts/actor.ts';
import { ROLE_TITLES } from '../../accounts/roles.ts';
import type { BodyRef } from '../../bodies/body.ts';
import { type Calendar, type CalendarDay, dayOf, makeCalendar, startOfDay } from '../../calendar/calendar.ts';
import { addWorkingDays } from '../../calendar/working-time.ts';
import { PARAMETERS } from '../../policy/parameters.ts';
import type { Permission } from '../../policy/permission.ts';
import type { Action, ActionBy, ActionRefs } from '../action.ts';
import { mayTake, offersFor, type StepOffer } from '../available-steps.ts';
import { moveDue } from '../clock.ts';
import type { DeadlineClock, MatterDefinition } from '../define-matter.ts';
import { applyAction } from '../fold.ts';
import { MATTER_KINDS } from '../kinds.ts';
import type { MatterKnowledge } from '../parties.ts';
import type { MatterState } from '../state.ts';
import { formOf } from './inputs.ts';
import { centre, neighbour, resident, station, VILLAGE } from './town.ts';

const NEW_YEAR: CalendarDay[] = [
  { date: '2026-01-01', kind: 'holiday', name: '元旦', scope: '' },
  { date: '2027-01-01', kind: 'holiday', name: '元旦', scope: '' },
];

/** Monday to Friday, 08:30–12:00 and 14:00–18:00. */
export const calendar: Calendar = makeCalendar(NEW_YEAR);

/** An instant in the region: '2026-03-02 09:00'. */
export const at = (text: string): Date => new Date(`${text.replace(' ', 'T')}+08:00`);

/** An instant as people of the region read it off a clock. */
export const read = (instant: string | null | undefined): string | null =>
  instant ? new Date(Date.parse(instant) + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ') : null;

/** Deadlines from now by the initial parameters. */
export function clockAt(now: Date): DeadlineClock {
  return {
    after(parameter) {
      const { unit, initial } = PARAMETERS[parameter];
      if (unit === 'working-days') return addWorkingDays(calendar, now, initial).due.toISOString();
      return new Date(startOfDay(dayOf(now) + initial + 1)).toISOString();
    },
    within: (days) => addWorkingDays(calendar, now, days).due.toISOString(),
    later: (due, days) => addWorkingDays(calendar, new Date(due), days).due.toISOString(),
    moved: (due, from) => moveDue(calendar, new Date(due), new Date(from), now).due.toISOString(),
  };
}

export const knowledgeAbout = (actor: Actor): MatterKnowledge => ({
  reportedByActor: actor === resident,
  joinedByActor: actor === neighbour,
});

function byOf(actor: Actor): ActionBy {
  if (actor.kind === 'staff')
    return { kind: 'staff', name: actor.name, role: ROLE_TITLES[actor.role], body: actor.body, channel: 'portal' };
  if (actor.kind === 'system') return { kind: 'system', name: '系统', role: '', body: null, channel: 'portal' };
  return { kind: 'resident', name: '群众', role: '', body: null, channel: 'portal' };
}

/** What else a step names beside its input. */
export interface Naming {
  body?: BodyRef;
  matter?: { id: string; number: string };
}

const refsFor = ({ body, matter }: Naming): ActionRefs => ({ ...(body ? { body } : {}), ...(matter ? { matter } : {}) });

/** A matter being played step by step as the server does it, without a server. */
export class Play {
  readonly definition: MatterDefinition;
  readonly actions: Action[] = [];
  state: MatterState;

  constructor(category: string, filedAt: string | Date, definition: MatterDefinition = MATTER_KINDS[0] as MatterDefinition) {
    const now = typeof filedAt === 'string' ? at(filedAt) : filedAt;
    this.definition = definition;
    const input: Record<string, unknown> =
      definition.kind === 'appeal'
        ? { title: '学校门口路灯不亮', words: '学校门口路灯不亮一周了', category, village: VILLAGE }
        : formOf(definition);
    const begun = definition.filing.starts?.(input).at ?? 'station';
    const first: Action = {
      seq: 1,
      step: 'file',
      at: now.toISOString(),
      by: byOf(resident),
      input,
      refs: { station, centre, body: begun === 'centre' ? centre : station },
      deadlines: definition.begin(input, clockAt(now)),
    };
    this.actions.push(first);
    this.state = applyAction(definition, null, first);
  }

  /** Whether someone may take a step, as the server asks it. */
  may(when: string | Date, who: Actor, name: string, input: Record<string, unknown> = {}, naming: Naming = {}): Permission {
    const now = typeof when === 'string' ? at(when) : when;
    return mayTake(this.definition, name, {
      state: this.state,
      actor: who,
      knowledge: knowledgeAbout(who),
      now,
      input,
      refs: refsFor(naming),
    });
  }

  /** Takes a step, or throws its refusal. */
  take(when: string | Date, who: Actor, name: string, input: Record<string, unknown> = {}, naming: Naming = {}): this {
    const now = typeof when === 'string' ? at(when) : when;
    const step = this.definition.steps[name];
    if (!step) throw new Error(`no step ${name}`);
    const shaped = {
      ...input,
      ...(naming.body && 'body' in step.input.shape ? { body: naming.body.id } : {}),
      ...(naming.matter ? { matter: naming.matter.id } : {}),
    };
    const parsed = step.input.parse(shaped) as Record<string, unknown>;
    const answer = this.may(now, who, name, parsed, naming);
    if (!answer.allowed) throw new Error(`${name}: ${answer.reason}`);
    const action: Action = {
      seq: this.state.seq + 1,
      step: name,
      at: now.toISOString(),
      by: byOf(who),
      input: parsed,
      refs: refsFor(naming),
      deadlines: step.deadlines?.(this.state, parsed, clockAt(now)) ?? {},
    };
    this.actions.push(action);
    this.state = applyAction(this.definition, this.state, action);
    return this;
  }

  offers(when: string | Date, who: Actor): StepOffer[] {
    return offersFor(this.definition, this.state, who, knowledgeAbout(who), typeof when === 'string' ? at(when) : when);
  }
}
