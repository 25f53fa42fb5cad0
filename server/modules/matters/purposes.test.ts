import { beforeAll, expect, test } from 'vitest';
import type { Receipt } from '../../../domain/matters/contract.ts';
import { transaction } from '../../platform/database.ts';
import { newId } from '../../platform/ids.ts';
import type { Who } from '../../testing/matters.ts';
import { atTheCounter } from '../../testing/proxy.ts';
import { authenticate } from '../accounts/index.ts';

const HOUR = 3_600_000;
const counter = atTheCounter();
const REASON = '督查「城乡居民养老保险参保登记」，核对材料';
let first: Receipt;
let second: Receipt;
beforeAll(async () => {
  first = await counter.collected();
  second = await counter.collected({ personId: counter.place.people.neighbour });
});

const open = (who: Who, matterId: string, purpose = REASON) =>
  counter.place.send<{ until: string }>(who, 'purposes.open', { matterId, purpose });
const papersOf = async (who: Who, id: string) => {
  const { papers, files } = await counter.place.view(who, id);
  return { count: papers?.count, seen: papers?.seen, files: files.length };
};
const CLOSED = { count: 1, seen: 0, files: 0 };
const OPEN = { count: 1, seen: 1, files: 1 };
const fetched = async (who: Who, id: string) => {
  const file = await counter.place.prepare(({ db }) =>
    db.selectFrom('file').select('id').where('matter_id', '=', id).executeTakeFirstOrThrow(),
  );
  const headers: Record<string, string> = typeof who === 'string' ? { cookie: `linli_session=${counter.place.as[who]}` } : {};
  const answer = await counter.place.http.inject({ method: 'GET', url: `/api/files/${file.id}`, headers });
  return `${answer.statusCode} ${answer.json().code ?? answer.json().type ?? ''}`;
};

/** The files of a matter for whoever speaks SQL as `linli_app` and says so about themselves. */
async function raw(id: string, settings: Record<string, string>): Promise<number> {
  const client = await counter.place.app.pool.connect();
  try {
    await client.query('begin');
    for (const [name, value] of Object.entries(settings)) await client.query('select set_config($1, $2, true)', [`app.${name}`, value]);
    return (await client.query('select id from file where matter_id = $1', [id])).rowCount ?? 0;
  } finally {
    await client.query('rollback');
    client.release();
  }
}

test('who brought the papers and whose they are see them without a word; everybody else sees that there are some', async () => {
  for (const who of ['gridWorker', 'resident'] as const) expect((await papersOf(who, first.id)).files, who).toBe(1);
  for (const who of ['stationWorker', 'stationHead', 'clerk', 'dispatcher', 'supervisor', 'administrator'] as const)
    expect(await papersOf(who, first.id), who).toEqual(CLOSED);
  expect((await counter.place.view({ receipt: first.receiptCode }, first.id)).files).toEqual([]);
});

test('the bytes are kept with the row', async () => {
  expect(await fetched('supervisor', first.id)).toMatch(/^409/);
  expect(await fetched('neighbour', first.id)).toMatch(/^404/);
});

test('one touch opens them to who said why, in that matter only, and to nobody else', async () => {
  expect((await open('supervisor', first.id)).status).toBe(200);
  expect(await papersOf('supervisor', first.id)).toEqual(OPEN);
  expect((await counter.place.view('supervisor', first.id)).papers?.until).toBeTruthy();
  expect((await counter.place.view('supervisor', first.id)).lookers).toMatchObject([{ role: 'supervisor', purpose: REASON }]);
  expect(await papersOf('supervisor', second.id)).toEqual(CLOSED);
  expect(await papersOf('dispatcher', first.id)).toEqual(CLOSED);
});

test('the resident finds the look with its purpose', async () => {
  const { body } = await counter.place.send<{ items: { purpose: string; kind: string; title: string }[] }>('resident', 'audit.mine');
  expect(body.items).toContainEqual(expect.objectContaining({ purpose: REASON, kind: 'look', title: '群众的材料 · 写明用途后看材料' }));
});

test('those without business with it are refused, and for outsiders it does not exist', async () => {
  for (const who of ['administrator', 'waterOfficer', 'resident'] as const) expect((await open(who, first.id)).status, who).toBe(403);
  for (const who of ['nextStationWorker', 'otherSupervisor'] as const) expect((await open(who, first.id)).status, who).toBe(404);
  expect((await open('supervisor', first.id, ' ')).status).toBe(400);
  expect((await open('supervisor', (await counter.place.file('resident')).id)).status).toBe(409);
});

test('nobody states a purpose about themselves: the clerk’s own application stays closed to the clerk', async () => {
  const own = await counter.collected();
  await counter.handIn(own.id);
  await counter.place.prepare(({ db }) =>
    db
      .updateTable('matter')
      .set({ reporters: [counter.place.people.clerk] })
      .where('id', '=', own.id)
      .execute(),
  );
  expect(await fetched('clerk', own.id)).toMatch(/^409/);
  expect((await open('clerk', own.id)).status).toBe(409);
  expect(await papersOf('clerk', own.id)).toEqual(CLOSED);
});

test('the window that receives the papers works with them; with the matter its right to them ends', async () => {
  await counter.handIn(second.id);
  expect(await papersOf('clerk', second.id)).toEqual(OPEN);
  expect(await papersOf('dispatcher', second.id)).toEqual(CLOSED);
  await counter.place.take('clerk', 'decline', second.id, { words: '不符合条件' });
  expect(await papersOf('clerk', second.id)).toEqual(CLOSED);
});

test('a purpose stated in another post does not count', async () => {
  const { place } = counter;
  expect((await open('stationHead', first.id)).status).toBe(200);
  expect(await papersOf('stationHead', first.id)).toEqual(OPEN);
  await place.prepare(async ({ db }) => {
    const row = await db.selectFrom('purpose').selectAll().where('account_id', '=', place.accounts.stationHead).executeTakeFirstOrThrow();
    await db.deleteFrom('purpose').where('id', '=', row.id).execute();
    await db
      .insertInto('purpose')
      .values({ ...row, appointment_id: newId() })
      .execute();
  });
  expect(await papersOf('stationHead', first.id)).toEqual(CLOSED);
});

test('the database itself keeps them: a setting alone, of another matter, or of another kind of caller opens nothing', async () => {
  const { id } = first;
  const staff = { kind: 'staff', actor: counter.place.accounts.supervisor, account: counter.place.accounts.supervisor, matter: id };
  expect(await raw(id, {})).toBe(0);
  expect(await raw(id, { papers: id })).toBe(0);
  expect(await raw(id, staff)).toBe(0);
  expect(await raw(id, { ...staff, papers: '' })).toBe(0);
  expect(await raw(id, { ...staff, papers: second.id })).toBe(0);
  expect(await raw(id, { ...staff, matter: second.id, papers: id })).toBe(0);
  for (const kind of ['receipt', 'anyone']) expect(await raw(id, { ...staff, kind, papers: id }), kind).toBe(0);
  expect(await raw(id, { ...staff, papers: id })).toBe(1);
});

test('nobody writes a purpose for somebody else, for a matter not opened, for more than 8 hours, or a second time over', async () => {
  const { actor } = await authenticate(counter.place.app, counter.place.as.dispatcher, null);
  const { place } = counter;
  const write = (changed: Record<string, unknown>, matter: string | null = first.id) =>
    transaction(place.app.pool, actor, async (tx) => {
      if (matter) tx.openMatter(matter);
      const now = place.clock.now();
      const row = {
        ...{ county: '640121', id: newId(), account_id: place.accounts.dispatcher, actor: 'x', appointment_id: newId() },
        ...{ matter_id: first.id, purpose: '看', opened_at: now, until: new Date(now.getTime() + 3_600_000) },
      };
      await tx.db
        .insertInto('purpose')
        .values({ ...row, ...changed })
        .execute();
    });
  await expect(write({ account_id: place.accounts.supervisor })).rejects.toThrow(/row-level security/);
  await expect(write({ matter_id: second.id })).rejects.toThrow(/row-level security/);
  await expect(write({}, null)).rejects.toThrow(/row-level security/);
  await expect(write({ until: new Date(place.clock.now().getTime() + 9 * 3_600_000) })).rejects.toThrow(/check constraint/);
  await expect(
    transaction(place.app.pool, actor, (tx) => tx.db.updateTable('purpose').set({ until: place.clock.now() }).execute()),
  ).rejects.toThrow(/permission denied/);
  await transaction(place.app.pool, actor, async (tx) => {
    expect(await tx.db.selectFrom('purpose').select('id').execute()).toEqual([]);
  });
});

test('whoever is done closes it: all is as before it was opened, and the resident finds that too', async () => {
  const { place } = counter;
  expect((await open('dispatcher', first.id)).status).toBe(200);
  expect(await papersOf('dispatcher', first.id)).toEqual(OPEN);
  expect((await place.send('dispatcher', 'purposes.close', { matterId: first.id })).body).toEqual({ closed: 1 });
  expect(await papersOf('dispatcher', first.id)).toEqual(CLOSED);
  expect((await place.view('dispatcher', first.id)).papers?.until).toBeNull();
  expect(await fetched('dispatcher', first.id)).toMatch(/^409/);
  expect(await papersOf('supervisor', first.id)).toEqual(OPEN);
  expect((await place.send('dispatcher', 'purposes.close', { matterId: first.id })).body).toEqual({ closed: 0 });
  const { body } = await place.send<{ items: { kind: string; title: string }[] }>('resident', 'audit.mine');
  expect(body.items.filter(({ title }) => title === '群众的材料 · 看完了，关上材料')).toMatchObject([{ kind: 'change' }]);
});

test('it closes by itself after the hours of the day', async () => {
  const { place } = counter;
  expect((await open('stationWorker', first.id)).status).toBe(200);
  expect(await papersOf('stationWorker', first.id)).toEqual(OPEN);
  const opened = place.clock.now().getTime();
  expect((await place.view('stationWorker', first.id)).papers?.until).toBe(new Date(opened + 8 * HOUR).toISOString());
  const shanghai = (instant: number) => new Date(instant + 8 * HOUR).toISOString().slice(0, 16);
  await place.at(shanghai(opened + 8 * HOUR - 60_000));
  expect(await papersOf('stationWorker', first.id)).toEqual(OPEN);
  await place.at(shanghai(opened + 8 * HOUR + 60_000));
  for (const who of ['stationWorker', 'supervisor'] as const) expect(await papersOf(who, first.id), who).toEqual(CLOSED);
  expect(await fetched('stationWorker', first.id)).toMatch(/^409/);
});
