import { describe, expect, it } from 'vitest';
import { availableSteps } from '../available-steps.ts';
import { noticeOf } from '../notices.ts';
import { tell } from '../story.zh.ts';
import { at, Play, read } from '../testing/play.ts';
import { clerk, dispatcher, gridWorker, resident, stationWorker, system } from '../testing/town.ts';
import { promisedBy } from '../words.zh.ts';
import { contentOf, type ProxyContent } from './content.ts';
import { isIdentityCard } from './papers.ts';
import { proxyService } from './proxy-service.ts';
import { canBeRenewed, identityCardAmong } from './rules.ts';

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
    expect(play.may('2026-03-04 10:00', stationWorker, 'deliver', { how: 'delivered', papers: 'destroyed' })).toMatchObject({
      allowed: false,
      reason: '销毁材料要写一句：谁、怎么销毁的。',
    });
    play.take('2026-03-04 10:00', stationWorker, 'deliver', { how: 'delivered', papers: 'returned' });
    expect(play.state.status).toBe('closed');
    expect(tell(proxyService, play.actions.at(-1)!, 'resident')).toMatchObject({
      headline: '结果已送达：送到家',
      detail: '材料原件已退还',
    });
  });
});

describe('the rating', () => {
  it('comes after the delivery, so that it never ends a matter whose papers are still with us', () => {
    const play = atTheWindow().take('2026-03-03 09:00', clerk, 'decide', decided);
    const rating = { solved: true, satisfied: 'yes' };
    expect(play.may('2026-03-04 09:00', resident, 'rate', rating).allowed).toBe(false);
    play.take('2026-03-04 10:00', stationWorker, 'deliver', { how: 'delivered', papers: 'returned' });
    expect(play.take('2026-03-04 11:00', resident, 'rate', rating).state.rating?.satisfied).toBe('yes');
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
    expect(canBeRenewed(play.state)).toBe(false);
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

describe('what a resident supplies', () => {
  const waiting = () => atTheWindow().take('2026-03-03 09:00', clerk, 'ask-missing', { missing: [{ name: '户口簿', why: '缺本人页' }] });
  const PHOTO = '00000000-0000-7000-8000-0000000000f2';
  const may = (who: typeof resident, ...materials: object[]) => waiting().may('2026-03-05 09:00', who, 'supply', { materials });

  it('is pictures of what the guide asks for', () => {
    expect(may(resident, { name: '户口簿', how: 'photo', files: [PHOTO] }).allowed).toBe(true);
    const seen = '自己交材料要拍照；看原件、收原件由工作人员来记。';
    expect(may(resident, { name: '户口簿', how: 'seen' })).toMatchObject({ reason: seen });
    expect(may(resident, { name: '户口簿', how: 'photo', files: [PHOTO], original: true })).toMatchObject({ reason: seen });
    expect(may(resident, { name: '户口簿', how: 'photo' })).toMatchObject({ reason: '请把「户口簿」拍下来再交。' });
    expect(may(resident, { name: '无房证明', how: 'photo', files: [PHOTO] })).toMatchObject({
      reason: '办事指南里没有「无房证明」，不用收。',
      clause: '2.6',
    });
  });

  it('is never a picture of an identity card; a worker notes that it was seen', () => {
    for (const who of [resident, gridWorker])
      expect(may(who, { name: '身份证', how: 'photo', files: [PHOTO] })).toMatchObject({
        allowed: false,
        reason: '「身份证」不用拍照，平台不收身份证照片；请当面看一眼原件。',
      });
    expect(may(gridWorker, { name: '身份证', how: 'seen' }).allowed).toBe(true);
  });
});

it.each([
  ['身份证', true],
  ['居民身份证', true],
  ['身份证件', true],
  ['代办人身份证原件及复印件', true],
  ['夫妻双方身份证', true],
  ['身份证（正反面）', true],
  ['户口簿', false],
  ['身份证户口簿复印件', false],
  ['夫妻双方身份证、户口簿、结婚证', false],
])('%s is an identity card: %s', (name, is) => expect(isIdentityCard(name)).toBe(is));

describe('whoever holds only the receipt', () => {
  const receipt = { kind: 'receipt', receipt: 'h' } as const;
  const knowledge = { reportedByActor: true };
  const offers = (play: Play) => availableSteps(proxyService, play.state, receipt, knowledge, at('2026-03-03 10:00'));

  it('brings what is missing and urges, but does not end it: that is for who gave the mandate', () => {
    const play = atTheWindow().take('2026-03-03 09:00', clerk, 'ask-missing', { missing: [{ name: '户口簿', why: '缺本人页' }] });
    const steps = offers(play);
    expect(steps.filter(({ allowed }) => allowed).map(({ step }) => step)).toEqual(['add-words', 'urge', 'supply']);
    expect(steps.find(({ step }) => step === 'withdraw')).toMatchObject({ allowed: false, refusedBy: '2.5' });
  });
});

it('promises what the date is for: in the village the way to the township, then the result', () => {
  expect(promisedBy(proxyService, collected().state)).toBe('交到镇里');
  expect(promisedBy(proxyService, atTheWindow().state)).toBe('办出结果');
});

it('tells its people before somebody comes to their door', () => {
  const play = collected().take('2026-03-03 09:00', system, 'verification-asked', { due: '2026-03-10', questions: ['是否常住'] });
  expect(tell(proxyService, play.actions.at(-1)!, 'resident')).toMatchObject({
    headline: '镇里请村里入户核查',
    detail: '3月10日（周二）前会有人上门，问：是否常住',
  });
  expect(noticeOf(proxyService, play.actions.at(-1)!, 'N1', play.state)?.text.sms).toContain('3月10日（周二）前村里会有人上门');
});

describe('papers that did not arrive', () => {
  it('go back to the village’s account, and the village is asked', () => {
    const play = atTheWindow().take('2026-03-03 09:00', dispatcher, 'not-received', { words: '清单上有，袋子里没有' });
    expect(play.state).toMatchObject({ status: 'in-hand', holder: { name: '原隆村服务站' } });
    expect(read(play.state.deadlines.answer)).toBe('2026-03-05 18:00');
  });
});

describe('the picture of an identity card', () => {
  const card = { name: '居民身份证', original: false };
  it('is refused however it comes: photographed, or put beside a card that was seen', () => {
    expect(identityCardAmong([{ ...card, how: 'photo' }])?.at).toBe(0);
    expect(identityCardAmong([{ ...card, how: 'seen', files: ['f'] }])?.at).toBe(0);
    expect(identityCardAmong([{ ...card, how: 'seen', files: [] }])).toBeNull();
  });
});
