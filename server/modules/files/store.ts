import { sql } from 'kysely';
import type { MatterState } from '../../../domain/matters/state.ts';
import type { Tx } from '../../platform/database.ts';
import type { StoredFile } from '../../platform/file-store.ts';
import { newId } from '../../platform/ids.ts';
import { invalid } from '../../platform/problem.ts';

/** Uploads wait here until a step names them; a matter's files carry its county. */
export const TRAY = '000000';

/** Notes an upload of this uploader; it belongs to nothing until it is attached. */
export async function insertUpload(tx: Tx, file: StoredFile, uploader: string, now: Date): Promise<string> {
  const id = newId(now.getTime());
  await tx.db
    .insertInto('file')
    .values({
      county: TRAY,
      id,
      sha256: file.sha256,
      media_type: file.mediaType,
      kind: file.kind,
      bytes: file.bytes,
      thumbnail_sha256: file.thumbnailSha256,
      uploader,
      created_at: now,
    })
    .execute();
  return id;
}

/** Gives uploads of the actor to a step of a matter opened in this transaction; those of an `internal` step are for staff only, `sensitive` ones are papers of a person. Throws a field error when one is not there. */
export async function attachFiles(
  tx: Tx,
  to: { county: string; matterId: string; seq: number; ids: readonly string[]; internal: boolean; sensitive: boolean },
): Promise<void> {
  const wanted = [...new Set(to.ids)];
  const taken = await sql`
    with taken as (delete from file where county = ${TRAY} and matter_id is null and id = any (${wanted}::uuid[]) returning *)
    insert into file (county, id, sha256, media_type, kind, bytes, thumbnail_sha256, uploader, matter_id, seq, internal, sensitive, created_at)
    select ${to.county}, id, sha256, media_type, kind, bytes, thumbnail_sha256, uploader, ${to.matterId}::uuid, ${to.seq}, ${to.internal}, ${to.sensitive}, created_at from taken`.execute(
    tx.db,
  );
  if (Number(taken.numAffectedRows ?? 0) !== wanted.length) throw invalid('attachments', '有附件没有找到，请重新上传。');
}

/** The files of a matter opened in this transaction. */
export async function filesOf(tx: Tx, matter: { county: string; id: string }) {
  return tx.db
    .selectFrom('file')
    .select(['id', 'kind', 'media_type', 'seq'])
    .where('county', '=', matter.county)
    .where('matter_id', '=', matter.id)
    .orderBy('created_at')
    .execute();
}

export async function findFile(tx: Tx, id: string) {
  return tx.db
    .selectFrom('file')
    .select(['id', 'sha256', 'thumbnail_sha256', 'media_type', 'kind', 'matter_id', 'sensitive', 'uploader'])
    .where('id', '=', id)
    .executeTakeFirst();
}

/** The matter a file belongs to, as far as the actor may see it; row-level security answers. */
export async function visibleMatter(tx: Tx, matterId: string) {
  const row = await tx.db
    .selectFrom('matter')
    .select(['county', 'id', 'kind', 'version', 'reporters', 'state'])
    .where('id', '=', matterId)
    .executeTakeFirst();
  return row && { ...row, state: row.state as unknown as MatterState };
}

/** Which of these contents a row still names. */
export async function stillNamed(tx: Tx, hashes: readonly string[]): Promise<Set<string>> {
  const rows = await sql<{ hash: string }>`
    select hash from unnest(${hashes}::text[]) hash
    where exists (select from file where sha256 = hash) or exists (select from file where thumbnail_sha256 = hash)`.execute(tx.db);
  return new Set(rows.rows.map((row) => row.hash));
}
