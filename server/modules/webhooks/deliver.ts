import type { JobHandler } from '../../platform/jobs.ts';
import { DELIVER_JOB, deliverSoon } from './announce.ts';
import { post } from './send.ts';
import { secretOf, signedHeaders } from './signature.ts';
import { changeWebhook, lockWebhook, noteDelivery, waitingFor } from './store.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** How long after each failure the next try comes; after the last it is given up. */
const WAITS = [5_000, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 5 * HOUR, 10 * HOUR, 14 * HOUR];
/** After a change of the secret both sign, so that the other system can follow. */
const BOTH_FOR = DAY;
const AT_ONCE = 20;
/** Other jobs wait meanwhile. */
const LONGEST_MS = 5_000;
const GONE = 410;

/**
 * Sends what waits for one webhook, in order. The first failure ends it: who does not answer is asked once a turn, not once for each event. Sent at
 * least once: the other system knows a repeat by its `webhook-id`.
 */
const deliver: JobHandler = async ({ tx, app, now, payload }) => {
  const webhook = await lockWebhook(tx, String(payload.webhook));
  if (!webhook || webhook.ended_at !== null) return;
  const { generation, rotated_at: rotated } = webhook;
  const secrets = [secretOf(app.sealKey, webhook.id, generation)];
  if (rotated && now.getTime() - rotated.getTime() < BOTH_FOR) secrets.push(secretOf(app.sealKey, webhook.id, generation - 1));
  const began = performance.now();
  const waiting = await waitingFor(tx, webhook, AT_ONCE);
  for (const one of waiting) {
    if (one.next_at > now) return deliverSoon(tx, now, webhook, one.next_at);
    if (performance.now() - began > LONGEST_MS) return deliverSoon(tx, now, webhook, new Date(now.getTime() + 1000));
    const attempts = one.attempts + 1;
    const headers = signedHeaders(one.id, now, one.payload, secrets);
    const answer = await post(webhook.url, one.payload, headers, app.config.webhookHosts).catch((error: Error) => error.message);
    const status = typeof answer === 'number' ? answer : null;
    if (status !== null && status >= 200 && status < 300) {
      await noteDelivery(tx, webhook.county, one.id, { state: 'sent', attempts, sent_at: now, status, problem: null });
      continue;
    }
    const problem = status === null ? String(answer) : `对方回答 ${status}`;
    const wait = WAITS[attempts - 1];
    await noteDelivery(tx, webhook.county, one.id, {
      state: wait === undefined ? 'dead' : 'waiting',
      attempts,
      next_at: new Date(now.getTime() + (wait ?? 0)),
      status,
      problem,
    });
    if (status === GONE) return changeWebhook(tx, webhook, { ended_at: now, ended_why: '对方说不再需要（410）' });
    return deliverSoon(tx, now, webhook, new Date(now.getTime() + (wait ?? 1000)));
  }
  if (waiting.length === AT_ONCE) await deliverSoon(tx, now, webhook, new Date(now.getTime() + 1));
};

export const webhookJobs: Record<string, JobHandler> = { [DELIVER_JOB]: deliver };
