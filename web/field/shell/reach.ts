import { useSyncExternalStore } from 'react';
import { Offline } from '../../kit/call.ts';

/** Whether the last call came back; the browser's own belief says nothing about a tower without a line behind it. */
let answered = true;
const listeners = new Set<() => void>();

function note(now: boolean): void {
  if (answered === now) return;
  answered = now;
  for (const listener of listeners) listener();
}

export const isReachable = (): boolean => navigator.onLine && answered;

/** Learns from a call whether the server can be reached; gives its answer or throws what it threw. */
export async function noticing<Answer>(request: Promise<Answer>): Promise<Answer> {
  try {
    const answer = await request;
    note(true);
    return answer;
  } catch (error) {
    note(!(error instanceof Offline));
    throw error;
  }
}

function subscribe(listener: () => void): () => void {
  // A network that comes back gets the benefit of the doubt.
  const online = () => note(true);
  listeners.add(listener);
  window.addEventListener('online', online);
  window.addEventListener('online', listener);
  window.addEventListener('offline', listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener('online', online);
    window.removeEventListener('online', listener);
    window.removeEventListener('offline', listener);
  };
}

/** Whether the server can be reached, as far as anyone can know. */
export const useReachable = (): boolean => useSyncExternalStore(subscribe, isReachable);
