import type { Actor } from '../../../domain/accounts/actor.ts';
import { CODE } from '../../../domain/accounts/limits.ts';
import { transaction } from '../../platform/database.ts';
import type { JobHandler } from '../../platform/jobs.ts';
import type { SmsGateway } from './gateway.ts';
import { FORGOTTEN_CODE } from './retention-store.ts';
import { forgetText, markFailed, markSent, toSend } from './store.ts';
import { SEND_JOB } from './tell.ts';

const SYSTEM: Actor = { kind: 'system', name: '系统' };

/** Sends one short message; a failure is recorded on the message and left to the job runner to try again. */
const sendWith =
  (gateway: SmsGateway): JobHandler =>
  async ({ tx, app, now, county, payload }) => {
    const id = String(payload.id);
    const message = await toSend(tx, county, id);
    if (!message?.phone || message.state === 'sent') return;
    if (message.kind === 'code' && now.getTime() - message.created_at.getTime() >= CODE.lifetime) {
      await markFailed(tx, county, id, '验证码过期，没有再发');
      return;
    }
    const outcome = await gateway.send({ phone: message.phone, text: message.text });
    if (outcome.ok) {
      await markSent(tx, county, id, now);
      if (message.kind === 'code' && gateway.delivers) await forgetText(tx, county, id, FORGOTTEN_CODE);
      return;
    }
    // The job's own work is undone when it fails, so the state is written beside it.
    await transaction(app.pool, SYSTEM, (own) => markFailed(own, county, id, outcome.problem));
    throw new Error(outcome.problem);
  };

/** The job of messages: sending. */
export function messageJobsWith(gateway: SmsGateway): Record<string, JobHandler> {
  return { [SEND_JOB]: sendWith(gateway) };
}
