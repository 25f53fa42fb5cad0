import { demandsFactor } from '../../domain/accounts/second-factor.ts';
import { PARAMETERS } from '../../domain/policy/parameters.ts';
import type { Sought, Worker } from './city.ts';
import type { Day } from './day.ts';
import { holds, isFull, isList } from './errands.ts';
import { PASSWORD } from './tokens.ts';
import type { Kind } from './traffic.ts';

const day = (ago: number): string => new Date(Date.now() + 8 * 3_600_000 - ago * 86_400_000).toISOString().slice(0, 10);

/** Stations, centres, offices, departments and supervisors at their desks: what they look at. */
export function officeKinds({ city, random, requests: { ask }, of }: Day): Kind[] {
  const desk = () =>
    of(
      random.pick([
        'station-worker',
        'station-worker',
        'station-worker',
        'dispatcher',
        'department-staff',
        'department-staff',
        'office-staff',
      ]),
    );
  const stations = new Map<string, Worker>();
  for (const worker of city.workers) if (worker.role === 'station-worker') stations.set(worker.range, worker);
  const centres = new Map<string, Worker>();
  for (const worker of city.workers) if (worker.role === 'window-clerk') centres.set(worker.range, worker);
  /** Somebody looks for a person of their own village, or township. */
  const lookFor = (name: string, share: number, by: (person: Sought) => string, at: 'village' | 'township'): Kind => ({
    name: `people.search, ${name}, in a ${at}`,
    share,
    next() {
      const person = random.pick(city.sought);
      const worker = at === 'village' ? stations.get(person.grid.slice(0, 12)) : centres.get(person.grid.slice(0, 9));
      return worker ? ask('people.search', worker, { q: by(person) }, holds('items', isFull)) : null;
    },
  });
  /** Those whom a password alone signs in, where the county has set nothing about a second factor. */
  const withPassword = city.workers.filter(({ role }) => !demandsFactor(role, PARAMETERS['accounts.second-factor'].initial));
  // Two of a county: what they ask takes long, and at 200 requests a second one of them still opens the work list every thirty seconds.
  const supervisor = () => of('supervisor');
  return [
    // Password hashing takes longer than anything else a request does: half a sign-in a second at 200 requests a second.
    {
      name: 'accounts.signIn',
      share: 2.5,
      next: () =>
        ask(
          'accounts.signIn',
          null,
          { username: random.pick(withPassword).username, password: PASSWORD },
          holds('state', (state) => state === 'signed-in'),
        ),
    },
    { name: 'accounts.me, staff', share: 15, next: () => ask('accounts.me', desk(), {}, holds('actor')) },
    { name: 'matters.queue, mine', share: 50, next: () => ask('matters.queue', desk(), { tab: 'mine' }, holds('items', isList)) },
    {
      name: 'matters.queue, other tabs',
      share: 25,
      next: () =>
        ask('matters.queue', desk(), { tab: random.pick(['new', 'today', 'overdue', 'waiting', 'done', 'all']) }, holds('items', isList)),
    },
    { name: 'matters.queue, words', share: 5, next: () => ask('matters.queue', desk(), { tab: 'all', q: '路灯' }, holds('items', isList)) },
    {
      name: 'matters.counts, station',
      share: 30,
      next: () => ask('matters.counts', of('station-worker'), {}, holds('all', Number.isInteger)),
    },
    { name: 'matters.counts, centre', share: 5, next: () => ask('matters.counts', of('dispatcher'), {}, holds('all', Number.isInteger)) },
    {
      name: 'matters.counts, department',
      share: 10,
      next: () => ask('matters.counts', of('department-staff'), {}, holds('all', Number.isInteger)),
    },
    {
      name: 'matters.view, staff',
      share: 55,
      next() {
        const matter = random.pick(random.chance(0.6) ? city.matters.inHandAtStation : city.matters.ended);
        const worker = stations.get(matter.village);
        return worker ? ask('matters.view', worker, { id: matter.id }, holds('story', isFull)) : null;
      },
    },
    {
      name: 'matters.targets',
      share: 5,
      next() {
        const matter = random.pick(city.matters.toAssign);
        const worker = stations.get(matter.village);
        return worker ? ask('matters.targets', worker, { id: matter.id, step: 'assign' }, holds('targets', isFull)) : null;
      },
    },
    lookFor('name', 8, ({ name }) => name, 'village'),
    lookFor('pinyin', 8, ({ pinyin }) => pinyin.replaceAll(' ', ''), 'village'),
    lookFor('phone', 6, ({ phone }) => phone, 'village'),
    lookFor('end of a phone', 4, ({ phone }) => phone.slice(-4), 'village'),
    lookFor('name', 3, ({ name }) => name, 'township'),
    lookFor('pinyin', 2, ({ pinyin }) => pinyin.replaceAll(' ', ''), 'township'),
    lookFor('initials', 2, ({ initials }) => initials, 'township'),
    lookFor('phone', 2, ({ phone }) => phone, 'township'),
    {
      name: 'people.view',
      share: 10,
      next() {
        const person = random.pick(city.sought);
        const worker = stations.get(person.grid.slice(0, 12));
        return worker ? ask('people.view', worker, { id: person.id, purpose: '核对住户信息' }, holds('household')) : null;
      },
    },
    { name: 'messages.inbox, staff', share: 10, next: () => ask('messages.inbox', desk(), {}, holds('items', isList)) },
    { name: 'proxy.waiting', share: 5, next: () => ask('proxy.waiting', of('window-clerk'), {}, holds('toReceive', Number.isInteger)) },
    {
      name: 'board.read, county',
      share: 1,
      next() {
        const who = supervisor();
        return ask('board.read', who, { territory: who.range }, holds('rows', isFull));
      },
    },
    {
      name: 'board.cell',
      share: 4,
      next() {
        const village = random.pick(city.villages);
        const who = stations.get(village);
        return who
          ? ask(
              'board.cell',
              who,
              { place: village, rule: random.pick(['grid-workers', 'station-head', 'matters-on-time']) },
              holds('verdict'),
            )
          : null;
      },
    },
    {
      name: 'statistics.rates, county, a quarter',
      share: 0.2,
      next() {
        const who = supervisor();
        return ask(
          'statistics.rates',
          who,
          { territory: who.range, from: day(90), until: day(0), by: random.pick(['total', 'place', 'body']) },
          holds('rows', isFull),
        );
      },
    },
    {
      name: 'statistics.rates, village, a quarter',
      share: 3,
      next() {
        const who = of('station-head');
        return ask('statistics.rates', who, { territory: who.range, from: day(90), until: day(0) }, holds('rows', isFull));
      },
    },
    {
      name: 'matters.queue, supervisor',
      share: 1.5,
      next: () => ask('matters.queue', supervisor(), { tab: 'overdue' }, holds('items', isList)),
    },
    { name: 'matters.counts, supervisor', share: 0.5, next: () => ask('matters.counts', supervisor(), {}, holds('all', Number.isInteger)) },
    { name: 'audit.search, latest', share: 1, next: () => ask('audit.search', supervisor(), {}, holds('items', isFull)) },
    {
      name: 'audit.search, a person',
      share: 0.5,
      next: () => ask('audit.search', supervisor(), { personQ: random.pick(city.sought).name }, holds('items', isList)),
    },
    {
      name: 'audit.unusual',
      share: 0.1,
      next: () => ask('audit.unusual', supervisor(), { from: day(7), until: day(0) }, holds('items', isList)),
    },
  ];
}
