import type { Tx } from '../../platform/database.ts';

export interface DeviceRow {
  county: string;
  id: string;
  accountId: string;
  territory: string;
  secretHash: string;
  name: string;
  registeredAt: Date;
  seenAt: Date;
  wipeOrderedAt: Date | null;
  wipedAt: Date | null;
}

const COLUMNS = [
  'county',
  'id',
  'account_id as accountId',
  'territory',
  'secret_hash as secretHash',
  'name',
  'registered_at as registeredAt',
  'seen_at as seenAt',
  'wipe_ordered_at as wipeOrderedAt',
  'wiped_at as wipedAt',
] as const;

/** A device the actor may see; row-level security shows no others. */
export async function findDevice(tx: Tx, id: string, lock = false): Promise<DeviceRow | undefined> {
  let query = tx.db
    .selectFrom('field_device')
    .select([...COLUMNS])
    .where('id', '=', id);
  if (lock) query = query.forUpdate();
  return query.executeTakeFirst();
}

/** Found by the account alone: an administrator's own key lies in another county than those they look after. */
export function devicesOf(tx: Tx, accountId: string): Promise<DeviceRow[]> {
  return tx.db
    .selectFrom('field_device')
    .select([...COLUMNS])
    .where('account_id', '=', accountId)
    .orderBy('seen_at', 'desc')
    .execute();
}

export type NewDevice = Pick<DeviceRow, 'county' | 'id' | 'accountId' | 'territory' | 'secretHash' | 'name'>;

export async function addDevice(tx: Tx, device: NewDevice, now: Date): Promise<void> {
  await tx.db
    .insertInto('field_device')
    .values({
      county: device.county,
      id: device.id,
      account_id: device.accountId,
      territory: device.territory,
      secret_hash: device.secretHash,
      name: device.name,
      registered_at: now,
      seen_at: now,
    })
    .execute();
}

/** The device was there with its owner; the grid it holds is the one the owner looks after now. */
export async function noteSeen(tx: Tx, device: { county: string; id: string }, territory: string, now: Date): Promise<void> {
  await tx.db
    .updateTable('field_device')
    .set({ seen_at: now, territory })
    .where('county', '=', device.county)
    .where('id', '=', device.id)
    .execute();
}

export async function orderWipe(tx: Tx, device: { county: string; id: string }, by: string, now: Date): Promise<void> {
  await tx.db
    .updateTable('field_device')
    .set({ wipe_ordered_at: now, wipe_ordered_by: by })
    .where('county', '=', device.county)
    .where('id', '=', device.id)
    .execute();
}

export async function noteWiped(tx: Tx, device: { county: string; id: string }, now: Date): Promise<void> {
  await tx.db
    .updateTable('field_device')
    .set({ wiped_at: now })
    .where('county', '=', device.county)
    .where('id', '=', device.id)
    .where('wiped_at', 'is', null)
    .execute();
}
