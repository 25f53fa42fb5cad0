import { execFile } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { chmod, link, mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { KEY_BYTES } from './envelope.ts';
import { keysFolder } from './keys-folder.ts';
import { secretFile } from './secret-setting.ts';

/** A master key and the name it goes by, which is computed from it and tells nothing about it. */
export interface MasterKey {
  id: string;
  secret: Buffer;
}

/** Where the master keys of an installation come from: a file we may write, or a command or credential we only ask. The newest key comes first. */
export interface MasterSource {
  /** For sentences to people. */
  where: string;
  /** The file, or null where a command or systemd gives the keys. */
  file: string | null;
  read(): Promise<MasterKey[]>;
}

const PATIENCE_MS = 15_000;

export const masterKeyOf = (secret: Buffer): MasterKey => ({
  id: createHash('sha256').update('linli master key ').update(secret).digest('hex').slice(0, 16),
  secret,
});

export const newMasterKey = (): MasterKey => masterKeyOf(randomBytes(KEY_BYTES));

/** One key a line, in base64; during a rotation the new one stands first and the old one after it. @throws one sentence */
function keysIn(text: string, where: string): MasterKey[] {
  const lines = text.split('\n').flatMap((line) => line.trim() || []);
  const keys = lines.map((line) => Buffer.from(line, 'base64'));
  if (keys.length === 0) throw new Error(`${where} holds no master key.`);
  if (keys.some((key) => key.length !== KEY_BYTES))
    throw new Error(`${where} must hold 32 bytes in base64 on each line, and nothing else.`);
  return keys.map(masterKeyOf);
}

const textOf = (keys: readonly MasterKey[]): string => `${keys.map(({ secret }) => secret.toString('base64')).join('\n')}\n`;

/** LINLI_MASTER_KEY_COMMAND, else LINLI_MASTER_KEY_FILE, else the credential LINLI_MASTER_KEY, else `keys/master.key` in the data folder, made at the first start. */
export function masterSource(home: string, environment: NodeJS.ProcessEnv = process.env): MasterSource {
  const command = environment.LINLI_MASTER_KEY_COMMAND;
  if (command) return fromCommand(command);
  const { path, ours } = secretFile('LINLI_MASTER_KEY', environment) ?? { path: join(keysFolder(home), 'master.key'), ours: true };
  return { where: path, file: ours ? path : null, read: () => fromFile(path) };
}

function fromCommand(command: string): MasterSource {
  const where = 'The output of LINLI_MASTER_KEY_COMMAND';
  return {
    where,
    file: null,
    async read() {
      const shell = process.platform === 'win32' ? ['cmd', '/c'] : ['/bin/sh', '-c'];
      // What the command writes may be half a key, so a failure tells its exit code and nothing it said.
      const { stdout } = await promisify(execFile)(shell[0] as string, [shell[1] as string, command], { timeout: PATIENCE_MS }).catch(
        (error: { code?: number | string; killed?: boolean }) => {
          throw new Error(`LINLI_MASTER_KEY_COMMAND ${error.killed ? 'did not answer in 15 seconds' : `failed with ${error.code}`}.`);
        },
      );
      return keysIn(stdout, where);
    },
  };
}

async function fromFile(file: string): Promise<MasterKey[]> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) =>
    error.code === 'ENOENT' ? null : Promise.reject(new Error(`The master key ${file} cannot be read (${error.code}).`)),
  );
  if (text !== null) return keysIn(text, file);
  const key = newMasterKey();
  const half = await written(file, [key]);
  try {
    // Linking fails where another server was quicker; then its key is ours too.
    await link(half, file);
    return [key];
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return await fromFile(file);
    throw error;
  } finally {
    await rm(half, { force: true });
  }
}

/** Puts keys in place of those in a file, whole or not at all, and on the disk before anything is sealed with them. */
export async function writeMasterKeys(file: string, keys: readonly MasterKey[]): Promise<void> {
  await rename(await written(file, keys), file);
}

async function written(file: string, keys: readonly MasterKey[]): Promise<string> {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  const half = `${file}.${process.pid}`;
  const handle = await open(half, 'w', 0o600);
  try {
    await handle.writeFile(textOf(keys));
    await handle.sync();
  } finally {
    await handle.close();
  }
  await chmod(half, 0o600);
  return half;
}
