import { useSyncExternalStore } from 'react';

// What someone searches for may be a person's name, so it stands in no address and in no storage (browsers write even that of a tab to the disk).
const listeners = new Set<() => void>();
let words = '';

export function setSearchWords(next: string): void {
  words = next.trim().slice(0, 60);
  for (const listener of listeners) listener();
}

/** What the search box asks for, shared by the top bar and the queue; forgotten when the page is loaded anew. */
export function useSearchWords(): string {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => words,
  );
}
