import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import pino, { type Logger } from 'pino';
import type { Actor } from '../../domain/accounts/actor.ts';
import { httpServer } from '../http.ts';
import type { App } from '../platform/app.ts';
import { fixedClock } from '../platform/clock.ts';
import { DEFAULT_CONFIG } from '../platform/config.ts';
import { openPool, type Tx, transaction } from '../platform/database.ts';
import { openFileStore } from '../platform/file-store.ts';
import { keysFolder } from '../platform/keys-folder.ts';
import { makeMetrics } from '../platform/metrics.ts';
import { newSealKey } from '../platform/seal-key.ts';
import { testDatabase } from './database.ts';
import { enrolled, testKeys } from './keys.ts';
import { uncounted } from './uncounted.ts';

export interface Answer<T = Record<string, unknown>> {
  status: number;
  body: T;
  cookie: string | null;
}

export interface TestServer {
  app: App;
  clock: ReturnType<typeof fixedClock>;
  http: FastifyInstance;
  databaseUrl: string;
  /** Where uploaded contents lie. */
  filesFolder: string;
  /** Calls an operation as a browser would; `as` is the session cookie of an earlier sign-in. */
  call<T = Record<string, unknown>>(
    operation: string,
    input?: unknown,
    options?: { as?: string | null; receipt?: string; commandId?: string; headers?: Record<string, string> },
  ): Promise<Answer<T>>;
  /** Prepares rows with the rights of the system. */
  prepare<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  stop(): Promise<void>;
}

const SYSTEM: Actor = { kind: 'system', name: 'test' };

/** What a test may want otherwise: `postgres` is another one than that of the tests, `perMinute: false` lets everybody call as often as they like. */
export interface TestServerOptions {
  now?: string;
  demo?: boolean;
  log?: Logger;
  postgres?: string;
  perMinute?: false;
}

/** A whole server on its own database, its clock standing at a Tuesday morning unless told otherwise. */
export async function testServer(options: TestServerOptions = {}): Promise<TestServer> {
  const database = await testDatabase(options.postgres);
  const folder = await mkdtemp(join(tmpdir(), 'linli-files-'));
  const clock = fixedClock(options.now ?? '2026-11-24T09:00:00+08:00');
  const keys = testKeys();
  const pool = openPool(database.url, { max: 5, keys });
  await enrolled(pool, keys);
  const app: App = {
    pool,
    clock,
    // How often and how much one may call is asked by tests of its own.
    config: {
      ...DEFAULT_CONFIG,
      demo: options.demo ?? false,
      requestsPerMinute: 100_000,
      wrongReceipts: { perAddress: 1_000_000, total: 1_000_000 },
      pressure: { waiting: 10_000, delayMs: 60_000 },
    },
    log: options.log ?? pino({ level: 'silent' }),
    files: openFileStore(folder),
    sealKey: newSealKey(),
    keys,
    metrics: makeMetrics(),
    keysFolder: keysFolder(folder),
    checkOutputs: true,
  };
  const http = await httpServer(app, options.perMinute === false ? uncounted : undefined);
  await http.ready();
  return {
    app,
    clock,
    http,
    databaseUrl: database.url,
    filesFolder: folder,
    async call(operation, input = {}, { as = null, receipt, commandId, headers = {} } = {}) {
      const response = await http.inject({
        method: 'POST',
        url: `/api/${operation.replace('.', '/')}`,
        headers: {
          'content-type': 'application/json',
          'x-linli': '1',
          'linli-command': commandId ?? randomUUID(),
          ...(as ? { cookie: `linli_session=${as}` } : {}),
          ...(receipt ? { 'linli-receipt': receipt } : {}),
          ...headers,
        },
        payload: JSON.stringify(input),
      });
      const session = response.cookies.find((cookie) => cookie.name === 'linli_session');
      return { status: response.statusCode, body: response.json(), cookie: session ? session.value : null };
    },
    prepare: (work) => transaction(app.pool, SYSTEM, work),
    async stop() {
      await http.close();
      await app.pool.end();
      await database.drop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
