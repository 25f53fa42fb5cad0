import type { Tx } from '../../platform/database.ts';

/** Whether a receipt code, by its hash, was ever given to somebody. */
export async function isReceiptGiven(tx: Tx, hash: string): Promise<boolean> {
  return (
    (await tx.db.selectFrom('matter_reporter').select('id').where('receipt_hash', '=', hash).limit(1).executeTakeFirst()) !== undefined
  );
}
