import type { ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { performance } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { freshWeb } from '../../scripts/web.mjs';
import { Random } from '../../server/demo/random.ts';
import { startEmbeddedPostgres } from '../../server/platform/embedded-postgres.ts';
import { keptCopy } from '../filled-copy.ts';
import { start } from '../load.ts';
import { readCity } from './city.ts';
import { exchangeWith } from './exchange.ts';
import { missesOf, slowOf, slowSecondsOf, tableOf } from './figures.ts';
import { fillCity } from './fill.ts';
import { canMeasure, FLAT_MB, FLAT_SHARE, heldByPostgres, isFlat, keptBy, leastOfEachMinute, type Point, trendOf } from './memory.ts';
import { mixedDay } from './mixed-day.ts';
import { overload, overloadMisses } from './overload.ts';
import { runEarlier, runTraffic, type Traffic } from './traffic.ts';

/**
 * `npm run bench:load`: a mixed day on a city of a million. Fills a database of its own (`BENCH_HOME` keeps it), starts the server as a process of its own
 * with the limits it has in use, sends requests at a constant rate and measures each from the moment it was planned. Exit code 1 when an aim is missed.
 */
const { values } = parseArgs({
  options: {
    residents: { type: 'string', default: '1000000' },
    rate: { type: 'string', default: '200' },
    minutes: { type: 'string', default: '10' },
    /** Seconds at the same rate before anything counts: plans, buffers. */
    'warm-up': { type: 'string', default: '120' },
    /** Milliseconds that 99 of 100 requests may take. */
    p99: { type: 'string', default: '300' },
    /** Seconds after an overload until the aim is kept again. */
    recovery: { type: 'string', default: '10' },
    'no-overload': { type: 'boolean', default: false },
  },
});
const number = (name: 'residents' | 'rate' | 'minutes' | 'warm-up' | 'p99' | 'recovery'): number => {
  const value = Number(values[name]);
  if (!(value > 0)) throw new Error(`--${name} needs a number above 0`);
  return value;
};
const [residents, rate, minutes, warmUp] = [number('residents'), number('rate'), number('minutes'), number('warm-up')];
const aim = { p99: number('p99') };
const PORT = 18_211;
const EVERY = 10_000;

const say = (line: string): void => console.log(line);
const kept = process.env.BENCH_HOME;
const home = kept ? resolve(kept) : await mkdtemp(join(tmpdir(), 'linli-load-'));
freshWeb(say);
const postgres = await startEmbeddedPostgres({ home });
let server: ChildProcess | undefined;
try {
  const { url: databaseUrl, filled } = await keptCopy(postgres.url, 'city', (url) => fillCity(url, home, residents, say));
  if (Math.abs(filled.residents - residents) > residents / 50)
    throw new Error(`${home} holds a city of ${filled.residents}: remove it, or ask for as many`);
  say(
    `${filled.residents} residents in ${filled.villages} villages, ${filled.accounts} with an account, ${filled.staff} members of staff, ${filled.matters} matters`,
  );
  server = await start('./linli-server.ts', [databaseUrl, String(PORT), home], {
    LINLI_TRUST_PROXY: '127.0.0.1',
    LINLI_REQUESTS_PER_MINUTE: '600',
  });
  const random = new Random('a mixed day');
  const city = await readCity(databaseUrl, home);
  const { send, close } = exchangeWith(`http://127.0.0.1:${PORT}`);
  const traffic: Traffic = { kinds: mixedDay(city, random), random, send };

  say(`${await runEarlier(traffic)} phones have taken their day along`);
  const warm = await runTraffic(traffic, rate, warmUp);
  say(`\nwarmed up for ${warmUp} s at ${rate} requests a second: p99 ${warm.all.percentile(99).toFixed(0)} ms`);
  const postmaster = Number(readFileSync(join(home, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0]);
  const began = performance.now();
  const memory: Record<'server' | 'postgres', Point[]> = { server: [], postgres: [] };
  const note = (of: 'server' | 'postgres', mb: number) => memory[of].push({ seconds: (performance.now() - began) / 1000, mb });
  const noteKept = async (child: ChildProcess) => {
    for (const mb of await keptBy(child)) note('server', mb);
  };
  if (server) await keptBy(server);
  const looks = [
    setInterval(() => canMeasure() && note('postgres', heldByPostgres(postmaster)), EVERY),
    setInterval(() => server && void noteKept(server), EVERY),
  ];
  const stretch = await runTraffic(traffic, rate, minutes * 60);
  for (const look of looks) clearInterval(look);
  const took = (performance.now() - began) / 1000;
  say(`\n${rate} requests a second for ${minutes} minutes (all ended after ${took.toFixed(1)} s)\n`);
  say(tableOf(stretch));
  for (const slow of slowOf(stretch, aim)) say(`slow by itself: ${slow}`);
  const slowSeconds = slowSecondsOf(stretch, aim);
  say(`slow seconds: ${slowSeconds.length} of ${stretch.seconds.size}${slowSeconds.length ? ` (${slowSeconds.join(' ')})` : ''}`);

  const misses = [
    ...(warm.all.errors ? [`while it warmed up: ${warm.all.errors} errors\n${tableOf(warm)}`] : []),
    ...missesOf(stretch, aim),
  ];
  say('\nmemory, MB: what the server kept after each whole collection of garbage; the least PostgreSQL held in each minute');
  const held = { server: memory.server, postgres: leastOfEachMinute(memory.postgres) };
  for (const of of ['server', 'postgres'] as const) {
    const trend = trendOf(held[of]);
    if (!held[of].length) continue;
    say(`${of}: ${held[of].map(({ mb }) => mb.toFixed(0)).join(' ')}`);
    say(`${of}: ${trend.mean.toFixed(0)} MB in the second half, ${trend.slope.toFixed(1)} a minute, ${trend.rise.toFixed(0)} over it`);
    if (!isFlat(trend))
      misses.push(
        `the memory of ${of} grew by ${trend.rise.toFixed(0)} MB in the second half (flat: under ${FLAT_SHARE * 100} % or ${FLAT_MB} MB)`,
      );
  }
  if (!values['no-overload']) {
    say('\noverload:');
    const overloaded = await overload(traffic, rate, aim, say);
    const { holds, asked, during, after, recovered } = overloaded;
    say(
      `${holds.toFixed(0)} requests a second hold; asked for ${asked.toFixed(0)} a second for 30 s: ${during.all.times.count} sent, ${during.all.turnedAway} turned away with 503 and Retry-After, ${during.all.errors} errors, p99 ${during.all.percentile(99).toFixed(0)} ms`,
    );
    say(`back at ${rate} a second: p99 ${after.all.percentile(99).toFixed(0)} ms, well again after ${recovered ?? 'never'} s`);
    misses.push(...overloadMisses(overloaded, number('recovery')));
  }
  close();
  for (const miss of misses) console.error(`MISSED: ${miss}`);
  if (misses.length) process.exitCode = 1;
  else say('\nAll aims are kept.');
} finally {
  server?.kill();
  await postgres.stop();
  if (!kept) await rm(home, { recursive: true, force: true });
}
