import { sql } from 'kysely';
import type { PagePoint } from '../../../domain/accounts/page.ts';
import type { Tx } from '../../platform/database.ts';

/** One page of the jobs the administrator may see, newest first, read once more than asked for to know whether more follow. */
export function jobsIn(tx: Tx, { state, after, limit }: { state: string; after: PagePoint | null; limit: number }) {
  return tx.db
    .selectFrom('job')
    .select(['id', 'kind', 'state', 'attempts', 'run_at', 'created_at', 'finished_at', 'last_error'])
    .where('state', '=', state)
    .$if(after !== null, (query) => query.where(sql<boolean>`(created_at, id) < (${after?.at}::timestamptz, ${after?.id}::uuid)`))
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
}

export function countJobs(tx: Tx) {
  return tx.db
    .selectFrom('job')
    .select((select) => ['state' as const, select.fn.countAll<number>().as('count')])
    .groupBy('state')
    .execute();
}

/** The job, locked, so that the runner does not take it while someone decides. */
export function lockJob(tx: Tx, id: string) {
  return tx.db.selectFrom('job').select(['county', 'id', 'state', 'last_error']).where('id', '=', id).forUpdate().executeTakeFirst();
}

export async function tryAgain(tx: Tx, county: string, id: string, now: Date): Promise<void> {
  await tx.db
    .updateTable('job')
    .set({ state: 'waiting', attempts: 0, run_at: now, finished_at: null })
    .where('county', '=', county)
    .where('id', '=', id)
    .execute();
}

export async function giveUp(tx: Tx, county: string, id: string, now: Date, problem: string): Promise<void> {
  await tx.db
    .updateTable('job')
    .set({ state: 'done', finished_at: now, unique_key: null, last_error: problem })
    .where('county', '=', county)
    .where('id', '=', id)
    .execute();
}
