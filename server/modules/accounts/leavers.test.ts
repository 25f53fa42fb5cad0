import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '../../../domain/accounts/actor.ts';
import { type Tx, transaction } from '../../platform/database.ts';
import { type Town, town } from '../../testing/matters.ts';
import { GRID, type StaffKey } from '../../testing/people.ts';
import { closeDormant } from './dormant.ts';
import { endSignIns } from './index.ts';
import { endLeavers } from './leavers.ts';

let place: Town;
beforeAll(async () => {
  place = await town();
});
afterAll(() => place.stop());

const SYSTEM: Actor = { kind: 'system', name: '系统' };
const as = <T>(actor: Actor, work: (tx: Tx) => Promise<T>) => transaction(place.app.pool, actor, work);

/** A key and a phone of somebody, and what is left of all that hangs on their account. */
async function equip(who: StaffKey): Promise<void> {
  await place.prepare(async ({ db }) => {
    const now = place.clock.now();
    await db
      .insertInto('passkey')
      .values({ county: '640121', id: `key-${who}`, account_id: place.accounts[who], public_key: Buffer.from('x'), created_at: now })
      .execute();
    await db
      .insertInto('field_device')
      .values({
        ...{ county: '640121', id: crypto.randomUUID(), account_id: place.accounts[who], territory: GRID, secret_hash: 'x', name: '手机' },
        ...{ registered_at: now, seen_at: now },
      })
      .execute();
  });
}
const left = (who: StaffKey) =>
  place.prepare(async ({ db }) => ({
    sessions: (
      await db.selectFrom('session').select('id').where('account_id', '=', place.accounts[who]).where('ended_at', 'is', null).execute()
    ).length,
    keys: (await db.selectFrom('passkey').select('id').where('account_id', '=', place.accounts[who]).execute()).length,
    phones: (
      await db
        .selectFrom('field_device')
        .select('id')
        .where('account_id', '=', place.accounts[who])
        .where('wipe_ordered_at', 'is', null)
        .execute()
    ).length,
  }));
/** Whom and what the rows of an operation name in the audit. */
const audited = (operation: string) =>
  place.prepare(({ db }) =>
    db.selectFrom('audit').select(['actor', 'kind', 'person_id', 'detail']).where('operation', '=', operation).execute(),
  );
const post = (who: StaffKey) =>
  place.prepare(({ db }) => db.selectFrom('appointment').select('id').where('person_id', '=', place.people[who]).executeTakeFirstOrThrow());

describe('with the post end', () => {
  it('sign-in, keys and phone at once, when the head ends it by hand', async () => {
    await equip('gridWorker');
    const { id } = await post('gridWorker');
    expect((await place.send('stationHead', 'bodies.endAppointment', { id, validUntil: '2026-11-23' })).status).toBe(200);
    expect(await left('gridWorker')).toEqual({ sessions: 0, keys: 0, phones: 0 });
    expect((await place.send('gridWorker', 'matters.queue', { tab: 'mine' })).status).toBe(401);
    expect((await left('stationWorker')).sessions).toBe(1);
  });

  it('not before its last day is over, and then by the nightly job', async () => {
    await equip('nextGridWorker');
    const { id } = await post('nextGridWorker');
    expect((await place.send('administrator', 'bodies.endAppointment', { id, validUntil: '2026-11-24' })).status).toBe(200);
    expect(await left('nextGridWorker')).toEqual({ sessions: 1, keys: 1, phones: 1 });
    await place.at('2026-11-25 00:05');
    await as(SYSTEM, (tx) => endLeavers(tx, place.clock.now()));
    expect(await left('nextGridWorker')).toEqual({ sessions: 0, keys: 0, phones: 0 });
    const row = { actor: '系统', kind: 'change', person_id: place.people.nextGridWorker, detail: { appointment: id, ended: 3 } };
    expect(await audited('accounts.leavers')).toEqual([row]);
    // The next night finds nothing left, and writes nothing.
    await as(SYSTEM, (tx) => endLeavers(tx, place.clock.now()));
    expect(await audited('accounts.leavers')).toHaveLength(1);
  });

  it('only the sign-in under it, where another post is left', async () => {
    await equip('waterOfficer');
    await place.prepare(async ({ db }) => {
      const held = await db
        .selectFrom('appointment')
        .selectAll()
        .where('person_id', '=', place.people.waterOfficer)
        .executeTakeFirstOrThrow();
      await db
        .insertInto('appointment')
        .values({ ...held, id: crypto.randomUUID(), body_id: place.bodies.housing })
        .execute();
      await db.updateTable('appointment').set({ valid_until: '2026-11-24' }).where('id', '=', held.id).execute();
    });
    await as(SYSTEM, (tx) => endLeavers(tx, place.clock.now()));
    expect(await left('waterOfficer')).toMatchObject({ sessions: 0, keys: 1 });
  });

  it('nothing for whoever is not known or not staff', async () => {
    const { id } = await post('gridWorker');
    for (const actor of [{ kind: 'anyone' }, { kind: 'receipt', receipt: 'x' }] as const)
      expect(await as(actor, (tx) => endSignIns(tx, place.clock.now(), id))).toBe(0);
  });
});

describe('an account nobody uses', () => {
  const state = (who: StaffKey) =>
    place.prepare(({ db }) =>
      db.selectFrom('account').select(['closed_at', 'dormant_warned_at']).where('id', '=', place.accounts[who]).executeTakeFirstOrThrow(),
    );
  const night = () => as(SYSTEM, (tx) => closeDormant(tx, place.app, place.clock.now()));
  const usedAt = (who: StaffKey, day: string) =>
    place.prepare(({ db }) =>
      db
        .updateTable('account')
        .set({ used_at: `${day}T08:00:00+08:00` })
        .where('id', '=', place.accounts[who])
        .execute(),
    );

  it('is warned first, and closed only when the warning has stood its days', async () => {
    await place.prepare(({ db }) => db.updateTable('account').set({ used_at: '2026-11-24T08:00:00+08:00' }).execute());
    await place.at('2026-11-25 09:00');
    await usedAt('clerk', '2026-03-01');
    await equip('clerk');
    await night();
    expect(await state('clerk')).toMatchObject({ closed_at: null, dormant_warned_at: place.clock.now() });
    expect((await place.send<{ items: { text: string }[] }>('clerk', 'messages.inbox')).body.items[0]?.text).toContain('14 天后会停用');
    await place.at('2026-12-08 09:00');
    await night();
    expect((await state('clerk')).closed_at).toBeNull();
    expect(await audited('accounts.dormant')).toEqual([]);
    expect((await left('clerk')).sessions).toBe(1);
    await place.at('2026-12-09 09:00');
    await night();
    expect((await state('clerk')).closed_at).not.toBeNull();
    expect(await left('clerk')).toMatchObject({ sessions: 0, keys: 0 });
    const detail = { account: place.accounts.clerk, closed: true };
    expect(await audited('accounts.dormant')).toEqual([{ actor: '系统', kind: 'change', person_id: null, detail }]);
    expect((await state('dispatcher')).dormant_warned_at).toBeNull();
  });

  it('is not closed when somebody signs in after the warning, and is warned anew', async () => {
    await usedAt('dispatcher', '2026-03-01');
    await night();
    expect((await state('dispatcher')).dormant_warned_at).toEqual(place.clock.now());
    await place.prepare(({ db }) =>
      db
        .updateTable('account')
        .set({ used_at: place.clock.now(), dormant_warned_at: null })
        .where('id', '=', place.accounts.dispatcher)
        .execute(),
    );
    await place.at('2026-12-24 09:00');
    await night();
    expect(await state('dispatcher')).toMatchObject({ closed_at: null, dormant_warned_at: null });
  });

  it('is not closed where the county gives it more days after the warning', async () => {
    await usedAt('supervisor', '2026-07-10');
    await night();
    expect((await state('supervisor')).dormant_warned_at).toEqual(place.clock.now());
    const more = { key: 'accounts.dormant', territory: '640121', value: 300, validFrom: '2026-12-25', source: '县里的通知' };
    await place.prepare(({ db }) =>
      db.updateTable('account').set({ used_at: place.clock.now() }).where('id', '=', place.accounts.administrator).execute(),
    );
    expect((await place.send('administrator', 'policy.setParameter', more)).status).toBe(200);
    await place.at('2027-01-12 09:00');
    await night();
    expect((await state('supervisor')).closed_at).toBeNull();
  });
});
