import { describe, expect, it } from 'vitest';
import { CLAUSES } from '../policy/clauses.ts';
import { applyAction } from './fold.ts';
import { definitionOf, MATTER_KINDS } from './kinds.ts';
import { noticeOf } from './notices.ts';
import { PARTIES, partiesOf } from './parties.ts';
import { ENDED, isOpen, OPEN, STATUSES, type Status } from './state.ts';
import { TOLD_STEPS, tell } from './story.zh.ts';
import { inputsOf } from './testing/inputs.ts';
import { at, clockAt, Play } from './testing/play.ts';
import { centre, dispatcher, EVERYONE, housing, housingOfficer, resident, stationWorker, water } from './testing/town.ts';
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
      expect(TOLD_STEPS).toContain(name);
      const action = {
        seq: 2,
        step: name,
        at: '2026-03-02T01:00:00.000Z',
        by: { kind: 'system' as const, name: '系统', role: '', body: null, channel: 'portal' as const },
        input: inputsOf(name, step, 0).input,
        refs: { body: water },
        deadlines: {},
      };
      for (const audience of ['resident', 'staff'] as const) {
        const line = tell(action, audience);
        expect(line.headline).toMatch(/\p{Script=Han}/u);
        expect(`${line.headline}${line.detail}`).not.toMatch(/undefined|NaN|null|\[object/);
      }
    });

    it.each(step.from)('computes deadlines and a state from %s', (status) => {
      const play = playedTo(status);
      const { input, naming } = inputsOf(name, step, 1);
      const parsed = step.input.parse(input) as Record<string, unknown>;
      const now = at('2026-03-12 10:00');
      const deadlines = step.deadlines?.(play.state, parsed, clockAt(now)) ?? {};
      for (const instant of Object.values(deadlines)) if (instant !== null) expect(new Date(instant).toISOString()).toBe(instant);
      const by = { kind: 'staff' as const, name: '某人', role: '', body: play.state.holder, channel: 'portal' as const };
      const action = { seq: play.state.seq + 1, step: name, at: now.toISOString(), by, input: parsed, refs: naming, deadlines };
      const after = applyAction(definition, play.state, action);
      expect(after.status).toBe(step.to === 'same' ? status : step.to);
      expect(after.seq).toBe(play.state.seq + 1);
      expect(() => noticeOf(action, '640121104205-20260302-000001', after)).not.toThrow();
    });
  });
});

describe('the parties', () => {
  const given = new Set(
    [playedTo('to-sign'), playedTo('in-hand'), playedTo('waiting-resident')].flatMap((play) =>
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
    const play = playedTo('in-hand');
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

/** The shortest real way to each status. */
function playedTo(status: Status): Play {
  const words = { words: '说明' };
  const play = new Play('roads.lamp', '2026-03-02 09:00');
  if (status === 'to-sign') return play;
  if (status === 'withdrawn') return play.take('2026-03-02 10:00', resident, 'withdraw');
  play.take('2026-03-02 10:00', stationWorker, 'pass-up', words);
  if (status === 'declined') return play.take('2026-03-02 11:00', dispatcher, 'decline', { ...words, ground: 'other-place' });
  play.take('2026-03-02 11:00', dispatcher, 'assign', {}, { body: housing });
  if (status === 'returned') return play.take('2026-03-02 12:00', housingOfficer, 'return', { ...words, basis: '三定方案' });
  play.take('2026-03-02 14:30', housingOfficer, 'sign').take('2026-03-02 14:40', housingOfficer, 'ask-help', words, { body: water });
  if (status === 'in-hand') return play;
  if (status === 'waiting-resident') return play.take('2026-03-02 15:00', housingOfficer, 'ask', words);
  if (status === 'suspended') return play.take('2026-03-02 15:00', housingOfficer, 'suspend', { ...words, ground: 'frost' });
  if (status === 'merged')
    return play.take(
      '2026-03-02 15:00',
      housingOfficer,
      'merge',
      {},
      { matter: { id: centre.id, number: '640121104205-20260302-000009' } },
    );
  play.take('2026-03-03 15:00', housingOfficer, 'answer', words);
  if (status === 'answered') return play;
  return play.take('2026-03-04 15:00', resident, 'confirm');
}
