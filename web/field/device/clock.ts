/** The device's clock is often wrong; what people are told and what is written down goes by the server's. */
let known: { corrected: number; ticks: number } | undefined;
let offset = 0;

/** Learns the server's time from an answer; returns server minus device in milliseconds. */
export function learnTime(serverInstant: string): number {
  const corrected = Date.parse(serverInstant);
  known = { corrected, ticks: performance.now() };
  offset = corrected - Date.now();
  return offset;
}

/** The offset this phone learned earlier, until the server is heard again. */
export function rememberOffset(milliseconds: number): void {
  if (!known) offset = milliseconds;
}

/** The corrected present in milliseconds. A clock put back does not take time back; one that slept goes by the wall clock, since ticks may rest in sleep. */
export function correctedNow(): number {
  const wall = Date.now() + offset;
  return known ? Math.max(wall, known.corrected + performance.now() - known.ticks) : wall;
}

/** The corrected present as an ISO instant. */
export const correctedInstant = (): string => new Date(correctedNow()).toISOString();
