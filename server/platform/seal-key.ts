import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { chmod, link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { keysFolder } from './keys-folder.ts';
import { secretFile } from './secret-setting.ts';

/** The pair checkpoints are signed with (Ed25519, RFC 8032). */
export interface SealKey {
  secret: KeyObject;
  /** The 32 bytes others need to check a signature. */
  public: Buffer;
}

const sealKeyOf = (secret: KeyObject): SealKey => ({
  secret,
  // The last 32 bytes of the standard wrapping are the key itself (RFC 8410).
  public: createPublicKey(secret).export({ type: 'spki', format: 'der' }).subarray(-32),
});

export const newSealKey = (): SealKey => sealKeyOf(generateKeyPairSync('ed25519').privateKey);

/** Where a server keeps its key unless LINLI_SEAL_KEY_FILE, the older LINLI_SEAL_KEY or a credential is another file. */
export const sealKeyFile = (home: string, env: NodeJS.ProcessEnv = process.env): string =>
  secretFile('LINLI_SEAL_KEY', env)?.path ?? env.LINLI_SEAL_KEY ?? join(keysFolder(home), 'seal.pem');

/** The key in a file, made at the first start; never in the database, so that whoever holds the database cannot sign. Throws on a file that holds no Ed25519 key. */
export async function sealKeyIn(file: string): Promise<SealKey> {
  const pem = await readFile(file).catch((error: NodeJS.ErrnoException) => (error.code === 'ENOENT' ? null : Promise.reject(error)));
  if (!pem) return makeSealKey(file);
  let secret: KeyObject;
  try {
    secret = createPrivateKey(pem);
  } catch {
    throw new Error(`${file} holds no private key.`);
  }
  if (secret.asymmetricKeyType !== 'ed25519') throw new Error(`${file} holds a key of another kind; an Ed25519 key is needed.`);
  return sealKeyOf(secret);
}

async function makeSealKey(file: string): Promise<SealKey> {
  const key = newSealKey();
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  const half = `${file}.${process.pid}`;
  await writeFile(half, key.secret.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 });
  await chmod(half, 0o600);
  try {
    // Linking fails where another server was quicker; then its key is ours too.
    await link(half, file);
    return key;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return await sealKeyIn(file);
    throw error;
  } finally {
    await rm(half, { force: true });
  }
}
