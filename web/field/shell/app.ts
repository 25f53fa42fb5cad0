import { LOCK_AFTER } from '../../../domain/field/limits.ts';
import type { NewEntry } from '../../../domain/outbox/entry.ts';
import { type OutboxEvent, OutboxRefusal } from '../../../domain/outbox/reduce.ts';
import { call, Problem } from '../../kit/call.ts';
import { beginLeaving, tellLeaving } from '../../kit/leaving.ts';
import { type KeptPart, PartStore } from '../day/part-store.ts';
import { askOrders, beginAnew, reportEmptied, syncDay } from '../day/sync.ts';
import { correctedNow, rememberOffset } from '../device/clock.ts';
import type { Disk, PhoneRow } from '../device/disk.ts';
import { openIndexedDisk } from '../device/indexed-disk.ts';
import { NewerShape } from '../device/move-up.ts';
import { activePhone, dropGridIfGone, GRID_KINDS, handTo, setUpPhone, type Unlocked, unlock, type Vault } from '../device/phone.ts';
import { learnTheirs } from '../outbox/learn-theirs.ts';
import { OutboxStore } from '../outbox/outbox-store.ts';
import { Sending } from '../outbox/sending.ts';
import { isReachable, noticing } from './reach.ts';
import { appState, changeOpen, type SignedInAs, setState } from './state.ts';

/** Between two updates without a reason, and between two looks for a server that could not be reached; milliseconds. */
const SYNC_EVERY = 5 * 60_000;
const LOOK_EVERY = 15_000;

let disk: Disk | undefined;
let outbox: OutboxStore | undefined;
let sending: Sending | undefined;
let syncTimer: ReturnType<typeof setInterval> | undefined;
let dayTimer: ReturnType<typeof setInterval> | undefined;
const channel = typeof BroadcastChannel === 'undefined' ? undefined : new BroadcastChannel('linli-field');

const theDisk = (): Disk => {
  if (!disk) throw new Error('the store is not open');
  return disk;
};

/** Whether this browser can keep and protect anything at all. */
const isAble = (): boolean => typeof indexedDB !== 'undefined' && Boolean(globalThis.crypto?.subtle);

/** Opens the app: whose phone is it, is it to be emptied, has it been away too long? */
export async function start(): Promise<void> {
  if (!isAble()) return setState({ stage: 'unsupported' });
  try {
    disk = await openIndexedDisk();
  } catch (error) {
    return setState({ stage: error instanceof DOMException && error.name === 'VersionError' ? 'newer' : 'unsupported' });
  }
  // Asked once; where it is granted the browser does not clear us when room is short.
  void navigator.storage?.persist?.().catch(() => false);
  const phone = await activePhone(disk);
  if (!phone) return setState({ stage: 'sign-in' });
  await showLocked(phone);
}

async function showLocked(phone: PhoneRow): Promise<void> {
  rememberOffset(phone.offset);
  await dropGridIfGone(theDisk(), phone, Date.now());
  const { rows } = await theDisk().allSealed(phone.owner, 'outbox');
  setState({ stage: 'locked', owner: phone.owner, waiting: rows.length });
  void obey(phone);
}

/** Does what the server orders, opened or locked. */
async function obey(phone: PhoneRow): Promise<void> {
  const orders = await askOrders(phone);
  if (orders?.wipe) await emptyPhone(phone.owner, 'ordered');
  else if (orders?.anew) await theDisk().drop(phone.owner, GRID_KINDS);
}

/** Takes everything of an account off this phone and says so to the server and to the other tabs. */
export async function emptyPhone(owner: string, why: 'ordered' | 'tries'): Promise<void> {
  const phone = await theDisk().phone(owner);
  close();
  await theDisk().empty(owner);
  history.replaceState(null, '', '/field/');
  setState({ stage: 'emptied', why });
  channel?.postMessage({ kind: 'emptied', owner });
  if (phone?.device.registered) await reportEmptied(phone.device);
}

/** After signing in: the phone of this account is opened with its PIN, or set up. */
export async function signedInAs(who: { accountId: string; name: string }): Promise<void> {
  const now = appState();
  if (now.stage === 'open' && now.vault.owner === who.accountId) {
    changeOpen({ signedIn: { kind: 'own' }, trouble: undefined });
    return refresh();
  }
  close();
  if (await handTo(theDisk(), who.accountId)) {
    const phone = await theDisk().phone(who.accountId);
    if (phone) return showLocked(phone);
  }
  setState({ stage: 'choose-pin', owner: who.accountId, name: who.name });
}

/** Sets the phone up with a PIN and opens it. */
export async function choosePin(owner: string, pin: string): Promise<void> {
  await open(await setUpPhone(theDisk(), owner, pin, correctedNow()));
}

/** Tries a PIN; opens the day when it is right. */
export async function tryPin(owner: string, pin: string): Promise<Unlocked> {
  const unlocked = await unlock(theDisk(), owner, pin, () => Date.now());
  if (unlocked.kind === 'open') await open(unlocked.vault);
  if (unlocked.kind === 'emptied') await emptyPhone(owner, 'tries');
  return unlocked;
}

async function open(vault: Vault): Promise<void> {
  try {
    const kept = new PartStore(vault);
    const store = new OutboxStore(vault, (entries) => changeOpen({ entries }));
    const [parts, day, entries, phone] = [await kept.parts(), await kept.day(), await store.entries(), await vault.disk.phone(vault.owner)];
    outbox = store;
    sending = new Sending(store, vault.owner, {
      changed: () => channel?.postMessage({ kind: 'outbox', owner: vault.owner }),
      ended: (drained, sent) => {
        if (drained.why === 'signed-out') void lookWhoIsSignedIn();
        else if (sent) void refresh();
      },
    });
    setState({
      stage: 'open',
      vault,
      day,
      parts,
      entries,
      signedIn: { kind: 'unknown' },
      syncing: false,
      trouble: undefined,
      gridGone: day === undefined && entries.length > 0,
      contactAt: phone?.contactAt ?? Date.now(),
    });
    stopTimers();
    syncTimer = setInterval(() => void (isReachable() && !isTroubled() ? undefined : refresh()), LOOK_EVERY);
    dayTimer = setInterval(() => void refresh(), SYNC_EVERY);
    void refresh();
    // It looks first, and so shows what another tab kept while this one was opening.
    void sending.go();
  } catch (error) {
    if (!(error instanceof NewerShape)) throw error;
    setState({ stage: 'newer' });
  }
}

/** Whether the last update stumbled over something that may pass by itself. */
function isTroubled(): boolean {
  const now = appState();
  return now.stage === 'open' && now.trouble !== undefined && now.signedIn.kind !== 'nobody' && now.signedIn.kind !== 'other';
}

function stopTimers(): void {
  clearInterval(syncTimer);
  clearInterval(dayTimer);
}

/** Forgets the key and everything shown. */
function close(): void {
  sending?.stop();
  sending = undefined;
  outbox = undefined;
  stopTimers();
}

/** Asks for the PIN again. A fresh page holds nothing of what was shown. */
export function lock(): void {
  if (appState().stage !== 'open') return;
  close();
  location.reload();
}

let syncing: Promise<void> | undefined;

/** Brings the day up to date and sends what waits; several askers share one run. */
export function refresh(): Promise<void> {
  syncing ??= bringUpToDate().finally(() => {
    syncing = undefined;
  });
  return syncing;
}

async function bringUpToDate(): Promise<void> {
  const before = appState();
  if (before.stage !== 'open' || !navigator.onLine) return;
  const { vault } = before;
  changeOpen({ syncing: true });
  try {
    const parts = before.parts as Map<string, KeptPart>;
    const synced = await noticing(syncDay(vault, parts));
    if (synced.kind === 'wipe') return await emptyPhone(vault.owner, 'ordered');
    if (synced.kind === 'anew') {
      await vault.disk.drop(vault.owner, GRID_KINDS);
      await beginAnew(vault);
      changeOpen({ parts: new Map(), day: undefined });
      const again = await noticing(syncDay(vault, new Map()));
      if (again.kind !== 'synced') return;
      changeOpen({ day: again.day, parts: again.parts });
    } else changeOpen({ day: synced.day, parts: synced.parts });
    changeOpen({ signedIn: { kind: 'own' }, trouble: undefined, gridGone: false, contactAt: correctedNow() });
    channel?.postMessage({ kind: 'day', owner: vault.owner });
    const now = appState();
    if (now.stage === 'open') for (const event of await learnTheirs(now)) await sending?.apply(event);
    void sending?.go();
  } catch (error) {
    changeOpen({ trouble: error });
    if (error instanceof Problem && error.status === 401) await lookWhoIsSignedIn();
  } finally {
    changeOpen({ syncing: false });
  }
}

/** Who is signed in now: nobody, or somebody whose work this is not. */
async function lookWhoIsSignedIn(): Promise<void> {
  const now = appState();
  if (now.stage !== 'open') return;
  const me = await call('accounts.me', {}).catch(() => undefined);
  if (!me) return;
  const signedIn: SignedInAs = !me.actor
    ? { kind: 'nobody' }
    : me.actor.accountId === now.vault.owner
      ? { kind: 'own' }
      : { kind: 'other', name: me.actor.name };
  changeOpen({ signedIn });
}

/** Keeps something a person did and sends it when it can go. Resolves once it is on the disk. @throws DiskFull */
export async function keep(entry: Omit<NewEntry, 'author'>, files: ReadonlyMap<string, Blob> = new Map()): Promise<void> {
  const now = appState();
  if (now.stage !== 'open' || !outbox) throw new Error('the phone is not open');
  await outbox.add({ ...entry, author: now.vault.owner }, files);
  channel?.postMessage({ kind: 'outbox', owner: now.vault.owner });
  void sending?.go();
}

/** The author decides about what was set aside, or wants it tried now; `files` are those a correction brings. @throws DiskFull */
export async function decide(
  event: Extract<OutboxEvent, { kind: 'corrected' | 'dropped' | 'retried' }>,
  files: ReadonlyMap<string, Blob> = new Map(),
): Promise<void> {
  try {
    await sending?.apply(event, files);
  } catch (error) {
    // Another tab was faster: what is shown catches up by itself.
    if (!(error instanceof OutboxRefusal)) throw error;
  }
  void sending?.go();
}

/** A small value of this phone's own, such as a draft. */
export async function keepValue(kind: 'draft', id: string, value: unknown): Promise<void> {
  const now = appState();
  if (now.stage === 'open') await new PartStore(now.vault).keepValue(kind, id, value);
}

export async function keptValue<Value>(kind: 'draft', id: string): Promise<Value | undefined> {
  const now = appState();
  return now.stage === 'open' ? new PartStore(now.vault).value<Value>(kind, id) : undefined;
}

const DRAFT_FILES = 'draft-file';

/** A photo or voice note of what is still being written. */
export async function keepDraftFile(id: string, blob: Blob): Promise<void> {
  const now = appState();
  if (now.stage === 'open') await new PartStore(now.vault).keepBytes(DRAFT_FILES, id, blob);
}

export async function keptDraftFile(id: string): Promise<ArrayBuffer | undefined> {
  const now = appState();
  return now.stage === 'open' ? new PartStore(now.vault).bytes(DRAFT_FILES, id) : undefined;
}

export async function dropDraftFiles(ids: readonly string[]): Promise<void> {
  const now = appState();
  if (now.stage !== 'open' || ids.length === 0) return;
  await now.vault.disk.write({ owner: now.vault.owner, put: [], remove: ids.map((id) => ({ kind: DRAFT_FILES, id })) });
}

/** The bytes of a file of the outbox that has not arrived yet, for a screen that mends its entry. */
export async function keptFile(id: string): Promise<ArrayBuffer | undefined> {
  return outbox?.file(id);
}

/** Follows the network, the other tabs, and the time spent in the background. */
export function listen(): void {
  window.addEventListener('online', () => {
    const now = appState();
    if (now.stage === 'locked') void activePhone(theDisk()).then((phone) => phone && obey(phone));
    void refresh();
    void sending?.go();
  });
  let hiddenAt: number | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  document.addEventListener('visibilitychange', () => {
    clearTimeout(timer);
    if (document.visibilityState === 'hidden') {
      hiddenAt = Date.now();
      timer = setTimeout(lock, LOCK_AFTER);
      return;
    }
    if (hiddenAt !== undefined && Math.abs(Date.now() - hiddenAt) >= LOCK_AFTER) return lock();
    hiddenAt = undefined;
    void refresh();
    void sending?.go();
  });
  channel?.addEventListener('message', (event: MessageEvent<{ kind: string; owner: string }>) => {
    const now = appState();
    if (now.stage !== 'open' || now.vault.owner !== event.data.owner) return;
    if (event.data.kind === 'emptied') {
      close();
      setState({ stage: 'emptied', why: 'ordered' });
    }
    if (event.data.kind === 'outbox') void outbox?.entries();
    if (event.data.kind === 'day') {
      const kept = new PartStore(now.vault);
      void Promise.all([kept.parts(), kept.day()]).then(([parts, day]) => changeOpen({ parts, day }));
    }
  });
}

/** Locks what is here and lets somebody else sign in; ends the sign-in, so that the next one is not taken for this one. */
export async function handOver(): Promise<void> {
  // Without a network the server is told before anything else is asked again.
  beginLeaving();
  close();
  // Whoever comes next begins at today, not where this one was.
  history.replaceState(null, '', '/field/');
  setState({ stage: 'sign-in' });
  await tellLeaving().catch(() => undefined);
}
