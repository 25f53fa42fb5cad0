import { describe, expect, test } from 'vitest';
import type { Actor } from '../accounts/actor.ts';
import { maskName, maskPhone } from './mask.ts';
import { maySavePerson, maySearchPeople } from './permissions.ts';
import { plainAddress, readPeopleQuery } from './search.ts';

const worker: Actor = {
  kind: 'staff',
  accountId: 'a',
  personId: 'p',
  name: '李秀兰',
  role: 'grid-worker',
  appointmentId: 'x',
  body: { id: 'b', name: '原隆村服务站', kind: 'service-station', territory: '640121104205' },
  range: '640121104205001',
};

describe('masking', () => {
  test('a mobile shows its first three and last four', () => expect(maskPhone('13895016021')).toBe('138****6021'));
  test('a fixed line keeps its area code', () => expect(maskPhone('0951-8094321')).toBe('0951****4321'));
  test('a short number shows nothing', () => expect(maskPhone('12345')).toBe('*****'));
  test('no phone stays empty', () => expect(maskPhone(null)).toBe(''));
  test('a name keeps its first character', () =>
    expect([maskName('王小明'), maskName('王明'), maskName('王')]).toEqual(['王**', '王*', '王']));
});

describe('what was typed', () => {
  test.each([
    ['', { kind: 'all' }],
    ['138', { kind: 'words', text: '138' }],
    ['6021', { kind: 'phone', digits: '6021', whole: false }],
    ['0951-8094321', { kind: 'phone', digits: '0951-8094321', whole: true }],
    ['１３８９５０１６０２１', { kind: 'phone', digits: '13895016021', whole: true }],
    ['WXM', { kind: 'pinyin', letters: 'wxm' }],
    ["xi'an", { kind: 'pinyin', letters: 'xian' }],
    ['王 小明', { kind: 'words', text: '王小明' }],
    ['三组12号', { kind: 'words', text: '三组12号' }],
    ['12', { kind: 'words', text: '12' }],
  ])('%s', (typed, query) => expect(readPeopleQuery(typed)).toEqual(query));
  test('an address is made plain', () => expect(plainAddress(' 三组 １２号 ')).toBe('三组12号'));
});

describe('permissions', () => {
  test('a grid worker searches the own grid', () => expect(maySearchPeople(worker, '640121104205001').allowed).toBe(true));
  test('and no other', () => expect(maySearchPeople(worker, '640121104205002').allowed).toBe(false));
  test('nor the whole village', () => expect(maySearchPeople(worker, '640121104205').allowed).toBe(false));
  test('one head in a household', () => {
    const household = { grid: '640121104205001', others: [{ name: '马建国', relation: '户主' }] };
    expect(maySavePerson(worker, { name: '马小军', relation: '户主' }, household)).toMatchObject({ allowed: false, clause: '4.3' });
    expect(maySavePerson(worker, { name: '马小军', relation: '子' }, household).allowed).toBe(true);
    expect(maySavePerson(worker, { name: '马建国', relation: '子' }, household).allowed).toBe(false);
    expect(maySavePerson(worker, { name: '马小军', relation: '子' }, { ...household, grid: '640121104205002' }).allowed).toBe(false);
  });
});
