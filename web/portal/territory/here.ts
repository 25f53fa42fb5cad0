import { useMe } from '../accounts/session.ts';
import type { Place } from '../device.ts';
import { useMyVillage } from './my-village.ts';
import { usePlace } from './places.ts';

/** The village the portal is about: the one chosen on this device, else where the resident lives, under its everyday name. */
export function useHere(): { village?: Place; grid?: { code: string; name: string }; loading: boolean } {
  const me = useMe();
  const chosen = useMyVillage();
  const living = me.home?.village;
  const read = usePlace(chosen ? undefined : living?.code);
  const grid = !chosen || chosen.code === living?.code ? me.home?.grid : undefined;
  if (chosen) return { village: chosen, grid, loading: false };
  if (!living) return { loading: me.loading };
  const place = read.data;
  // After a failed try the village stands under its own name, and the page says what went wrong, also while it is tried again.
  const waiting = read.isLoading && read.errorUpdateCount === 0;
  if (!place) return { village: waiting ? undefined : living, grid, loading: waiting };
  const above = place.path.slice(-2).map((one) => one.name);
  return { village: { code: living.code, name: place.shortName, township: above.join(' ') }, grid, loading: false };
}
