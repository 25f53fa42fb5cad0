import { expect, test } from 'vitest';
import type { StaffActor } from '../accounts/actor.ts';
import { mayPutRight } from './board-permissions.ts';

const VILLAGE = '640121104205';
const rule = { act: { title: '登记', roles: ['grid-worker', 'administrator'] } } as unknown as Parameters<typeof mayPutRight>[1];
const staff = (role: StaffActor['role'], range: string): StaffActor => ({
  kind: 'staff',
  accountId: 'account',
  personId: 'person',
  name: '海小军',
  role,
  appointmentId: 'post',
  body: { id: 'station', name: '原隆村服务站', kind: 'service-station', territory: VILLAGE },
  range,
});

test.each([
  ['grid-worker', `${VILLAGE}001`, 'broken', true],
  ['grid-worker', '640121104204001', 'broken', false],
  ['administrator', '640121', 'warning', true],
  ['administrator', '640104', 'broken', false],
  ['dispatcher', '640121104', 'broken', false],
  ['administrator', '640121', 'holds', false],
  ['administrator', '640121', 'not-applicable', false],
] as const)('a %s of %s puts right what is %s: %s', (role, range, verdict, may) => {
  expect(mayPutRight(staff(role, range), rule, VILLAGE, verdict)).toBe(may);
});
