import { describe, expect, it } from 'vitest';
import { tell } from '../story.zh.ts';
import { Play, read } from '../testing/play.ts';
import { clerk, dispatcher, gridWorker, resident, stationWorker, system } from '../testing/town.ts';
import { contentOf, type ProxyContent } from './content.ts';
import { proxyService } from './proxy-service.ts';

/** Collected at the door on Monday 2026-03-02 09:00, with a mandate until the end of the year; an instant item unless told otherwise. */
function collected(change: Partial<ProxyContent> = {}): Play {
  const play = new Play('', '2026-03-02 09:00', proxyService);
  play.state = { ...play.state, content: { ...play.state.content, ...change } };
  return play;
}
const item = (change: Partial<ProxyContent['item']>) => ({ item: { ...contentOf(collected().state).item, ...change } });
const decided = { granted: true, words: '已批准，从三月起发放' };
const atTheWindow = (change: Partial<ProxyContent> = {}) => collected(change).take('2026-03-02 16:00', gridWorker, 'hand-in');

describe('a proxy service', () => {
  it('is with the village for two working days at most, then at the window for one', () => {
    const play = collected();
    expect(read(play.state.deadlines.answer)).toBe('2026-03-04 18:00');
    play.take('2026-03-02 16:00', gridWorker, 'hand-in');
    expect(play.state.holder.name).toBe('闽宁镇民生服务中心');
    expect(read(play.state.deadlines.sign)).toBe('2026-03-03 18:00');
  });

  it('runs its own time limit from acceptance', () => {
    const play = atTheWindow(item({ days: 10 })).take('2026-03-03 09:00', clerk, 'accept');
    expect(read(play.state.deadlines.answer)).toBe('2026-03-17 18:00');
  });

  it('is decided on the spot when the item is instant, and not otherwise before it is accepted', () => {
    expect(atTheWindow().take('2026-03-03 09:00', clerk, 'decide', decided).state.status).toBe('answered');
    const slow = atTheWindow(item({ instant: false, days: 5 }));
    expect(slow.may('2026-03-03 09:00', clerk, 'decide', decided)).toMatchObject({
      allowed: false,
      reason: '这一项不是即办件，请先受理。',
    });
    slow.take('2026-03-03 09:00', clerk, 'accept').take('2026-03-04 09:00', clerk, 'decide', decided);
    expect(contentOf(slow.state).granted).toBe(true);
  });

  it('ends when the result is brought and the papers are back', () => {
    const play = atTheWindow().take('2026-03-03 09:00', clerk, 'decide', decided);
    play.take('2026-03-04 10:00', stationWorker, 'deliver', { how: 'delivered', papers: 'returned' });
    expect(play.state.status).toBe('closed');
    expect(tell(proxyService, play.actions.at(-1)!, 'resident')).toMatchObject({
      headline: '结果已送达：送到家',
      detail: '材料原件已退还',
    });
  });
});

describe('the mandate', () => {
  const until = (date: string) => ({ mandate: { signed: 'screen' as const, until: date, signer: '', file: 'f' } });

  it('carries every act of the offices: after its last day nothing is done in the resident’s name', () => {
    const play = collected(until('2026-03-03'));
    play.take('2026-03-03 17:00', gridWorker, 'hand-in');
    for (const step of ['accept', 'decide', 'ask-missing'])
      expect(play.may('2026-03-04 09:00', clerk, step), step).toMatchObject({
        allowed: false,
        reason: '委托已经到期，请群众重新签委托。',
        clause: '2.5',
      });
  });

  it('is signed anew after its last day, by the village, and work goes on', () => {
    const play = collected(until('2026-03-03')).take('2026-03-03 17:00', gridWorker, 'hand-in');
    const mandate = { signed: 'paper' as const, until: '2026-03-31', signer: '', file: '00000000-0000-7000-8000-0000000000f2' };
    expect(play.may('2026-03-04 09:00', gridWorker, 'renew-mandate', { mandate: { ...mandate, until: '2026-03-03' } })).toMatchObject({
      allowed: false,
      reason: '委托的期限已经过了。',
    });
    play.take('2026-03-04 09:00', gridWorker, 'renew-mandate', { mandate });
    expect(play.take('2026-03-04 10:00', clerk, 'accept').state.status).toBe('in-hand');
    expect(contentOf(play.state).mandate?.until).toBe('2026-03-31');
  });

  it('once revoked, is not signed anew', () => {
    const play = collected().take('2026-03-03 10:00', resident, 'withdraw');
    expect(play.offers('2026-03-03 11:00', gridWorker).map(({ step }) => step)).not.toContain('renew-mandate');
    const online = collected({ mandate: null });
    expect(online.offers('2026-03-03 11:00', gridWorker).map(({ step }) => step)).not.toContain('renew-mandate');
  });

  it('is revoked by the resident at any time, at the window too', () => {
    for (const play of [collected(), atTheWindow(), atTheWindow().take('2026-03-03 09:00', clerk, 'accept')]) {
      play.take('2026-03-03 10:00', resident, 'withdraw');
      expect(play.state.status).toBe('withdrawn');
      expect(contentOf(play.state).mandate?.revokedAt).toBe('2026-03-03T02:00:00.000Z');
    }
  });

  it('once revoked, the originals still go back', () => {
    const play = atTheWindow().take('2026-03-03 10:00', resident, 'withdraw');
    play.take('2026-03-04 10:00', stationWorker, 'return-papers', { papers: 'returned' });
    expect(play.offers('2026-03-04 10:01', stationWorker).map(({ step }) => step)).not.toContain('return-papers');
  });

  it('is not needed by who applied online themselves', () => {
    const play = collected({ mandate: null });
    play.state = { ...play.state, holder: play.state.centre, status: 'to-sign' };
    expect(play.may('2026-03-03 09:00', clerk, 'accept').allowed).toBe(true);
    expect(play.offers('2026-03-03 09:00', clerk).map(({ step }) => step)).not.toContain('not-received');
  });
});

describe('what is missing', () => {
  const missing = { missing: [{ name: '户口簿', why: '缺本人页' }] };

  it('is said once and completely; a second demand is refused', () => {
    const play = atTheWindow().take('2026-03-03 09:00', clerk, 'ask-missing', missing);
    expect(play.state.question?.text).toBe('户口簿：缺本人页');
    play.take('2026-03-05 09:00', gridWorker, 'supply', { materials: [{ name: '户口簿', how: 'photo' }] });
    expect(play.state.status).toBe('to-sign');
    expect(play.may('2026-03-05 10:00', clerk, 'ask-missing', missing)).toMatchObject({
      allowed: false,
      reason: '已经一次性告知过，不能再提新的材料。',
    });
  });

  it('is only what the guide asks for', () => {
    expect(atTheWindow().may('2026-03-03 09:00', clerk, 'ask-missing', { missing: [{ name: '无房证明', why: '要一份' }] })).toMatchObject({
      allowed: false,
      reason: '办事指南里没有「无房证明」，不能要求提供。',
      clause: '2.6',
    });
  });

  it('stops the clock of the offices; when nothing comes the window decides', () => {
    const play = atTheWindow().take('2026-03-03 09:00', clerk, 'ask-missing', missing);
    play.take('2026-03-19 09:00', system, 'go-on');
    expect(play.state.status).toBe('to-sign');
    expect(play.state.pauses.at(-1)?.until).toBe('2026-03-19T01:00:00.000Z');
  });
});

describe('papers that did not arrive', () => {
  it('go back to the village’s account, and the village is asked', () => {
    const play = atTheWindow().take('2026-03-03 09:00', dispatcher, 'not-received', { words: '清单上有，袋子里没有' });
    expect(play.state).toMatchObject({ status: 'in-hand', holder: { name: '原隆村服务站' } });
    expect(read(play.state.deadlines.answer)).toBe('2026-03-05 18:00');
  });
});
