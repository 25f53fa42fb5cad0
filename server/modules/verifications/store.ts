import { sql } from 'kysely';
import type { MatterState } from '../../../domain/matters/state.ts';
import type { Tx } from '../../platform/database.ts';

/**
 * The verifications a centre asked for or a station is asked to do, of one part: those on the way by the day they are due, the others by when they
 * were asked for, the newest first.
 */
export async function listVerifications(
  tx: Tx,
  body: { county: string; id: string },
  part: 'open' | 'answered' | 'ended',
  after: { at: string; id: string } | null,
  limit: number,
) {
  const open = part === 'open';
  let query = tx.db
    .selectFrom('matter')
    .select(['id', 'number', 'title', 'village', 'grid', 'status', 'filed_at', 'answer_due', 'state'])
    .where('county', '=', body.county)
    .where('kind', '=', 'home-verification')
    .where((on) => on.or([on('centre_id', '=', body.id), on('station_id', '=', body.id)]))
    .where(
      open
        ? sql<boolean>`ended_at is null and status <> 'answered'`
        : part === 'answered'
          ? sql<boolean>`status = 'answered'`
          : sql<boolean>`ended_at is not null`,
    );
  if (after)
    query = query.where(
      open
        ? sql<boolean>`(answer_due, id) > (${after.at}::timestamptz, ${after.id}::uuid)`
        : sql<boolean>`(filed_at, id) < (${after.at}::timestamptz, ${after.id}::uuid)`,
    );
  const rows = await (open ? query.orderBy('answer_due').orderBy('id') : query.orderBy('filed_at', 'desc').orderBy('id', 'desc'))
    .limit(limit)
    .execute();
  return rows.map((row) => ({ ...row, state: row.state as unknown as MatterState }));
}
