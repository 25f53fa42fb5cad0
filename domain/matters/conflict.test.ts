import { describe, expect, it } from 'vitest';
import { mayTake } from './available-steps.ts';
import { mayFile, mayReveal } from './permissions.ts';
import { at, Play } from './testing/play.ts';
import {
  centre,
  clerk,
  dispatcher,
  housing,
  housingOfficer,
  landOffice,
  station,
  stationWorker,
  supervisor,
  VILLAGE,
  water,
} from './testing/town.ts';

const words = { words: '群众反映他们态度不好' };
const atCentre = () => new Play('roads.lamp', '2026-03-02 09:00').take('2026-03-02 10:00', stationWorker, 'pass-up', { words: '修不了' });
const about = (body: typeof station) => atCentre().take('2026-03-02 10:30', dispatcher, 'set-against', words, { body });
const reason = (answer: { allowed: boolean; reason?: string }) => (answer.allowed ? null : answer.reason);

describe('nobody handles what is about their own unit', () => {
  it('the station that is complained of takes no step, and is told where it goes', () => {
    const play = about(station);
    expect(play.offers('2026-03-02 11:00', stationWorker).filter(({ allowed }) => allowed)).toEqual([]);
    expect(reason(play.may('2026-03-02 11:00', stationWorker, 'comment', words))).toBe(
      '这件事反映的是原隆村服务站，不能由本单位办，由镇民生服务中心的分派员另派别的单位。',
    );
  });

  it('nobody gives it to that unit: not assigned, not sent back, not asked for help', () => {
    const play = about(housing);
    const give = (step: string, by = dispatcher) => play.may('2026-03-02 11:00', by, step, words, { body: housing });
    expect(reason(give('assign'))).toContain('不能交给它办');
    expect(reason(about(station).may('2026-03-02 11:00', dispatcher, 'send-back', words))).toContain('原隆村服务站');
    play.take('2026-03-02 11:30', dispatcher, 'assign', {}, { body: water });
  });

  it('what lies with the unit leaves it, and returns to be given to another', () => {
    const play = atCentre()
      .take('2026-03-02 11:00', dispatcher, 'assign', {}, { body: housing })
      .take('2026-03-02 12:00', housingOfficer, 'sign')
      .take('2026-03-02 15:00', supervisor, 'set-against', words, { body: housing });
    expect(play.state.holder.id).toBe(centre.id);
    expect(reason(play.may('2026-03-02 15:10', housingOfficer, 'answer', words))).not.toBeNull();
    play.take('2026-03-02 16:00', dispatcher, 'assign', {}, { body: landOffice });
  });

  it('what is about the centre is dispatched by the supervisor', () => {
    const play = atCentre().take('2026-03-02 10:30', supervisor, 'set-against', words, { body: centre });
    for (const who of [dispatcher, clerk])
      expect(reason(play.may('2026-03-02 11:00', who, 'comment', words)) ?? '').toContain('由督查员另派');
    play.take('2026-03-02 11:30', supervisor, 'assign', {}, { body: landOffice });
    expect(play.state.holder.id).toBe(landOffice.id);
  });

  it('what the resident named is not taken back by the dispatcher', () => {
    const play = atCentre();
    play.state = { ...play.state, against: { body: station, account: null, namedBy: 'resident' } };
    expect(reason(play.may('2026-03-02 11:00', dispatcher, 'set-against', words))).toBe('反映哪个单位是群众自己写明的，要改请督查员改。');
    expect(play.may('2026-03-02 11:00', supervisor, 'set-against', words).allowed).toBe(true);
  });

  it('who raised it is not shown to the unit', () => {
    expect(reason(mayReveal(about(station).state, stationWorker, false))).toContain('不能由本单位办');
  });
});

describe('nobody handles a matter about themselves', () => {
  const take = (step: string) => {
    const { state, definition } = new Play('roads.lamp', '2026-03-02 09:00');
    const now = at('2026-03-02 10:00');
    return mayTake(definition, step, { state, actor: stationWorker, knowledge: { reportedByActor: false, concernsActor: true }, now });
  };
  it('it may be given away, nothing else', () => {
    expect(reason(take('answer'))).toContain('您自己或家里人的事');
    expect(take('pass-up').allowed).toBe(true);
  });
  it('nor one asked about what they did, in whichever unit they work', () => {
    const play = atCentre();
    play.state = { ...play.state, against: { body: null, account: dispatcher.accountId, namedBy: 'resident' } };
    expect(reason(play.may('2026-03-02 11:00', dispatcher, 'assign', words, { body: water }))).toContain('问的就是您做的');
  });
  it('nor takes it down at the own counter', () => {
    const input = { village: VILLAGE, channel: 'counter', personId: stationWorker.personId };
    expect(mayFile(stationWorker, input).allowed).toBe(false);
    expect(mayFile(stationWorker, { ...input, personId: dispatcher.personId }).allowed).toBe(true);
  });
});
