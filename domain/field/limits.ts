const DAY = 86_400_000;

/** A phone that has not reached the server for so long empties itself, and the server gives it nothing more; milliseconds. */
export const GONE_AFTER = 7 * DAY;

/** From then on the phone says how many days are left; milliseconds. */
export const WARN_AFTER = 5 * DAY;

/** Whether a phone seen at an instant (milliseconds) is gone now. A clock put back does not bring it to life: `latest` is the latest time it has known. */
export function isGone(seenAt: number, now: number, latest: number = now): boolean {
  return Math.max(now, latest) - seenAt > GONE_AFTER;
}

/** Whole days left before a phone empties itself; 0 on the last. */
export function daysLeft(seenAt: number, now: number): number {
  return Math.max(0, Math.floor((seenAt + GONE_AFTER - now) / DAY));
}

/** Wrong PINs in a row and the pause after them in milliseconds; after the last the phone empties itself. */
const PIN_PAUSES = [0, 0, 0, 30_000, 60_000, 5 * 60_000, 15 * 60_000, 3_600_000, 3_600_000];

/** How often a PIN may be wrong before the phone empties itself. */
export const PIN_TRIES = PIN_PAUSES.length + 1;

/** The pause after a number of wrong PINs in a row, in milliseconds; null when that was the last try. */
export function pauseAfterWrongPins(failures: number): number | null {
  if (failures >= PIN_TRIES) return null;
  return failures <= 0 ? 0 : (PIN_PAUSES[failures - 1] ?? 0);
}

/** How long an opened app may lie in the background before it asks for the PIN again; milliseconds. */
export const LOCK_AFTER = 5 * 60_000;
