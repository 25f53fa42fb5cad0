import type pg from 'pg';
import pino from 'pino';
import type { App } from '../server/platform/app.ts';
import { systemClock } from '../server/platform/clock.ts';
import { DEFAULT_CONFIG } from '../server/platform/config.ts';
import { openFileStore } from '../server/platform/file-store.ts';
import type { Keyring } from '../server/platform/keyring.ts';
import { keysFolder } from '../server/platform/keys-folder.ts';
import { makeMetrics } from '../server/platform/metrics.ts';
import { newSealKey } from '../server/platform/seal-key.ts';

/** What jobs need of a server, without one: serves nobody and sends nothing. */
export const benchApp = (pool: pg.Pool, keys: Keyring, home: string, sealKey: App['sealKey'] = newSealKey()): App => ({
  pool,
  clock: systemClock,
  config: DEFAULT_CONFIG,
  log: pino({ level: 'silent' }),
  keysFolder: keysFolder(home),
  sealKey,
  keys,
  files: openFileStore(home),
  metrics: makeMetrics(),
  checkOutputs: false,
});
