import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Every secret of an installation, by the name of its setting; each may be a systemd credential of that name. */
export type SecretName =
  | 'DATABASE_URL'
  | 'LINLI_BACKUP_DATABASE_URL'
  | 'LINLI_BACKUP_KEY'
  | 'LINLI_MASTER_KEY'
  | 'LINLI_OIDC_SECRET'
  | 'LINLI_SEAL_KEY'
  | 'LINLI_SMS_TOKEN';

/** A file that holds a secret, and whether we may write it: what systemd hands over is of the key store and only read. */
export interface SecretFile {
  path: string;
  ours: boolean;
}

/** @throws one sentence for a file that others of the machine may read */
function demandPrivate(name: string, path: string): void {
  if (process.platform === 'win32' || !existsSync(path)) return;
  const mode = statSync(path).mode & 0o777;
  if (mode & 0o077) throw new Error(`${name}_FILE: ${path} is open to others (mode ${mode.toString(8)}): chmod 600 ${path}`);
}

/**
 * The file a secret lies in: the one named by `<name>_FILE`, else the credential of that name which systemd decrypted for this process
 * (LoadCredentialEncrypted=, in $CREDENTIALS_DIRECTORY); null where neither is. A named file need not be there yet: keys are made at the first start.
 * @throws one sentence when others may read the named file
 */
export function secretFile(name: SecretName, environment: NodeJS.ProcessEnv): SecretFile | null {
  const named = environment[`${name}_FILE`];
  if (named) {
    demandPrivate(name, named);
    return { path: named, ours: true };
  }
  const credential = environment.CREDENTIALS_DIRECTORY && join(environment.CREDENTIALS_DIRECTORY, name);
  // Its mode is systemd's: root's, and by an access list the service's.
  return credential && existsSync(credential) ? { path: credential, ours: false } : null;
}

/**
 * A secret that others gave us: from its own setting, else from its file; null where none is set. Without white space around it.
 * @throws one sentence when its file is missing, empty, or open to others, or when it is given twice
 */
export function secretText(name: SecretName, environment: NodeJS.ProcessEnv): string | null {
  const plain = environment[name];
  const file = secretFile(name, environment);
  if (plain && file) throw new Error(`${name} is given twice: by itself, and in ${file.path}. Take one of them away.`);
  if (plain) return plain;
  if (!file) return null;
  let text: string;
  try {
    text = readFileSync(file.path, 'utf8').trim();
  } catch (error) {
    throw new Error(`${name} cannot be read from ${file.path} (${(error as NodeJS.ErrnoException).code}).`);
  }
  if (text === '') throw new Error(`${name}: ${file.path} is empty.`);
  return text;
}
