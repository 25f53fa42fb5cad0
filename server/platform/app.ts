import type pg from 'pg';
import type { Logger } from 'pino';
import type { Clock } from './clock.ts';
import type { FileStore } from './file-store.ts';
import type { Keyring } from './keyring.ts';
import type { Metrics } from './metrics.ts';
import type { SealKey } from './seal-key.ts';

/** A demo person one may become with one click. */
export interface Persona {
  key: string;
  name: string;
  title: string;
  face: 'portal' | 'office';
  note: string;
  accountId: string;
}

export interface Config {
  /** Plainly marked demo: personas on the sign-in page, codes shown on the screen. */
  demo: boolean;
  personas: Persona[];
  /** A map tile server, only where the operator configured one. */
  tiles: { url: string; attribution: string } | null;
  /** Where residents and staff reach this server, for links and passkeys; null: taken from the request. */
  publicUrl: string | null;
  /** Addresses whose X-Forwarded-For is believed, e.g. `loopback`; false for none. */
  trustedProxies: string | false;
  /** Where signed checkpoints are published: files (absolute paths) and web addresses. */
  witnesses: string[];
  /** The most requests a minute from one address. */
  requestsPerMinute: number;
}

/** What a running server is made of; handed to every operation. */
export interface App {
  pool: pg.Pool;
  clock: Clock;
  config: Config;
  log: Logger;
  files: FileStore;
  metrics: Metrics;
  /** Signs what is sealed; kept outside the database. */
  sealKey: SealKey;
  /** Seals the numbers of people; the connections of `pool` hold it too. */
  keys: Keyring;
  /** Makes the job runner of this server look at once; absent where none runs. */
  wakeJobs?: () => void;
  /** Checks each answer against its schema; on in tests. */
  checkOutputs: boolean;
}
