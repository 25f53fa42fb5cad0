import { spawnSync } from 'node:child_process';
import { closeSync, existsSync, linkSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, statSync, writeSync } from 'node:fs';
import { hostname } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** Who holds a data folder: enough to tell a living process from a number that was given to another one. */
interface Holder {
  pid: number;
  started: string;
  host: string;
}

/** A held data folder; `release` gives it back and may be called twice. */
export interface HeldHome {
  release(): void;
}

const heldHere = new Map<string, number>();

/** When a process began, in whatever words this system uses; empty when there is no such process. */
export function processStart(pid: number): string {
  if (process.platform === 'linux') {
    try {
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      // State Z is a process that has died and was not yet collected.
      return fields[0] === 'Z' ? '' : `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()}/${fields[19]}`;
    } catch {
      return '';
    }
  }
  if (process.platform === 'win32') {
    try {
      process.kill(pid, 0);
      return 'alive';
    } catch {
      return '';
    }
  }
  return spawnSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).stdout.trim();
}

const lockPath = (home: string) => join(home, 'linli.lock');

function living(text: string): Holder | null {
  try {
    const holder = JSON.parse(text) as Holder;
    return holder.host !== hostname() || processStart(holder.pid) === holder.started ? holder : null;
  } catch {
    return null;
  }
}

/** Reads who holds the folder now; null when nobody does, or when the one who did has died. */
export function homeHolder(home: string): Holder | null {
  try {
    return living(readFileSync(lockPath(home), 'utf8'));
  } catch {
    return null;
  }
}

/** Folder by folder: Node's own recursive mkdir never returns where a file system answers ENOENT to it, as /proc does. */
function makeFolders(path: string): void {
  if (existsSync(path)) return;
  makeFolders(dirname(path));
  mkdirSync(path, { mode: 0o700 });
}

/** Makes the data folder when it is missing; throws one sentence when it cannot be used. */
export function openHome(home: string): void {
  try {
    makeFolders(home);
    const probe = join(home, `.probe-${process.pid}`);
    closeSync(openSync(probe, 'w'));
    rmSync(probe);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? String(error);
    throw new Error(`The data folder ${home} cannot be written (${code}): correct its owner, or set LINLI_HOME to a folder you may write.`);
  }
}

/** Takes a dead holder's file away; moved first and read again, because another starter may just have replaced it with its own. */
function setAside(path: string, home: string): void {
  const aside = `${path}.${process.pid}`;
  try {
    renameSync(path, aside);
    if (living(readFileSync(aside, 'utf8'))) linkSync(aside, lockPath(home));
  } catch {
    // Somebody else was quicker.
  }
  rmSync(aside, { force: true });
}

function tryLock(home: string): boolean {
  const path = lockPath(home);
  const mine: Holder = { pid: process.pid, started: processStart(process.pid), host: hostname() };
  try {
    const file = openSync(path, 'wx', 0o600);
    writeSync(file, `${JSON.stringify(mine)}\n`);
    closeSync(file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    // A file younger than a second may be one its maker is still writing.
    const age = Date.now() - (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
    if (age > 1000 && !homeHolder(home)) setAside(path, home);
    return false;
  }
}

/**
 * Holds the data folder for this process, so that two servers never fight over it. A holder that was killed is recovered from.
 * @param patience how long, in milliseconds, to wait for a holder that is just stopping
 * @throws one sentence naming the holder
 */
export async function holdHome(home: string, patience = 2500): Promise<HeldHome> {
  openHome(home);
  const held = heldHere.get(home) ?? 0;
  if (held === 0) {
    const giveUp = Date.now() + patience;
    while (!tryLock(home)) {
      const holder = homeHolder(home);
      if (holder && Date.now() > giveUp) {
        const where = holder.host === hostname() ? `process ${holder.pid}` : `process ${holder.pid} on ${holder.host}`;
        throw new Error(
          `Linli is already running on the data folder ${home} (${where}): stop it first, or set another LINLI_HOME and PORT.`,
        );
      }
      await sleep(50);
    }
  }
  heldHere.set(home, (heldHere.get(home) ?? 0) + 1);
  let released = false;
  return {
    release() {
      if (released) return;
      released = true;
      const left = (heldHere.get(home) ?? 1) - 1;
      if (left > 0) heldHere.set(home, left);
      else {
        heldHere.delete(home);
        rmSync(lockPath(home), { force: true });
      }
    },
  };
}
