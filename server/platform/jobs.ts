import type { Actor } from '../../domain/accounts/actor.ts';
import type { App } from './app.ts';
import { type Tx, transaction } from './database.ts';
import { newId } from './ids.ts';
import { escapeLiteral } from './literals.ts';
import { executed, inserted } from './prepared.ts';
import { withoutWords } from './without-words.ts';

const SYSTEM: Actor = { kind: 'system', name: '系统' };
const MOST_ATTEMPTS = 8;

/** What to do later. A job is written in the transaction that needs it, runs at least once, and must bear running twice. */
export interface NewJob {
  county: string;
  kind: string;
  payload?: Record<string, unknown>;
  /** Two waiting jobs of one kind with the same key are one. */
  uniqueKey?: string;
  runAt?: Date;
}

export interface JobContext {
  tx: Tx;
  app: App;
  now: Date;
  county: string;
  payload: Record<string, unknown>;
  /** What this job does outside the database after its transaction has committed is not possible: do it inside and let a failure repeat it. */
  attempt: number;
}

export type JobHandler = (context: JobContext) => Promise<void>;

/** Something done again and again; `every` in minutes, or once a day at a minute of the region's day. */
export interface Schedule {
  kind: string;
  everyMinutes?: number;
  dailyAtMinute?: number;
}

/** Queues jobs inside the caller's transaction. A key that is already waiting is left as it is. */
export async function queue(tx: Tx, now: Date, jobs: readonly NewJob[]): Promise<void> {
  if (!jobs.length) return;
  await tx.db
    .insertInto('job')
    .values(
      jobs.map((job) => ({
        county: job.county,
        id: newId(now.getTime()),
        kind: job.kind,
        unique_key: job.uniqueKey ?? null,
        payload: JSON.stringify(job.payload ?? {}),
        state: 'waiting',
        run_at: (job.runAt ?? now).toISOString(),
        created_at: now.toISOString(),
      })),
    )
    // Without naming the columns: naming them needs the right to read jobs, which those who queue one do not have.
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/**
 * Queues jobs that have no key, as part of the commit and without a round trip of their own; the runner of this server is woken by it. Two callers
 * never wait for each other: who runs such a job takes the waiting ones about the same thing along.
 */
export function queueWithCommit(tx: Tx, now: Date, jobs: readonly NewJob[]): void {
  if (!jobs.length) return;
  const at = escapeLiteral(now.toISOString());
  for (const { county, kind, payload } of jobs) {
    const row = {
      county: escapeLiteral(county),
      id: escapeLiteral(newId(now.getTime())),
      kind: escapeLiteral(kind),
      payload: escapeLiteral(JSON.stringify(payload ?? {})),
      run_at: at,
      created_at: at,
    };
    tx.defer((tx.prepared ? executed : inserted)('job', row));
  }
  tx.wakesJobs = true;
}

/** Seconds until the next try: 10 s, 40 s, 90 s … at most an hour. */
const backOff = (attempt: number): number => Math.min(3600, 10 * attempt * attempt);

/**
 * Takes one due job with SKIP LOCKED, runs it in its own savepoint, and records the outcome in the same transaction.
 * Returns false when nothing is due.
 */
export async function runOneJob(app: App, handlers: Record<string, JobHandler>): Promise<boolean> {
  const now = app.clock.now();
  return transaction(app.pool, SYSTEM, async (tx) => {
    const job = await tx.db
      .selectFrom('job')
      .select(['county', 'id', 'kind', 'payload', 'attempts'])
      .where('state', '=', 'waiting')
      .where('run_at', '<=', now)
      .orderBy('run_at')
      .limit(1)
      .forUpdate()
      .skipLocked()
      .executeTakeFirst();
    if (!job) return false;
    const attempt = job.attempts + 1;
    const at = tx.db.updateTable('job').where('county', '=', job.county).where('id', '=', job.id);
    tx.defer('savepoint work');
    try {
      const handler = handlers[job.kind];
      if (!handler) throw new Error(`no handler for jobs of kind ${job.kind}`);
      await handler({ tx, app, now, county: job.county, payload: job.payload as Record<string, unknown>, attempt });
      tx.defer('release savepoint work');
      await at.set({ state: 'done', attempts: attempt, finished_at: now, last_error: null, unique_key: null }).execute();
      app.metrics.jobs.inc({ kind: job.kind, outcome: 'done' });
    } catch (error) {
      await tx.send('rollback to savepoint work');
      const dead = attempt >= MOST_ATTEMPTS;
      await at
        .set({
          state: dead ? 'dead' : 'waiting',
          attempts: attempt,
          last_error: withoutWords(String((error as Error).message)).slice(0, 500),
          run_at: new Date(now.getTime() + backOff(attempt) * 1000),
          // What is dead no longer stands in the way of the next of its key.
          ...(dead ? { finished_at: now, unique_key: null } : {}),
        })
        .execute();
      app.metrics.jobs.inc({ kind: job.kind, outcome: dead ? 'dead' : 'failed' });
      // The message may hold what people wrote; the kind of failure does not. The message stands with the job.
      const { code, name } = error as { code?: string; name?: string };
      app.log.warn({ kind: job.kind, attempt, problem: code ?? name }, 'job failed');
    }
    return true;
  });
}

const DAY = 86_400_000;
const SHANGHAI = 8 * 3_600_000;

/** The key of the period an instant lies in, so that each period queues its scheduled job once. */
function periodOf(schedule: Schedule, now: Date): { key: string; runAt: Date } {
  if (schedule.dailyAtMinute !== undefined) {
    const local = now.getTime() + SHANGHAI;
    const day = Math.floor(local / DAY);
    const at = new Date(day * DAY - SHANGHAI + schedule.dailyAtMinute * 60_000);
    const next = at.getTime() > now.getTime() ? at : new Date(at.getTime() + DAY);
    return { key: `daily:${next.toISOString()}`, runAt: next };
  }
  const every = (schedule.everyMinutes ?? 60) * 60_000;
  const next = new Date(Math.ceil((now.getTime() + 1) / every) * every);
  return { key: `every:${next.toISOString()}`, runAt: next };
}

/** A breath, so that what people do within it is worked off in one go: a busy county judges once for many changes. */
const WOKEN_AFTER_MS = 200;

export interface JobRunner {
  /** Runs everything due now; for tests and the demo. */
  drain(): Promise<number>;
  /** Looks for due jobs at once instead of at the next turn. */
  wake(): void;
  stop(): Promise<void>;
}

/** Runs due jobs until stopped; several servers may run one each. */
export function startJobs(
  app: App,
  handlers: Record<string, JobHandler>,
  schedules: readonly Schedule[],
  options: { everyMs?: number } = {},
): JobRunner {
  let stopped = false;
  let running: Promise<unknown> = Promise.resolve();
  // A number that appears with its first count shows no increase, and an alert on it would stay silent.
  for (const kind of Object.keys(handlers)) for (const outcome of ['done', 'failed', 'dead']) app.metrics.jobs.inc({ kind, outcome }, 0);
  const drain = async () => {
    let count = 0;
    while (!stopped && (await runOneJob(app, handlers))) count++;
    return count;
  };
  // What comes again and again is queued once for each of its periods, not each time somebody wakes the runner.
  const queued = new Map<string, string>();
  const queueScheduled = async (now: Date) => {
    const coming = schedules.map((schedule) => ({ kind: schedule.kind, ...periodOf(schedule, now) }));
    const fresh = coming.filter(({ kind, key }) => queued.get(kind) !== key);
    if (!fresh.length) return;
    await transaction(app.pool, SYSTEM, (tx) =>
      queue(
        tx,
        now,
        fresh.map(({ kind, key, runAt }) => ({ county: '000000', kind, uniqueKey: key, runAt })),
      ),
    );
    for (const { kind, key } of fresh) queued.set(kind, key);
  };
  const tick = async () => {
    try {
      await queueScheduled(app.clock.now());
      await drain();
    } catch (error) {
      app.log.warn({ problem: withoutWords(String((error as Error).message)) }, 'the job runner could not reach the database');
    }
  };
  const everyMs = options.everyMs ?? 2_000;
  let timer: NodeJS.Timeout | undefined;
  let busy = false;
  let woken = false;
  const loop = () => {
    busy = true;
    woken = false;
    running = tick().then(() => {
      busy = false;
      if (!stopped) timer = setTimeout(loop, woken ? 0 : everyMs);
    });
  };
  const wake = () => {
    woken = true;
    if (busy || stopped || everyMs <= 0) return;
    clearTimeout(timer);
    timer = setTimeout(loop, WOKEN_AFTER_MS);
  };
  app.wakeJobs = wake;
  if (everyMs > 0) loop();
  return {
    drain,
    wake,
    stop: async () => {
      stopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}
