import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Starts `begin` at a constant rate for some seconds, whatever earlier ones take, and resolves when all have ended. Each is told the moment it was planned
 * for: whoever measures from there counts what it waited when this process or the server fell behind (no coordinated omission). Arrivals that are late
 * are all still started.
 */
export async function atRate(perSecond: number, seconds: number, begin: (planned: number) => Promise<void>): Promise<void> {
  const started = performance.now();
  const count = Math.round(perSecond * seconds);
  const running = new Set<Promise<void>>();
  for (let n = 0; n < count; ) {
    const due = Math.min(count, Math.floor(((performance.now() - started) * perSecond) / 1000) + 1);
    for (; n < due; n += 1) {
      const one = begin(started + (n * 1000) / perSecond).finally(() => running.delete(one));
      running.add(one);
    }
    const next = started + (n * 1000) / perSecond - performance.now();
    await sleep(Math.max(1, Math.min(next, 20)));
  }
  await Promise.all(running);
}
