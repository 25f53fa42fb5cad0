import { isGone, pauseAfterWrongPins } from '../../../domain/field/limits.ts';
import { newCommandId } from '../../kit/call.ts';
import type { Disk, PhoneRow } from './disk.ts';
import { base64url, ITERATIONS, makeKeys, openKeys, randomBytes } from './sealing.ts';

/** An opened phone: whose it is, and the key that lives only in this page. */
export interface Vault {
  owner: string;
  key: CryptoKey;
  disk: Disk;
}

/** The account that used this phone last. */
export async function activePhone(disk: Disk): Promise<PhoneRow | undefined> {
  return (await disk.phones()).find((phone) => phone.active);
}

async function makeActive(disk: Disk, owner: string): Promise<void> {
  for (const phone of await disk.phones()) await disk.changePhone(phone.owner, (one) => ({ ...one, active: one.owner === owner }));
}

/** Sets this phone up for an account, with a PIN of its own; nothing of another account's is touched. */
export async function setUpPhone(disk: Disk, owner: string, pin: string, now: number, iterations = ITERATIONS): Promise<Vault> {
  const { keys, dataKey } = await makeKeys(pin, iterations);
  await disk.addPhone({
    owner,
    active: true,
    device: newDevice(),
    ...keys,
    wrongPins: 0,
    pausedUntil: 0,
    contactAt: now,
    latestAt: now,
    offset: 0,
  });
  await makeActive(disk, owner);
  return { owner, key: dataKey, disk };
}

/** What the server knows this phone by. */
export const newDevice = (): PhoneRow['device'] => ({ id: newCommandId(), secret: base64url(randomBytes(32)), registered: false });

/** Hands the phone to the account that has signed in; true when it has been here before. */
export async function handTo(disk: Disk, owner: string): Promise<boolean> {
  if (!(await disk.phone(owner))) return false;
  await makeActive(disk, owner);
  return true;
}

export type Unlocked =
  | { kind: 'open'; vault: Vault }
  | { kind: 'wrong'; left: number; pausedUntil: number }
  | { kind: 'paused'; until: number }
  /** That was the last try: everything of this account is off the phone. */
  | { kind: 'emptied' };

/** Tries a PIN. The failure is noted before the guess is made, so that killing the page in between wins nothing. */
export async function unlock(disk: Disk, owner: string, pin: string, now: () => number): Promise<Unlocked> {
  const phone = await disk.phone(owner);
  if (!phone) return { kind: 'emptied' };
  // A pause longer than any was set before the clock was put back.
  if (phone.pausedUntil > now() && phone.pausedUntil - now() <= 3_600_000) return { kind: 'paused', until: phone.pausedUntil };
  const wrongPins = phone.wrongPins + 1;
  const pause = pauseAfterWrongPins(wrongPins);
  await disk.changePhone(owner, (one) => ({ ...one, wrongPins: one.wrongPins + 1, pausedUntil: now() + (pause ?? 0) }));
  const key = await openKeys(phone, pin);
  if (key) {
    await disk.changePhone(owner, (one) => ({ ...one, wrongPins: 0, pausedUntil: 0, latestAt: Math.max(one.latestAt, now()) }));
    return { kind: 'open', vault: { owner, key, disk } };
  }
  if (pause === null) {
    await disk.empty(owner);
    return { kind: 'emptied' };
  }
  return { kind: 'wrong', left: leftAfter(wrongPins), pausedUntil: now() + pause };
}

const leftAfter = (failures: number): number => {
  let left = 0;
  while (pauseAfterWrongPins(failures + left + 1) !== null) left += 1;
  return left + 1;
};

/** What a phone forgets when it has been away too long; what its owner wrote stays sealed until the server has it. */
export const GRID_KINDS = ['part', 'day'];

/** Takes the grid off a phone that has had no contact for seven days by its own clock. */
export async function dropGridIfGone(disk: Disk, phone: PhoneRow, now: number): Promise<boolean> {
  if (!isGone(phone.contactAt, now + phone.offset, phone.latestAt)) return false;
  await disk.drop(phone.owner, GRID_KINDS);
  return true;
}
