import { Figures, type Stretch } from './figures.ts';
import { runTraffic, type Traffic } from './traffic.ts';

const STEP = 1.3;
const STEP_SECONDS = 10;
const HIGHEST = 3_000;
const OVER = 3;
const OVER_SECONDS = 30;
const AFTER_SECONDS = 30;

/** How a server behaved when three times what it can do was asked of it, and afterwards. */
export interface Overloaded {
  /** Requests a second that held: the aim kept, nobody turned away. */
  holds: number;
  asked: number;
  during: Stretch;
  after: Stretch;
  /** Seconds after the overload until what follows keeps the aim again; null when it never did. */
  recovered: number | null;
}

/** Looks for the rate that holds, asks three times as much for half a minute, and goes back to the usual rate. */
export async function overload(traffic: Traffic, usual: number, aim: { p99: number }, say: (line: string) => void): Promise<Overloaded> {
  let holds = usual;
  for (let rate = usual * STEP; rate <= HIGHEST; rate *= STEP) {
    const { all } = await runTraffic(traffic, rate, STEP_SECONDS);
    const held = all.percentile(99) <= aim.p99 && !all.turnedAway && !all.errors;
    say(
      `${rate.toFixed(0)} requests a second for ${STEP_SECONDS} s: p99 ${all.percentile(99).toFixed(0)} ms, ${all.turnedAway} turned away, ${all.errors} errors`,
    );
    if (!held) break;
    holds = rate;
  }
  const asked = holds * OVER;
  const during = await runTraffic(traffic, asked, OVER_SECONDS);
  const after = await runTraffic(traffic, usual, AFTER_SECONDS);
  return { holds, asked, during, after, recovered: recoveredAfter(after, aim) };
}

/** What follows a second must last so long to say that it was well again. */
const LEAST_AFTER_SECONDS = 10;

/**
 * The first second from which on what follows keeps the aim, taken together, and nobody is turned away; null when no ten seconds did. One slow request
 * in a hundred is what the aim allows at any time: a later second that has two is no overload.
 */
export function recoveredAfter({ seconds }: Stretch, aim: { p99: number }): number | null {
  const latestFirst = [...seconds].sort(([one], [other]) => other - one);
  const after = new Figures();
  let recovered: number | null = null;
  for (const [at, [second, figures]] of latestFirst.entries()) {
    if (figures.turnedAway > 0 || figures.errors > 0) break;
    after.times.add(figures.times);
    if (at + 1 >= LEAST_AFTER_SECONDS && after.percentile(99) <= aim.p99) recovered = second;
  }
  return recovered;
}

/** What of the overload misses the promise: sentences. */
export function overloadMisses({ during, after, recovered }: Overloaded, within: number): string[] {
  const misses: string[] = [];
  for (const [name, { wrong }] of during.kinds)
    for (const [what, count] of wrong)
      misses.push(`overload: ${name}: ${what} (${count} times), neither an answer nor 503 with Retry-After`);
  if (!during.all.turnedAway) misses.push('overload: nobody was turned away, so there was none');
  if (recovered === null || recovered > within) misses.push(`overload: not well again within ${within} s (${recovered ?? 'never'})`);
  if (after.all.errors) misses.push(`after the overload: ${after.all.errors} errors`);
  return misses;
}
