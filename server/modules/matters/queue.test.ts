import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { QueueRow } from '../../../domain/matters/contract.ts';
import { type Town, town } from '../../testing/matters.ts';
import { NEXT_VILLAGE, type StaffKey } from '../../testing/people.ts';

let place: Town;
const made: Record<string, string> = {};
const titles = new Map<string, string>();

/** Seven matters in as many states, filed from Monday on; read on Friday morning. */
beforeAll(async () => {
  place = await town({ now: '2026-11-23T09:00:00+08:00' });
  const file = async (title: string, village?: string, category = 'roads.lamp') => {
    const { id } = await place.file(null, { title, category, ...(village ? { village } : {}), contact: { name: '丁凤英', phone: '' } });
    made[title] = id;
    titles.set(id, title);
    return id;
  };
  await file('没人理');
  const waiting = await file('等回话');
  await place.take('stationWorker', 'sign', waiting);
  await place.take('stationWorker', 'ask', waiting, { words: '哪里？' });
  const done = await file('答复了');
  await place.take('stationWorker', 'answer', done, { words: '好了' });
  const sent = await file('给了水务');
  await place.take('stationWorker', 'pass-up', sent, { words: '报' });
  await place.take('dispatcher', 'assign', sent, { body: place.bodies.water });
  await place.at('2026-11-26 10:00');
  const more = await file('要延期', undefined, 'house.deed');
  await place.take('stationWorker', 'pass-up', more, { words: '报' });
  await place.take('dispatcher', 'assign', more, { body: place.bodies.housing });
  await place.take('housingOfficer', 'sign', more);
  await place.take('housingOfficer', 'ask-extension', more, { words: '多两天', days: 2, ground: 'survey' });
  await place.take('housingOfficer', 'ask-help', more, { words: '帮忙看看', body: place.bodies.water });
  await file('昨天来的');
  await file('邻村的', NEXT_VILLAGE);
  await place.at('2026-11-27 09:00');
});
afterAll(() => place.stop());

const tab = async (who: StaffKey, name: string, filter = {}) => (await place.queue(who, name, filter)).map((row) => titles.get(row.id));

describe('the work list', () => {
  it.each([
    ['stationWorker', 'mine', ['没人理', '昨天来的']],
    ['stationWorker', 'new', ['没人理', '昨天来的']],
    ['stationWorker', 'today', ['昨天来的']],
    ['stationWorker', 'overdue', ['没人理', '给了水务']],
    ['stationWorker', 'waiting', ['给了水务', '要延期', '等回话']],
    ['stationWorker', 'done', ['答复了']],
    ['waterOfficer', 'mine', ['给了水务', '要延期']],
    ['waterOfficer', 'all', ['要延期', '给了水务']],
    ['housingOfficer', 'mine', ['要延期']],
    ['dispatcher', 'mine', ['要延期']],
    ['nextStationWorker', 'all', ['邻村的']],
    ['supervisor', 'overdue', ['没人理', '给了水务']],
    ['otherSupervisor', 'all', []],
    ['transportOfficer', 'all', []],
  ] as const)('of %s, tab %s', async (who, name, expected) => {
    expect(await tab(who, name)).toEqual(expected);
  });

  it('counts each tab as it lists it, for everyone', async () => {
    for (const who of [
      'stationWorker',
      'gridWorker',
      'clerk',
      'dispatcher',
      'waterOfficer',
      'housingOfficer',
      'transportOfficer',
      'supervisor',
      'administrator',
      'nextStationWorker',
    ] as const) {
      const counts = await place.counts(who);
      const { more, ...tabs } = counts;
      expect(more).toBe(false);
      for (const [name, count] of Object.entries(tabs)) expect([who, name, (await tab(who, name)).length]).toEqual([who, name, count]);
    }
  });

  it('is filtered and searched by words, number, pinyin, initials and the reporter’s name', async () => {
    expect(await tab('dispatcher', 'all', { category: 'house.deed' })).toEqual(['要延期']);
    expect(await tab('dispatcher', 'all', { territory: NEXT_VILLAGE })).toEqual(['邻村的']);
    expect(await tab('dispatcher', 'all', { body: place.bodies.water })).toEqual(['给了水务']);
    expect(await tab('dispatcher', 'all', { extension: true })).toEqual(['要延期']);
    expect(await tab('dispatcher', 'all', { filedFrom: '2026-11-26', filedUntil: '2026-11-26' })).toHaveLength(3);
    for (const q of ['水务', 'shuiwu', 'glsw', '给了 SHUI']) expect(await tab('dispatcher', 'all', { q }), q).toEqual(['给了水务']);
    const [row] = await place.queue('dispatcher', 'all', { q: '邻村' });
    expect(await tab('dispatcher', 'all', { q: row!.number })).toEqual(['邻村的']);
    expect(await tab('stationWorker', 'all', { q: '丁凤英' })).toHaveLength(6);
    expect(await tab('stationWorker', 'all', { q: '100%' })).toEqual([]);
    expect(await tab('stationWorker', 'all', { q: '_' })).toEqual([]);
  });

  it('is paged without gap or repetition, in either order', async () => {
    for (const name of ['all', 'waiting', 'overdue', 'mine']) {
      const whole = (await place.queue('supervisor', name)).map((row) => row.id);
      const seen: string[] = [];
      let after: string | undefined;
      for (let page = 0; page < 20; page++) {
        const { body } = await place.send<{ items: QueueRow[]; next: string | null }>('supervisor', 'matters.queue', {
          tab: name,
          limit: 2,
          ...(after ? { after } : {}),
        });
        seen.push(...body.items.map((row) => row.id));
        if (!body.next) break;
        after = body.next;
      }
      expect(seen, name).toEqual(whole);
    }
  });

  it('says what the day shown is for', async () => {
    const rows = Object.fromEntries((await place.queue('supervisor', 'all')).map((row) => [titles.get(row.id), row]));
    expect(rows.昨天来的).toMatchObject({ dueFor: 'sign', dueTitle: '签收', due: '2026-11-27T10:00:00.000Z' });
    expect(rows.要延期).toMatchObject({ dueFor: 'answer', dueTitle: '答复', extensionPending: true });
    expect(rows.等回话).toMatchObject({ dueFor: 'none', dueTitle: '', due: null, paused: true });
    expect(rows.答复了).toMatchObject({ dueFor: 'none', status: 'answered' });
    expect((await place.queue('waterOfficer', 'all')).map((row) => row.helping)).toEqual([true, false]);
  });
});

describe('the morning’s reminder', () => {
  const remind = async () => {
    await place.prepare(({ db }) =>
      db
        .insertInto('job')
        .values({
          county: '000000',
          id: crypto.randomUUID(),
          kind: 'matters.remind',
          run_at: place.clock.now(),
          created_at: place.clock.now(),
        })
        .execute(),
    );
    await place.work();
    return place.prepare(({ db }) => db.selectFrom('message').select(['account_id', 'matter_id']).where('kind', '=', 'deadline').execute());
  };

  it('stays away on a day off', async () => {
    const today = place.clock.now();
    await place.at('2026-11-28 08:30');
    expect(await remind()).toEqual([]);
    place.clock.set(today.toISOString());
  });

  it('tells who holds what is due by the end of the next working day, once a day', async () => {
    const told = await remind();
    const who = told
      .map((row) => [Object.entries(place.accounts).find(([, id]) => id === row.account_id)?.[0], titles.get(row.matter_id!)].join(': '))
      .sort();
    expect(who).toEqual([
      'gridWorker: 昨天来的',
      'housingOfficer: 要延期',
      'nextGridWorker: 邻村的',
      'nextStationWorker: 邻村的',
      'stationHead: 昨天来的',
      'stationWorker: 昨天来的',
    ]);
  });
});

// Last, for it changes what the other tests count.
it('lists under supervision only what is not yet done', async () => {
  const supervised = async () => (await place.queue('supervisor', 'all', { supervised: true })).map((row) => row.id);
  const { id } = await place.file(null, { title: '盯着办', category: 'roads.lamp', contact: { name: '丁凤英', phone: '' } });
  await place.take('supervisor', 'supervise', id, { words: '请抓紧' });
  expect(await supervised()).toEqual([id]);
  await place.take('stationWorker', 'answer', id, { words: '好了' });
  expect(await supervised()).toEqual([]);
});

describe('a matter of another village', () => {
  it('stands in the tabs of a station whose help was asked, and is counted there', async () => {
    await place.at('2026-11-27 09:00');
    const { id } = await place.file(null, { title: '邻村请帮忙', village: NEXT_VILLAGE, contact: { name: '丁凤英', phone: '' } });
    const before = await place.counts('stationWorker');
    const listed = async (tab: string) =>
      (await place.send<{ items: QueueRow[] }>('stationWorker', 'matters.queue', { tab })).body.items.some((row) => row.id === id);
    expect(await listed('all')).toBe(false);
    await place.take('nextStationWorker', 'sign', id);
    await place.take('nextStationWorker', 'ask-help', id, { words: '请一起看看', body: place.bodies.station });
    expect([await listed('all'), await listed('mine')]).toEqual([true, true]);
    expect((await place.counts('stationWorker')).all).toBe(before.all + 1);
    await place.take('stationWorker', 'help-answer', id, { words: '看过了' });
    expect([await listed('waiting'), await listed('mine')]).toEqual([true, false]);
  });
});

it('counts no more than 99 of what is done, and says that there is more', async () => {
  const before = await place.counts('stationWorker');
  const { id } = await place.file(null, { title: '一百件里的一件', contact: { name: '丁凤英', phone: '' } });
  await place.take('stationWorker', 'answer', id, { words: '好了' });
  const grow = (many: number) =>
    place.prepare(({ db }) =>
      sql`insert into matter select (jsonb_populate_record(one, jsonb_build_object('id', gen_random_uuid(), 'number', one.number || '-' || gen_random_uuid()))).*
        from matter one, generate_series(1, ${many}::int) where one.id = ${id}`.execute(db),
    );
  await grow(99 - before.done - 1);
  expect(await place.counts('stationWorker')).toMatchObject({ done: 99, all: before.all + 99 - before.done, more: false });
  await grow(1);
  expect(await place.counts('stationWorker')).toMatchObject({
    done: 99,
    all: before.all + 99 - before.done,
    more: true,
    mine: before.mine,
  });
});
