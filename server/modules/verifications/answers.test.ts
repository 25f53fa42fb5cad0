import { beforeAll, expect, test } from 'vitest';
import type { CheckedAnswer } from '../../../domain/matters/home-verification/checklist.ts';
import { transaction } from '../../platform/database.ts';
import { newId } from '../../platform/ids.ts';
import type { Town, Who } from '../../testing/matters.ts';
import { GRID } from '../../testing/people.ts';
import { atTheCounter } from '../../testing/proxy.ts';
import { authenticate } from '../accounts/index.ts';

const FOUND = '漏雨，正在修';
const WORDS = '老人腿脚不便';
const HOUR = 3_600_000;
const counter = atTheCounter();
let place: Town;
let household: string;
beforeAll(async () => {
  place = counter.place;
  household = newId();
  const dwelling = newId();
  await place.prepare(async ({ db }) => {
    await db
      .insertInto('dwelling')
      .values({ county: '640121', id: dwelling, grid: GRID, address: '2 组 15 号', search: '2 组 15 号' })
      .execute();
    await db.insertInto('household').values({ county: '640121', id: household, grid: GRID, dwelling_id: dwelling }).execute();
    await db.updateTable('person').set({ household_id: household }).where('id', 'in', [place.people.resident, place.people.wife]).execute();
  });
});

/** A verification the grid worker has reported. */
async function reported(of: object = { household }): Promise<string> {
  const input = { ...of, words: '核对住房', due: '2026-11-30', questions: ['房屋怎么样'] };
  const { body } = await place.send<{ id: string }>('clerk', 'verifications.request', input);
  await place.take('stationWorker', 'plan', body.id, { worker: '海小军' });
  const answers = [{ key: 'question-1', finding: 'answered', value: FOUND }];
  await place.take('gridWorker', 'report', body.id, { outcome: 'checked', answers, words: WORDS });
  return body.id;
}
const open = (who: Who, matterId: string) => place.send(who, 'purposes.open', { matterId, purpose: '督查入户情况' });
/** What somebody sees of the answers: all of it, or nothing of it anywhere on the page. */
async function sees(who: Who, id: string): Promise<'all' | 'nothing' | 'some'> {
  const view = await place.view(who, id);
  const answers = (view.state?.content as { answers?: CheckedAnswer[] } | undefined)?.answers ?? [];
  const all = answers[0]?.value === FOUND && view.answer?.text === WORDS && view.story.some(({ words }) => words === WORDS);
  const text = JSON.stringify(view);
  return all ? 'all' : text.includes(FOUND) || text.includes(WORDS) ? 'some' : 'nothing';
}
async function raw(id: string, settings: Record<string, string>): Promise<number> {
  const client = await place.app.pool.connect();
  try {
    await client.query('begin');
    for (const [name, value] of Object.entries(settings)) await client.query('select set_config($1, $2, true)', [`app.${name}`, value]);
    return (await client.query("select seq from matter_action where matter_id = $1 and step = 'report'", [id])).rowCount ?? 0;
  } finally {
    await client.query('rollback');
    client.release();
  }
}

test('who works on it sees the answers without a word; everybody else that there are some', async () => {
  const id = await reported();
  for (const who of ['gridWorker', 'stationWorker', 'stationHead', 'clerk'] as const) expect(await sees(who, id), who).toBe('all');
  for (const who of ['dispatcher', 'supervisor', 'administrator'] as const) {
    expect(await sees(who, id), who).toBe('nothing');
    const { papers, story, status } = await place.view(who, id);
    expect(papers, who).toMatchObject({ count: 1, seen: 0, until: null, purpose: expect.stringContaining('核对入户情况') });
    expect(story.find(({ step }) => step === 'report')).toMatchObject({
      headline: '核查有了结果',
      words: '',
      detail: '',
      by: { name: '海小军' },
    });
    expect(status).toBe('answered');
  }
});

test('a grid worker of the same station who was not sent says first why', async () => {
  const id = await reported();
  await place.prepare(({ db }) =>
    db.updateTable('appointment').set({ name: '马小军' }).where('person_id', '=', place.people.gridWorker).execute(),
  );
  await place.at('2026-11-24 09:05');
  expect(await sees('gridWorker', id)).toBe('nothing');
  expect((await open('gridWorker', id)).status).toBe(200);
  expect(await sees('gridWorker', id)).toBe('all');
  await place.prepare(({ db }) =>
    db.updateTable('appointment').set({ name: '海小军' }).where('person_id', '=', place.people.gridWorker).execute(),
  );
  await place.at('2026-11-24 09:06');
});

test('one touch opens them in that verification alone, each who lives there finds it, and the next touch closes them', async () => {
  const [id, other] = [await reported(), await reported()];
  expect((await open('supervisor', id)).status).toBe(200);
  expect([await sees('supervisor', id), await sees('supervisor', other), await sees('dispatcher', id)]).toEqual([
    'all',
    'nothing',
    'nothing',
  ]);
  expect((await place.view('supervisor', id)).lookers).toHaveLength(1);
  const looks = await place.prepare(({ db }) =>
    db
      .selectFrom('audit')
      .select(['person_id', 'operation'])
      .where('matter_id', '=', id)
      .where('operation', 'like', 'purposes.%')
      .execute(),
  );
  expect(looks.map(({ person_id }) => person_id).sort()).toEqual([place.people.resident, place.people.wife].sort());
  const { body } = await place.send<{ items: { purpose: string; title: string }[] }>('resident', 'audit.mine');
  expect(body.items).toContainEqual(expect.objectContaining({ purpose: '督查入户情况' }));
  expect((await place.send('supervisor', 'purposes.close', { matterId: id })).body).toEqual({ closed: 1 });
  expect(await sees('supervisor', id)).toBe('nothing');
});

test('it closes by itself, and with the verification the right of those at work ends', async () => {
  const id = await reported();
  await open('dispatcher', id);
  expect(await sees('dispatcher', id)).toBe('all');
  const opened = place.clock.now().getTime();
  await place.at(new Date(opened + 16 * HOUR + 60_000).toISOString().slice(0, 16));
  expect(await sees('dispatcher', id)).toBe('nothing');
  expect(await sees('clerk', id)).toBe('all');
  await place.take('clerk', 'take', id);
  for (const who of ['clerk', 'stationWorker', 'gridWorker'] as const) {
    expect(await sees(who, id), who).toBe('nothing');
    expect((await open(who, id)).status, who).toBe(200);
    expect(await sees(who, id), who).toBe('all');
  }
});

test('those without business with it are refused, outsiders do not find it, nobody opens what was found at their own home', async () => {
  const id = await reported();
  for (const who of ['administrator', 'waterOfficer', 'resident'] as const) expect((await open(who, id)).status, who).toBe(403);
  for (const who of ['nextStationWorker', 'otherSupervisor', 'otherDispatcher'] as const)
    expect((await open(who, id)).status, who).toBe(404);
  await place.prepare(({ db }) =>
    db.updateTable('person').set({ household_id: household }).where('id', '=', place.people.dispatcher).execute(),
  );
  const own = await reported();
  expect((await open('dispatcher', own)).status).toBe(409);
  expect(await sees('dispatcher', own)).toBe('nothing');
  await place.prepare(({ db }) => db.updateTable('person').set({ household_id: null }).where('id', '=', place.people.dispatcher).execute());
});

test('the database itself keeps them: the matter opened, or a setting of another matter or kind of caller, shows no report', async () => {
  const [id, other] = [await reported(), await reported()];
  const staff = { kind: 'staff', account: place.accounts.supervisor, matter: id };
  expect(await raw(id, {})).toBe(0);
  expect(await raw(id, { papers: id })).toBe(0);
  expect(await raw(id, staff)).toBe(0);
  expect(await raw(id, { ...staff, papers: other })).toBe(0);
  expect(await raw(id, { ...staff, matter: other, papers: id })).toBe(0);
  for (const kind of ['receipt', 'anyone']) expect(await raw(id, { ...staff, kind, papers: id }), kind).toBe(0);
  expect(await raw(id, { ...staff, papers: id })).toBe(1);
});

test('what was found stands in the report and nowhere else of the verification', async () => {
  const id = await reported();
  const { state } = await place.prepare(({ db }) => db.selectFrom('matter').select('state').where('id', '=', id).executeTakeFirstOrThrow());
  for (const found of [FOUND, WORDS]) expect(JSON.stringify(state)).not.toContain(found);
});

test('the application it was asked for tells it to the resident and the window, to others with a purpose, to a receipt code never', async () => {
  const application = await counter.collected();
  await counter.handIn(application.id);
  await reported({ application: application.id });
  await place.work();
  const told = async (who: Who) => {
    const entry = (await place.view(who, application.id)).story.find(({ step }) => step === 'verified');
    return [entry?.headline, entry?.detail.includes(FOUND)];
  };
  for (const who of ['resident', 'clerk'] as const) expect(await told(who), who).toEqual(['入户核查有了结果', true]);
  for (const who of ['stationHead', 'supervisor', { receipt: application.receiptCode }])
    expect(await told(who as Who), JSON.stringify(who)).toEqual(['入户核查有了结果', false]);
  expect((await open('supervisor', application.id)).status).toBe(200);
  expect(await told('supervisor')).toEqual(['入户核查有了结果', true]);
});

test('a purpose is closed by whoever stated it and nobody else, and not opened again', async () => {
  const id = await reported();
  await open('dispatcher', id);
  expect((await place.send('stationHead', 'purposes.close', { matterId: id })).body).toEqual({ closed: 0 });
  expect(await sees('dispatcher', id)).toBe('all');
  const as = async (who: 'dispatcher' | 'stationHead', values: { closed_at: Date | null }) => {
    const { actor } = await authenticate(place.app, place.as[who], null);
    return transaction(place.app.pool, actor, (tx) =>
      tx.db.updateTable('purpose').set(values).where('matter_id', '=', id).executeTakeFirst(),
    );
  };
  expect((await as('stationHead', { closed_at: place.clock.now() })).numUpdatedRows).toBe(0n);
  await expect(as('dispatcher', { closed_at: null })).rejects.toThrow(/row-level security/);
  expect(await sees('dispatcher', id)).toBe('all');
  expect((await place.send('dispatcher', 'purposes.close', { matterId: id })).body).toEqual({ closed: 1 });
  expect((await as('dispatcher', { closed_at: null })).numUpdatedRows).toBe(0n);
  expect(await sees('dispatcher', id)).toBe('nothing');
  for (const who of ['administrator', 'waterOfficer', 'resident'] as const)
    expect((await place.send(who, 'purposes.close', { matterId: id })).status, who).toBe(403);
  expect((await place.send('otherDispatcher', 'purposes.close', { matterId: id })).status).toBe(404);
});
