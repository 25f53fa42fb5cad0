import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { textVersionOf } from '../../../domain/own-data/consents.ts';
import type { OwnData } from '../../../domain/own-data/contract.ts';
import type { FoundPerson, Person } from '../../../domain/people/contract.ts';
import { checkOf } from '../../../domain/people/identity-number.ts';
import { transaction } from '../../platform/database.ts';
import { newId } from '../../platform/ids.ts';
import { type ProblemBody, type Town, town, type Who } from '../../testing/matters.ts';
import { GRID, NEXT_VILLAGE, type PersonKey, VILLAGE } from '../../testing/people.ts';
import { carryOut } from '../retention/index.ts';

/** Numbers nobody has: the years in them are long past. */
const numbered = (last: number): string => {
  const digits = `6401211850030${String(70_000 + last).slice(1)}`.slice(0, 17);
  return `${digits}${checkOf(digits)}`;
};
const HERS = numbered(11);
const agreed = textVersionOf('identity');

let place: Town;
let owner: pg.Client;
beforeAll(async () => {
  place = await town({ now: '2026-11-24T09:00:00+08:00' });
  owner = new pg.Client({ connectionString: place.databaseUrl });
  await owner.connect();
  await owner.query(`set app.kind = 'system'`);
});
afterAll(async () => {
  await owner.end();
  await place.stop();
});

const save = (who: Who, person: PersonKey, number: string, more = {}) =>
  place.send<ProblemBody>(who, 'people.saveIdentity', { id: place.people[person], number, agreed, ...more });
const reveal = async (who: Who, person: PersonKey) =>
  (await place.send<{ number: string }>(who, 'people.revealIdentity', { id: place.people[person], purpose: '办理养老认证' })).body.number;
const rows = async (person: PersonKey) =>
  (await owner.query('select * from identity_number where person_id = $1', [place.people[person]])).rows;
const keysOf = async (person: PersonKey) =>
  (
    await owner.query(
      `select k.id from data_key k join identity_number i on i.county = k.county and split_part(i.identity_sealed, '.', 3)::uuid = k.id where i.person_id = $1`,
      [place.people[person]],
    )
  ).rows.map(({ id }) => id as string);
const consents = async (person: PersonKey) =>
  (
    await owner.query(`select given_how, withdrawn_how from consent where person_id = $1 and purpose = 'identity' order by given_at`, [
      place.people[person],
    ])
  ).rows;
const found = async (who: Who, q: string) =>
  (await place.send<{ items: FoundPerson[] }>(who, 'people.search', { q })).body.items?.map(({ id }) => id);

describe('a number entered at the station', () => {
  it('is held sealed, with a consent of its own, and stands plain in no column', async () => {
    expect(await save('stationWorker', 'resident', ` ${HERS.slice(0, 6)} ${HERS.slice(6)}`)).toMatchObject({
      status: 200,
      body: { held: true },
    });
    const [row] = await rows('resident');
    expect(row).toMatchObject({ county: '640121', territory: GRID });
    expect(row.identity_sealed).toMatch(/^1\.aes\./);
    expect(JSON.stringify(row)).not.toContain(HERS.slice(6, 14));
    expect(await consents('resident')).toEqual([{ given_how: 'counter', withdrawn_how: null }]);
  });

  it('is shown by its last character, and whole by an act with a purpose that its person sees', async () => {
    const { body } = await place.send<Person>('stationWorker', 'people.view', { id: place.people.resident, purpose: '核对住户信息' });
    expect(body.identity).toBe(`${'*'.repeat(17)}${HERS.slice(-1)}`);
    for (let at = 0; at <= 10; at++) expect(JSON.stringify(body)).not.toContain(HERS.slice(at, at + 8));
    expect(await reveal('stationWorker', 'resident')).toBe(HERS);
    expect(await reveal('clerk', 'resident')).toBe(HERS);
    expect(await place.send('stationWorker', 'people.revealIdentity', { id: place.people.resident, purpose: `查 ${HERS}` })).toMatchObject({
      status: 400,
      body: { errors: [{ path: 'purpose', message: '用途里不要写身份证号' }] },
    });
    const { body: mine } = await place.send<{ items: { purpose: string; title: string }[] }>('resident', 'audit.mine');
    expect(JSON.stringify(mine)).toContain('办理养老认证');
    expect(JSON.stringify(mine)).toContain('看身份证号');
  });

  it('is found by the whole number only, in the own range, by station and window, and noted without the number', async () => {
    expect(await found('stationWorker', HERS)).toEqual([place.people.resident]);
    expect(await found('clerk', HERS.toLowerCase())).toEqual([place.people.resident]);
    expect(await found('stationWorker', HERS.slice(0, 17)), 'a part of it').toEqual([]);
    expect(await found('stationWorker', numbered(12)), 'a number nobody gave').toEqual([]);
    expect(await found('nextStationWorker', HERS), 'another village').toEqual([]);
    expect(await found('otherStationWorker', HERS), 'another county').toEqual([]);
    for (const who of ['gridWorker', 'dispatcher', 'landOfficer'] as const)
      expect(await place.send(who, 'people.search', { q: HERS }), who).toMatchObject({ status: 409 });
    const { rows: looks } = await owner.query(
      `select detail from audit where operation = 'people.search' order by at desc, id desc limit 20`,
    );
    expect(looks).toContainEqual({ detail: { query: 'identity', count: 1 } });
    expect((await owner.query(`select 1 from audit where audit::text like $1`, [`%${HERS}%`])).rowCount).toBe(0);
  });

  it('is nobody else’s to see, enter or take away', async () => {
    for (const who of [
      'gridWorker',
      'dispatcher',
      'landOfficer',
      'waterOfficer',
      'supervisor',
      'administrator',
      'resident',
      null,
    ] as const) {
      for (const [operation, input] of [
        ['people.revealIdentity', { purpose: '看看' }],
        ['people.saveIdentity', { number: HERS, agreed }],
        ['people.eraseIdentity', {}],
      ] as const) {
        const { status } = await place.send(who, operation, { id: place.people.resident, ...input });
        expect([401, 403], `${operation} by ${who}`).toContain(status);
      }
    }
    for (const who of ['nextStationWorker', 'otherStationWorker'] as const) {
      expect((await place.send(who, 'people.revealIdentity', { id: place.people.resident, purpose: '看看' })).status).toBe(404);
      expect((await save(who, 'resident', numbered(13))).status).toBe(404);
      expect((await place.send(who, 'people.eraseIdentity', { id: place.people.resident })).status).toBe(404);
      expect((await place.send(who, 'people.identity', { id: place.people.resident })).status).toBe(404);
    }
    for (const who of ['gridWorker', 'dispatcher'] as const) {
      const { body } = await place.send<Person>(who, 'people.view', { id: place.people.resident, purpose: '核对住户信息' });
      expect(body.identity, who).toBe('');
    }
    expect((await place.send('neighbour', 'people.identity', { id: place.people.resident })).status).toBe(404);
    expect(await reveal('stationWorker', 'resident')).toBe(HERS);
  });

  it('the database itself lets nobody but the system write one, nor a village see another’s', async () => {
    const actor = {
      kind: 'staff',
      accountId: newId(),
      personId: newId(),
      name: '某人',
      appointmentId: newId(),
      body: { id: newId(), name: '', kind: 'service-station', territory: VILLAGE },
    } as const;
    const seen = (role: string, range: string) =>
      transaction(
        place.app.pool,
        { ...actor, role, range } as never,
        async ({ db }) => (await db.selectFrom('identity_number').selectAll().execute()).length,
      );
    expect(await seen('station-worker', VILLAGE)).toBe(1);
    expect(await seen('station-worker', NEXT_VILLAGE)).toBe(0);
    for (const role of ['supervisor', 'administrator', 'office-staff', 'department-staff'])
      expect(await seen(role, '640121'), role).toBe(0);
    await expect(
      transaction(place.app.pool, { ...actor, role: 'station-worker', range: VILLAGE } as never, ({ db }) =>
        db
          .insertInto('identity_number')
          .values({
            county: '640121',
            person_id: place.people.neighbour,
            territory: GRID,
            identity_sealed: 'x',
            identity_index: 'x',
            noted_at: new Date(),
          })
          .execute(),
      ),
    ).rejects.toThrow(/row-level security/);
    const gone = await transaction(place.app.pool, { ...actor, role: 'station-worker', range: VILLAGE } as never, ({ db }) =>
      db.deleteFrom('identity_number').executeTakeFirst(),
    );
    expect(Number(gone.numDeletedRows)).toBe(0);
  });
});

describe('what is refused', () => {
  it('is said in a sentence: length, characters, the last one, no consent', async () => {
    const said = async (number: string, more = {}) => (await save('stationWorker', 'neighbour', number, more)).body.errors;
    expect(await said(HERS.slice(0, 16))).toEqual([{ path: 'number', message: '身份证号是 18 位，这里有 16 位。' }]);
    expect(await said(`${HERS.slice(0, 10)}O${HERS.slice(11)}`)).toEqual([
      { path: 'number', message: '身份证号只有数字，只有最后一位可以是 X。' },
    ]);
    expect((await said(`${HERS.slice(0, 17)}${HERS.endsWith('1') ? '2' : '1'}`))?.[0]?.message).toContain('再看一遍');
    expect(await said(numbered(14), { agreed: undefined })).toEqual([{ path: 'agreed', message: '请先看过并同意' }]);
    expect((await said(numbered(14), { agreed: agreed + 1 }))?.[0]?.message).toContain('换了新的');
    expect(await rows('neighbour')).toEqual([]);
  });

  it('one that somebody else of the county holds, without telling whose', async () => {
    place.clock.advance(61_000);
    const { status, body } = await save('nextStationWorker', 'villagerNext', HERS);
    expect(status).toBe(400);
    expect(body.errors?.[0]?.message).toContain('另一位居民');
    expect(JSON.stringify(body)).not.toMatch(/马占山|原隆|139|138/);
    expect(await rows('villagerNext')).toEqual([]);
    // In another county it is another register.
    expect((await save('otherStationWorker', 'otherResident', HERS)).status).toBe(200);
  });

  it('trying numbers one after another', async () => {
    place.clock.advance(61_000);
    const statuses: number[] = [];
    for (let at = 0; at < 12; at++) statuses.push((await save('nextStationWorker', 'villagerNext', HERS)).status);
    expect(statuses.at(-1)).toBe(429);
    place.clock.advance(61_000);
  });
});

describe('put right', () => {
  it('replaces the number, erases the key of the old one, and asks no second consent', async () => {
    const [before] = await keysOf('resident');
    expect((await save('clerk', 'resident', numbered(15))).status).toBe(200);
    expect(await reveal('stationWorker', 'resident')).toBe(numbered(15));
    expect(await found('stationWorker', HERS)).toEqual([]);
    expect((await owner.query('select 1 from data_key where id = $1', [before])).rowCount).toBe(0);
    expect((await owner.query('select 1 from erased_key where id = $1', [before])).rowCount).toBe(1);
    expect(await consents('resident')).toHaveLength(1);
    await save('clerk', 'resident', HERS);
  });

  it('goes along when the household moves to another grid', async () => {
    const next = `${VILLAGE}002`;
    await place.prepare(({ db }) =>
      db
        .insertInto('division')
        .values({ code: next, parent: VILLAGE, level: 'grid', name: '第二网格', short_name: '第二网格', pinyin: '', initials: '' })
        .execute(),
    );
    const { body: home } = await place.send<{ id: string }>('stationWorker', 'people.saveHousehold', { grid: GRID, address: '一组 7 号' });
    await place.send('stationWorker', 'people.save', { id: place.people.resident, householdId: home.id, name: '马占山', relation: '户主' });
    expect((await place.send('stationWorker', 'people.saveHousehold', { id: home.id, grid: next, address: '二组 7 号' })).status).toBe(200);
    expect((await rows('resident'))[0].territory).toBe(next);
    expect(await reveal('stationWorker', 'resident')).toBe(HERS);
  });
});

describe('the resident', () => {
  it('sees the own number masked, never whole, and gives it once', async () => {
    const { body } = await place.send<OwnData>('resident', 'ownData.mine');
    const section = body.sections.find(({ title }) => title === '身份证号');
    expect(section?.rows[0]?.value).toBe(`${'*'.repeat(17)}${HERS.slice(-1)}`);
    expect(JSON.stringify(body)).not.toContain(HERS);
    expect((await place.send<{ masked: string }>('resident', 'people.identity', { id: place.people.resident })).body.masked).toMatch(
      /^\*{17}.$/,
    );

    const give = (who: Who, number: string, personId?: string) =>
      place.send<ProblemBody>(who, 'ownData.giveIdentity', { number, agreed, ...(personId && { personId }) });
    expect((await give('resident', numbered(16))).body.reason).toContain('已经登记过');
    expect((await give('resident', numbered(16), place.people.wife)).status, 'for the family').toBe(200);
    expect((await give('resident', numbered(17), place.people.neighbour)).status, 'for a stranger').toBe(404);
    expect((await give('neighbour', HERS)).body.errors?.[0]?.message).toContain('另一位居民');
    expect(await consents('wife')).toEqual([{ given_how: 'portal', withdrawn_how: null }]);
  });

  it('takes the consent back: the number and its key are gone, the account stays', async () => {
    const [key] = await keysOf('wife');
    const { body } = await place.send<{ items: { id: string; purpose: string; personId: string }[] }>('resident', 'ownData.consents');
    const given = body.items.find(({ purpose, personId }) => purpose === 'identity' && personId === place.people.wife);
    expect((await place.send('neighbour', 'ownData.withdrawConsent', { id: given?.id })).status).toBe(404);
    expect((await place.send('resident', 'ownData.withdrawConsent', { id: given?.id })).body).toEqual({ accountClosed: false });
    expect(await rows('wife')).toEqual([]);
    expect((await owner.query('select 1 from data_key where id = $1', [key])).rowCount).toBe(0);
    expect(await consents('wife')).toEqual([{ given_how: 'portal', withdrawn_how: 'portal' }]);
    expect((await place.send('resident', 'ownData.mine')).status).toBe(200);
    expect(await reveal('stationWorker', 'resident'), 'the husband’s stays').toBe(HERS);
  });

  it('may take it back at the counter too', async () => {
    expect((await place.send('clerk', 'people.eraseIdentity', { id: place.people.resident })).body).toEqual({ held: false });
    expect(await rows('resident')).toEqual([]);
    expect(await consents('resident')).toEqual([{ given_how: 'counter', withdrawn_how: 'counter' }]);
    expect(await reveal('stationWorker', 'resident')).toBe('');
  });
});

describe('the term', () => {
  const later = (days: number) => new Date(place.clock.now().getTime() + days * 86_400_000);
  it('ends with the consent, with moving away, and after five years; not a day before', async () => {
    await save('stationWorker', 'resident', HERS);
    await carryOut(place.databaseUrl, later(5 * 365 - 1));
    expect(await rows('resident')).toHaveLength(1);
    await carryOut(place.databaseUrl, later(5 * 365 + 1));
    expect(await rows('resident')).toEqual([]);

    await save('stationWorker', 'resident', HERS);
    await owner.query('update person set left_on = $1 where id = $2', ['2026-11-24', place.people.resident]);
    await carryOut(place.databaseUrl, later(1));
    expect(await rows('resident')).toEqual([]);
    await owner.query('update person set left_on = null where id = $1', [place.people.resident]);

    await save('stationWorker', 'resident', HERS);
    const [key] = await keysOf('resident');
    await owner.query(`update consent set withdrawn_at = now() where purpose = 'identity'`);
    await carryOut(place.databaseUrl, later(1));
    expect(await rows('resident')).toEqual([]);
    expect((await owner.query('select 1 from data_key where id = $1', [key])).rowCount, 'its key goes the same night').toBe(0);
  });
});
