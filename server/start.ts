import { join } from 'node:path';
import type pg from 'pg';
import pino from 'pino';
import { httpServer } from './http.ts';
import { accountJobs, accountSchedules } from './modules/accounts/index.ts';
import { boardJobs, boardSchedules, judgeEverythingSoon } from './modules/board/index.ts';
import { bodyJobs, bodySchedules } from './modules/bodies/index.ts';
import { fileJobs, fileSchedules } from './modules/files/index.ts';
import { followRotation, openKeys, sealPlainNumbers } from './modules/keys/index.ts';
import { matterJobs, matterSchedules } from './modules/matters/index.ts';
import { messageJobs } from './modules/messages/index.ts';
import { ownDataJobs } from './modules/own-data/index.ts';
import { loadPolicy } from './modules/policy/index.ts';
import { retentionJobs, retentionSchedules } from './modules/retention/index.ts';
import { sealingJobs, sealingSchedules } from './modules/sealing/index.ts';
import { verificationJobs } from './modules/verifications/index.ts';
import { webhookJobs } from './modules/webhooks/index.ts';
import type { App } from './platform/app.ts';
import { scheduledBackups } from './platform/backup/schedule.ts';
import { type Clock, systemClock } from './platform/clock.ts';
import { configFrom } from './platform/config.ts';
import { openPool, transaction } from './platform/database.ts';
import { openFileStore } from './platform/file-store.ts';
import { startJobs } from './platform/jobs.ts';
import { keysFolder } from './platform/keys-folder.ts';
import { masterSource } from './platform/master-key.ts';
import { makeMetrics } from './platform/metrics.ts';
import type { Operation } from './platform/operation.ts';
import { demandClosedWay, demandEncrypted } from './platform/outgoing.ts';
import { clamd, scannerPlace, watched } from './platform/scanner.ts';
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
  /** What is served; everything, as it is declared, unless a test has it otherwise. */
  operations?: readonly Operation[];
}

export const jobHandlers = {
  ...matterJobs,
  ...verificationJobs,
  ...messageJobs,
  ...fileJobs,
  ...accountJobs,
  ...bodyJobs,
  ...boardJobs,
  ...sealingJobs,
  ...webhookJobs,
  ...ownDataJobs,
  ...retentionJobs,
};
export const jobSchedulesAll = [
  ...matterSchedules,
  ...fileSchedules,
  ...accountSchedules,
  ...bodySchedules,
  ...boardSchedules,
  ...sealingSchedules,
  ...retentionSchedules,
];

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
  const config = configFrom(process.env, options);
  if (process.env.LINLI_SMS_URL) demandEncrypted('LINLI_SMS_URL', process.env.LINLI_SMS_URL);
  for (const witness of config.witnesses) if (/^\w+:\/\//.test(witness)) demandEncrypted('LINLI_WITNESS', witness);
  demandClosedWay(options.databaseUrl);
  const log = pino({ level: process.env.LINLI_LOG ?? 'warn' });
  const metrics = makeMetrics({ process: true });
  const scanner = scannerPlace(process.env);
  const source = masterSource(options.home);
  const keys = await openKeys(options.databaseUrl, source);
  await sealPlainNumbers(options.databaseUrl, keys);
  const pool = openPool(options.databaseUrl, { max: config.connections, keys });
  await demandRole(pool);
  // A release leaves the demo out.
  const personas = options.demo ? await (await import('./demo/personas.ts')).demoPersonas(pool) : [];
  const app: App = {
    pool,
    clock: options.clock ?? systemClock,
    config: { ...config, personas },
    log,
    files: openFileStore(join(options.home, 'files'), { scanner: scanner && watched(clamd(scanner), log, metrics) }),
    sealKey: await sealKeyIn(sealKeyFile(options.home)),
    keys,
    metrics,
    keysFolder: keysFolder(options.home),
    checkOutputs: false,
  };
  if (!scanner && !options.demo && config.publicUrl)
    log.warn('LINLI_SCANNER is not set: files people send are not searched for viruses (docs/operate/install.md).');
  // Warm before the first call: parameters and calendar are then only looked at in memory.
  await loadPolicy(app);
  const http = await httpServer(app, options.operations);
  let backups: ReturnType<typeof scheduledBackups>;
  try {
    backups = scheduledBackups(app, options);
    await http.listen({ port: options.port, host: options.host ?? '127.0.0.1' });
  } catch (error) {
    await http.close();
    await pool.end();
    throw error;
  }
  const following = followRotation(pool, keys, source, (error) =>
    app.log.warn({ problem: error.message }, 'the master keys could not be read anew'),
  );
  // Of several servers on one database, some may leave the jobs to the others.
  await transaction(pool, { kind: 'system', name: '系统' }, (tx) => judgeEverythingSoon(tx, app.clock.now()));
  const jobs =
    process.env.LINLI_JOBS === 'off'
      ? null
      : startJobs(app, { ...jobHandlers, ...backups.handlers }, [...jobSchedulesAll, ...backups.schedules]);
  if (jobs) backups.follow();
  const address = http.server.address();
  const port = typeof address === 'object' && address ? address.port : options.port;
  return {
    url: `http://localhost:${port}`,
    async close() {
      following.stop();
      await jobs?.stop();
      await http.close();
      // After the last answer, so that it lies in the target too.
      await backups.settled();
      await pool.end();
    },
  };
}
