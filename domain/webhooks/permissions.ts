import type { Actor } from '../accounts/actor.ts';
import { type Permission, when } from '../policy/permission.ts';
import { covers } from '../territory/code.ts';

/** An administrator tells other systems only of places of the own range. */
export const mayAddWebhook = (actor: Actor, territory: string): Permission =>
  when(actor.kind === 'staff' && covers(actor.range, territory), '只能推送您管理的地区。', '2.7');
