import { fork } from 'node:child_process';
import { once } from 'node:events';
import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { missesOf, Stretch, slowSecondsOf } from './figures.ts';
import { isFlat, keptBy, leastOfEachMinute, type Point, trendOf } from './memory.ts';
import { atRate } from './open-loop.ts';
import { overloadMisses, recoveredAfter } from './overload.ts';

const points = (held: (minute: number) => number): Point[] =>
  Array.from({ length: 60 }, (_, at) => ({ seconds: at * 10, mb: held(at / 6) }));

test('memory that settles is flat, memory that grows on is not', () => {
  expect(isFlat(trendOf(points((minute) => 400 - 200 * Math.exp(-minute))))).toBe(true);
  expect(isFlat(trendOf(points((minute) => 300 + 15 * Math.sin(minute * 9))))).toBe(true);
  const growing = trendOf(points((minute) => 300 + 10 * minute));
  expect(growing.slope).toBeCloseTo(10, 5);
  expect(isFlat(growing)).toBe(false);
});

test('the least of each minute leaves out what is given back, and shows what is not', () => {
  const least = leastOfEachMinute(points((minute) => 200 + 5 * Math.floor(minute) + (minute % 1 ? 80 : 0)));
  expect(least.map(({ mb }) => mb)).toEqual([200, 205, 210, 215, 220, 225, 230, 235, 240, 245]);
  expect(isFlat(trendOf(least))).toBe(false);
});

test('a server tells what it kept after each collection: garbage is not in it, what is held is', async () => {
  const child = fork(new URL('memory-child.ts', import.meta.url), { execArgv: ['--import', 'tsx'] });
  const after = async (what: 'litter' | 'hold') => {
    child.send(what);
    await once(child, 'message');
    return (await keptBy(child)).at(-1) ?? Number.NaN;
  };
  try {
    await once(child, 'message');
    const [first, littered, held] = [await after('litter'), await after('litter'), await after('hold')];
    expect(littered - first).toBeLessThan(4);
    expect(held - first).toBeGreaterThan(15);
  } finally {
    child.kill();
  }
});

test('requests are planned at a constant rate though one holds everything up, and its wait is counted', async () => {
  const planned: number[] = [];
  const waits: number[] = [];
  await atRate(100, 0.5, async (at) => {
    planned.push(at);
    // The process does nothing else for a while, as under a load it cannot bear.
    if (planned.length === 10) for (const until = performance.now() + 200; performance.now() < until; );
    waits.push(performance.now() - at);
  });
  expect(planned.length).toBe(50);
  for (const [at, moment] of planned.entries()) expect(moment - (planned[0] as number)).toBeCloseTo(at * 10, 3);
  expect(waits.filter((wait) => wait > 100).length).toBeGreaterThan(8);
});

test('a new request does not wait for the answer to the last', async () => {
  let open = 0;
  let most = 0;
  await atRate(50, 0.4, async () => {
    most = Math.max(most, ++open);
    await sleep(300);
    open -= 1;
  });
  expect(most).toBeGreaterThan(10);
});

/** A stretch whose second so-and-so took so many milliseconds. */
function stretchOf(seconds: readonly number[], turnedAway = 0): Stretch {
  const stretch = new Stretch(0);
  for (const [second, took] of seconds.entries()) for (const figures of stretch.of('x', second * 1000 + 1)) figures.took(took);
  stretch.all.turnedAway = turnedAway;
  return stretch;
}

test('well again is the second from which on what follows keeps the aim', () => {
  const well = (seconds: number) => Array.from({ length: seconds }, () => 10);
  const after = (...times: number[]) => recoveredAfter(stretchOf(times), { p99: 300 });
  expect(after(...well(30))).toBe(0);
  expect(after(900, 900, ...well(28))).toBe(2);
  // A single slow request among many is what the aim allows, and one among few is not.
  expect(after(...well(150), 500, ...well(20))).toBe(0);
  expect(after(...well(15), 500, ...well(20))).toBe(16);
  expect(after(...well(25), 500, 500)).toBe(null);
  // Five good seconds at the end say nothing yet.
  expect(after(...Array<number>(25).fill(500), ...well(5))).toBe(null);
  const turnedAway = stretchOf(well(30));
  const eighth = turnedAway.seconds.get(8);
  if (eighth) eighth.turnedAway = 1;
  expect(recoveredAfter(turnedAway, { p99: 300 })).toBe(9);
});

test('an overload that was none, one with other answers than 503, and one that stays are told', () => {
  const well = { holds: 300, asked: 900, during: stretchOf([10], 5), after: stretchOf([10]), recovered: 0 };
  expect(overloadMisses(well, 10)).toEqual([]);
  expect(overloadMisses({ ...well, during: stretchOf([10]) }, 10)).toEqual(['overload: nobody was turned away, so there was none']);
  expect(overloadMisses({ ...well, recovered: 11 }, 10)).toEqual(['overload: not well again within 10 s (11)']);
  expect(overloadMisses({ ...well, recovered: null }, 10)).toEqual(['overload: not well again within 10 s (never)']);
  const failing = stretchOf([10], 5);
  failing.kinds.get('x')?.fault('500 ');
  expect(overloadMisses({ ...well, during: failing }, 10)).toHaveLength(1);
});

test('requests that were turned away miss the aim of an ordinary day', () => {
  expect(missesOf(stretchOf([10], 1), { p99: 300 })).toEqual(['1 requests were turned away']);
});

test('the seconds in which requests were slow are named in their order, however fast all others were', () => {
  const stretch = new Stretch(1_000);
  for (let second = 29; second >= 0; second -= 1)
    for (const figures of stretch.of('matters.view', 1_000 + second * 1_000)) figures.took(second % 10 === 9 ? 900 : 20);
  expect(slowSecondsOf(stretch, { p99: 300 })).toEqual([9, 19, 29]);
  expect(slowSecondsOf(stretch, { p99: 1_000 })).toEqual([]);
});
