import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { transaction } from '../../platform/database.ts';
import { newId, sha256 } from '../../platform/ids.ts';
import { type GlassTown, glassTown } from '../../testing/break-glass.ts';
import type { Who } from '../../testing/matters.ts';
import { type BodyKey, GRID, type PersonKey, VILLAGE } from '../../testing/people.ts';
import { addPerson } from '../../testing/world.ts';
import { authenticate, forgetSession } from '../accounts/index.ts';
import { personPhone } from '../keys/index.ts';

let place: GlassTown;
beforeAll(async () => {
  place = await glassTown({ on: true });
});
beforeEach(() => place.nextDay());
afterAll(() => place.stop());

/** Gives somebody a post; their sign-in wears it when `wear`. */
async function post(
  who: PersonKey,
  body: BodyKey,
  role: string,
  territory: string,
  wear = true,
  person = place.people[who],
): Promise<string> {
  const id = newId();
  await place.prepare(({ db }) =>
    db
      .insertInto('appointment')
      .values({
        ...{ county: '640121', id, person_id: person, body_id: place.bodies[body], role, territory, name: who, phone: '' },
        valid_from: '2020-01-01',
      })
      .execute(),
  );
  if (wear) await wearing(who, id);
  return id;
}
/** Puts a sign-in into a post, and into another account where one is named. */
async function wearing(who: PersonKey, appointment: string | null, account?: string): Promise<void> {
  const token = sha256(`session:${place.as[who]}`);
  await place.prepare(({ db }) =>
    db
      .updateTable('session')
      .set({ appointment_id: appointment, ...(account && { account_id: account }) })
      .where('token_hash', '=', token)
      .execute(),
  );
  forgetSession(place.app, token);
}
const postOf = async (who: PersonKey) =>
  (
    await place.prepare(({ db }) =>
      db
        .selectFrom('session')
        .select('appointment_id')
        .where('token_hash', '=', sha256(`session:${place.as[who]}`))
        .executeTakeFirstOrThrow(),
    )
  ).appointment_id;
/** Ends what a test gave. */
const without = (id: string) =>
  place.prepare(({ db }) => db.updateTable('appointment').set({ valid_until: '2020-01-02' }).where('id', '=', id).execute());
const set = (person: string, values: { household_id: string | null }) =>
  place.prepare(({ db }) => db.updateTable('person').set(values).where('id', '=', person).execute());
const asked = async (who: Who, input?: Record<string, unknown>) => (await place.ask(who, input)).body.id as string;

describe('two people', () => {
  test('nobody agrees to their own request in another post', async () => {
    const own = await postOf('nextGridWorker');
    const id = await asked('nextGridWorker');
    await post('nextGridWorker', 'centre', 'dispatcher', '640121104');
    expect((await place.agree('nextGridWorker', id)).body.reason).toContain('不能是同一个人');
    expect((await place.send('nextGridWorker', 'breakGlass.decline', { id, words: '算了' })).status).toBe(409);
    await wearing('nextGridWorker', own);
    expect((await place.look('nextGridWorker', id)).status).toBe(409);
  });

  test('nor under a second account of theirs, nor under a second entry with the same phone, nor does their wife', async () => {
    const id = await asked('nextGridWorker');
    const account = newId();
    const twin = await addPerson(place, { name: '丁亮', territory: '640121104', phone: '13700000009' });
    const before = await postOf('dispatcher');
    await place.prepare(async (tx) => {
      const { db } = tx;
      await db
        .insertInto('account')
        .values({
          ...{ county: '640121', id: account, kind: 'staff', username: 'second', display_name: '丁亮', territory: '640121104' },
          created_at: place.clock.now(),
        })
        .execute();
      await db
        .insertInto('account_person')
        .values({ county: '640121', account_id: account, person_id: place.people.nextGridWorker, since: place.clock.now() })
        .execute();
    });
    // The sign-in of the dispatcher becomes one of the second account, in a post of the same natural person.
    const second = await post('dispatcher', 'centre', 'dispatcher', '640121104', false, place.people.nextGridWorker);
    await wearing('dispatcher', second, account);
    expect((await place.agree('dispatcher', id)).body.reason).toContain('不能是同一个人');
    // The same under an entry made twice: the accounts share no person, only the phone.
    await place.prepare(async (tx) => {
      const { db } = tx;
      await db.updateTable('account_person').set({ person_id: twin }).where('account_id', '=', account).execute();
      await db
        .updateTable('person')
        .set(await personPhone(tx, { county: '640121', id: place.people.nextGridWorker }, '13700000009'))
        .where('id', '=', place.people.nextGridWorker)
        .execute();
    });
    const third = await post('dispatcher', 'centre', 'dispatcher', '640121104', false, twin);
    await wearing('dispatcher', third, account);
    expect((await place.agree('dispatcher', id)).body.reason).toContain('不能是同一个人');
    await wearing('dispatcher', before, place.accounts.dispatcher);
    await place.prepare(({ db }) => db.updateTable('person').set({ phone_index: null }).where('id', '=', twin).execute());

    const home = newId();
    await place.prepare(({ db }) => db.insertInto('household').values({ county: '640121', id: home, grid: GRID }).execute());
    await set(place.people.dispatcher, { household_id: home });
    await set(place.people.nextGridWorker, { household_id: home });
    expect((await place.agree('dispatcher', id)).body.reason).toContain('一家人');
    await set(place.people.dispatcher, { household_id: null });
    await set(place.people.nextGridWorker, { household_id: null });
    expect((await place.agree('dispatcher', id)).status).toBe(200);
  });

  test('the second is over the place, not below the asker, not the same post of the same unit', async () => {
    const id = await asked('nextGridWorker');
    for (const who of ['clerk', 'stationHead', 'waterOfficer', 'administrator', 'resident', 'gridWorker'] as const)
      expect((await place.agree(who, id)).status, who).toBe(403);
    for (const who of ['otherDispatcher', 'otherSupervisor'] as const) expect((await place.agree(who, id)).status, who).toBe(404);
    expect((await place.agree(null, id)).status).toBe(401);

    const county = await asked('waterOfficer');
    expect((await place.agree('dispatcher', county)).body.reason).toContain('同级或者上级');
    expect((await place.agree('supervisor', county)).status).toBe(200);

    // A supervisor whose unit the asker's own unit leads.
    const led = await asked('housingOfficer');
    const leads = (parent: string | null) =>
      place.prepare(({ db }) => db.updateTable('body').set({ parent_id: parent }).where('id', '=', place.bodies.government).execute());
    await leads(place.bodies.housing);
    expect((await place.agree('supervisor', led)).body.reason).toContain('下级');
    await leads(null);

    // Two dispatchers of one centre: one asks about another township of the county.
    await addPerson(place, { name: '远处的人', territory: '640121101201001' });
    const other = await asked('dispatcher', { who: { by: 'name', name: '远处的人', village: '640121101201' } });
    expect(other).toBeTruthy();
    const before = await postOf('clerk');
    const colleague = await post('clerk', 'centre', 'dispatcher', '640121');
    expect((await place.agree('clerk', other)).body.reason).toContain('同一个岗位');
    await without(colleague);
    await wearing('clerk', before);
    expect((await place.agree('supervisor', other)).status).toBe(200);
  });

  test('two who agree at the same moment open it once', async () => {
    const id = await asked('nextGridWorker');
    const answers = await Promise.all([place.agree('dispatcher', id), place.agree('supervisor', id)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  });
});

describe('ties', () => {
  test('never oneself, the family or a colleague, not even as somebody of their household', async () => {
    const refused = async (why: string) => expect((await place.ask('waterOfficer')).body.reason, why).toContain('自己、家里人和本单位');
    await set(place.people.waterOfficer, { household_id: place.household });
    await refused('one household');
    await set(place.people.waterOfficer, { household_id: null });
    // The wife works in the asker's unit: her husband's entry would open hers.
    const job = await post('waterOfficer', 'water', 'department-staff', '640121', false, place.people.wife);
    await refused('a colleague lives there');
    await without(job);
    const link = { county: '640121', account_id: place.accounts.resident, person_id: place.people.waterOfficer };
    await place.prepare(({ db }) =>
      db
        .insertInto('account_person')
        .values({ ...link, since: place.clock.now() })
        .execute(),
    );
    await refused('one family account');
    await place.prepare(({ db }) => db.deleteFrom('account_person').where('person_id', '=', place.people.waterOfficer).execute());
    expect((await place.ask('waterOfficer')).body.found).toBe('one');
  });

  test('nobody looks at whoever complained of their unit; the second person is told, the asker learns nothing', async () => {
    const { id: matter } = await place.file('resident', { words: '水务局的人把水停了三天', hidden: true });
    const against = {
      body: { id: place.bodies.water, kind: 'county-department', name: '永宁县水务局' },
      account: null,
      namedBy: 'resident',
    };
    const complain = (of: unknown) =>
      place.prepare(async ({ db }) => {
        const row = await db.selectFrom('matter').select('state').where('id', '=', matter).executeTakeFirstOrThrow();
        await db
          .updateTable('matter')
          .set({ state: JSON.stringify({ ...(row.state as object), against: of }) })
          .where('id', '=', matter)
          .execute();
      });
    await complain(against);
    const id = await asked('waterOfficer');
    expect(id).toBeTruthy();
    expect((await place.agree('supervisor', id)).body.reason).toContain('申请人或申请人的单位有关系');
    // Nor does who is complained of agree to another's request.
    await complain({ ...against, body: { id: place.bodies.centre, kind: 'township-centre', name: '闽宁镇民生服务中心' } });
    const other = await asked('nextGridWorker');
    expect((await place.agree('dispatcher', other)).body.reason).toContain('和您或您的单位有关系');
    await complain({ body: null, account: place.accounts.dispatcher, namedBy: 'resident' });
    expect((await place.agree('dispatcher', other)).status).toBe(409);
    await complain(null);
    expect((await place.agree('dispatcher', other)).status).toBe(200);
  });

  test('who agreed does not review, under whichever account', async () => {
    const id = await place.opened('nextGridWorker', 'supervisor');
    await place.nextDay();
    const review = (who: PersonKey) => place.send(who, 'breakGlass.review', { id, verdict: 'justified', words: '有必要' });
    expect((await review('supervisor')).body.reason).toContain('别的督查员');
    const before = await postOf('landOfficer');
    const post2 = await post('landOfficer', 'government', 'supervisor', '640121');
    expect((await review('landOfficer')).status).toBe(200);
    await without(post2);
    await wearing('landOfficer', before);
  });
});

describe('what is open', () => {
  test('is open to the asker alone, in that post, for that household', async () => {
    const id = await place.opened('nextGridWorker', 'dispatcher');
    for (const who of ['nextStationWorker', 'stationHead', 'dispatcher', 'clerk'] as const)
      expect((await place.look(who, id)).status, who).toBe(404);
    for (const who of ['supervisor', 'administrator', 'resident'] as const) expect((await place.look(who, id)).status, who).toBe(403);
    for (const person of [place.people.neighbour, place.people.resident])
      expect((await place.send('nextGridWorker', 'people.view', { id: person, purpose: '找人' })).status).toBe(404);
    expect((await place.send('nextGridWorker', 'people.reveal', { id: place.people.resident, purpose: '找人' })).status).toBe(404);
    const own = await postOf('nextGridWorker');
    const other = await post('nextGridWorker', 'nextStation', 'station-worker', VILLAGE.slice(0, 11));
    expect((await place.look('nextGridWorker', id)).body.reason).toContain('另一个岗位');
    await without(other);
    await wearing('nextGridWorker', own);
    expect((await place.look('nextGridWorker', id)).status).toBe(200);
  });

  test('closes when the county switches it off', async () => {
    const id = await place.opened('nextGridWorker', 'dispatcher');
    await place.set('break-glass.minutes', 0);
    expect((await place.look('nextGridWorker', id)).body.reason).toContain('没有启用');
    await place.set('break-glass.minutes', 60);
    expect((await place.look('nextGridWorker', id)).status).toBe(200);
  });

  test('is asked for by staff who serve people, never by residents, receipts, supervisors or administrators', async () => {
    for (const who of ['resident', 'supervisor', 'administrator'] as const) expect((await place.ask(who)).status, who).toBe(403);
    expect((await place.ask(null)).status).toBe(401);
    const { receiptCode } = await place.file(null, { contact: { name: '过路人', phone: '' } });
    expect((await place.ask({ receipt: receiptCode })).status).toBe(403);
    // A county that has it finds nobody of another.
    expect((await place.ask('otherStationWorker')).body.reason).toContain('没有启用');
    await place.set('break-glass.minutes', 30, '640122');
    expect((await place.ask('otherStationWorker')).body).toEqual({ found: 'none', id: null });
  });

  test('its fields are its own: another reason, a list, a part of a number, a name without village are refused', async () => {
    const bad = [
      { reason: 'curious' },
      { words: ' ' },
      { who: { by: 'name', name: '马占山' } },
      { who: { by: 'phone', phone: '6021' } },
      { who: [] },
      { who: { by: 'name', name: '%', village: VILLAGE } },
      { glass: 'x' },
    ];
    for (const input of bad) expect((await place.ask('nextGridWorker', input)).status, JSON.stringify(input)).toBe(400);
  });
});

describe('the database itself', () => {
  /** Which entries exist for whoever speaks SQL as `linli_app` and says so about themselves. */
  async function raw(settings: Record<string, string>, statement = 'select id from person'): Promise<string[]> {
    const client = await place.app.pool.connect();
    try {
      await client.query('begin');
      for (const [name, value] of Object.entries(settings)) await client.query('select set_config($1, $2, true)', [`app.${name}`, value]);
      return (await client.query(statement)).rows.map(({ id }) => id);
    } finally {
      await client.query('rollback');
      client.release();
    }
  }

  test('a setting alone, or of another kind of caller, opens nothing; with it only what it names, to read', async () => {
    const { resident, neighbour } = place.people;
    const glass = `{${resident}}`;
    const staff = { kind: 'staff', actor: place.accounts.waterOfficer, account: place.accounts.waterOfficer, role: 'department-staff' };
    expect(await raw({})).toEqual([]);
    expect(await raw({ glass })).toEqual([]);
    expect(await raw(staff)).toEqual([]);
    expect(await raw({ ...staff, glass: '' })).toEqual([]);
    for (const kind of ['resident', 'receipt', 'anyone']) expect(await raw({ ...staff, kind, glass }), kind).toEqual([]);
    expect(await raw({ ...staff, glass })).toEqual([resident]);
    expect(await raw({ ...staff, glass }, 'select id from household')).toEqual([]);
    expect(await raw({ ...staff, glass: `{${place.household}}` }, 'select id from household')).toEqual([place.household]);
    for (const write of [
      `update person set name = 'x' where id = '${resident}' returning id`,
      `update household set grid = '${GRID}' where id = '${place.household}' returning id`,
    ])
      expect(await raw({ ...staff, glass: `{${resident},${place.household},${neighbour}}` }, write)).toEqual([]);
  });

  test('nobody writes a request or an answer for somebody else, for more than an hour, to their own, or a second time', async () => {
    const id = await asked('nextGridWorker');
    const request = await place.prepare(({ db }) =>
      db.selectFrom('break_glass').selectAll().where('id', '=', id).executeTakeFirstOrThrow(),
    );
    const now = place.clock.now();
    const actorOf = async (who: PersonKey) => (await authenticate(place.app, place.as[who], null)).actor;
    const add = async (who: PersonKey, table: 'break_glass' | 'break_glass_step', row: object) => {
      const actor = await actorOf(who);
      return transaction(place.app.pool, actor, (tx) =>
        tx.db
          .insertInto(table)
          .values(row as never)
          .execute(),
      );
    };
    await expect(add('waterOfficer', 'break_glass', { ...request, id: newId() })).rejects.toThrow(/row-level security/);
    const bySupervisor = { ...request, id: newId(), account_id: place.accounts.supervisor };
    await expect(add('supervisor', 'break_glass', bySupervisor)).rejects.toThrow(/row-level security/);
    await expect(add('nextGridWorker', 'break_glass', { ...request, id: newId(), person_id: request.staff_person })).rejects.toThrow(
      /check/,
    );

    const answer = {
      ...{ county: '640121', break_glass_id: id, step: 'answer', outcome: 'agreed', territory: VILLAGE, at: now },
      ...{ account_id: place.accounts.dispatcher, staff_person: place.people.dispatcher, actor: 'x', role: 'dispatcher' },
      ...{ asker_id: request.account_id, asker_person: request.staff_person, until: new Date(now.getTime() + 3_600_000), review_by: now },
    };
    const refused = async (who: PersonKey, changed: object, why: RegExp) =>
      expect(add(who, 'break_glass_step', { ...answer, ...changed })).rejects.toThrow(why);
    await refused('supervisor', {}, /row-level security/);
    await refused('nextGridWorker', { account_id: request.account_id }, /row-level security/);
    await refused('otherDispatcher', { account_id: place.accounts.otherDispatcher }, /row-level security/);
    await refused('dispatcher', { until: new Date(now.getTime() + 3_601_000) }, /check constraint/);
    await refused('dispatcher', { staff_person: request.staff_person }, /check constraint/);
    await refused('dispatcher', { asker_id: place.accounts.clerk }, /foreign key/);
    await refused('dispatcher', { territory: '640121104' }, /foreign key|row-level security/);
    await refused('dispatcher', { outcome: 'declined' }, /check constraint/);
    await add('dispatcher', 'break_glass_step', answer);
    const again = { account_id: place.accounts.supervisor, staff_person: place.people.supervisor };
    await refused('supervisor', again, /duplicate key/);
    const review = { step: 'review', outcome: 'justified', until: null, review_by: null };
    await refused('dispatcher', review, /row-level security/);
    await refused('supervisor', { ...review, ...again, staff_person: place.people.dispatcher }, /duplicate key/);

    const actor = await actorOf('nextGridWorker');
    for (const table of ['break_glass', 'break_glass_step'] as const) {
      const change = () => transaction(place.app.pool, actor, (tx) => tx.db.updateTable(table).set({ words: '改' }).execute());
      await expect(change()).rejects.toThrow(/permission denied/);
    }
    await transaction(place.app.pool, actor, (tx) => tx.db.deleteFrom('break_glass').execute());
    expect(await place.prepare(({ db }) => db.selectFrom('break_glass').select('id').where('id', '=', id).execute())).toHaveLength(1);
  });
});
