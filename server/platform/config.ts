import { join } from 'node:path';
import { WRONG_RECEIPTS } from '../../domain/accounts/limits.ts';
import type { Config } from './app.ts';
import { providerFrom } from './identity-provider.ts';

/** The settings of a server whose operator set none. Tests and loaders take these and name what differs. */
export const DEFAULT_CONFIG: Config = {
  demo: false,
  personas: [],
  tiles: null,
  publicUrl: null,
  provider: null,
  trustedProxies: false,
  witnesses: [],
  webhookHosts: [],
  connections: 10,
  requestsPerMinute: 600,
  wrongReceipts: WRONG_RECEIPTS,
  // Twenty for each of the ten connections: what waits longer than a moment is better asked again.
  pressure: { waiting: 200, delayMs: 1_000 },
};

const listed = (text = ''): string[] => text.split(',').flatMap((one) => one.trim() || []);

type NumberSetting = 'LINLI_POOL' | 'LINLI_MOST_WAITING' | 'LINLI_REQUESTS_PER_MINUTE';

const numberOf = (environment: NodeJS.ProcessEnv, name: NumberSetting, initial: number, most: number): number => {
  const text = environment[name] || String(initial);
  const value = Number(text);
  if (!/^\d+$/.test(text) || value < 1 || value > most) throw new Error(`${name} is "${text}": it must be a number from 1 to ${most}.`);
  return value;
};

/**
 * The settings an operator makes in the environment; checkpoints are always published to a file in `home` too.
 * @throws Error with one sentence when a number is none, or an identity provider is set only in part
 */
export function configFrom(environment: NodeJS.ProcessEnv, { demo, home }: { demo: boolean; home: string }): Config {
  const tiles = environment.LINLI_TILES_URL;
  const { publicUrl, trustedProxies, connections, pressure, requestsPerMinute } = DEFAULT_CONFIG;
  return {
    ...DEFAULT_CONFIG,
    demo,
    ...(tiles && { tiles: { url: tiles, attribution: environment.LINLI_TILES_ATTRIBUTION ?? '' } }),
    publicUrl: environment.LINLI_PUBLIC_URL ?? publicUrl,
    provider: providerFrom(environment),
    trustedProxies: environment.LINLI_TRUST_PROXY ?? trustedProxies,
    witnesses: [join(home, 'witness.notes'), ...listed(environment.LINLI_WITNESS)],
    webhookHosts: listed(environment.LINLI_WEBHOOK_HOSTS),
    connections: numberOf(environment, 'LINLI_POOL', connections, 1_000),
    pressure: { ...pressure, waiting: numberOf(environment, 'LINLI_MOST_WAITING', pressure.waiting, 100_000) },
    requestsPerMinute: numberOf(environment, 'LINLI_REQUESTS_PER_MINUTE', requestsPerMinute, 1_000_000_000),
  };
}
