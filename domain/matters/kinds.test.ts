import { describe, expect, it } from 'vitest';
import { CLAUSES } from '../policy/clauses.ts';
import type { ActionRefs, Deadlines } from './action.ts';
import type { MatterDefinition } from './define-matter.ts';
import { applyAction } from './fold.ts';
import { definitionOf, MATTER_KINDS } from './kinds.ts';
import { noticeOf } from './notices.ts';
import { PARTIES, partiesOf } from './parties.ts';
import { ENDED, isOpen, type MatterState, OPEN, STATUSES, type Status } from './state.ts';
import { tell } from './story.zh.ts';
import { formOf, inputsOf } from './testing/inputs.ts';
import { at, clockAt, Play } from './testing/play.ts';
import { centre, dispatcher, EVERYONE, housing, housingOfficer, resident, station, stationWorker, water } from './testing/town.ts';
import { STATUS_TITLES } from './words.zh.ts';

const CHINESE = /^[\p{Script=Han}，。：、（）「」]+$/u;

describe.each(MATTER_KINDS.map((definition) => [definition.kind, definition] as const))('the kind %s', (_kind, definition) => {
  const steps = Object.entries(definition.steps);
  const leadsTo = (from: Status): Status[] =>
    steps.flatMap(([, step]) => (step.from.includes(from) && step.to !== 'same' ? [step.to] : []));

  function reachableFrom(start: Status): Set<Status> {
    const seen = new Set<Status>([start]);
    for (const status of seen) for (const next of leadsTo(status)) seen.add(next);
    return seen;
  }

  it('has a version that is found again', () => {
    expect(definitionOf(definition.kind, definition.version)).toBe(definition);
    expect(() => definitionOf(definition.kind, definition.version + 1)).toThrow(/no definition/);
  });

  it('reaches every status it names from its start', () => {
    const named = new Set<Status>(steps.flatMap(([, step]) => [...step.from, ...(step.to === 'same' ? [] : [step.to])]));
    expect([...reachableFrom(definition.start)].sort()).toEqual([...named].sort());
  });

  it.each(OPEN.filter((status) => reachableFrom(definition.start).has(status)))('has no dead end at %s', (status) => {
    const onward = reachableFrom(status);
    expect(
      [...onward].some((one) => one === 'answered'),
      'an answer can still be given',
    ).toBe(true);
    expect(
      [...onward].some((one) => ENDED.includes(one)),
      'it can still end',
    ).toBe(true);
  });

  it('has a different Chinese title for each step', () => {
    const titles = steps.map(([, step]) => step.title);
    expect(new Set(titles).size).toBe(titles.length);
    for (const title of titles) expect(title).toMatch(CHINESE);
  });

  describe.each(steps)('step %s', (name, step) => {
    it('names statuses, parties and a clause that exist', () => {
      expect(step.from.length).toBeGreaterThan(0);
      for (const status of [...step.from, ...(step.to === 'same' ? [] : [step.to])]) expect(STATUSES).toContain(status);
      expect(step.by.length).toBeGreaterThan(0);
      for (const party of step.by) expect(PARTIES).toContain(party);
      expect(CLAUSES).toHaveProperty([step.clause]);
    });

    it('is told in words to residents and staff', () => {
      const action = {
        seq: 2,
        step: name,
        at: '2026-03-02T01:00:00.000Z',
        by: { kind: 'system' as const, name: '系统', role: '', body: null, channel: 'portal' as const },
        input: inputsOf(step, 0).input,
        refs: { body: water },
        deadlines: {},
      };
      for (const audience of ['resident', 'staff'] as const) {
        const line = tell(definition, action, audience);
        expect(line.headline).toMatch(/\p{Script=Han}/u);
        expect(`${line.headline}${line.detail}`).not.toMatch(/undefined|NaN|null|\[object/);
      }
    });

    it.each(step.from)('computes deadlines and a state from %s', (status) => {
      const before = reachedBy(definition, status);
      const { input, naming } = inputsOf(step, 1);
      const parsed = step.input.parse(input) as Record<string, unknown>;
      const now = at('2026-03-12 10:00');
      const deadlines = step.deadlines?.(before, parsed, clockAt(now)) ?? {};
      for (const instant of Object.values(deadlines)) if (instant !== null) expect(new Date(instant).toISOString()).toBe(instant);
      const by = { kind: 'staff' as const, name: '某人', role: '', body: before.holder, channel: 'portal' as const };
      const action = { seq: before.seq + 1, step: name, at: now.toISOString(), by, input: parsed, refs: naming, deadlines };
      const after = applyAction(definition, before, action);
      expect(after.status).toBe(step.to === 'same' ? status : step.to);
      expect(after.seq).toBe(before.seq + 1);
      expect(() => noticeOf(definition, action, '640121104205-20260302-000001', after)).not.toThrow();
    });
  });
});

describe('the parties', () => {
  const given = new Set(
    [appealAt('to-sign'), appealAt('in-hand'), appealAt('waiting-resident')].flatMap((play) =>
      EVERYONE.flatMap((actor) => [
        ...partiesOf(play.state, actor, {
          reportedByActor: actor === resident,
          joinedByActor: actor !== resident && actor.kind === 'resident',
        }),
      ]),
    ),
  );

  it('are all given to someone', () => {
    expect([...given].sort()).toEqual([...PARTIES].sort());
  });

  it('are words a step uses', () => {
    const used = new Set(MATTER_KINDS.flatMap((definition) => Object.values(definition.steps).flatMap((step) => step.by)));
    expect([...used].sort()).toEqual([...PARTIES].sort());
  });

  it('gives an administrator no part in matters', () => {
    const play = appealAt('in-hand');
    for (const actor of EVERYONE) {
      if (actor.kind === 'staff' && actor.role === 'administrator')
        expect(partiesOf(play.state, actor, { reportedByActor: false })).toEqual(new Set());
    }
  });
});

describe('the words for a status', () => {
  it.each(STATUSES)('%s', (status) => {
    expect(STATUS_TITLES[status]).toMatch(CHINESE);
    expect(isOpen(status) || ENDED.includes(status) || status === 'answered').toBe(true);
  });
});

/** A matter of a kind led by its own steps, whoever's they are, along the shortest way to a status. */
function reachedBy(definition: MatterDefinition, wanted: Status): MatterState {
  const day = (seq: number) => at(`2026-03-${String(1 + seq).padStart(2, '0')} 09:00`);
  const act = (
    before: MatterState | null,
    step: string,
    input: Record<string, unknown>,
    refs: ActionRefs,
    deadlines: Partial<Deadlines>,
  ) => {
    const seq = (before?.seq ?? 0) + 1;
    const by = { kind: 'staff' as const, name: '某人', role: '', body: before?.holder ?? station, channel: 'portal' as const };
    return applyAction(definition, before, { seq, step, at: day(seq).toISOString(), by, input, refs, deadlines });
  };
  const form = formOf(definition);
  const waiting = [act(null, 'file', form, { station, centre, body: station }, definition.begin(form, clockAt(day(1))))];
  const seen = new Set<Status>(waiting.map(({ status }) => status));
  for (const state of waiting) {
    if (state.status === wanted) return state;
    for (const [name, step] of Object.entries(definition.steps)) {
      if (!step.from.includes(state.status) || step.to === 'same' || seen.has(step.to)) continue;
      seen.add(step.to);
      const { input, naming } = inputsOf(step, 0);
      const parsed = step.input.parse(input) as Record<string, unknown>;
      waiting.push(act(state, name, parsed, naming, step.deadlines?.(state, parsed, clockAt(day(state.seq + 1))) ?? {}));
    }
  }
  throw new Error(`${definition.kind}: no way to ${wanted}`);
}

/** An appeal on its usual way: with the housing bureau, the water bureau asked to help. */
function appealAt(status: 'to-sign' | 'in-hand' | 'waiting-resident'): Play {
  const words = { words: '说明' };
  const play = new Play('roads.lamp', '2026-03-02 09:00');
  if (status === 'to-sign') return play;
  play
    .take('2026-03-02 10:00', stationWorker, 'pass-up', words)
    .take('2026-03-02 11:00', dispatcher, 'assign', {}, { body: housing })
    .take('2026-03-02 14:30', housingOfficer, 'sign')
    .take('2026-03-02 14:40', housingOfficer, 'ask-help', words, { body: water });
  return status === 'in-hand' ? play : play.take('2026-03-02 15:00', housingOfficer, 'ask', words);
}
