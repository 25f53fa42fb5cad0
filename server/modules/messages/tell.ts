import { dateOfDay, dayOf } from '../../../domain/calendar/calendar.ts';
import type { MessageKind } from '../../../domain/messages/contract.ts';
import { sendAfter } from '../../../domain/messages/quiet-hours.ts';
import type { App } from '../../platform/app.ts';
import type { Tx } from '../../platform/database.ts';
import { newId } from '../../platform/ids.ts';
import { queue } from '../../platform/jobs.ts';
import { loadPolicy } from '../policy/index.ts';
import { addMessages, type NewMessage } from './store.ts';

export const SEND_JOB = 'messages.send';

/** A code is waited for; that one's data was opened must be known at once, whatever the hour. */
const AT_ONCE: readonly MessageKind[] = ['code', 'glass'];

/** What to tell to whom: a person (all accounts that speak for them read it), an account (staff), or only a phone. */
export interface Told {
  county: string;
  /** The place whose administrators see the message and whose quiet hours hold. */
  territory: string;
  personId?: string | null;
  accountId?: string | null;
  /** Gets the short message; none is sent without it. */
  phone?: string | null;
  kind: MessageKind;
  inbox: string;
  sms: string | null;
  matterId?: string | null;
}

/**
 * Tells someone what they must know, in the caller's transaction: an inbox entry for a person or an account, and a short message to a phone,
 * queued for the job runner. Short messages wait out the quiet hours (parameters messages.quiet.*), but for those that must be known at once.
 */
export async function tell(tx: Tx, app: App, now: Date, told: Told): Promise<void> {
  const { county, territory, personId = null, accountId = null, phone, kind, inbox, sms, matterId = null } = told;
  const common = { county, territory, personId, accountId, kind, matterId, createdAt: now };
  const rows: NewMessage[] = [];
  if (inbox && (personId || accountId))
    rows.push({ ...common, id: newId(now.getTime()), phone: null, channel: 'inbox', text: inbox, sendAfter: null });
  if (sms && phone) {
    const held = AT_ONCE.includes(kind) ? now : await afterQuietHours(tx, app, now, territory);
    const id = newId(now.getTime());
    rows.push({ ...common, id, phone, channel: 'sms', text: sms, sendAfter: held.getTime() > now.getTime() ? held : null });
    await queue(tx, now, [{ county, kind: SEND_JOB, payload: { id }, uniqueKey: id, runAt: held }]);
  }
  await addMessages(tx, rows);
}

async function afterQuietHours(tx: Tx, app: App, now: Date, territory: string): Promise<Date> {
  const policy = await loadPolicy(app, tx);
  const today = dateOfDay(dayOf(now));
  return sendAfter(now, {
    from: policy.parameterOn('messages.quiet.from', territory, today),
    until: policy.parameterOn('messages.quiet.until', territory, today),
  });
}
