import type { Actor } from '../accounts/actor.ts';
import { type Permission, when } from '../policy/permission.ts';
import { covers } from '../territory/code.ts';

/** A key is given for a place of the administrator's own range, so that nobody lets others file where they have no say themselves. */
export const mayGiveKey = (actor: Actor, territory: string): Permission =>
  when(actor.kind === 'staff' && covers(actor.range, territory), '只能给您管理的地区发密钥。', '2.7');

/** Where a key may file. */
export const mayFileBy = (client: { territory: string }, village: string): Permission =>
  when(covers(client.territory, village), 'the api_key may not file in this place');
