import { join } from 'node:path';
import type pg from 'pg';
import pino from 'pino';
import { demoPersonas } from './demo/personas.ts';
import { httpServer } from './http.ts';
import { boardJobs, boardSchedules, judgeEverythingSoon } from './modules/board/index.ts';
import { fileJobs, fileSchedules } from './modules/files/index.ts';
import { matterJobs, matterSchedules } from './modules/matters/index.ts';
import { messageJobs } from './modules/messages/index.ts';
import { ownDataJobs } from './modules/own-data/index.ts';
import { loadPolicy } from './modules/policy/index.ts';
import { retentionJobs, retentionSchedules } from './modules/retention/index.ts';
import { sealingJobs, sealingSchedules } from './modules/sealing/index.ts';
import { verificationJobs } from './modules/verifications/index.ts';
import type { App, Config } from './platform/app.ts';
import { type Clock, systemClock } from './platform/clock.ts';
import { openPool, transaction } from './platform/database.ts';
import { openFileStore } from './platform/file-store.ts';
import { startJobs } from './platform/jobs.ts';
import { makeMetrics } from './platform/metrics.ts';
import { sealKeyFile, sealKeyIn } from './platform/seal-key.ts';

export interface ServeOptions {
  port: number;
  host?: string;
  /** The owner's address; the server itself runs as the role `linli_app`. */
  databaseUrl: string;
  home: string;
  demo: boolean;
  /** The present time; the machine's own unless a test moves it. */
  clock?: Clock;
}

const REQUESTS_PER_MINUTE = 600;

/** The configuration an operator sets in the environment. */
function configFrom(environment: NodeJS.ProcessEnv, { demo, home }: ServeOptions): Omit<Config, 'personas'> {
  const tiles = environment.LINLI_TILES_URL;
  return {
    demo,
    tiles: tiles ? { url: tiles, attribution: environment.LINLI_TILES_ATTRIBUTION ?? '' } : null,
    publicUrl: environment.LINLI_PUBLIC_URL ?? null,
    trustedProxies: environment.LINLI_TRUST_PROXY ?? false,
    witnesses: [join(home, 'witness.notes'), ...(environment.LINLI_WITNESS ?? '').split(',').flatMap((place) => place.trim() || [])],
    requestsPerMinute: Number(environment.LINLI_REQUESTS_PER_MINUTE) || REQUESTS_PER_MINUTE,
  };
}

export const jobHandlers = {
  ...matterJobs,
  ...verificationJobs,
  ...messageJobs,
  ...fileJobs,
  ...boardJobs,
  ...sealingJobs,
  ...ownDataJobs,
  ...retentionJobs,
};
export const jobSchedulesAll = [...matterSchedules, ...fileSchedules, ...boardSchedules, ...sealingSchedules, ...retentionSchedules];

/** A pooler or an `options` in the address can drop the role the connection asked for; then row-level security would not hold, so nothing is served. */
async function demandRole(pool: pg.Pool): Promise<void> {
  const { rows } = await pool.query<{ current_user: string }>('select current_user');
  if (rows[0]?.current_user === 'linli_app') return;
  await pool.end();
  throw new Error(
    'The database connection does not run as the role linli_app: remove `options` from DATABASE_URL and connect without a pooler that drops it.',
  );
}

/** Serves the three faces and runs the jobs until closed. Rejects when the port is taken. */
export async function serve(options: ServeOptions): Promise<{ url: string; close(): Promise<void> }> {
  const pool = openPool(options.databaseUrl, { max: Number(process.env.LINLI_POOL) || 10 });
  await demandRole(pool);
  const app: App = {
    pool,
    clock: options.clock ?? systemClock,
    config: { ...configFrom(process.env, options), personas: options.demo ? await demoPersonas(pool) : [] },
    log: pino({ level: process.env.LINLI_LOG ?? 'warn' }),
    files: openFileStore(join(options.home, 'files')),
    sealKey: await sealKeyIn(sealKeyFile(options.home)),
    metrics: makeMetrics({ process: true }),
    checkOutputs: false,
  };
  // Warm before the first call: parameters and calendar are then only looked at in memory.
  await loadPolicy(app);
  const http = await httpServer(app);
  try {
    await http.listen({ port: options.port, host: options.host ?? '127.0.0.1' });
  } catch (error) {
    await http.close();
    await pool.end();
    throw error;
  }
  // Of several servers on one database, some may leave the jobs to the others.
  await transaction(pool, { kind: 'system', name: '系统' }, (tx) => judgeEverythingSoon(tx, app.clock.now()));
  const jobs = process.env.LINLI_JOBS === 'off' ? null : startJobs(app, jobHandlers, jobSchedulesAll);
  const address = http.server.address();
  const port = typeof address === 'object' && address ? address.port : options.port;
  return {
    url: `http://localhost:${port}`,
    async close() {
      await jobs?.stop();
      await http.close();
      await pool.end();
    },
  };
}
