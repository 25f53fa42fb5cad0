import { useEffect, useState } from 'react';

const KEY = 'linli.elder';
const listeners = new Set<() => void>();

function read(): boolean {
  try {
    return localStorage.getItem(KEY) === '1';
  } catch {
    return document.documentElement.hasAttribute('data-elder');
  }
}

/** Turns elder mode (关怀版) on or off for this device. */
export function setElder(on: boolean): void {
  document.documentElement.toggleAttribute('data-elder', on);
  try {
    localStorage.setItem(KEY, on ? '1' : '0');
  } catch {
    // Without storage the choice lasts as long as the page.
  }
  for (const listener of listeners) listener();
}

/** Applies the remembered choice before the first paint. */
export function rememberElder(): void {
  document.documentElement.toggleAttribute('data-elder', read());
}

/** Whether elder mode is on. */
export function useElder(): boolean {
  const [on, setOn] = useState(read);
  useEffect(() => {
    const look = () => setOn(document.documentElement.hasAttribute('data-elder'));
    listeners.add(look);
    return () => {
      listeners.delete(look);
    };
  }, []);
  return on;
}
