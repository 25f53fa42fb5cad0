import type { Status } from '../matters/state.ts';
import type { WebhookEvent } from './contract.ts';

const BY_STATUS: Partial<Record<Status, WebhookEvent>> = {
  'in-hand': 'matter.taken-up',
  answered: 'matter.answered',
  closed: 'matter.closed',
  declined: 'matter.declined',
  withdrawn: 'matter.withdrawn',
  merged: 'matter.merged',
};

/** Of what a step tells other systems: of a change of state, by the state before (null when it was filed) and after. */
export function eventOf(before: Status | null, after: Status): WebhookEvent | null {
  if (before === null) return 'matter.filed';
  if (before === after) return null;
  if (before === 'answered' || before === 'closed') {
    if (after === 'to-sign' || after === 'in-hand') return 'matter.reopened';
  }
  return after === 'to-sign' ? 'matter.assigned' : (BY_STATUS[after] ?? null);
}
