import { useSyncExternalStore } from 'react';
import type { OutboxEntry } from '../../../domain/outbox/entry.ts';
import type { KeptDay, KeptPart } from '../day/part-store.ts';
import type { Vault } from '../device/phone.ts';

/** Who the server says is signed in on this browser, as far as it is known. */
export type SignedInAs = { kind: 'unknown' } | { kind: 'own' } | { kind: 'nobody' } | { kind: 'other'; name: string };

/** What an opened phone shows. */
export interface OpenState {
  vault: Vault;
  day: KeptDay | undefined;
  parts: ReadonlyMap<string, KeptPart>;
  entries: readonly OutboxEntry[];
  signedIn: SignedInAs;
  syncing: boolean;
  /** What the last update stumbled over; undefined when it went well. */
  trouble: unknown;
  /** The grid was dropped after seven days without contact. */
  gridGone: boolean;
  contactAt: number;
}

/** Where the app stands, from its first line to the opened day. */
export type AppState =
  | { stage: 'opening' }
  | { stage: 'unsupported' }
  | { stage: 'newer' }
  | { stage: 'sign-in' }
  | { stage: 'choose-pin'; owner: string; name: string }
  | { stage: 'locked'; owner: string; waiting: number | undefined }
  | { stage: 'emptied'; why: 'ordered' | 'tries' }
  | ({ stage: 'open' } & OpenState);

let state: AppState = { stage: 'opening' };
const listeners = new Set<() => void>();

export const appState = (): AppState => state;

export function setState(next: AppState): void {
  state = next;
  for (const listener of listeners) listener();
}

/** Changes what an opened phone shows; nothing when it has been locked meanwhile. */
export function changeOpen(change: Partial<OpenState>): void {
  if (state.stage === 'open') setState({ ...state, ...change });
}

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => void listeners.delete(listener);
};

export const useAppState = (): AppState => useSyncExternalStore(subscribe, appState);

/** The opened day; only below the gate. Throws when the phone is not open. */
export function useOpen(): OpenState {
  const now = useAppState();
  if (now.stage !== 'open') throw new Error('the phone is not open');
  return now;
}
