import { describe, expect, test } from 'vitest';
import type { StaffActor } from '../accounts/actor.ts';
import { type Asker, isSwitchedOn, mayAsk, mayAskAbout, mayBeSecond, mayReview, mayShut } from './permissions.ts';
import { glassState } from './state.ts';
import type { HomeTies, StaffCircle } from './ties.ts';

const circle = (name: string, more: Partial<StaffCircle> = {}): StaffCircle => ({
  ...{ accountId: `account ${name}`, bodyId: `body ${name}`, persons: [name], households: [], phones: [] },
  ...more,
});
const HOME: HomeTies = {
  ...{ persons: ['old man', 'wife'], household: 'house', phones: ['his phone'], bodies: [] },
  against: { bodies: [], accounts: [] },
};
const person = (ties: Partial<HomeTies> = {}) => ({ territory: '640121104205003', ties: { ...HOME, ...ties } });
const staff = (name: string, role: StaffActor['role'], range: string, body = `body ${name}`): StaffActor => ({
  ...{ kind: 'staff', accountId: `account ${name}`, personId: name, name, role, appointmentId: `post ${name}`, range },
  body: { id: body, name: body, kind: 'township-centre', territory: range } as StaffActor['body'],
});
const worker: Asker = {
  ...{ accountId: 'account worker', bodyId: 'body worker', role: 'grid-worker', range: '640121104201001', leadsSecond: false },
  circle: circle('worker'),
};
const second = staff('second', 'dispatcher', '640121104');
const may = (asker: Partial<Asker> = {}, ties: Partial<HomeTies> = {}, own: Partial<StaffCircle> = {}, actor = second) =>
  mayBeSecond(actor, { ...worker, ...asker }, person(ties), circle('second', own)).allowed;

describe('the second person', () => {
  test('is over the place, of the asker’s level or above', () => {
    expect(may()).toBe(true);
    expect(may({ range: '640121104' })).toBe(true);
    expect(may({ range: '640121' })).toBe(false);
    expect(may({ leadsSecond: true })).toBe(false);
  });
  test('holds another post than the asker where it is one unit', () => {
    expect(may({ bodyId: 'body second', role: 'dispatcher', range: '640121104' })).toBe(false);
    expect(may({ bodyId: 'body second', role: 'window-clerk', range: '640121104' })).toBe(true);
  });
  test('is nobody of the asker’s family, under whichever account', () => {
    expect(may({}, {}, { accountId: 'account worker' })).toBe(false);
    expect(may({}, {}, { persons: ['second', 'worker'] })).toBe(false);
    expect(may({ circle: circle('worker', { households: ['one'] }) }, {}, { households: ['one'] })).toBe(false);
    expect(may({ circle: circle('worker', { phones: ['one'] }) }, {}, { phones: ['one'] })).toBe(false);
  });
  test('has no tie to the household, and nor has the asker', () => {
    expect(may({}, {}, { households: ['house'] })).toBe(false);
    expect(may({}, {}, { persons: ['second', 'wife'] })).toBe(false);
    expect(may({}, {}, { phones: ['his phone'] })).toBe(false);
    expect(may({}, { bodies: ['body second'] })).toBe(false);
    expect(may({}, { bodies: ['body worker'] })).toBe(false);
    for (const who of ['second', 'worker']) {
      expect(may({}, { against: { bodies: [`body ${who}`], accounts: [] } }), who).toBe(false);
      expect(may({}, { against: { bodies: [], accounts: [`account ${who}`] } }), who).toBe(false);
    }
    expect(mayBeSecond(second, worker, null, circle('second')).allowed).toBe(false);
  });
});

describe('asking', () => {
  const asks = (actor: StaffActor, ties: Partial<HomeTies> = {}) => mayAskAbout(actor, person(ties), circle(actor.personId)).allowed;
  test('is off until the county says for how long, and at most so often a day', () => {
    expect(isSwitchedOn(0).allowed).toBe(false);
    expect(mayAsk({ minutes: 0, asked: 0, most: 5 }).allowed).toBe(false);
    expect(mayAsk({ minutes: 30, asked: 4, most: 5 }).allowed).toBe(true);
    expect(mayAsk({ minutes: 30, asked: 5, most: 5 }).allowed).toBe(false);
  });
  test('is for whoever does not find the person anyway', () => {
    expect(asks(staff('worker', 'grid-worker', '640121104201001'))).toBe(true);
    expect(asks(staff('worker', 'grid-worker', '640121104205003'))).toBe(false);
    expect(asks(staff('clerk', 'window-clerk', '640121104'))).toBe(false);
    // Departments see by part, whatever their range.
    expect(asks(staff('water', 'department-staff', '640121'))).toBe(true);
  });
  test('never about the own family or a colleague; that they complained is not told', () => {
    expect(asks(staff('wife', 'department-staff', '640121'))).toBe(false);
    expect(asks(staff('water', 'department-staff', '640121'), { bodies: ['body water'] })).toBe(false);
    expect(asks(staff('water', 'department-staff', '640121'), { against: { bodies: ['body water'], accounts: [] } })).toBe(true);
  });
});

describe('what became of it', () => {
  const at = (time: string) => new Date(`2026-11-24T${time}:00+08:00`);
  const open = { answerBy: at('10:00'), answer: { outcome: 'agreed' as const, until: at('10:30') }, shutAt: null };
  test('time closes it, to the second, or somebody by hand', () => {
    expect(glassState({ ...open, answer: null }, at('09:59'))).toBe('waiting');
    expect(glassState({ ...open, answer: null }, at('10:00'))).toBe('lapsed');
    expect(glassState(open, at('10:29'))).toBe('open');
    expect(glassState(open, at('10:30'))).toBe('over');
    expect(glassState({ ...open, shutAt: at('10:05') }, at('10:06'))).toBe('over');
    expect(glassState({ ...open, answer: { outcome: 'declined', until: null } }, at('09:59'))).toBe('declined');
  });
  test('ended by whoever asked, whoever agreed, and oversight of the place', () => {
    const glass = { state: 'open' as const, askerId: 'account worker', answererId: 'account second', territory: '640121104205' };
    expect(mayShut(staff('worker', 'grid-worker', '640121104201001'), glass).allowed).toBe(true);
    expect(mayShut(second, glass).allowed).toBe(true);
    expect(mayShut(staff('third', 'dispatcher', '640121104'), glass).allowed).toBe(false);
    expect(mayShut(staff('eye', 'supervisor', '640121'), glass).allowed).toBe(true);
    expect(mayShut(staff('eye', 'supervisor', '640122'), glass).allowed).toBe(false);
    expect(mayShut(second, { ...glass, state: 'over' }).allowed).toBe(false);
  });
  test('reviewed once, when it is over, by whoever had no part in it', () => {
    const review = (reviewer: string, glass: Partial<{ state: 'open' | 'over' | 'lapsed'; reviewed: boolean }> = {}) =>
      mayReview(
        { state: 'over', reviewed: false, ...glass },
        { reviewer: circle(reviewer), asker: circle('worker'), second: circle('second') },
      ).allowed;
    expect(review('eye')).toBe(true);
    for (const part of ['worker', 'second']) expect(review(part), part).toBe(false);
    expect(review('eye', { reviewed: true })).toBe(false);
    expect(review('eye', { state: 'open' })).toBe(false);
    expect(review('eye', { state: 'lapsed' })).toBe(false);
  });
});
