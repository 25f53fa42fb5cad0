import { useEffect, useState } from 'react';
import type { Place } from '../device.ts';

const KEY = 'linli.village';
const listeners = new Set<(place: Place | undefined) => void>();

function read(): Place | undefined {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? 'null');
    if (kept && typeof kept === 'object' && 'code' in kept && 'name' in kept && 'township' in kept) return kept as Place;
  } catch {
    // A damaged or forbidden storage is the same as none.
  }
  return undefined;
}

let current: Place | undefined = read();

/** Remembers on this device which village the portal is about. */
export function chooseVillage(place: Place): void {
  current = place;
  try {
    localStorage.setItem(KEY, JSON.stringify(place));
  } catch {
    // Without storage the choice lasts as long as the page.
  }
  for (const listener of listeners) listener(place);
}

/** The village chosen on this device, if any. */
export function useMyVillage(): Place | undefined {
  const [place, setPlace] = useState(current);
  useEffect(() => {
    listeners.add(setPlace);
    return () => {
      listeners.delete(setPlace);
    };
  }, []);
  return place;
}
