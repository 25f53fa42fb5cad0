import { describe, expect, it } from 'vitest';
import type { Actor } from '../accounts/actor.ts';
import type { StepOffer } from './available-steps.ts';
import { Play } from './testing/play.ts';
import {
  clerk,
  dispatcher,
  gridWorker,
  housing,
  housingOfficer,
  landOffice,
  landOfficer,
  neighbour,
  resident,
  stationWorker,
  supervisor,
  water,
  waterOfficer,
} from './testing/town.ts';
import { STATUS_TITLES } from './words.zh.ts';

const PEOPLE: [string, Actor][] = [
  ['反映人', resident],
  ['一起跟进的人', neighbour],
  ['站务员', stationWorker],
  ['网格员', gridWorker],
  ['窗口受理员', clerk],
  ['分派员', dispatcher],
  ['镇办承办员', landOfficer],
  ['住建局承办员', housingOfficer],
  ['水务局承办员', waterOfficer],
  ['督查员', supervisor],
];

const said = (offer: StepOffer) => `${offer.onBehalf ? '替群众' : ''}${offer.title}${offer.allowed ? '' : `【不能：${offer.reason}】`}`;

/** What each person is shown, a line each; who is shown nothing has no line. */
function table(title: string, play: Play, when: string): string {
  const rows = PEOPLE.map(([name, actor]) => [name, play.offers(when, actor).map(said)] as const).filter(([, offers]) => offers.length);
  return `## ${title} · ${STATUS_TITLES[play.state.status]} · 在${play.state.holder.name}\n\n${rows.map(([name, offers]) => `- ${name}：${offers.join('、')}`).join('\n')}\n`;
}

const words = { words: '说明' };
const atStation = () => new Play('roads.lamp', '2026-03-02 09:00');
const atCentre = () => atStation().take('2026-03-02 10:00', stationWorker, 'pass-up', words);
const atHousing = () => atCentre().take('2026-03-02 11:00', dispatcher, 'assign', {}, { body: housing });
const inHand = () => atHousing().take('2026-03-02 14:30', housingOfficer, 'sign');
const answered = () => inHand().take('2026-03-03 15:00', housingOfficer, 'answer', words);

/** What may be done, by whom, in each situation: read it like a table, and look hard before accepting a change. */
const SITUATIONS: [string, () => Play, string][] = [
  ['刚收到', atStation, '2026-03-02 09:30'],
  ['站里签收了', () => atStation().take('2026-03-02 09:10', stationWorker, 'sign'), '2026-03-02 09:30'],
  [
    '村里自己的事',
    () => new Play('clean.lane', '2026-03-02 09:00').take('2026-03-02 10:00', stationWorker, 'pass-up', words),
    '2026-03-02 10:30',
  ],
  ['上报到镇里', atCentre, '2026-03-02 10:30'],
  ['派给镇办', () => atCentre().take('2026-03-02 11:00', dispatcher, 'assign', {}, { body: landOffice }), '2026-03-02 11:30'],
  ['第一次派给部门', atHousing, '2026-03-02 11:30'],
  ['过了退回期限', inHand, '2026-03-04 09:00'],
  ['部门退回', () => atHousing().take('2026-03-02 15:00', housingOfficer, 'return', { ...words, basis: '三定方案' }), '2026-03-02 15:30'],
  [
    '第二次派单',
    () =>
      atHousing()
        .take('2026-03-02 15:00', housingOfficer, 'return', { ...words, basis: '三定方案' })
        .take('2026-03-02 16:00', dispatcher, 'assign', {}, { body: water }),
    '2026-03-02 16:30',
  ],
  ['请了协办', () => inHand().take('2026-03-02 15:00', housingOfficer, 'ask-help', words, { body: water }), '2026-03-02 15:30'],
  [
    '申请了延期',
    () => inHand().take('2026-03-03 09:00', housingOfficer, 'ask-extension', { ...words, days: 3, ground: 'survey' }),
    '2026-03-03 09:30',
  ],
  ['等群众补充', () => inHand().take('2026-03-03 09:00', housingOfficer, 'ask', words), '2026-03-03 09:30'],
  ['冬天停工', () => inHand().take('2026-03-03 09:00', housingOfficer, 'suspend', { ...words, ground: 'frost' }), '2026-03-03 09:30'],
  ['答复了', answered, '2026-03-03 16:00'],
  ['评价了', () => answered().take('2026-03-04 10:00', resident, 'rate', { solved: false, satisfied: 'no' }), '2026-03-05 10:00'],
  ['办结很久', () => answered().take('2026-03-04 10:00', resident, 'confirm'), '2026-04-20 10:00'],
  ['撤回', () => atStation().take('2026-03-02 10:00', resident, 'withdraw'), '2026-03-02 11:00'],
  ['不予受理', () => atCentre().take('2026-03-02 11:00', dispatcher, 'decline', { ...words, ground: 'judged' }), '2026-03-02 11:30'],
];

describe('what each person may do', () => {
  it('in every situation of an appeal', async () => {
    const tables = SITUATIONS.map(([title, play, when]) => table(title, play(), when));
    await expect(`${tables.join('\n')}`).toMatchFileSnapshot('./appeal/offers.snapshot.md');
  });

  it('shows a refused step with its sentence instead of hiding it', () => {
    const offer = inHand()
      .offers('2026-03-04 09:00', housingOfficer)
      .find((one) => one.step === 'return');
    expect(offer).toMatchObject({ allowed: false, reason: '已过退回期限，请继续办理；有困难可以请别的单位协办。', refusedBy: '4.8' });
  });
});
