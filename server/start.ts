import { join } from 'node:path';
import pino from 'pino';
import { demoPersonas } from './demo/personas.ts';
import { httpServer } from './http.ts';
import { accountJobs, accountSchedules } from './modules/accounts/index.ts';
import { fileJobs, fileSchedules } from './modules/files/index.ts';
import { sweepJobs, sweepSchedules } from './modules/jobs/index.ts';
import { matterJobs, matterSchedules } from './modules/matters/index.ts';
import { messageJobs, messageSchedules } from './modules/messages/index.ts';
import type { App, Config } from './platform/app.ts';
import { type Clock, systemClock } from './platform/clock.ts';
import { openPool } from './platform/database.ts';
import { openFileStore } from './platform/file-store.ts';
import { startJobs } from './platform/jobs.ts';
import { makeMetrics } from './platform/metrics.ts';

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
function configFrom(environment: NodeJS.ProcessEnv, demo: boolean): Omit<Config, 'personas'> {
  const tiles = environment.LINLI_TILES_URL;
  return {
    demo,
    tiles: tiles ? { url: tiles, attribution: environment.LINLI_TILES_ATTRIBUTION ?? '' } : null,
    publicUrl: environment.LINLI_PUBLIC_URL ?? null,
    requestsPerMinute: Number(environment.LINLI_REQUESTS_PER_MINUTE) || REQUESTS_PER_MINUTE,
  };
}

export const jobHandlers = { ...matterJobs, ...messageJobs, ...fileJobs, ...accountJobs, ...sweepJobs };
export const jobSchedulesAll = [...matterSchedules, ...messageSchedules, ...fileSchedules, ...accountSchedules, ...sweepSchedules];

/** Serves the three faces and runs the jobs until closed. Rejects when the port is taken. */
export async function serve(options: ServeOptions): Promise<{ url: string; close(): Promise<void> }> {
  const pool = openPool(options.databaseUrl, { max: Number(process.env.LINLI_POOL) || 10 });
  const app: App = {
    pool,
    clock: options.clock ?? systemClock,
    config: { ...configFrom(process.env, options.demo), personas: options.demo ? await demoPersonas(pool) : [] },
    log: pino({ level: process.env.LINLI_LOG ?? 'warn' }),
    files: openFileStore(join(options.home, 'files')),
    metrics: makeMetrics({ process: true }),
    checkOutputs: false,
  };
  const http = await httpServer(app);
  try {
    await http.listen({ port: options.port, host: options.host ?? '127.0.0.1' });
  } catch (error) {
    await http.close();
    await pool.end();
    throw error;
  }
  const jobs = startJobs(app, jobHandlers, jobSchedulesAll);
  const address = http.server.address();
  const port = typeof address === 'object' && address ? address.port : options.port;
  return {
    url: `http://localhost:${port}`,
    async close() {
      await jobs.stop();
      await http.close();
      await pool.end();
    },
  };
}
