import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { z } from 'zod';
import type { AskedOfMe, UnusualLooks } from '../../../domain/audit/unusual.ts';
import { newId } from '../../platform/ids.ts';
import { type Town, town, type Who } from '../../testing/matters.ts';
import { GRID, NEXT_VILLAGE } from '../../testing/people.ts';

type Answer = z.infer<typeof UnusualLooks>;
let place: Town;
const DAYS = { from: '2026-11-24', until: '2026-11-30' };

/** Somebody of the station looked at a person, at an hour of the region. */
async function look(at: string, person: string, who: 'stationWorker' | 'gridWorker' | 'supervisor' = 'stationWorker'): Promise<string> {
  const moment = new Date(`${at.replace(' ', 'T')}:00+08:00`);
  const id = newId(moment.getTime());
  await place.prepare(({ db }) =>
    db
      .insertInto('audit')
      .values({
        county: '640121',
        id,
        at: moment,
        account_id: place.accounts[who],
        actor: who,
        role: who === 'supervisor' ? 'supervisor' : 'station-worker',
        territory: GRID,
        operation: 'people.reveal',
        kind: 'look',
        person_id: person,
        purpose: '核对电话',
      })
      .execute(),
  );
  return id;
}
const read = async (input: object = {}, who: Who = 'supervisor') =>
  (await place.send<Answer>(who, 'audit.unusual', { ...DAYS, ...input })).body;
let many: string[];

beforeAll(async () => {
  place = await town();
  many = await place.prepare(async ({ db }) => {
    const ids = Array.from({ length: 40 }, () => newId());
    for (const id of ids)
      await db
        .insertInto('person')
        .values({ county: '640121', id, name: '住户', pinyin: 'zhuhu', initials: 'zh', created_at: place.clock.now(), territory: GRID })
        .execute();
    return ids;
  });
});
afterAll(() => place.stop());

describe('looks that stand out', () => {
  it('are none by day, at one person, of another household', async () => {
    await look('2026-11-24 10:00', place.people.resident);
    expect((await read()).items).toEqual([]);
  });

  it('are those at night, with who, whom (masked) and the reason that was written', async () => {
    const late = await look('2026-11-24 23:10', place.people.resident);
    const early = await look('2026-11-25 05:59', place.people.resident);
    await look('2026-11-25 06:00', place.people.resident);
    const { items } = await read();
    expect(items.map(({ id, facts }) => [id, facts])).toEqual([
      [early, ['night']],
      [late, ['night']],
    ]);
    expect(items[0]).toMatchObject({
      actor: 'stationWorker',
      roleTitle: '站务员',
      purpose: '核对电话',
      personName: '马*山',
      question: null,
    });
  });

  it('are many different people in an hour, told once where the limit was reached', async () => {
    for (const [at, person] of many.slice(0, 29).entries()) await look(`2026-11-26 10:${String(at).padStart(2, '0')}`, person);
    await look('2026-11-26 10:40', many[0] as string);
    expect((await read({ from: '2026-11-26' })).items).toEqual([]);
    const thirtieth = await look('2026-11-26 10:45', many[30] as string);
    await look('2026-11-26 10:46', many[31] as string);
    expect((await read({ from: '2026-11-26' })).items.map(({ id, facts }) => [id, facts])).toEqual([[thirtieth, ['many']]]);
  });

  it('are those at somebody of one’s own household, and of the family of one’s own account; a surname is no relation', async () => {
    const [wife, brother, namesake] = many.slice(32) as [string, string, string];
    await place.prepare(async ({ db }) => {
      const id = newId();
      await db.insertInto('household').values({ county: '640121', id, grid: GRID }).execute();
      await db.updateTable('person').set({ household_id: id }).where('id', 'in', [wife, place.people.stationWorker]).execute();
      await db
        .insertInto('account_person')
        .values({ county: '640121', account_id: place.accounts.stationWorker, person_id: brother, since: new Date() })
        .execute();
      await db.updateTable('person').set({ name: '马小云' }).where('id', '=', namesake).execute();
    });
    await look('2026-11-27 10:00', wife);
    await look('2026-11-27 10:05', brother);
    await look('2026-11-27 10:10', namesake);
    expect((await read({ from: '2026-11-27' })).items.map(({ facts }) => facts)).toEqual([['family'], ['household']]);
  });

  it('are listed by time, page by page, and name no number of looks of anybody', async () => {
    const whole = (await read()).items.map(({ id }) => id);
    const first = await read({ limit: 2 });
    const rest = await read({ limit: 100, after: first.next });
    expect([...first.items, ...rest.items].map(({ id }) => id)).toEqual(whole);
    expect(JSON.stringify(first.items)).not.toMatch(/count|score|rank/i);
  });

  it('are for supervisors, in their range, and reading them is written down', async () => {
    expect((await read({}, 'otherSupervisor')).items).toEqual([]);
    for (const who of ['stationWorker', 'stationHead', 'dispatcher', 'administrator', 'resident', null] as const)
      expect([401, 403], String(who)).toContain((await place.send(who, 'audit.unusual', DAYS)).status);
    const rows = await place.prepare((tx) =>
      sql<{ n: number }>`select count(*)::int as n from audit where operation = 'audit.unusual'`.execute(tx.db),
    );
    expect(rows.rows[0]?.n).toBeGreaterThan(3);
  });

  it('end at the edge of a range inside the county too', async () => {
    const range = (territory: string) =>
      place.prepare(({ db }) =>
        db.updateTable('appointment').set({ territory }).where('person_id', '=', place.people.supervisor).execute(),
      );
    const seen = (await read()).items.length;
    expect(seen).toBeGreaterThan(0);
    for (const [territory, count] of [
      [GRID, seen],
      [NEXT_VILLAGE, 0],
    ] as const) {
      await range(territory);
      await place.at('2026-11-24 09:00');
      expect((await read()).items, territory).toHaveLength(count);
    }
    await range('640121');
    await place.at('2026-11-24 09:00');
  });

  it.each([
    { from: '2026-11-30', until: '2026-11-01' },
    { from: '2026-01-01', until: '2026-11-01' },
    { from: 'x', until: '2026-11-01' },
  ])('refuses %j', async (days) => expect((await place.send('supervisor', 'audit.unusual', days)).status).toBe(400));
});

describe('a question about a look', () => {
  const mine = async (who: Who) => (await place.send<z.infer<typeof AskedOfMe>>(who, 'audit.askedOfMe')).body.items;

  it('is asked once, answered once by whoever looked, and stands beside the look', async () => {
    const id = (await read()).items.at(-1)?.id as string;
    expect((await place.send('supervisor', 'audit.askAbout', { id, words: '夜里为什么看？' })).status).toBe(200);
    expect(await place.send('supervisor', 'audit.askAbout', { id, words: '再问一次' })).toMatchObject({
      status: 409,
      body: { clause: '1.4' },
    });
    expect(await mine('stationWorker')).toMatchObject([{ id, words: '夜里为什么看？', purpose: '核对电话', answer: null }]);
    expect(await mine('gridWorker')).toEqual([]);
    for (const who of ['gridWorker', 'supervisor', 'administrator'] as const)
      expect((await place.send(who, 'audit.answerAbout', { id, words: '替他回答' })).status, who).toBe(404);
    expect((await place.send('stationWorker', 'audit.answerAbout', { id, words: '水管爆了，找户主' })).status).toBe(200);
    expect((await place.send('stationWorker', 'audit.answerAbout', { id, words: '改一改' })).status).toBe(404);
    expect((await read()).items.at(-1)?.question).toMatchObject({ words: '夜里为什么看？', answer: '水管爆了，找户主' });
  });

  it('is not asked by others, of another range, of oneself, or about nothing', async () => {
    const id = (await read()).items[0]?.id as string;
    for (const [who, status] of [
      ['otherSupervisor', 404],
      ['administrator', 403],
      ['stationHead', 403],
      ['resident', 403],
      [null, 401],
    ] as const)
      expect((await place.send(who, 'audit.askAbout', { id, words: '为什么？' })).status, String(who)).toBe(status);
    expect((await place.send('supervisor', 'audit.askAbout', { id: newId(), words: '为什么？' })).status).toBe(404);
    const own = await look('2026-11-28 23:30', place.people.resident, 'supervisor');
    expect((await read()).items.find((item) => item.id === own)?.mine).toBe(true);
    expect(await place.send('supervisor', 'audit.askAbout', { id: own, words: '问自己' })).toMatchObject({ status: 409 });
    expect((await place.send('supervisor', 'audit.askAbout', { id, words: ' ' })).status).toBe(400);
  });
});
