import type { Calendar } from '../../../domain/calendar/calendar.ts';
import type { DeadlineClock } from '../../../domain/matters/define-matter.ts';
import type { ParameterKey } from '../../../domain/policy/parameters.ts';
import type { App } from '../../platform/app.ts';
import { type Tx, transaction } from '../../platform/database.ts';
import { type Policy, policyOf } from './policy.ts';
import { fingerprintOf, readPolicy } from './store.ts';

/** How long a reading is served without asking whether another server changed something. */
const CHECK_EVERY = 5_000;
/** After an own write each call asks, until the write has surely committed or failed. */
const WARY_FOR = 3_000;
const LONGEST_LOOK = 500;

interface Kept {
  policy: Policy;
  fingerprint: string;
}

interface Cache {
  kept: Kept | null;
  first: Promise<Policy> | null;
  checking: boolean;
  checkedAt: number;
  waryUntil: number;
}

const caches = new WeakMap<App, Cache>();

function cacheOf(app: App): Cache {
  let cache = caches.get(app);
  if (!cache) {
    cache = { kept: null, first: null, checking: false, checkedAt: 0, waryUntil: 0 };
    caches.set(app, cache);
  }
  return cache;
}

/**
 * The parameters and the calendar, kept in memory: no query while warm. Every five seconds one caller looks in the background whether they
 * changed; for three seconds after a change made by this server every caller looks. Pass `tx` inside an operation, so that a cold or wary
 * call needs no second connection.
 */
export async function loadPolicy(app: App, tx?: Tx): Promise<Policy> {
  const cache = cacheOf(app);
  // Not the injected clock: how fresh a reading is, is a matter of real time.
  const now = performance.now();
  if (!cache.kept) {
    if (tx) return refresh(cache, tx);
    cache.first ??= throughPool(app, (own) => refresh(cache, own)).finally(() => {
      cache.first = null;
    });
    return cache.first;
  }
  if (now < cache.waryUntil) return tx ? refresh(cache, tx) : lookAgain(app, cache, cache.kept.policy);
  if (now - cache.checkedAt > CHECK_EVERY && !cache.checking) {
    cache.checking = true;
    throughPool(app, (own) => refresh(cache, own))
      .catch((error: Error) => app.log.warn({ problem: error.message }, 'the parameters and the calendar could not be read again'))
      .finally(() => {
        cache.checking = false;
        cache.checkedAt = performance.now();
      });
  }
  return cache.kept.policy;
}

/** Called by what changes a parameter or a day: the next calls look again, since the change is only seen once it is committed. */
export function policyChanged(app: App): void {
  cacheOf(app).waryUntil = performance.now() + WARY_FOR;
}

/** Looks through a connection of its own, but never waits for one behind callers that hold theirs while they wait for this. */
async function lookAgain(app: App, cache: Cache, known: Policy): Promise<Policy> {
  const fresh = throughPool(app, (own) => refresh(cache, own)).catch(() => known);
  return Promise.race([fresh, new Promise<Policy>((resolve) => setTimeout(resolve, LONGEST_LOOK, known).unref())]);
}

const throughPool = <T>(app: App, work: (tx: Tx) => Promise<T>): Promise<T> =>
  transaction(app.pool, { kind: 'system', name: '系统' }, work);

/** The parameters and the calendar as a command outside the server reads them, once. */
export async function readPolicyOnce(tx: Tx): Promise<Policy> {
  const { parameters, calendar } = await readPolicy(tx);
  return policyOf(parameters, calendar);
}

async function refresh(cache: Cache, tx: Tx): Promise<Policy> {
  const fingerprint = await fingerprintOf(tx);
  if (cache.kept?.fingerprint !== fingerprint) {
    const { parameters, calendar } = await readPolicy(tx);
    cache.kept = { policy: policyOf(parameters, calendar), fingerprint };
  }
  cache.checkedAt = performance.now();
  return cache.kept.policy;
}

/** The value that holds in a place on a date 'YYYY-MM-DD'. */
export const parameterOn = async (app: App, key: ParameterKey, territory: string, date: string): Promise<number> =>
  (await loadPolicy(app)).parameterOn(key, territory, date);

export const calendarFor = async (app: App, territory: string): Promise<Calendar> => (await loadPolicy(app)).calendarFor(territory);

/** Deadlines of a place counted from `now`, by the parameters of that day. */
export const deadlineClock = async (app: App, territory: string, now: Date): Promise<DeadlineClock> =>
  (await loadPolicy(app)).deadlineClock(territory, now);

/** One sentence when deadlines counted now reach into a year without the national notice, else null. */
export const calendarWarning = async (app: App, territory: string, now: Date): Promise<string | null> =>
  (await loadPolicy(app)).calendarWarning(territory, now);
