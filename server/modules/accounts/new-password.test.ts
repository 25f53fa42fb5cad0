import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SHORTEST_PASSWORD } from '../../../domain/accounts/password.ts';
import { type TestServer, testServer } from '../../testing/server.ts';
import { addPlaces, addStaff, cookieOf, movable, newAddress, PASSWORD, type Staff } from '../../testing/world.ts';
import { createAdministrator } from './create-administrator.ts';
import { mayBeNewPassword, stolenPasswords } from './new-password.ts';

let server: TestServer;
let staff: Staff;
let cookie: string;
beforeAll(async () => {
  server = await testServer();
  await addPlaces(server);
  movable(server)(newAddress());
  staff = await addStaff(server, { role: 'dispatcher', territory: '640121104' });
  cookie = await cookieOf(server, staff);
});
afterAll(() => server.stop());

const change = (current: string, next: string) =>
  server.call<{ errors?: { path: string; message: string }[] }>('accounts.changePassword', { current, next }, { as: cookie });
const signIn = async (password: string) => (await server.call('accounts.signIn', { username: staff.username, password })).status;

describe('passwords known from thefts', () => {
  it('are thousands of the length that is asked here, in the form they are compared in', async () => {
    const stolen = [...(await stolenPasswords())];
    expect(stolen.length).toBeGreaterThan(10_000);
    expect(stolen.filter((one) => [...one].length < SHORTEST_PASSWORD || one !== one.normalize('NFKC').toLowerCase())).toEqual([]);
    for (const one of stolen) expect((await mayBeNewPassword(one, 'nobody')).allowed, one).toBe(false);
  });

  it('hold nobody’s phone or mail address', async () => {
    expect([...(await stolenPasswords())].filter((one) => /1[3-9]\d{9}|@.+\./.test(one))).toEqual([]);
  });

  it('are refused when a password is changed, set by a link, or given to the first administrator', async () => {
    for (const next of ['enterprise', 'WOAINI1314', 'Password123']) {
      const { status, body } = await change(PASSWORD, next);
      expect([status, body.errors?.[0]?.path], next).toEqual([400, 'next']);
      expect(body.errors?.[0]?.message).toContain('太常见');
    }
    expect(await signIn(PASSWORD)).toBe(200);

    const admin = await cookieOf(server, await addStaff(server, { role: 'administrator', territory: '640121' }));
    const { link } = (await server.call<{ link: string }>('accounts.resetLink', { id: staff.accountId }, { as: admin })).body;
    const set = await server.call('accounts.useResetLink', { token: link.split('#').at(-1), password: 'enterprise' });
    expect(set).toMatchObject({ status: 400, body: { errors: [{ path: 'password', message: expect.stringContaining('太常见') }] } });

    const first = { username: 'first.admin', name: '首任管理员', password: 'enterprise' };
    await expect(createAdministrator(server.databaseUrl, first)).rejects.toThrow('太常见');
  });
});

it('a password of 200 signs of any kind is taken, and counts whole: to the last sign, its case and its blanks', async () => {
  const whole = `${' Drei Lampen, три лампы, 三盏灯 ~!@#$%^&*()'.padEnd(198, '灯')}x `;
  expect([...whole]).toHaveLength(200);
  expect((await change(PASSWORD, whole)).status).toBe(200);
  for (const almost of [whole.slice(0, -1), whole.trim(), whole.toLowerCase(), whole.slice(0, 64), whole.replace('x ', 'y ')])
    expect(await signIn(almost), almost).toBe(401);
  server.clock.advance(24 * 3_600_000);
  expect(await signIn(whole)).toBe(200);
});
