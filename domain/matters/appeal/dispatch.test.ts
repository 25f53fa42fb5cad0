import { describe, expect, it } from 'vitest';
import { Play, read } from '../testing/play.ts';
import {
  centre,
  clerk,
  cultureOffice,
  dispatcher,
  housing,
  housingOfficer,
  inspection,
  landOffice,
  landOfficer,
  nextStation,
  nextStationWorker,
  station,
  stationWorker,
  water,
  waterOfficer,
} from '../testing/town.ts';
import { CATEGORIES } from './categories.ts';

const words = { words: '说明' };
const returned = { words: '路灯不归我们管', basis: '县水务局三定方案第三条' };

/** Filed on Monday morning, passed up at ten. 2026-03-02 is a Monday. */
const passedUp = (category: string) => new Play(category, '2026-03-02 09:00').take('2026-03-02 10:00', stationWorker, 'pass-up', words);
const sent = (category = 'roads.lamp', complex = false) =>
  passedUp(category).take('2026-03-02 11:00', dispatcher, 'assign', { complex }, { body: water });

describe('rule 8.2: the government’s own duty is not handed down to a village', () => {
  it('refuses with its clause, whose duty it is and by which law', () => {
    expect(passedUp('roads.lamp').may('2026-03-02 11:00', dispatcher, 'send-back', words)).toEqual({
      allowed: false,
      reason: '这是县住建局的法定职责，不能转给村里办（意见第八条 8.2）。请由县住建局办理，村里可以协助。',
      clause: '8.2',
      source: '乡村振兴促进法第五十二条',
    });
  });

  it('speaks of the township where the duty is the township’s', () => {
    const answer = passedUp('roads.lane').may('2026-03-02 11:00', dispatcher, 'send-back', words);
    expect(answer).toMatchObject({ allowed: false, clause: '8.2', reason: expect.stringContaining('这是镇里的法定职责') });
  });

  it('lets a village’s own affair go back to the village', () => {
    const play = passedUp('clean.lane').take('2026-03-02 11:00', dispatcher, 'send-back', words);
    expect(play.state).toMatchObject({ status: 'to-sign', holder: station });
    expect(read(play.state.deadlines.answer)).toBe('2026-03-09 18:00');
  });

  it.each(CATEGORIES.map((category) => [category.code, category.duty.level] as const))('%s, a duty of the %s', (code, level) => {
    expect(passedUp(code).may('2026-03-02 11:00', dispatcher, 'send-back', words).allowed).toBe(level === 'village');
    expect(passedUp(code).may('2026-03-02 11:00', dispatcher, 'assign', {}, { body: station }).allowed).toBe(false);
  });

  it('holds for a station that would give it to another station', () => {
    const lamp = new Play('roads.lamp', '2026-03-02 09:00');
    expect(lamp.may('2026-03-02 09:30', stationWorker, 'hand-over', words, { body: nextStation })).toMatchObject({
      allowed: false,
      clause: '8.2',
    });
    const lane = new Play('clean.lane', '2026-03-02 09:00').take('2026-03-02 09:30', stationWorker, 'hand-over', words, {
      body: nextStation,
    });
    expect(lane.state.holder).toEqual(nextStation);
  });

  it('cannot be got round by a department that has no wish to do it', () => {
    const play = sent('clean.lane');
    expect(play.may('2026-03-02 15:00', waterOfficer, 'send-back', words)).toMatchObject({ allowed: false });
    expect(play.may('2026-03-02 15:00', waterOfficer, 'hand-over', words, { body: station })).toMatchObject({ allowed: false });
  });
});

describe('a station', () => {
  it('that was handed another village’s matter can pass it up too', () => {
    const play = new Play('clean.lane', '2026-03-02 09:00').take('2026-03-02 09:30', stationWorker, 'hand-over', words, {
      body: nextStation,
    });
    play.take('2026-03-02 10:00', nextStationWorker, 'pass-up', words);
    expect(play.state.holder).toEqual(centre);
  });

  it('passes up without gaining time: the day of the answer stays', () => {
    const play = new Play('roads.lamp', '2026-03-02 09:00');
    const before = play.state.deadlines.answer;
    play.take('2026-03-03 10:00', stationWorker, 'pass-up', words);
    expect(play.state.deadlines.answer).toBe(before);
    expect(read(play.state.deadlines.sign)).toBe('2026-03-04 18:00');
  });

  it('cannot pass up what it no longer holds', () => {
    expect(passedUp('roads.lamp').may('2026-03-02 10:30', stationWorker, 'pass-up', words)).toMatchObject({
      allowed: false,
      reason: '这一步不由您来办。',
    });
  });
});

describe('the dispatcher', () => {
  it('assigns: one working day to sign and to return, five to answer', () => {
    const { deadlines } = sent().state;
    expect([deadlines.sign, deadlines.return, deadlines.answer].map(read)).toEqual([
      '2026-03-03 18:00',
      '2026-03-03 18:00',
      '2026-03-09 18:00',
    ]);
  });

  it('gives an enquiry two working days, and a complex matter three to return', () => {
    const { deadlines } = sent('house.deed', true).state;
    expect([deadlines.return, deadlines.answer].map(read)).toEqual(['2026-03-05 18:00', '2026-03-04 18:00']);
  });

  it('is the only one at the centre who assigns', () => {
    expect(passedUp('roads.lamp').may('2026-03-02 11:00', clerk, 'assign', {}, { body: housing })).toMatchObject({
      allowed: false,
      reason: '这一步不由您来办。',
    });
    expect(passedUp('roads.lamp').may('2026-03-02 11:00', clerk, 'hand-over', words, { body: landOffice })).toMatchObject({
      allowed: false,
    });
  });

  it('assigns to an office or a department, not to itself nor to a body that does not handle matters', () => {
    const play = passedUp('roads.lamp');
    expect(play.may('2026-03-02 11:00', dispatcher, 'assign', {}, { body: landOffice })).toEqual({ allowed: true });
    expect(play.may('2026-03-02 11:00', dispatcher, 'assign', {}, { body: centre })).toMatchObject({ allowed: false });
    expect(play.may('2026-03-02 11:00', dispatcher, 'assign', {}, { body: { ...inspection, kind: 'county-government' } })).toMatchObject({
      allowed: false,
    });
  });

  it('does not take a matter out of a department’s hands', () => {
    expect(sent().may('2026-03-02 15:00', dispatcher, 'assign', {}, { body: housing })).toMatchObject({
      allowed: false,
      reason: '件在承办单位手里，要等退回后才能重派。',
    });
  });
});

describe('returning', () => {
  it('names a basis and the body that should have it; the matter waits at the centre', () => {
    const play = sent().take('2026-03-02 16:00', waterOfficer, 'return', returned, { body: housing });
    expect(play.state).toMatchObject({ status: 'returned', holder: centre });
    expect(play.actions.at(-1)).toMatchObject({ input: { basis: '县水务局三定方案第三条' }, refs: { body: housing } });
    expect(read(play.state.deadlines.answer)).toBe('2026-03-09 18:00');
  });

  it('is not possible without a basis', () => {
    expect(() => sent().take('2026-03-02 16:00', waterOfficer, 'return', { words: '不归我们管', basis: ' ' })).toThrow(/请写明依据/);
  });

  it('is possible until the minute its time ends, and not after', () => {
    expect(sent().may('2026-03-03 18:00', waterOfficer, 'return', returned)).toEqual({ allowed: true });
    expect(sent().may('2026-03-03 18:01', waterOfficer, 'return', returned)).toMatchObject({
      allowed: false,
      clause: '4.8',
      reason: expect.stringContaining('已过退回期限'),
    });
  });

  it('is not possible after the dispatcher’s second assignment', () => {
    const play = sent()
      .take('2026-03-02 16:00', waterOfficer, 'return', returned)
      .take('2026-03-02 17:00', dispatcher, 'assign', {}, { body: housing });
    expect(play.may('2026-03-02 17:30', housingOfficer, 'return', returned)).toEqual({
      allowed: false,
      reason: '这是第二次派单，不能再退回；有困难可以请别的单位协办或申请延期。',
      clause: '4.8',
    });
    expect(read(play.state.deadlines.answer)).toBe('2026-03-09 18:00');
  });

  it('cannot be had by handing over to the centre instead', () => {
    const play = passedUp('roads.lane').take('2026-03-02 11:00', dispatcher, 'assign', {}, { body: landOffice });
    expect(play.may('2026-03-04 09:00', landOfficer, 'hand-over', words, { body: centre })).toMatchObject({
      allowed: false,
      reason: '交回民生服务中心请用「退回分派员」。',
    });
    expect(play.may('2026-03-04 09:00', landOfficer, 'hand-over', words, { body: cultureOffice })).toEqual({ allowed: true });
  });

  it('is not for stations and the centre', () => {
    expect(new Play('roads.lamp', '2026-03-02 09:00').may('2026-03-02 09:30', stationWorker, 'return', returned).allowed).toBe(false);
    expect(passedUp('roads.lamp').may('2026-03-02 10:30', dispatcher, 'return', returned).allowed).toBe(false);
  });

  it('leaves no request for more time behind', () => {
    const play = sent()
      .take('2026-03-02 14:30', waterOfficer, 'sign')
      .take('2026-03-02 15:00', waterOfficer, 'ask-extension', { ...words, days: 3, ground: 'survey' });
    expect(play.take('2026-03-02 16:00', waterOfficer, 'return', returned).state.extension).toBeNull();
  });
});
