import { describe, expect, it } from 'vitest';
import { attributionOf } from '../holdings.ts';
import { tell } from '../story.zh.ts';
import { at, calendar, Play, read } from '../testing/play.ts';
import {
  dispatcher,
  housing,
  housingOfficer,
  neighbour,
  resident,
  station,
  stationWorker,
  supervisor,
  water,
  waterOfficer,
} from '../testing/town.ts';
import { appeal } from './appeal.ts';
import { REFUSAL_GROUNDS } from './refusal-grounds.ts';

const words = { words: '说明' };

/** With the housing bureau since Monday 2026-03-02 14:30, to be answered by Monday the 9th, 18:00. */
const inHand = (category = 'roads.lamp') =>
  new Play(category, '2026-03-02 09:00')
    .take('2026-03-02 10:00', stationWorker, 'pass-up', words)
    .take('2026-03-02 11:00', dispatcher, 'assign', {}, { body: housing })
    .take('2026-03-02 14:30', housingOfficer, 'sign');
const answered = () => inHand().take('2026-03-04 10:00', housingOfficer, 'answer', { words: '灯已修好' });

describe('more time', () => {
  const wish = { ...words, days: 3, ground: 'building-work' };

  it('may be asked until the deadline and not after', () => {
    expect(inHand().may('2026-03-09 18:00', housingOfficer, 'ask-extension', wish)).toEqual({ allowed: true });
    expect(inHand().may('2026-03-09 18:01', housingOfficer, 'ask-extension', wish)).toEqual({
      allowed: false,
      reason: '已过答复期限，延期要在到期前提出。',
      clause: '4.8',
    });
  });

  it('is decided by the dispatcher, once, and counts from the old deadline', () => {
    const play = inHand().take('2026-03-09 10:00', housingOfficer, 'ask-extension', wish);
    expect(play.may('2026-03-09 11:00', housingOfficer, 'ask-extension', wish)).toMatchObject({
      allowed: false,
      reason: '已有一份延期申请在等分派员决定。',
    });
    expect(play.may('2026-03-09 11:00', housingOfficer, 'grant-extension')).toMatchObject({ allowed: false });
    play.take('2026-03-10 09:00', dispatcher, 'grant-extension');
    expect(read(play.state.deadlines.answer)).toBe('2026-03-12 18:00');
    expect(play.may('2026-03-10 10:00', dispatcher, 'grant-extension')).toMatchObject({
      allowed: false,
      reason: '这一步现在用不上。',
    });
  });

  it('that is refused leaves the deadline as it was', () => {
    const play = inHand()
      .take('2026-03-05 10:00', housingOfficer, 'ask-extension', wish)
      .take('2026-03-05 11:00', dispatcher, 'refuse-extension', words);
    expect(read(play.state.deadlines.answer)).toBe('2026-03-09 18:00');
    expect(play.state.extended).toBe(0);
  });

  it('is asked on a listed ground only', () => {
    expect(() => inHand().take('2026-03-05 10:00', housingOfficer, 'ask-extension', { ...wish, ground: 'no-staff' })).toThrow(
      /请选择延期的理由/,
    );
    expect(() => inHand().take('2026-03-05 10:00', housingOfficer, 'ask-extension', { ...wish, days: 31 })).toThrow();
  });
});

describe('standing still', () => {
  it('a question to the resident moves the deadline by the working time it took to answer', () => {
    const play = inHand().take('2026-03-03 09:00', housingOfficer, 'ask', { words: '是哪一根灯杆？' });
    expect(play.state.question?.text).toBe('是哪一根灯杆？');
    play.take('2026-03-04 09:00', resident, 'reply', { words: '12 号' });
    expect(play.state).toMatchObject({ status: 'in-hand', question: null });
    expect(read(play.state.deadlines.answer)).toBe('2026-03-10 18:00');
  });

  it('a question nobody answers ends by itself, and the hours are the resident’s', () => {
    const play = inHand().take('2026-03-03 09:00', housingOfficer, 'ask', words).take('2026-03-05 09:00', housingOfficer, 'go-on');
    const { totals } = attributionOf(calendar, play.state, at('2026-03-05 10:00'));
    expect(totals.map((total) => [total.name ?? total.heading, total.minutes])).toEqual([
      ['原隆村服务站', 60],
      ['闽宁镇民生服务中心', 60],
      ['永宁县住建局', 60 + 240 + 30 + 60],
      ['waiting-for-resident', 900],
    ]);
  });

  it('suspends on a listed ground and moves the deadline when it resumes', () => {
    expect(() => inHand().take('2026-03-03 09:00', housingOfficer, 'suspend', { ...words, ground: 'holiday' })).toThrow(/请选择暂停的理由/);
    const play = inHand().take('2026-03-03 09:00', housingOfficer, 'suspend', { ...words, ground: 'frost' });
    expect(play.may('2026-03-03 10:00', housingOfficer, 'answer', words)).toMatchObject({
      allowed: false,
      reason: '这件事现在是「暂停办理」，不能做这一步。',
    });
    play.take('2026-03-05 09:00', dispatcher, 'resume');
    expect(read(play.state.deadlines.answer)).toBe('2026-03-11 18:00');
  });
});

describe('co-handling', () => {
  const helped = () => inHand().take('2026-03-03 09:00', housingOfficer, 'ask-help', { words: '请查地下水管' }, { body: water });

  it('has one lead; the helper answers the lead, not the resident', () => {
    const play = helped();
    expect(play.state.holder).toEqual(housing);
    expect(play.may('2026-03-03 10:00', waterOfficer, 'answer', words)).toMatchObject({ allowed: false, reason: '这一步不由您来办。' });
    play.take('2026-03-03 10:00', waterOfficer, 'help-answer', { words: '水管没有问题' });
    expect(play.state.helpers).toMatchObject([{ body: water, answer: '水管没有问题' }]);
    expect(tell(appeal, play.actions.at(-1)!, 'resident').internal).toBe(true);
    expect(play.may('2026-03-03 11:00', waterOfficer, 'help-answer', words)).toMatchObject({ allowed: false });
  });

  it('is asked of each body once at a time, and never of oneself', () => {
    expect(helped().may('2026-03-03 09:30', housingOfficer, 'ask-help', words, { body: water })).toMatchObject({
      allowed: false,
      reason: '已请这个单位协办，还没有回复。',
    });
    expect(helped().may('2026-03-03 09:30', housingOfficer, 'ask-help', words, { body: housing })).toMatchObject({ allowed: false });
    const again = helped().take('2026-03-03 10:00', waterOfficer, 'help-answer', words);
    expect(again.may('2026-03-03 11:00', housingOfficer, 'ask-help', words, { body: water })).toEqual({ allowed: true });
  });

  it('a village may be asked to help, though it cannot be given the duty', () => {
    expect(inHand().may('2026-03-03 09:30', housingOfficer, 'ask-help', words, { body: station })).toEqual({ allowed: true });
  });
});

describe('not accepting', () => {
  it.each(REFUSAL_GROUNDS.map((ground) => ground.code))('on the listed ground %s', (ground) => {
    const play = inHand().take('2026-03-03 09:00', housingOfficer, 'decline', { ...words, ground });
    expect(play.state).toMatchObject({ status: 'declined', endedAt: at('2026-03-03 09:00').toISOString() });
  });

  it('on no other', () => {
    for (const ground of ['not-ours', '', undefined])
      expect(() => inHand().take('2026-03-03 09:00', housingOfficer, 'decline', { ...words, ground })).toThrow(/请选择不受理的理由/);
  });
});

describe('after the answer', () => {
  it('nobody holds it, and the hours end', () => {
    const { totals, minutes } = attributionOf(calendar, answered().state, at('2026-03-20 10:00'));
    expect(minutes).toBe(2 * 450 + 60);
    expect(totals.some((total) => total.heading === 'nobody')).toBe(false);
  });

  it('the resident may have it done again within fifteen days, and not on the sixteenth', () => {
    expect(read(answered().state.deadlines.confirm)).toBe('2026-03-20 00:00');
    expect(answered().may('2026-03-19 23:59', resident, 'reopen', words)).toEqual({ allowed: true });
    expect(answered().may('2026-03-20 00:01', resident, 'reopen', words)).toEqual({
      allowed: false,
      reason: '已过要求重新办理的期限，可以重新反映。',
      clause: '4.8',
    });
  });

  it('done again it lies with the dispatcher, with new deadlines and no rating', () => {
    const play = answered()
      .take('2026-03-05 09:00', resident, 'rate', { solved: false, satisfied: 'no' })
      .take('2026-03-05 09:10', resident, 'reopen', words);
    expect(play.state).toMatchObject({ status: 'to-sign', reopened: 1, rating: null, endedAt: null, holder: play.state.centre });
    expect(read(play.state.deadlines.answer)).toBe('2026-03-12 18:00');
    const enquiry = inHand('house.deed')
      .take('2026-03-04 10:00', housingOfficer, 'answer', words)
      .take('2026-03-05 09:10', resident, 'reopen', words);
    expect(read(enquiry.state.deadlines.answer)).toBe('2026-03-09 18:00');
  });

  it('done again its hours count on: between answer and reopening nobody’s', () => {
    const play = answered().take('2026-03-05 10:00', resident, 'reopen', words).take('2026-03-05 11:00', resident, 'withdraw');
    const { totals, minutes } = attributionOf(calendar, play.state, at('2026-03-20 10:00'));
    expect(minutes).toBe(2 * 450 + 60 + 450 + 60);
    expect(totals.find((total) => total.heading === 'nobody')?.minutes).toBe(450);
  });

  it('the resident rates once; what they said on the phone gives way to what they say themselves', () => {
    const called = answered().take('2026-03-05 09:00', dispatcher, 'follow-up', { reached: true, solved: true, satisfied: 'yes' });
    expect(called.state.rating?.by).toBe('follow-up');
    called.take('2026-03-05 10:00', resident, 'rate', { solved: false, satisfied: 'no' });
    expect(called.state.rating).toMatchObject({ by: 'resident', solved: false });
    expect(called.may('2026-03-05 11:00', resident, 'rate', { solved: true, satisfied: 'yes' })).toMatchObject({
      allowed: false,
      reason: '已经评价过了。',
    });
    expect(
      called.take('2026-03-06 09:00', supervisor, 'follow-up', { reached: true, solved: true, satisfied: 'yes' }).state.rating,
    ).toMatchObject({ by: 'resident' });
  });

  it('a call that reached nobody says nothing', () => {
    expect(
      answered().take('2026-03-05 09:00', dispatcher, 'follow-up', { reached: false, solved: true, satisfied: 'yes' }).state,
    ).toMatchObject({ rating: null, followUps: 1 });
  });
});

describe('whose matter it is', () => {
  it('who joined may urge, not withdraw or end it', () => {
    for (const step of ['withdraw', 'confirm', 'rate', 'reopen'])
      expect(answered().may('2026-03-05 09:00', neighbour, step, {})).toMatchObject({ allowed: false });
    expect(inHand().may('2026-03-03 09:00', neighbour, 'withdraw')).toMatchObject({ allowed: false, reason: '这一步不由您来办。' });
    expect(inHand().may('2026-03-03 09:00', neighbour, 'urge')).toEqual({ allowed: true });
  });

  it('a wrong record is corrected by a new one that names it', () => {
    const play = inHand();
    expect(play.may('2026-03-03 09:00', housingOfficer, 'correct', { entry: 99, words: '写错了' })).toMatchObject({
      allowed: false,
      reason: '没有这一条记录。',
    });
    const before = JSON.stringify(play.actions);
    play.take('2026-03-03 09:00', housingOfficer, 'correct', { entry: 2, words: '应为 12 号灯杆' });
    expect(JSON.stringify(play.actions.slice(0, -1))).toBe(before);
    expect(tell(appeal, play.actions.at(-1)!, 'staff').headline).toBe('更正第 2 条记录');
  });

  it('is urged at most twenty times', () => {
    const play = inHand();
    for (let times = 0; times < 20; times++) play.take('2026-03-03 09:00', resident, 'urge');
    expect(play.may('2026-03-03 09:00', resident, 'urge')).toMatchObject({ allowed: false, reason: '已经催过多次，请直接联系督查。' });
  });
});
