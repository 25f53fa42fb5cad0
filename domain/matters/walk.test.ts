import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Actor } from '../accounts/actor.ts';
import { workingMinutesBetween } from '../calendar/working-time.ts';
import type { Action } from './action.ts';
import { offersFor } from './available-steps.ts';
import type { MatterDefinition } from './define-matter.ts';
import { fold } from './fold.ts';
import { attributionOf, turnMinutes } from './holdings.ts';
import { MATTER_KINDS } from './kinds.ts';
import { ENDED, isOpen, type MatterState, pauseOf, STATUSES, turnOf } from './state.ts';
import { inputsOf } from './testing/inputs.ts';
import { calendar, Play } from './testing/play.ts';
import { administrator, BODIES, EVERYONE, neighbour, otherDispatcher, stranger, system } from './testing/town.ts';

const START = Date.parse('2026-03-02T00:30:00Z');
const MINUTE = 60_000;
const CATEGORIES = ['roads.lamp', 'clean.lane', 'roads.lane', 'house.deed'];
/** Half of the walks are the same each time, the other half are new; a failure says which seed to walk again with. */
const FIXED_SEED = 20_261_133;
const NEW_SEED = Number(process.env.LINLI_WALK_SEED ?? Date.now() % 1_000_000_000);
const WALKS = 80;

/** One decision of a walk: which of the open steps, by whom with which values, after how long. Most steps follow within hours, some after weeks. */
const decision = fc.record({
  choice: fc.noBias(fc.nat({ max: 999_983 })),
  pick: fc.noBias(fc.nat({ max: 999_983 })),
  minutes: fc.oneof(
    { weight: 5, arbitrary: fc.integer({ min: 0, max: 200 }) },
    { weight: 1, arbitrary: fc.integer({ min: 201, max: 30_000 }) },
  ),
});
const plan = fc.record({ category: fc.constantFrom(...CATEGORIES), decisions: fc.array(decision, { minLength: 10, maxLength: 40 }) });

/** Everything anyone may do now, as the server would let them, by step; what the system does by itself included. */
function choices(play: Play, now: Date): [string, Actor[]][] {
  const open = new Map<string, Actor[]>();
  for (const actor of EVERYONE) {
    for (const offer of play.offers(now, actor))
      if (offer.allowed && !offer.onBehalf) open.set(offer.step, [...(open.get(offer.step) ?? []), actor]);
  }
  for (const [name, step] of Object.entries(play.definition.steps)) {
    if (step.by.includes('system') && step.from.includes(play.state.status)) open.set(name, [...(open.get(name) ?? []), system]);
  }
  return [...open];
}

/** How a matter stood after a step of a walk. */
interface Sight {
  /** The status and the step that led here; empty for the filing. */
  path: string;
  state: MatterState;
  actions: readonly Action[];
  definition: MatterDefinition;
  now: Date;
  told: string;
}

/** Ends are put off, so that walks get far. */
const soonOver = (play: Play, step: string, pick: number): boolean =>
  ENDED.includes(play.definition.steps[step]?.to as never) && pick % 5 !== 0;

type Plan = typeof plan extends fc.Arbitrary<infer Planned> ? Planned : never;

/** `trodden` counts the steps from each status in earlier walks: every third decision goes where fewest went. */
function walk(definition: MatterDefinition, { category, decisions }: Plan, seed: number, trodden: Map<string, number>): Sight[] {
  let time = START;
  const play = new Play(category, new Date(time), definition);
  const seen: Sight[] = [];
  const look = (now: Date, path: string) => {
    const told = `${play.actions.map((action) => action.step).join(' > ')} (${category}, LINLI_WALK_SEED=${seed})`;
    seen.push({ path, state: play.state, actions: [...play.actions], definition, now, told });
  };
  look(new Date(time), '');
  for (const { choice, pick, minutes } of decisions) {
    time += minutes * MINUTE;
    const now = new Date(time);
    const path = (step: string) => `${play.state.status} > ${step}`;
    const open = choices(play, now).filter(([name]) => !trodden.has(path(name)) || !soonOver(play, name, pick));
    if (choice % 3 === 0) open.sort(([one], [other]) => (trodden.get(path(one)) ?? 0) - (trodden.get(path(other)) ?? 0));
    const [name, actors] = open[choice % 3 === 0 ? 0 : choice % open.length] ?? [];
    const actor = actors?.[pick % actors.length];
    const step = name && definition.steps[name];
    if (!step || !actor) continue;
    for (let other = 0; other < BODIES.length; other++) {
      const { input, naming } = inputsOf(step, pick + other);
      if (!play.may(now, actor, name, step.input.parse(input) as Record<string, unknown>, naming).allowed) continue;
      const before = path(name);
      play.take(now, actor, name, input, naming);
      trodden.set(before, (trodden.get(before) ?? 0) + 1);
      look(now, before);
      break;
    }
  }
  return seen;
}

function walkAll(seed: number): Sight[] {
  const trodden = new Map<string, number>();
  return MATTER_KINDS.flatMap((kind) => fc.sample(plan, { numRuns: WALKS, seed }).flatMap((made) => walk(kind, made, seed, trodden)));
}
const fixed = walkAll(FIXED_SEED);
const sights = [...fixed, ...walkAll(NEW_SEED)];

describe('wherever a matter wanders', () => {
  it('its actions are numbered one by one', () => {
    for (const { actions, state, told } of sights) {
      expect(
        actions.map((action) => action.seq),
        told,
      ).toEqual(actions.map((_, at) => at + 1));
      expect(state.seq, told).toBe(actions.length);
    }
  });

  it('exactly one body has it in hand while it is open, and nobody after', () => {
    for (const { state, told } of sights) {
      const running = state.assignments.filter((turn) => turn.endedAt === null);
      expect(running, told).toHaveLength(isOpen(state.status) ? 1 : 0);
      if (!running[0]) continue;
      expect(turnOf(state), told).toBe(running[0]);
      expect(running[0].body.id, told).toBe(state.holder.id);
    }
  });

  it('turns follow each other without gap while it stays open, and know how they ended', () => {
    for (const { state, definition, told } of sights) {
      state.assignments.forEach((turn, index) => {
        const next = state.assignments[index + 1];
        if (turn.endedAt === null) return;
        expect(definition.steps, told).toHaveProperty([turn.ended!]);
        expect(turn.endedAt >= turn.at, told).toBe(true);
        if (turn.signedAt) expect(turn.signedAt >= turn.at && turn.signedAt <= turn.endedAt, told).toBe(true);
        if (next && next.at !== turn.endedAt) expect(definition.steps[turn.ended ?? '']?.to, told).toBe('answered');
      });
    }
  });

  it('the clock stands still only while it waits or is suspended, and one pause at a time', () => {
    for (const { state, told } of sights) {
      const standing = state.pauses.filter((pause) => pause.until === null);
      expect(standing.length, told).toBe(state.status === 'waiting-resident' || state.status === 'suspended' ? 1 : 0);
      if (state.status === 'waiting-resident') expect(pauseOf(state)?.ground, told).toBe('waiting-for-resident');
      if (state.status === 'suspended') expect(pauseOf(state)?.ground, told).toBe('suspended');
    }
  });

  it('every working minute of its life is given to someone, once', () => {
    for (const { state, now, told } of sights) {
      const later = new Date(now.getTime() + 977 * MINUTE);
      const attribution = attributionOf(calendar, state, later);
      const end = turnOf(state)?.endedAt ?? later.toISOString();
      const elapsed = workingMinutesBetween(calendar, new Date(state.filedAt), new Date(end)).minutes;
      expect(attribution.minutes, told).toBe(elapsed);
      expect(
        attribution.totals.reduce((sum, total) => sum + total.minutes, 0),
        told,
      ).toBe(elapsed);
      const turns = state.assignments.map((turn) => turnMinutes(calendar, state, turn, later));
      const nobody = attribution.totals.find((total) => total.heading === 'nobody')?.minutes ?? 0;
      expect(turns.reduce((sum, turn) => sum + turn.held + turn.waited, 0) + nobody, `the turns of ${told}`).toBe(elapsed);
      const held = attribution.totals.filter((total) => total.heading === 'body').reduce((sum, total) => sum + total.minutes, 0);
      expect(
        turns.reduce((sum, turn) => sum + turn.held, 0),
        `in hand: ${told}`,
      ).toBe(held);
    }
  });

  it('whoever holds it, held it or helps takes part', () => {
    for (const { state, told } of sights) {
      const taking = [
        state.station,
        state.holder,
        ...state.assignments.map((turn) => turn.body),
        ...state.helpers.map((helper) => helper.body),
      ];
      for (const body of taking) expect(state.participants, told).toContain(body.id);
      expect(new Set(state.participants).size, told).toBe(state.participants.length);
    }
  });

  it('it has the deadlines its status needs, and no other', () => {
    for (const { state, definition, told } of sights) {
      const { sign, answer, reply, confirm } = state.deadlines;
      const set = { sign: sign !== null, answer: answer !== null, reply: reply !== null, confirm: confirm !== null };
      if (isOpen(state.status)) {
        expect(set, told).toEqual({
          sign: state.status === 'to-sign',
          answer: true,
          reply: state.status === 'waiting-resident',
          confirm: false,
        });
      } else {
        expect({ ...set, confirm: null, back: state.deadlines.return }, told).toEqual({
          sign: false,
          answer: false,
          reply: false,
          confirm: null,
          back: null,
        });
        if (state.status === 'answered' && definition.steps.close) expect(confirm, told).not.toBeNull();
      }
    }
  });

  it('nothing is left pending when it ends: no question, no request for more time', () => {
    for (const { state, told } of sights) {
      expect(state.question !== null, told).toBe(state.status === 'waiting-resident');
      if (!isOpen(state.status)) expect(state.extension, told).toBeNull();
      if (state.extension) expect(state.extension.body?.id, `who asked still has it: ${told}`).toBe(state.holder.id);
      expect(state.endedAt !== null, told).toBe(ENDED.includes(state.status));
      expect(state.mergedInto !== null, told).toBe(state.status === 'merged');
    }
  });

  it('the stored fold is what the actions say, also after a journey through JSON', () => {
    for (const { state, actions, definition, told } of sights.filter((_, at) => at % 3 === 0)) {
      expect(fold(definition, JSON.parse(JSON.stringify(actions))), told).toEqual(JSON.parse(JSON.stringify(state)));
    }
  });

  it('nobody without a part in it is offered a step', () => {
    for (const { state, definition, now, told } of sights) {
      for (const actor of [stranger, administrator, otherDispatcher])
        expect(offersFor(definition, state, actor, { reportedByActor: false }, now), told).toEqual([]);
    }
  });

  it('who joined it can neither withdraw, end nor rate it', () => {
    for (const { state, definition, now, told } of sights) {
      const offered = offersFor(definition, state, neighbour, { reportedByActor: false, joinedByActor: true }, now).map(
        (offer) => offer.step,
      );
      expect(
        offered.filter((step) => !['add-words', 'urge', 'reply'].includes(step)),
        told,
      ).toEqual([]);
    }
  });
});

describe('the walks', () => {
  it('take every step of every kind and stand in every status, else they prove nothing', () => {
    const taken = new Set(fixed.flatMap(({ actions, definition }) => actions.map((action) => `${definition.kind}.${action.step}`)));
    for (const kind of MATTER_KINDS) expect(Object.keys(kind.steps).filter((step) => !taken.has(`${kind.kind}.${step}`))).toEqual([]);
    expect([...new Set(fixed.map(({ state }) => state.status))].sort()).toEqual([...STATUSES].sort());
    // A pause may end in any of these ways; each must have been walked, or nothing proves that it is closed.
    const walked = new Set(fixed.map(({ path }) => path));
    for (const status of ['waiting-resident', 'suspended'])
      for (const step of ['withdraw', 'merge']) expect(walked).toContain(`${status} > ${step}`);
  });
});
