import type pg from 'pg';
import type { Logger } from 'pino';
import type { Clock } from './clock.ts';
import type { FileStore } from './file-store.ts';
import type { Keyring } from './keyring.ts';
import type { Metrics } from './metrics.ts';
import type { PressureLimits } from './pressure.ts';
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

/** An identity provider staff may sign in through (OpenID Connect). */
export interface IdentityProvider {
  issuer: string;
  clientId: string;
  clientSecret: string | null;
  scope: string;
  /** What its button says. */
  name: string;
  /** The claim that is a user name here, where the operator trusts it to be; null: only accounts an administrator linked. */
  claim: string | null;
  /** Values of `amr` or `acr` that say more than a password was asked. */
  strong: readonly string[];
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
  provider: IdentityProvider | null;
  /** Where signed checkpoints are published: files (absolute paths) and web addresses. */
  witnesses: string[];
  /** Hosts of the operator's own network that webhooks may reach, as `host` or `host:port`; everything else must be public and https. */
  webhookHosts: string[];
  /** Connections to the database that serve people. */
  connections: number;
  /** The most requests a minute from one address. */
  requestsPerMinute: number;
  /** The most receipt codes an hour that nobody was given, from one address and from all together. */
  wrongReceipts: { perAddress: number; total: number };
  /** From when on calls are turned away for a moment. */
  pressure: PressureLimits;
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
  /** The folder of the master key and of the lists of what was erased: it lies in no backup, and no restore takes it back. */
  keysFolder: string;
  /** Makes the job runner of this server look at once; absent where none runs. */
  wakeJobs?: () => void;
  /** Checks each answer against its schema; on in tests. */
  checkOutputs: boolean;
}
