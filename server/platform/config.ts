import { join } from 'node:path';
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
  requestsPerMinute: 600,
  // Twenty for each of the ten connections: what waits longer than a moment is better asked again.
  pressure: { waiting: 200, delayMs: 1_000 },
};

const listed = (text = ''): string[] => text.split(',').flatMap((one) => one.trim() || []);

/**
 * The settings an operator makes in the environment; checkpoints are always published to a file in `home` too.
 * @throws Error with one sentence when an identity provider is set only in part
 */
export function configFrom(environment: NodeJS.ProcessEnv, { demo, home }: { demo: boolean; home: string }): Config {
  const tiles = environment.LINLI_TILES_URL;
  const { publicUrl, trustedProxies, pressure, requestsPerMinute } = DEFAULT_CONFIG;
  return {
    ...DEFAULT_CONFIG,
    demo,
    ...(tiles && { tiles: { url: tiles, attribution: environment.LINLI_TILES_ATTRIBUTION ?? '' } }),
    publicUrl: environment.LINLI_PUBLIC_URL ?? publicUrl,
    provider: providerFrom(environment),
    trustedProxies: environment.LINLI_TRUST_PROXY ?? trustedProxies,
    witnesses: [join(home, 'witness.notes'), ...listed(environment.LINLI_WITNESS)],
    webhookHosts: listed(environment.LINLI_WEBHOOK_HOSTS),
    pressure: { ...pressure, waiting: Number(environment.LINLI_MOST_WAITING) || pressure.waiting },
    requestsPerMinute: Number(environment.LINLI_REQUESTS_PER_MINUTE) || requestsPerMinute,
  };
}
