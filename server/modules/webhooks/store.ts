import { sql } from 'kysely';
import type { Tx } from '../../platform/database.ts';

const WEBHOOK = [
  'county',
  'id',
  'territory',
  'url',
  'events',
  'generation',
  'rotated_at',
  'created_at',
  'created_by',
  'ended_at',
  'ended_why',
] as const;

/** The webhooks in sight, each with how much waits and how much was given up. */
export const webhooksIn = (tx: Tx) =>
  tx.db
    .selectFrom('webhook')
    .select(WEBHOOK)
    .select((select) =>
      (['waiting', 'dead'] as const).map((state) =>
        select
          .selectFrom('webhook_delivery')
          .select(({ fn }) => fn.countAll<number>().as('n'))
          .whereRef('webhook_delivery.county', '=', 'webhook.county')
          .whereRef('webhook_id', '=', 'webhook.id')
          .where('state', '=', state)
          .as(state),
      ),
    )
    .orderBy('ended_at', 'desc')
    .orderBy('created_at', 'desc')
    .limit(100)
    .execute();

export const lockWebhook = (tx: Tx, id: string) =>
  tx.db.selectFrom('webhook').select(WEBHOOK).where('id', '=', id).forUpdate().executeTakeFirst();

/** The open webhooks that are told of an event in a village. */
export const webhooksFor = (tx: Tx, event: string, village: string) =>
  tx.db
    .selectFrom('webhook')
    .select(['county', 'id', 'territory'])
    .where('ended_at', 'is', null)
    .where(sql<boolean>`${event} = any (events)`)
    .where(sql<boolean>`starts_with(${village}, territory)`)
    .execute();

export async function addWebhook(
  tx: Tx,
  row: { county: string; id: string; territory: string; url: string; events: string[]; created_at: Date; created_by: string },
): Promise<void> {
  await tx.db.insertInto('webhook').values(row).execute();
}

type Key = { county: string; id: string };

export async function changeWebhook(
  tx: Tx,
  { county, id }: Key,
  values: { generation?: number; rotated_at?: Date; ended_at?: Date; ended_why?: string },
): Promise<void> {
  await tx.db.updateTable('webhook').set(values).where('county', '=', county).where('id', '=', id).execute();
}

export interface NewDelivery {
  county: string;
  id: string;
  webhook_id: string;
  territory: string;
  event: string;
  payload: string;
  next_at: Date;
  created_at: Date;
}

export async function addDeliveries(tx: Tx, rows: NewDelivery[]): Promise<void> {
  if (rows.length) await tx.db.insertInto('webhook_delivery').values(rows).execute();
}

/** What waits for a webhook, the oldest first. */
export const waitingFor = (tx: Tx, { county, id }: Key, limit: number) =>
  tx.db
    .selectFrom('webhook_delivery')
    .select(['id', 'event', 'payload', 'attempts', 'next_at'])
    .where('county', '=', county)
    .where('webhook_id', '=', id)
    .where('state', '=', 'waiting')
    .orderBy('created_at')
    .orderBy('id')
    .limit(limit)
    .execute();

export async function noteDelivery(
  tx: Tx,
  county: string,
  id: string,
  values: { state: string; attempts: number; next_at?: Date; sent_at?: Date; status: number | null; problem: string | null },
): Promise<void> {
  await tx.db.updateTable('webhook_delivery').set(values).where('county', '=', county).where('id', '=', id).execute();
}

export const latestDeliveries = (tx: Tx, { county, id }: Key) =>
  tx.db
    .selectFrom('webhook_delivery')
    .select(['id', 'event', 'state', 'attempts', 'created_at', 'sent_at', 'next_at', 'status', 'problem'])
    .where('county', '=', county)
    .where('webhook_id', '=', id)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(50)
    .execute();

/** Puts what was given up in the queue again. */
export async function tryDeadAgain(tx: Tx, { county, id }: Key, now: Date): Promise<void> {
  await tx.db
    .updateTable('webhook_delivery')
    .set({ state: 'waiting', attempts: 0, next_at: now })
    .where('county', '=', county)
    .where('webhook_id', '=', id)
    .where('state', '=', 'dead')
    .execute();
}
