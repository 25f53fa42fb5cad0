import type { Actor, StaffActor } from '../../domain/accounts/actor.ts';
import { ROLE_TITLES } from '../../domain/accounts/roles.ts';
import { workingMinutesBetween } from '../../domain/calendar/working-time.ts';
import type { Action, ActionBy, ActionRefs, Channel } from '../../domain/matters/action.ts';
import { mayTake } from '../../domain/matters/available-steps.ts';
import type { DeadlineClock, MatterDefinition } from '../../domain/matters/define-matter.ts';
import { applyAction } from '../../domain/matters/fold.ts';
import { mayActOnBehalf, mayFile } from '../../domain/matters/permissions.ts';
import type { MatterState } from '../../domain/matters/state.ts';
import type { Permission } from '../../domain/policy/permission.ts';
import { receiptHash } from '../platform/ids.ts';
import type { Beat } from './beats.ts';
import type { Cast } from './cast.ts';
import type { DemoPerson } from './people.ts';
import type { Scene } from './photos.ts';
import { COUNTY } from './places.ts';
import type { Random } from './random.ts';
import type { WorkingMoments } from './working-moments.ts';

/** Someone who speaks; with `accountId` through their own account. */
export interface Speaker {
  person: DemoPerson | null;
  accountId: string | null;
  family: readonly DemoPerson[];
  name: string;
  phone: string;
  hidden: boolean;
}

/** A matter to be filed, and what is to become of it. */
export interface Plan {
  definition: MatterDefinition;
  filedAt: Date;
  channel: Channel;
  /** Who raises it; null for what an office asks for itself. */
  speaker: Speaker | null;
  village: string;
  grid: string | null;
  /** Pictures that come with it. */
  photos: readonly Scene[];
  /** The form of its kind; asked when it is filed, with the ids of the pictures. */
  form(files: readonly string[]): Record<string, unknown>;
  /** Who files it, where that is not chance. */
  filedBy?: StaffActor;
  beats: readonly Beat[];
}

export interface WalkedReporter {
  id: string;
  part: 'reporter' | 'joined';
  speaker: Speaker;
  receiptCode: string;
  at: string;
}

export interface WalkedFile {
  id: string;
  scene: Scene;
  seq: number;
  by: Actor;
  at: string;
}

/** A matter as it went until now. */
export interface Walked {
  id: string;
  number: string;
  state: MatterState;
  taken: { action: Action; actor: Actor; after: MatterState }[];
  reporters: WalkedReporter[];
  files: WalkedFile[];
}

export interface Ground {
  random: Random;
  moments: WorkingMoments;
  cast: Cast;
  now: Date;
  clockAt(village: string, at: Date): DeadlineClock;
  /** Another resident of the village, who joins. */
  neighbour(village: string, except: readonly string[]): Speaker;
}

/** How an action names who took it; residents are not named. */
function signature(actor: Actor, channel: Channel): ActionBy {
  if (actor.kind === 'staff') return { kind: 'staff', name: actor.name, role: ROLE_TITLES[actor.role], body: actor.body, channel };
  if (actor.kind === 'system') return { kind: 'system', name: '系统', role: '', body: null, channel };
  return { kind: 'resident', name: '群众', role: '', body: null, channel };
}

function demand(permission: Permission, step: string, { definition, village, filedAt }: Plan): void {
  if (permission.allowed) return;
  const which = `${definition.kind} in ${village} of ${filedAt.toISOString()}`;
  throw new Error(`the demo plans what the rules refuse: ${step} of ${which}: ${permission.reason}`);
}

const SYSTEM: Actor = { kind: 'system', name: '系统', county: COUNTY };

/** Walks a plan from its filing until now through the real rules, clocks and fold. A step the rules refuse is an error of the plan. */
export function walk(ground: Ground, plan: Plan, number: string): Walked {
  const { random, now } = ground;
  const id = random.id(plan.filedAt);
  const receiptCode = random.receiptCode();
  const walked: Walked = {
    id,
    number,
    state: undefined as unknown as MatterState,
    taken: [],
    reporters: plan.speaker
      ? [{ id: random.id(plan.filedAt), part: 'reporter', speaker: plan.speaker, receiptCode, at: plan.filedAt.toISOString() }]
      : [],
    files: [],
  };
  const worn = new Map<string, StaffActor>();
  file(ground, plan, walked, worn);
  let last = plan.filedAt;
  for (const beat of plan.beats) {
    const { at, actor, channel } = moment(ground, plan, walked, worn, beat, last);
    if (at > now) break;
    take(ground, plan, walked, beat, { at, actor, channel });
    last = at;
  }
  return walked;
}

function file(ground: Ground, plan: Plan, walked: Walked, worn: Map<string, StaffActor>): void {
  const { cast } = ground;
  const { definition } = plan;
  const at = plan.filedAt.toISOString();
  const actor = filer(ground, plan, worn);
  if (plan.speaker) demand(mayFile(actor, { village: plan.village, channel: plan.channel }), 'file', plan);
  const form = plan.form(plan.photos.map((scene) => keepFile(ground, walked, scene, 1, actor, plan.filedAt)));
  const input = definition.form.parse({
    title: definition.filing.titleOf(form),
    ...form,
    village: plan.village,
    ...(plan.grid ? { grid: plan.grid } : {}),
  }) as Record<string, unknown>;
  const station = cast.stationOf(plan.village);
  const action: Action = {
    seq: 1,
    step: 'file',
    at,
    by: signature(actor, plan.channel),
    input,
    refs: { station, centre: cast.centre, body: definition.filing.starts?.(input).at === 'centre' ? cast.centre : station },
    deadlines: definition.begin(input, ground.clockAt(plan.village, plan.filedAt)),
  };
  walked.state = applyAction(definition, null, action);
  walked.taken.push({ action, actor, after: walked.state });
}

function filer(ground: Ground, plan: Plan, worn: Map<string, StaffActor>): Actor {
  const { speaker, channel, village } = plan;
  if (plan.filedBy) return plan.filedBy;
  if (channel === 'portal' && speaker) return ownActor(speaker, null);
  const station = ground.cast.stationOf(village).id;
  if (channel === 'field') return gridWorker(ground, station, plan.grid) ?? staffOf(ground, worn, station, plan);
  if (channel === 'counter' && ground.random.chance(0.3)) return first(ground.cast.workers(ground.cast.centre.id, 'window-clerk'));
  return first(ground.cast.workers(station, 'station-worker'));
}

/** A resident by their account, else by the receipt, else as anyone. */
function ownActor(speaker: Speaker, receipt: string | null): Actor {
  if (speaker.accountId && speaker.person) {
    return {
      kind: 'resident',
      accountId: speaker.accountId,
      personId: speaker.person.id,
      name: speaker.name,
      persons: speaker.family.map((one) => one.id),
      county: COUNTY,
    };
  }
  return receipt ? { kind: 'receipt', receipt: receiptHash(receipt) } : { kind: 'anyone' };
}

function first<T>(list: readonly T[]): T {
  if (!list.length) throw new Error('a body of the demo has nobody to act');
  return list[0] as T;
}

const gridWorker = (ground: Ground, station: string, grid: string | null): StaffActor | undefined =>
  ground.cast.workers(station, 'grid-worker').find((actor) => actor.range === grid);

/** Who acts for a body in this matter: the same person all along, at a station mostly the worker of the grid. */
function staffOf(ground: Ground, worn: Map<string, StaffActor>, bodyId: string, plan: Plan): StaffActor {
  const known = worn.get(bodyId);
  if (known) return known;
  const { cast, random } = ground;
  const candidates = cast.workers(bodyId).filter((actor) => !['supervisor', 'administrator', 'grid-worker'].includes(actor.role));
  const near = bodyId === cast.stationOf(plan.village).id ? gridWorker(ground, bodyId, plan.grid) : undefined;
  const chosen = near && random.chance(0.6) ? near : random.chance(0.6) ? first(candidates) : random.pick(candidates);
  worn.set(bodyId, chosen);
  return chosen;
}

/** When a beat comes and who takes it. Residents without account and receipt in hand call the station, in its hours. */
function moment(
  ground: Ground,
  plan: Plan,
  walked: Walked,
  worn: Map<string, StaffActor>,
  beat: Beat,
  last: Date,
): { at: Date; actor: Actor; channel: Channel } {
  const { state } = walked;
  const { cast, moments } = ground;
  const wished = momentOf(ground, state, beat, last);
  if (beat.actor) return { at: wished, actor: beat.actor, channel: 'portal' };
  const plain = (actor: Actor) => ({ at: wished, actor, channel: 'portal' as const });
  switch (beat.by) {
    case 'system':
      return plain(SYSTEM);
    case 'supervisor':
      return plain(cast.supervisor);
    case 'dispatcher': {
      const key = `${state.centre.id}/dispatcher`;
      const known =
        worn.get(key) ??
        (ground.random.chance(0.7)
          ? first(cast.workers(state.centre.id, 'dispatcher'))
          : ground.random.pick(cast.workers(state.centre.id, 'dispatcher')));
      worn.set(key, known);
      return plain(known);
    }
    case 'centre':
      return plain(first(cast.workers(state.centre.id, 'window-clerk')));
    case 'station':
      return plain(staffOf(ground, worn, state.station.id, plan));
    case 'helper': {
      const helper = state.helpers.find((one) => one.answeredAt === null);
      return plain(staffOf(ground, worn, helper?.body.id ?? '', plan));
    }
    case 'holder':
      return plain(staffOf(ground, worn, state.holder.id, plan));
    case 'reporter': {
      if (plan.speaker && plan.channel === 'portal' && !beat.onBehalf)
        return plain(ownActor(plan.speaker, walked.reporters[0]?.receiptCode ?? null));
      return {
        at: moments.next(wished),
        actor: first(cast.workers(state.station.id, 'station-worker')),
        channel: beat.onBehalf ?? (plan.channel === 'counter' ? 'counter' : 'phone'),
      };
    }
  }
}

function momentOf({ moments, random }: Ground, state: MatterState, beat: Beat, last: Date): Date {
  const { wait } = beat;
  if ('at' in wait) return wait.at;
  if ('work' in wait) return moments.after(last, wait.work);
  if ('awake' in wait) return moments.awake(last, wait.awake);
  if ('until' in wait) return new Date(Date.parse(state.deadlines[wait.until] ?? last.toISOString()) + random.whole(5, 290) * 1000);
  const due = state.deadlines[wait.of];
  if (!due) return moments.after(last, [20, 120]);
  if ('late' in wait) return moments.after(due > last.toISOString() ? new Date(due) : last, wait.late);
  const left = workingMinutesBetween(moments.calendar, last, new Date(due)).minutes;
  // A share of nothing left is soon, and late.
  return left > 12 ? moments.after(last, [Math.max(4, left * wait.share[0]), left * wait.share[1]]) : moments.after(last, [10, 240]);
}

function keepFile(ground: Ground, walked: Walked, scene: Scene, seq: number, by: Actor, at: Date): string {
  const id = ground.random.id(at);
  walked.files.push({ id, scene, seq, by, at: at.toISOString() });
  return id;
}

function take(
  ground: Ground,
  plan: Plan,
  walked: Walked,
  beat: Beat,
  { at, actor, channel }: { at: Date; actor: Actor; channel: Channel },
): void {
  const { state } = walked;
  const { definition } = plan;
  const step = definition.steps[beat.step];
  if (!step) throw new Error(`${definition.kind} has no step ${beat.step}`);
  const seq = state.seq + 1;
  const photo = beat.photo && keepFile(ground, walked, beat.photo, seq, actor, at);
  const given = typeof beat.input === 'function' ? beat.input(photo ?? '') : { ...beat.input, ...(photo && { attachments: [photo] }) };
  const input = step.input.parse(beat.into ? { ...given, matter: beat.into.id } : given) as Record<string, unknown>;
  const refs: ActionRefs = { ...(beat.body ? { body: beat.body } : {}), ...(beat.into ? { matter: beat.into } : {}) };
  const acting = actor.kind === 'staff' && beat.by === 'reporter';
  if (acting) demand(mayActOnBehalf(state, actor, beat.step), beat.step, plan);
  const knowledge = { reportedByActor: beat.by === 'reporter' };
  demand(mayTake(definition, beat.step, { state, actor, knowledge, now: at, input, refs }), beat.step, plan);
  const action: Action = {
    seq,
    step: beat.step,
    at: at.toISOString(),
    by: signature(actor, channel),
    input,
    refs,
    deadlines: step.deadlines?.(state, input, ground.clockAt(plan.village, at)) ?? {},
  };
  walked.state = applyAction(definition, state, action);
  walked.taken.push({ action, actor, after: walked.state });
  if (beat.step === 'join') {
    const known = walked.reporters.map((reporter) => reporter.speaker.name);
    walked.reporters.push({
      id: ground.random.id(at),
      part: 'joined',
      speaker: ground.neighbour(plan.village, known),
      receiptCode: ground.random.receiptCode(),
      at: at.toISOString(),
    });
  }
}
