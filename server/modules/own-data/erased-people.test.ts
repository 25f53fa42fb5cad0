import { randomBytes } from 'node:crypto';
import { appendFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { textVersionOf } from '../../../domain/own-data/consents.ts';
import { keptSetting, makeBackup, restoreBackup } from '../../platform/backup/index.ts';
import { testDatabase } from '../../testing/database.ts';
import { type Town, town } from '../../testing/matters.ts';
import { type PersonKey, VILLAGE } from '../../testing/people.ts';
import { ERASED_PEOPLE, eraseAfterRestore, erasedPeopleInList } from './erased-people.ts';

const HIS = '640121185003070013';
const HERS = '640121185003078816';
const key = randomBytes(32);

let place: Town;
let home: string;
let ended: { id: string };
const drops: (() => Promise<unknown>)[] = [];

const backup = () =>
  makeBackup({
    databaseUrl: place.databaseUrl,
    home,
    target: join(home, 'backups'),
    key,
    program: '0.1.0',
    now: place.clock.now(),
    kept: keptSetting(undefined),
  });

/** Restores a backup into an empty database, as `linli restore` does or without erasing again, and looks at it with the rights of the system. */
async function restored(name: string, erases: boolean) {
  const { url, drop } = await testDatabase();
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  drops.push(async () => {
    await client.end();
    await drop();
  });
  await client.query('drop schema public cascade; create schema public');
  const counted: object[] = [];
  await restoreBackup({
    ...{ target: join(home, 'backups'), name, key, home: join(home, `again-${randomBytes(4).toString('hex')}`), databaseUrl: url },
    ...(erases && {
      reapply: async (inside: pg.Client) => void counted.push(await eraseAfterRestore(inside, place.app.keysFolder, place.clock.now())),
    }),
  });
  await client.query(`set app.kind = 'system'`);
  const one = async (text: string, values: unknown[] = []) => (await client.query(text, values)).rows[0];
  const person = (who: PersonKey) =>
    one('select name, pinyin, phone_sealed, household_id, relation, left_on::text, territory from person where id = $1', [
      place.people[who],
    ]);
  const count = async (text: string, values: unknown[] = []) => Number((await one(`select count(*) as n from ${text}`, values)).n);
  return { one, person, count, erasedAgain: counted[0] };
}

/** A request to be erased, decided and carried out. */
async function erase(who: PersonKey, step: 'erase-all' | 'erase-rest') {
  const { status, body } = await place.send<{ id: string }>(who, 'matters.request-data', {
    ...{ words: '请按规定删', category: 'data.erase', village: VILLAGE },
  });
  expect(status, JSON.stringify(body)).toBe(200);
  await place.take('stationWorker', 'sign', body.id);
  await place.take('stationWorker', step, body.id, { words: '核实是本人' });
  await place.work();
}

let before: string;
beforeAll(async () => {
  place = await town({ now: '2026-11-24T09:00:00+08:00' });
  home = await mkdtemp(join(tmpdir(), 'linli-erased-'));
  const agreed = textVersionOf('identity');
  await place.send('stationWorker', 'people.saveIdentity', { id: place.people.neighbour, number: HIS, agreed });
  await place.send('stationWorker', 'people.saveIdentity', { id: place.people.resident, number: HERS, agreed });
  ended = await place.file('neighbour');
  await place.take('neighbour', 'withdraw', ended.id, { words: '自己修好了' });
  await place.work();
  before = (await backup()).name;
  await erase('neighbour', 'erase-all');
  await erase('resident', 'erase-rest');
}, 60_000);
afterAll(async () => {
  for (const drop of drops) await drop();
  await place.stop();
  await rm(home, { recursive: true, force: true });
});

describe('a backup from before an erasure', () => {
  it('holds them still: without the lists a restore brings them back', async () => {
    const { person, count } = await restored(before, false);
    expect(await person('neighbour')).toMatchObject({ name: '王海燕', left_on: null, phone_sealed: expect.stringContaining('.') });
    expect(await count('identity_number')).toBe(2);
    expect(await count(`matter_reporter where matter_id = $1 and name <> ''`, [ended.id])).toBe(1);
  });

  it('is cleared of them in the transaction that restores it', async () => {
    const { person, count, one, erasedAgain } = await restored(before, true);
    expect(erasedAgain).toMatchObject({ people: 2 });
    expect(await person('neighbour')).toEqual({
      ...{ name: '已删除', pinyin: '', phone_sealed: null, household_id: null, relation: '', left_on: '2026-11-24', territory: VILLAGE },
    });
    // Who still lives here keeps the entry, as was told, and loses the rest.
    expect(await person('resident')).toMatchObject({ name: '马占山', phone_sealed: null, left_on: null });
    expect(await count('identity_number')).toBe(0);
    for (const who of ['neighbour', 'resident'] as const) {
      const id = [place.people[who]];
      expect(await count('message where person_id = $1', id), who).toBe(0);
      expect(await count('account_person where person_id = $1', id), who).toBe(0);
      expect(await count('consent where person_id = $1 and withdrawn_at is null', id), who).toBe(0);
      expect(await count(`audit where person_id = $1 and operation = 'ownData.eraseAgain' and kind = 'change'`, id), who).toBe(1);
    }
    expect(await one('select name, phone_sealed, person_id from matter_reporter where matter_id = $1', [ended.id])).toEqual({
      ...{ name: '', phone_sealed: null, person_id: null },
    });
    expect(await count('erased_person')).toBe(2);
    // Nobody else lost anything.
    expect(await person('villagerNext')).toMatchObject({ name: '王晓东', phone_sealed: expect.stringContaining('.') });
  });
});

describe('a backup from after it', () => {
  it('leaves alone what its person gave since', async () => {
    place.clock.advance(86_400_000);
    await place.at('2026-11-25 09:00');
    const household = await place.send<{ id: string }>('stationWorker', 'people.saveHousehold', {
      grid: `${VILLAGE}001`,
      address: '一组 7 号',
    });
    const saved = await place.send('stationWorker', 'people.save', {
      ...{ id: place.people.resident, householdId: household.body.id, name: '马占山', relation: '户主', phone: '13895016099' },
    });
    expect(saved.status, JSON.stringify(saved.body)).toBe(200);
    const after = (await backup()).name;
    const { person, erasedAgain } = await restored(after, true);
    expect(erasedAgain).toEqual({ keys: 0, people: 0 });
    expect(await person('resident')).toMatchObject({ name: '马占山', phone_sealed: expect.stringContaining('.') });
    expect(await person('neighbour')).toMatchObject({ name: '已删除' });
  });
});

describe('the list beside the master key', () => {
  it('holds ids and instants, nothing else, and half a line does not stop a restore', async () => {
    const list = join(place.app.keysFolder, ERASED_PEOPLE);
    expect(await erasedPeopleInList(list)).toEqual([
      { county: '640121', personId: place.people.neighbour, at: new Date('2026-11-24T01:00:00Z'), moved: true },
      { county: '640121', personId: place.people.resident, at: new Date('2026-11-24T01:00:00Z'), moved: false },
    ]);
    await appendFile(list, '\n640121 0193');
    expect(await erasedPeopleInList(list)).toHaveLength(2);
    expect(await erasedPeopleInList(join(home, 'no.list'))).toEqual([]);
    const { erasedAgain } = await restored(before, true);
    expect(erasedAgain).toMatchObject({ people: 2 });
  });
});
