import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type DroppedUser, type EmbeddedBinaries, program } from './embedded-binaries.ts';

/** Who owns the cluster, and the name of its database. */
export const owner = 'linli';
export const dataFolder = (home: string) => join(home, 'postgres');
export const logFile = (home: string) => join(home, 'postgres.log');
export const passwordFile = (home: string) => join(home, 'postgres.password');

/** How the programs reach the data folder: root's home is closed to the user they run as, so on Linux they inherit the open folder. */
export function reach(data: string, user: DroppedUser | undefined): { path: string; stdio: number[]; close(): void } {
  if (!user || process.platform !== 'linux') return { path: data, stdio: [], close() {} };
  const fd = fs.openSync(data, 'r');
  return { path: '/proc/self/fd/3', stdio: [fd], close: () => fs.closeSync(fd) };
}

/** What the programs of PostgreSQL may know of ours. */
export const environment = (): NodeJS.ProcessEnv => ({
  PATH: process.env.PATH,
  LC_ALL: 'C',
  ...(process.platform === 'win32' ? { SystemRoot: process.env.SystemRoot, TEMP: process.env.TEMP } : {}),
});

/** Makes the cluster beside its place and moves it there whole, so that a broken start leaves no half of one. @throws one sentence */
export function initialise(home: string, binaries: EmbeddedBinaries, user: DroppedUser | undefined, throwAway: boolean): void {
  const half = `${dataFolder(home)}.new`;
  fs.rmSync(half, { recursive: true, force: true });
  fs.mkdirSync(half, { mode: 0o700 });
  const secret = fs.mkdtempSync(join(tmpdir(), 'linli-initdb-'));
  const handed = join(secret, 'password');
  const folder = reach(half, user);
  try {
    fs.writeFileSync(handed, `${readPassword(home)}\n`, { mode: 0o600 });
    if (user) for (const path of [half, secret, handed]) fs.chownSync(path, user.uid, user.gid);
    const made = spawnSync(
      program(binaries, 'initdb'),
      [
        ...['-D', folder.path, '-U', owner, '--auth=scram-sha-256', `--pwfile=${handed}`],
        ...['--locale=C', '--encoding=UTF8', '--no-instructions', ...(throwAway ? ['--no-sync'] : [])],
      ],
      { ...user, cwd: '/', env: environment(), stdio: ['ignore', 'ignore', 'pipe', ...folder.stdio], encoding: 'utf8', windowsHide: true },
    );
    if (made.status !== 0) {
      const why =
        made.error?.message ??
        made.stderr
          .trim()
          .split('\n')
          .find((line) => /error|fatal/i.test(line)) ??
        made.stderr.trim().split('\n')[0];
      throw new Error(`The embedded PostgreSQL could not make its data folder ${dataFolder(home)}: ${why}`);
    }
    fs.renameSync(half, dataFolder(home));
  } finally {
    folder.close();
    fs.rmSync(secret, { recursive: true, force: true });
    fs.rmSync(half, { recursive: true, force: true });
  }
}

/** The owner's password, made on the first time. @throws one sentence when the cluster is there without it */
export function readPassword(home: string): string {
  const path = passwordFile(home);
  if (fs.existsSync(path)) return fs.readFileSync(path, 'utf8').trim();
  if (fs.existsSync(dataFolder(home))) {
    throw new Error(
      `The data folder ${home} is damaged: ${path} is missing. Bring it back from a backup, or set LINLI_HOME to a new folder.`,
    );
  }
  const password = randomBytes(24).toString('base64url');
  fs.writeFileSync(path, `${password}\n`, { mode: 0o600 });
  return password;
}

/** Whether the cluster is there, and of our version. @throws one sentence an operator can act on */
export function checkDataFolder(home: string, major: string): 'missing' | 'present' {
  const data = dataFolder(home);
  if (!fs.existsSync(data)) return 'missing';
  let version = '';
  try {
    version = fs.readFileSync(join(data, 'PG_VERSION'), 'utf8').trim();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EACCES') {
      throw new Error(`The data folder ${data} cannot be read (EACCES): start Linli as the user who made it, or correct its owner.`);
    }
  }
  if (version === '' || !fs.existsSync(join(data, 'global', 'pg_control'))) {
    throw new Error(
      `The data folder ${data} is damaged or not one of Linli's: bring it back from a backup, or set LINLI_HOME to a new folder.`,
    );
  }
  if (version !== major) {
    throw new Error(
      `The data folder ${data} was written by PostgreSQL ${version} and this is ${major}: move its data with a backup and a restore.`,
    );
  }
  return 'present';
}
