import type pg from 'pg';

/** When a server has more to do than it can: calls that wait for a database connection, and milliseconds by which its own clock runs late. */
export interface PressureLimits {
  waiting: number;
  delayMs: number;
}

const BEAT_MS = 100;

/** Says whether a call should be turned away, so that those already taken are answered in time; recovers by itself. Ends with `stop`. */
export function watchPressure(pool: Pick<pg.Pool, 'waitingCount'>, limits: PressureLimits): { tooMuch(): boolean; stop(): void } {
  let due = performance.now() + BEAT_MS;
  let late = 0;
  const beat = setInterval(() => {
    const now = performance.now();
    late = Math.max(0, now - due);
    due = now + BEAT_MS;
  }, BEAT_MS);
  beat.unref();
  return {
    // A beat that should have come by now counts as well: while the process is held up no beat comes.
    tooMuch: () => pool.waitingCount >= limits.waiting || Math.max(late, performance.now() - due) > limits.delayMs,
    stop: () => clearInterval(beat),
  };
}
