import type { Tx } from '../../platform/database.ts';

export interface NewPasskey {
  county: string;
  id: string;
  accountId: string;
  publicKey: Buffer;
  counter: number;
  transports: string[];
  name: string;
  createdAt: Date;
}

export async function addPasskey(tx: Tx, key: NewPasskey): Promise<void> {
  await tx.db
    .insertInto('passkey')
    .values({
      county: key.county,
      id: key.id,
      account_id: key.accountId,
      public_key: key.publicKey,
      counter: key.counter,
      transports: key.transports,
      name: key.name,
      created_at: key.createdAt,
    })
    .execute();
}

export function passkeysOf(tx: Tx, county: string, accountId: string) {
  return tx.db
    .selectFrom('passkey')
    .select(['id', 'name', 'transports', 'created_at', 'used_at'])
    .where('county', '=', county)
    .where('account_id', '=', accountId)
    .orderBy('created_at')
    .execute();
}

export function lockPasskey(tx: Tx, county: string, accountId: string, id: string) {
  return tx.db
    .selectFrom('passkey')
    .select(['id', 'public_key', 'counter', 'transports'])
    .where('county', '=', county)
    .where('account_id', '=', accountId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
}

export async function passkeyUsed(tx: Tx, county: string, id: string, counter: number, now: Date): Promise<void> {
  await tx.db.updateTable('passkey').set({ counter, used_at: now }).where('county', '=', county).where('id', '=', id).execute();
}

export async function removePasskey(tx: Tx, county: string, accountId: string, id: string): Promise<boolean> {
  const gone = await tx.db
    .deleteFrom('passkey')
    .where('county', '=', county)
    .where('account_id', '=', accountId)
    .where('id', '=', id)
    .executeTakeFirst();
  return gone.numDeletedRows > 0n;
}

/** Removes all passkeys of an account. */
export async function removePasskeysOf(tx: Tx, county: string, accountId: string): Promise<void> {
  await tx.db.deleteFrom('passkey').where('county', '=', county).where('account_id', '=', accountId).execute();
}
