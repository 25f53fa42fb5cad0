import { MutationCache, QueryCache } from '@tanstack/react-query';
import { useSyncExternalStore } from 'react';
import { type OutputOf, Problem } from './call.ts';
import { beginLeaving, isLeaving, isUntold, onLeaving, tellLeaving, watchLeaving } from './leaving.ts';

/** Why whoever was signed in is not any more: they left, here or in another page of this browser; the server ended it; or somebody else signed in. */
export type Ending = 'left' | 'ended' | 'another';

let clear: (why: Ending) => void = () => undefined;
let account: string | undefined;

function clearAll(why: Ending): void {
  if (why !== 'another') account = undefined;
  clear(why);
}

/** What a face does to take everything of the person out of the page and the browser; called at once, with a network or without. */
export function whenSignedOut(clears: (why: Ending) => void): void {
  clear = clears;
  watchLeaving(() => clearAll('left'));
}

/** Signs out here and now; the server is told at once, or as soon as there is a network. Resolves when it was told or could not be. */
export async function signOut(): Promise<void> {
  beginLeaving();
  clearAll('left');
  await tellLeaving().catch(() => undefined);
}

/** Whether somebody has left and the server has not said yet that it knows. */
export const useLeaving = (): boolean => useSyncExternalStore(onLeaving, isLeaving);

/** Whether a sign-out could not be told to the server yet, so that its owner should know. */
export const useUntold = (): boolean => useSyncExternalStore(onLeaving, isUntold);

function refused(error: unknown): void {
  if (account && error instanceof Problem && error.type.endsWith('/sign-in-needed')) clearAll('ended');
}

/** Notices in the answers of the server that a sign-in ended (its owner ended it elsewhere, its time was up) or became another's. */
export const noticeEnding = () => ({
  queryCache: new QueryCache({
    onError: (error, { queryKey }) => {
      // What was asked by receipt says nothing about a sign-in.
      if (!queryKey[2]) refused(error);
    },
    onSuccess: (data, { queryKey }) => {
      if (queryKey[0] !== 'accounts.me') return;
      const before = account;
      account = (data as OutputOf<'accounts.me'>).actor?.accountId;
      if (before && before !== account) clearAll(account ? 'another' : 'ended');
    },
  }),
  mutationCache: new MutationCache({ onError: refused }),
});
