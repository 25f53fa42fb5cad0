import { sql } from 'kysely';
import type { Tx } from '../../platform/database.ts';
import { TRAY } from './store.ts';

/** Uploads belong to no county until a step of a matter claims the whole file. */

export interface UploadKey {
  uploader: string;
  id: string;
}

/** Keeps one part; the same part again changes nothing. */
export async function keepPart(
  tx: Tx,
  upload: UploadKey & { bytes: number; part: number; content: Buffer },
  now: Date,
): Promise<{ bytes: number; fileId: string | null; received: number[] }> {
  const { uploader, id, bytes, part, content } = upload;
  await tx.db
    .insertInto('upload')
    .values({ county: TRAY, uploader, id, bytes, created_at: now })
    .onConflict((on) => on.doNothing())
    .execute();
  const row = await lockUpload(tx, { uploader, id });
  if (row.fileId === null && row.bytes === bytes)
    await tx.db
      .insertInto('upload_part')
      .values({ county: TRAY, uploader, upload_id: id, part, content })
      .onConflict((on) => on.doNothing())
      .execute();
  const parts = await tx.db
    .selectFrom('upload_part')
    .select('part')
    .where('county', '=', TRAY)
    .where('uploader', '=', uploader)
    .where('upload_id', '=', id)
    .orderBy('part')
    .execute();
  return { ...row, received: parts.map((one) => one.part) };
}

/** Locks the upload, so that of two last parts only one makes it whole. */
export async function lockUpload(tx: Tx, { uploader, id }: UploadKey): Promise<{ bytes: number; fileId: string | null }> {
  return tx.db
    .selectFrom('upload')
    .select(['bytes', 'file_id as fileId'])
    .where('county', '=', TRAY)
    .where('uploader', '=', uploader)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirstOrThrow();
}

/** The whole content, its parts in order. */
export async function contentOf(tx: Tx, { uploader, id }: UploadKey): Promise<Buffer> {
  const parts = await tx.db
    .selectFrom('upload_part')
    .select('content')
    .where('county', '=', TRAY)
    .where('uploader', '=', uploader)
    .where('upload_id', '=', id)
    .orderBy('part')
    .execute();
  return Buffer.concat(parts.map((part) => part.content));
}

/** The upload is a file now; its parts are no longer needed. */
export async function makeWhole(tx: Tx, { uploader, id }: UploadKey, fileId: string): Promise<void> {
  await tx.db
    .updateTable('upload')
    .set({ file_id: fileId })
    .where('county', '=', TRAY)
    .where('uploader', '=', uploader)
    .where('id', '=', id)
    .execute();
  await tx.db.deleteFrom('upload_part').where('county', '=', TRAY).where('uploader', '=', uploader).where('upload_id', '=', id).execute();
}

/** Whether the file of a finished upload still waits to be claimed; else the upload begins anew. */
export async function forgetIfGone(tx: Tx, { uploader, id }: UploadKey): Promise<void> {
  await sql`delete from upload where county = ${TRAY} and uploader = ${uploader} and id = ${id}::uuid and file_id is not null
    and not exists (select from file where file.county = ${TRAY} and file.id = upload.file_id)`.execute(tx.db);
}

/** Bytes an uploader has lying in parts. */
export async function bytesInParts(tx: Tx, uploader: string): Promise<number> {
  const found = await sql<{ bytes: number }>`
    select coalesce(sum(bytes), 0)::int8 as bytes from upload where county = ${TRAY} and uploader = ${uploader} and file_id is null`.execute(
    tx.db,
  );
  return found.rows[0]?.bytes ?? 0;
}
