import type { Day } from './day.ts';
import { holds, isFull, isList } from './errands.ts';
import type { Kind } from './traffic.ts';

const TROUBLES = [
  ['roads.lamp', '我家门口的路灯又不亮了，晚上走路看不见。'],
  ['water.tap', '从昨天开始自来水发黄，不敢喝。'],
  ['clean.waste', '村口垃圾箱旁边堆了很多建筑垃圾。'],
  ['roads.road', '村道上的坑一下雨就积水，电动车过不去。'],
] as const;

const QUESTIONS = ['老年证', '高龄津贴', '医保', '低保', '身份证', '残疾', '生育', '养老金', '准生证', '公租房', 'ylbx', '盖房'];

/** Residents with and without an account: pages, what troubles them, how it stands, what can be applied for. */
export function portalKinds({ city, random, requests: { ask, command, page }, matters, receipts }: Day): Kind[] {
  const resident = () => random.pick(city.residents);
  const village = () => random.pick(city.villages);
  const kinds: Kind[] = [
    { name: 'accounts.me, resident', share: 50, next: () => ask('accounts.me', resident(), {}, holds('actor')) },
    { name: 'accounts.me, nobody', share: 20, next: () => ask('accounts.me', null, {}, holds('setup')) },
    { name: 'matters.mine, resident', share: 60, next: () => ask('matters.mine', resident(), {}, holds('matters', isList)) },
    {
      name: 'matters.mine, receipt',
      share: 30,
      next: () => ask('matters.mine', { receipt: random.pick(receipts) }, {}, holds('matters', isFull)),
    },
    {
      name: 'matters.view, receipt',
      share: 40,
      next() {
        const matter = random.pick(city.matters.ended);
        return ask('matters.view', { receipt: matter.receipt }, { id: matter.id }, holds('story', isFull));
      },
    },
    {
      name: 'matters.file, resident',
      share: 25,
      next() {
        const who = resident();
        const [category, words] = random.pick(TROUBLES);
        const form = { words, category, village: who.grid.slice(0, 12), grid: who.grid };
        return command('matters.file', who, form, {
          check: holds('receiptCode'),
          done({ id, receiptCode }) {
            const filed = { id: String(id), seq: 1, holder: '', village: form.village, centre: '', receipt: String(receiptCode) };
            matters.toSignAtStation.give(filed);
            receipts.push(filed.receipt);
          },
        });
      },
    },
    {
      name: 'matters.promise',
      share: 20,
      next: () => ask('matters.promise', null, { village: village(), category: 'roads.lamp' }, holds('answerBy')),
    },
    {
      name: 'matters.similar',
      share: 20,
      next: () => ask('matters.similar', resident(), { village: village(), words: random.pick(TROUBLES)[1] }, holds('matters', isList)),
    },
    { name: 'messages.inbox, resident', share: 30, next: () => ask('messages.inbox', resident(), {}, holds('items', isList)) },
    { name: 'audit.mine', share: 10, next: () => ask('audit.mine', resident(), {}, holds('items', isList)) },
    {
      name: 'services.search',
      share: 50,
      next: () => ask('services.search', null, { county: village().slice(0, 6), q: random.pick(QUESTIONS) }, holds('items', isList)),
    },
    { name: 'services.item', share: 30, next: () => ask('services.item', null, { id: random.pick(city.services).id }, holds('name')) },
    { name: 'territory.place, village', share: 25, next: () => ask('territory.place', null, { code: village() }, holds('bodies', isFull)) },
    {
      name: 'territory.place, county',
      share: 5,
      next: () => ask('territory.place', null, { code: village().slice(0, 6) }, holds('name')),
    },
    {
      name: 'territory.children',
      share: 20,
      next: () => ask('territory.children', null, { code: village().slice(0, 9) }, holds('items', isFull)),
    },
    {
      name: 'territory.search',
      share: 15,
      next: () => ask('territory.search', null, { q: random.pick(['原', '新', '兴', 'xin', 'yl']) }, holds('items', isList)),
    },
    { name: 'bodies.view', share: 15, next: () => ask('bodies.view', null, { id: random.pick(city.bodies) }, holds('current', isFull)) },
    {
      name: 'statistics.open',
      share: 5,
      next: () => ask('statistics.open', null, { territory: village().slice(0, 6) }, holds('received')),
    },
  ];
  if (city.pages.length) kinds.push({ name: 'pages and their parts', share: 120, next: () => page(random.pick(city.pages)) });
  return kinds;
}
