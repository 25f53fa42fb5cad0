import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SHOWN_TEXTS } from '../../../domain/own-data/consents.ts';
import { type TestServer, testServer } from '../../testing/server.ts';
import { addPerson, addPlaces, addStaff, cookieOf, GRID, OTHER_VILLAGE, type Staff } from '../../testing/world.ts';

let server: TestServer;
let supervisor: string;
let neighbour: string;
let administrator: string;
let worker: Staff;
let resident: string;

const PHONE = '13811112222';

beforeAll(async () => {
  server = await testServer();
  await addPlaces(server);
  supervisor = await cookieOf(server, await addStaff(server, { role: 'supervisor', territory: '640121' }));
  administrator = await cookieOf(server, await addStaff(server, { role: 'administrator', territory: '640121' }));
  neighbour = await cookieOf(server, await addStaff(server, { role: 'administrator', territory: '640122' }));
  worker = await addStaff(server, { role: 'grid-worker', territory: GRID, kind: 'service-station', name: '杨学武' });
  resident = await addPerson(server, { name: '马丽花', territory: GRID, phone: PHONE });
  const cookie = await cookieOf(server, worker);
  await server.call('accounts.openForResident', { personId: resident, phone: PHONE, agreed: SHOWN_TEXTS }, { as: cookie });
  const elsewhere = await addPerson(server, { name: '马丽娟', territory: OTHER_VILLAGE });
  const other = await cookieOf(server, await addStaff(server, { role: 'grid-worker', territory: OTHER_VILLAGE }));
  await server.call('accounts.openForResident', { personId: elsewhere, phone: '13811113333', agreed: SHOWN_TEXTS }, { as: other });
});
afterAll(() => server.stop());

interface Page {
  items: {
    id: string;
    at: string;
    actor: string;
    roleTitle: string;
    operation: string;
    kind: string;
    personId: string | null;
    personName: string | null;
  }[];
  next: string | null;
}
const search = (input: object, as = supervisor) => server.call<Page>('audit.search', input, { as });
const opened = (page: Page) => page.items.filter(({ operation }) => operation === 'accounts.openForResident');

describe('who looked at what about whom', () => {
  it.each([{ personQ: '马丽' }, { personQ: PHONE }, { accountQ: '杨学武' }])('is found by %j, the person masked', async (input) => {
    const { status, body } = await search(input);
    expect(status).toBe(200);
    expect(opened(body)).toMatchObject([
      { actor: expect.stringContaining('杨学武'), roleTitle: '网格员', kind: 'change', personId: resident, personName: '马*花' },
    ]);
  });

  it('says once what somebody without a post is', async () => {
    await server.call('accounts.signIn', { username: 'nobody.here', password: 'wrong' });
    const named = (await search({})).body.items.filter(({ actor }) => actor === '未登录');
    expect(named.length).toBeGreaterThan(0);
    for (const row of named) expect(row.roleTitle).toBe('');
  });

  it('is found by person id, user name, kind and day', async () => {
    expect(opened((await search({ personId: resident, accountQ: worker.username }, administrator)).body)).toHaveLength(1);
    expect(opened((await search({ personId: resident, kind: 'look' })).body)).toHaveLength(0);
    expect(opened((await search({ personId: resident, from: '2026-11-24', until: '2026-11-24' })).body)).toHaveLength(1);
    expect(opened((await search({ personId: resident, until: '2026-11-23' })).body)).toHaveLength(0);
    expect(opened((await search({ personId: resident, from: '2026-11-25' })).body)).toHaveLength(0);
  });

  it('is not found by a name or number that means nothing, rather than everything', async () => {
    for (const input of [
      { personQ: '没有这人' },
      { matterNumber: 'YN0000-000000' },
      { matterId: randomUUID() },
      { accountQ: '没有这人' },
    ]) {
      expect((await search(input)).body.items, JSON.stringify(input)).toEqual([]);
    }
  });

  it('ends at the border of the range', async () => {
    expect((await search({ personId: resident }, neighbour)).body.items).toEqual([]);
    expect((await search({ personQ: '马丽' }, neighbour)).body.items).toMatchObject([{ personName: '马*娟' }]);
  });

  it('is itself written down', async () => {
    await search({ personId: resident });
    const { body } = await search({ personId: resident, kind: 'look' });
    expect(body.items.some(({ operation }) => operation === 'audit.search')).toBe(true);
  });

  it('is read page by page', async () => {
    const whole = (await search({ limit: 200, until: '2026-11-24' })).body.items.map(({ id }) => id);
    const first = (await search({ limit: 1 })).body;
    const seen = first.items.map(({ id }) => id);
    let after = first.next ?? undefined;
    while (after) {
      const { body }: { body: Page } = await search({ limit: 3, after });
      seen.push(...body.items.map(({ id }) => id));
      after = body.next ?? undefined;
    }
    expect(new Set(seen).size).toBe(seen.length);
    expect(whole.every((id) => seen.includes(id))).toBe(true);
  });

  it('is for supervisors and administrators', async () => {
    expect((await search({}, await cookieOf(server, worker))).status).toBe(403);
    expect((await server.call('audit.search')).status).toBe(401);
  });

  it.each([
    { from: '2026-02-30' },
    { from: '2026-11-02', until: '2026-11-01' },
    { personId: 'x' },
    { limit: 0 },
    { after: '9999-99-99T99:99:99.999Z~019ab000-0000-7000-8000-000000000001' },
    { who: 'me' },
  ])('refuses %j', async (input) => {
    expect((await search(input)).status).toBe(400);
  });
});
