import type { Actor } from '../../../domain/accounts/actor.ts';
import type { Tx } from '../../platform/database.ts';
import { gatewayOf } from './gateway.ts';
import { messageOperationsWith } from './operations.ts';
import { messageJobsWith } from './sending.ts';
import { unread } from './store.ts';

export { templates } from '../../../domain/messages/templates.zh.ts';
export { gatewayOf, httpGateway, outboxGateway, type SendOutcome, type SmsGateway } from './gateway.ts';
export { inboxOf } from './operations.ts';
export { messageRetention } from './retention-store.ts';
export { messageJobsWith } from './sending.ts';
export { addMessages, type NewMessage } from './store.ts';
export { type Told, tell } from './tell.ts';

const gateway = gatewayOf(process.env);

export const messageOperations = messageOperationsWith(gateway);
export const messageJobs = messageJobsWith(gateway);

/** How many inbox entries someone has not read yet; 0 for those without an inbox. */
export async function unreadCount(tx: Tx, actor: Actor): Promise<number> {
  if (actor.kind === 'staff') return unread(tx, { accountId: actor.accountId, persons: [] });
  if (actor.kind === 'resident') return unread(tx, { accountId: actor.accountId, persons: actor.persons });
  return 0;
}
