import pino from 'pino';
import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { Problem } from './platform/problem.ts';
import { noteRefusal } from './platform/security-log.ts';
import { type TestServer, testServer } from './testing/server.ts';
import {
  addPerson,
  addPlaces,
  addStaff,
  cookieOf,
  GRID,
  movable,
  newAddress,
  PASSWORD,
  type Staff,
  signInPhone,
  TICKET,
} from './testing/world.ts';

let server: TestServer;
let staff: Staff;
let resident: string;
const lines: Record<string, unknown>[] = [];
const PHONE = '13600007788';
const ADDRESS = newAddress();
beforeAll(async () => {
  const log = pino({ level: 'warn' }, { write: (line: string) => void lines.push(JSON.parse(line)) });
  server = await testServer({ log });
  await addPlaces(server);
  movable(server)(ADDRESS);
  staff = await addStaff(server, { role: 'dispatcher', territory: '640121104', kind: 'township-centre' });
  await addPerson(server, { name: '马丽花', territory: GRID, phone: PHONE });
  await signInPhone(server, PHONE);
  server.clock.advance(61_000);
  resident = await signInPhone(server, PHONE);
});
afterAll(() => server.stop());
beforeEach(() => void lines.splice(0));

const refused = () => lines.filter(({ security }) => security === 'refused');

it('a wrong password is written down with the account that was tried, where from, and nothing of what was typed', async () => {
  await server.call('accounts.signIn', { username: staff.username, password: 'wrong password' });
  await server.call('accounts.signIn', { username: 'nobody-here', password: 'wrong password' });
  const line = { security: 'refused', problem: 'sign-in-failed', route: '/api/accounts/signIn', role: 'anyone', address: ADDRESS };
  expect(refused()).toEqual([
    expect.objectContaining({ ...line, account: staff.accountId, level: 40, time: expect.any(Number) }),
    expect.objectContaining({ ...line, account: null }),
  ]);
  expect(JSON.stringify(lines)).not.toMatch(/wrong password|nobody-here/);
  expect(JSON.stringify(lines)).not.toContain(staff.username);
});

it('so are a wrong code, a role that may not, what is not there for somebody, wrong input, and another site', async () => {
  const as = await cookieOf(server, staff);
  await server.call('accounts.signInWithCode', { phone: PHONE, code: '000000', ticket: TICKET });
  await server.call('accounts.list', {}, { as: resident });
  await server.call('matters.view', { id: '019ab000-0000-7000-8000-000000000001' }, { as });
  await server.call('accounts.signIn', { username: PHONE, password: PASSWORD, admin: true });
  await server.call('accounts.me', {}, { headers: { 'sec-fetch-site': 'cross-site' } });
  await server.http.inject({
    method: 'POST',
    url: '/api/accounts/me',
    headers: { 'content-type': 'application/json', 'x-linli': '1' },
    payload: '{"',
  });
  expect(refused().map(({ problem, role }) => [problem, role])).toEqual([
    ['sign-in-failed', 'anyone'],
    ['not-your-role', 'resident'],
    ['not-found', 'dispatcher'],
    ['invalid-input', 'anyone'],
    ['cross-site', null],
    ['malformed-request', 'anyone'],
  ]);
  expect(refused()[2]).toMatchObject({ account: staff.accountId, route: '/api/matters/view' });
  expect(JSON.stringify(lines)).not.toMatch(new RegExp(`${PHONE}|马丽花|019ab000`));
});

it('a flood is cut short, and how much was left out is said', async () => {
  for (let at = 0; at < 350; at++) await server.call('accounts.list', {});
  expect(refused().length).toBeLessThanOrEqual(300);
  expect(refused().length).toBeGreaterThan(200);
  const now = performance.now();
  const later = vi.spyOn(performance, 'now').mockReturnValue(now + 61_000);
  noteRefusal(server.app, new Problem('sign-in-needed'), { route: '/api/accounts/list', actor: undefined, address: ADDRESS });
  later.mockRestore();
  expect(lines.find(({ security }) => security === 'left-out')?.lines).toBeGreaterThanOrEqual(50);
});

it('who came in, and by what, stands in the audit: of staff and of residents', async () => {
  const entries = await server.prepare(({ db }) =>
    db.selectFrom('audit').select(['role', 'operation', 'detail']).where('purpose', '=', '登录').orderBy('at').orderBy('id').execute(),
  );
  expect(entries.map(({ operation, detail }) => [operation, (detail as { way: string }).way])).toEqual(
    expect.arrayContaining([
      ['accounts.signInWithCode', 'code'],
      ['accounts.signIn', 'password'],
    ]),
  );
});
