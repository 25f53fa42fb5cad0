import { useSyncExternalStore } from 'react';

// What someone searches for may be a person's name, so it never stands in an address; it lives in this tab only.
const KEY = 'linli.office.search';
const listeners = new Set<() => void>();
let words = sessionStorage.getItem(KEY) ?? '';

export function setSearchWords(next: string): void {
  words = next.trim().slice(0, 60);
  sessionStorage.setItem(KEY, words);
  for (const listener of listeners) listener();
}

/** What the search box asks for, shared by the top bar and the queue. */
export function useSearchWords(): string {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => words,
  );
}
