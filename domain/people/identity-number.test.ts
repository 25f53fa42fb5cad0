import { expect, test } from 'vitest';
import type { Actor } from '../accounts/actor.ts';
import { checkOf, holdsIdentityNumber, IdentityNumber, maskIdentity, wrongInIdentity } from './identity-number.ts';
import { mayFindBy } from './permissions.ts';
import { readPeopleQuery } from './search.ts';

/** The worked example of GB 11643 itself. */
const EXAMPLE = '11010519491231002X';

const said = (typed: string): string => IdentityNumber.safeParse(typed).error?.issues[0]?.message ?? '';

test('the last character is that of the standard', () => {
  expect(checkOf(EXAMPLE)).toBe('X');
  expect(checkOf('44052418800101001')).toBe('4');
});

test('it is taken however it is typed, and kept plain', () => {
  for (const typed of [EXAMPLE, '11010519491231002x', ' 110105 19491231 002X ', '１１０１０５１９４９１２３１００２Ｘ'])
    expect(IdentityNumber.parse(typed)).toBe(EXAMPLE);
});

test('what is wrong is said in a sentence, and never with the number', () => {
  expect(said('1101051949123100')).toBe('身份证号是 18 位，这里有 16 位。');
  expect(said('110105491231002')).toBe('这是 15 位的老号，请按现在的身份证填 18 位。');
  expect(said('1101051949I231002X')).toBe('身份证号只有数字，只有最后一位可以是 X。');
  expect(said('110105194912310021')).toContain('身份证号不对');
  expect(said('')).toContain('18 位');
  for (const wrong of ['110105194912310021', '1101051949I231002X']) expect(said(wrong)).not.toContain(wrong);
});

test('each one wrong digit and each two neighbours that changed places are found', () => {
  for (let at = 0; at < 17; at++) {
    for (let digit = 0; digit < 10; digit++) {
      const changed = `${EXAMPLE.slice(0, at)}${digit}${EXAMPLE.slice(at + 1)}`;
      expect(wrongInIdentity(changed) === null, changed).toBe(changed === EXAMPLE);
    }
    const swapped = `${EXAMPLE.slice(0, at)}${EXAMPLE[at + 1]}${EXAMPLE[at]}${EXAMPLE.slice(at + 2)}`;
    expect(wrongInIdentity(swapped) === null, swapped).toBe(swapped === EXAMPLE);
  }
});

test('a day that no calendar has is no business of ours: the birth date in it is never read', () => {
  expect(wrongInIdentity(`64012199999999001${checkOf('64012199999999001')}`)).toBeNull();
});

test('the mask shows the last character and none of place, birth date and sex', () => {
  expect(maskIdentity(EXAMPLE)).toBe('*****************X');
  expect(maskIdentity(null)).toBe('');
  // The 17th tells the sex; shown beside a known birthday and place, the last four would tell it all.
  expect(maskIdentity('440524188001010014').replaceAll('*', '')).toBe('4');
});

test('it is seen in words, and phones, cards and dates are not it', () => {
  expect(holdsIdentityNumber(`他的号是${EXAMPLE}，请查`)).toBe(true);
  for (const words of ['13895016021', '2026-11-24 09:00', '6228480402564890018', '91640100MA75WXXX0X'])
    expect(holdsIdentityNumber(words)).toBe(false);
});

test('a whole one is searched for by station and window, and by nobody else', () => {
  const query = readPeopleQuery(' 110105 1949 1231 002x');
  expect(query).toEqual({ kind: 'identity', number: EXAMPLE });
  expect(readPeopleQuery('19491231').kind).toBe('words');
  const actor = (role: string) => ({ kind: 'staff', role, range: '640121104205' }) as Actor;
  for (const role of ['station-worker', 'station-head', 'window-clerk']) expect(mayFindBy(actor(role), query).allowed, role).toBe(true);
  for (const role of ['grid-worker', 'dispatcher', 'office-staff', 'supervisor', 'administrator'])
    expect(mayFindBy(actor(role), query).allowed, role).toBe(false);
  expect(mayFindBy(actor('grid-worker'), readPeopleQuery('王')).allowed).toBe(true);
});
