import { homeSetting } from './settings.ts';

/** The key of this server, from its data folder or LINLI_SEAL_KEY. */
export async function ownSealKey() {
  const { sealKeyFile, sealKeyIn } = await import('../server/platform/seal-key.ts');
  return sealKeyIn(sealKeyFile(homeSetting()));
}
