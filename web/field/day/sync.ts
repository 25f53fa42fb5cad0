import type { FieldDay } from '../../../domain/field/contract.ts';
import { call, newCommandId } from '../../kit/call.ts';
import { learnTime } from '../device/clock.ts';
import type { PhoneRow } from '../device/disk.ts';
import { newDevice, type Vault } from '../device/phone.ts';
import { type KeptDay, type KeptPart, merged, PartStore, sinceOf } from './part-store.ts';

/** No part has more pages than this; one that does is broken. */
const MOST_PAGES = 100;

export type Synced = { kind: 'synced'; day: KeptDay; parts: Map<string, KeptPart> } | { kind: 'wipe' } | { kind: 'anew' };

/** Makes the phone known to the server, once; asked again with the same id it is the same phone. */
async function registered(vault: Vault, phone: PhoneRow): Promise<PhoneRow['device']> {
  if (phone.device.registered) return phone.device;
  const { id, secret } = phone.device;
  await call('field.register', { device: id, secret }, { commandId: id, account: vault.owner });
  await vault.disk.changePhone(vault.owner, (one) => ({ ...one, device: { id, secret, registered: true } }));
  return { id, secret, registered: true };
}

/** A phone that was away for too long begins anew under another id; what was sealed on it and not yet sent stays. */
export async function beginAnew(vault: Vault): Promise<void> {
  await vault.disk.changePhone(vault.owner, (one) => ({ ...one, device: newDevice() }));
}

/**
 * Brings the day up to date: asks for what has changed since, page by page, and keeps it in one write.
 * @throws {Problem} refused; {@link Offline} no answer; DiskFull no room
 */
export async function syncDay(vault: Vault, had: ReadonlyMap<string, KeptPart>): Promise<Synced> {
  const phone = await vault.disk.phone(vault.owner);
  if (!phone) return { kind: 'wipe' };
  const device = await registered(vault, phone);
  const parts = new Map(had);
  let since = Object.fromEntries([...had].map(([name, part]) => [name, sinceOf(part)]));
  let only: string[] | undefined;
  let last: FieldDay | undefined;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const answer = (await call('field.sync', { device: device.id, since, parts: only }, { account: vault.owner })) as FieldDay;
    if (answer.anew) return { kind: 'anew' };
    if (answer.wipe || !answer.worker || !answer.village) return { kind: 'wipe' };
    last = answer;
    const more: [string, string][] = [];
    for (const [name, part] of Object.entries(answer.parts)) {
      const begun = page > 0 && part.items[0]?.version !== 'first' ? parts.get(name)?.items : [];
      parts.set(name, merged(parts.get(name), part, begun));
      if (part.next) more.push([name, part.next]);
    }
    if (more.length === 0) break;
    since = Object.fromEntries(more.map(([name, after]) => [name, { after }]));
    only = more.map(([name]) => name);
  }
  if (!last?.worker || !last.village) return { kind: 'wipe' };
  const day = { worker: last.worker, village: last.village, syncedAt: last.at };
  await new PartStore(vault).keep(day, parts);
  const offset = learnTime(last.at);
  const contactAt = Date.parse(last.at);
  await vault.disk.changePhone(vault.owner, (one) => ({ ...one, contactAt, latestAt: contactAt, offset }));
  return { kind: 'synced', day, parts };
}

/** Asks what this phone has to do; works while it is locked. Undefined: no answer. */
export async function askOrders(phone: PhoneRow): Promise<{ wipe: boolean; anew: boolean } | undefined> {
  if (!phone.device.registered) return undefined;
  try {
    return await call('field.orders', { device: phone.device.id, secret: phone.device.secret });
  } catch {
    return undefined;
  }
}

/** Tells the server, once, that the phone is empty. */
export async function reportEmptied(device: PhoneRow['device']): Promise<void> {
  await call('field.wiped', { device: device.id, secret: device.secret }, { commandId: newCommandId() }).catch(() => undefined);
}
