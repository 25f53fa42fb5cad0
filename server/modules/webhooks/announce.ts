import type { MatterState, Status } from '../../../domain/matters/state.ts';
import { eventOf } from '../../../domain/webhooks/events.ts';
import type { Tx } from '../../platform/database.ts';
import { newId } from '../../platform/ids.ts';
import { queue } from '../../platform/jobs.ts';
import { addDeliveries, webhooksFor } from './store.ts';

export const DELIVER_JOB = 'webhooks.deliver';

/** Leaves a job that sends what waits for a webhook; of several at once one is enough. */
export const deliverSoon = (tx: Tx, now: Date, webhook: { county: string; id: string }, runAt = now): Promise<void> =>
  queue(tx, now, [
    {
      county: webhook.county,
      kind: DELIVER_JOB,
      payload: { webhook: webhook.id },
      uniqueKey: `webhook ${webhook.id} ${runAt.toISOString()}`,
      runAt,
    },
  ]);

/** Tells other systems that a matter came into another state: ids, kind, state, village. No words, no category, no hour but this one, nobody. */
export async function announce(
  tx: Tx,
  now: Date,
  matter: { id: string; number: string; kind: string; village: string },
  before: MatterState | null,
  after: { status: Status; at: string },
): Promise<void> {
  const event = eventOf(before?.status ?? null, after.status);
  if (!event) return;
  const webhooks = await webhooksFor(tx, event, matter.village);
  const data = { id: matter.id, number: matter.number, kind: matter.kind, status: after.status, place: matter.village };
  const payload = JSON.stringify({ type: event, timestamp: after.at, data });
  await addDeliveries(
    tx,
    webhooks.map(({ county, id, territory }) => ({
      county,
      id: newId(now.getTime()),
      webhook_id: id,
      territory,
      event,
      payload,
      next_at: now,
      created_at: now,
    })),
  );
  for (const webhook of webhooks) await deliverSoon(tx, now, webhook);
}
