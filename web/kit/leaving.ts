/** Under this key the browser remembers that a sign-out has still to be told to the server, and nothing of who it was. */
const KEY = 'linli.leaving';
/** Pause between two tries, and how long one may take, in milliseconds. */
const AGAIN_MS = 15_000;
const PATIENCE_MS = 10_000;

/** Stands in where the browser keeps nothing: then it is known as long as the page lasts. */
let withoutStorage = false;
/** Left over from an earlier visit it is a sign-out that could not be told then. */
let failed = isLeaving();
let telling: Promise<void> | undefined;
let timer: ReturnType<typeof setTimeout> | undefined;
const listeners = new Set<() => void>();

/** True between a sign-out in this browser and the server's answer to it: until then nothing may be asked in the name of whoever left. */
export function isLeaving(): boolean {
  try {
    return localStorage.getItem(KEY) === '1';
  } catch {
    return withoutStorage;
  }
}

/** True where the server could not be told: its owner should know. */
export const isUntold = (): boolean => failed && isLeaving();

function change(leaving: boolean, couldNot: boolean): void {
  failed = couldNot;
  try {
    if (leaving) localStorage.setItem(KEY, '1');
    else localStorage.removeItem(KEY);
  } catch {
    withoutStorage = leaving;
  }
  for (const listener of listeners) listener();
}

/** Notes that somebody leaves, before anything else is done about it. */
export const beginLeaving = (): void => change(true, false);

async function tell(): Promise<void> {
  clearTimeout(timer);
  const limit = new AbortController();
  const patience = setTimeout(() => limit.abort(), PATIENCE_MS);
  try {
    const headers = { 'x-linli': '1', 'content-type': 'application/json' };
    const answer = await fetch('/api/accounts/signOut', {
      ...{ method: 'POST', headers, body: '{}', credentials: 'same-origin' },
      signal: limit.signal,
    });
    if (!answer.ok) throw new Error(`status ${answer.status}`);
  } catch (error) {
    change(true, true);
    timer = setTimeout(() => void tellLeaving().catch(() => undefined), AGAIN_MS);
    throw error;
  } finally {
    clearTimeout(patience);
  }
  change(false, false);
}

/** Ends the sign-in at the server, if that is still to be done; once at a time. Throws when no answer came; it is tried again then. */
export async function tellLeaving(): Promise<void> {
  if (!isLeaving()) return;
  telling ??= tell().finally(() => {
    telling = undefined;
  });
  await telling;
}

/** Calls back whenever `isLeaving` changed; returns what ends that. */
export function onLeaving(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Tells the server what an earlier visit could not, now and whenever the network comes back; `elsewhere` when another page of this browser signs out. */
export function watchLeaving(elsewhere: () => void): void {
  const tellNow = () => void tellLeaving().catch(() => undefined);
  tellNow();
  window.addEventListener('online', tellNow);
  window.addEventListener('storage', ({ key, newValue }) => {
    if (key !== KEY) return;
    for (const listener of listeners) listener();
    if (newValue === '1') elsewhere();
  });
}
