const FIRST = 2_000;

/** The longest pause between two tries, in milliseconds. */
export const LONGEST_PAUSE = 5 * 60_000;

/** The pause after a number of failures in a row, in milliseconds: doubles from two seconds to five minutes. */
export function pauseAfter(failures: number): number {
  return Math.min(LONGEST_PAUSE, FIRST * 2 ** Math.min(20, Math.max(0, failures - 1)));
}

/** Whether a pause is over. One that would last longer than any pause does was set by a clock that has since been put back. */
export function isDue(notBefore: number | null, now: number): boolean {
  return notBefore === null || notBefore <= now || notBefore - now > LONGEST_PAUSE;
}
