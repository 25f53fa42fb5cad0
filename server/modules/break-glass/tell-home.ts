import type { MessageText } from '../../../domain/messages/templates.zh.ts';
import type { App } from '../../platform/app.ts';
import type { Tx } from '../../platform/database.ts';
import { type Told, tell } from '../messages/index.ts';
import { reachOf } from './find-store.ts';

/**
 * Tells everybody of a household: in the inbox of each account that speaks for one of them, once; where no account does, in the inbox they find
 * when they open one, and by a short message to each phone, once. With the rights of the system.
 */
export async function tellHome(
  tx: Tx,
  app: App,
  now: Date,
  common: Pick<Told, 'county' | 'territory' | 'kind'>,
  { first, persons, inbox, sms }: MessageText & { first: string; persons: readonly string[] },
): Promise<void> {
  const { county } = common;
  const found = await reachOf(tx, county, persons);
  const told = new Set<string>();
  for (const { id, accounts, phone: number } of found.sort((one, other) => Number(other.id === first) - Number(one.id === first))) {
    const phone = accounts.length ? null : number;
    if (accounts.length && accounts.every((account) => told.has(account))) continue;
    await tell(tx, app, now, { ...common, personId: id, phone: phone && !told.has(phone) ? phone : null, inbox, sms });
    for (const one of [...accounts, ...(phone ? [phone] : [])]) told.add(one);
  }
}
