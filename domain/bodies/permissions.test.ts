import { describe, expect, test } from 'vitest';
import type { StaffActor } from '../accounts/actor.ts';
import { mayFillPost, maySaveBody } from './permissions.ts';

const VILLAGE = '640121104205';
const staff = (role: StaffActor['role'], range: string): StaffActor => ({
  kind: 'staff',
  accountId: 'account',
  personId: 'person',
  name: '马建国',
  role,
  appointmentId: 'post',
  body: { id: 'own-station', name: '原隆村服务站', kind: 'service-station', territory: VILLAGE },
  range,
});

describe('a post', () => {
  const head = staff('station-head', VILLAGE);
  test.each([
    ['own-station', 'grid-worker', true],
    ['own-station', 'station-head', false],
    ['another-station', 'grid-worker', false],
  ] as const)('of %s, %s, is filled by the head of the own station: %s', (id, role, allowed) => {
    expect(mayFillPost(head, { id, territory: VILLAGE }, role).allowed).toBe(allowed);
  });
  test('outside the range is filled by nobody', () => {
    expect(mayFillPost(staff('administrator', '640121'), { id: 'b', territory: '640104001001' }, 'station-worker').allowed).toBe(false);
  });
});

describe('a body', () => {
  const save = (territory: string, before: string | null) =>
    maySaveBody(staff('administrator', '640121'), { kind: 'service-station', territory }, before === null ? null : { territory: before })
      .allowed;
  test('is made and moved within the range, and taken from no other', () => {
    expect([save(VILLAGE, null), save(VILLAGE, VILLAGE)]).toEqual([true, true]);
    expect(save(VILLAGE, '640104001001')).toBe(false);
    expect(save('640104001001', null)).toBe(false);
  });
});
