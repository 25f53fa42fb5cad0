import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** A PostgreSQL server as the file in its data folder tells of it. */
export interface Postmaster {
  pid: number;
  port: number;
  ready: boolean;
}

function isPostmasterOf(pid: number, data: string): boolean {
  if (process.platform === 'linux') {
    try {
      return fs.readlinkSync(`/proc/${pid}/cwd`) === fs.realpathSync(data);
    } catch {
      return false;
    }
  }
  if (process.platform === 'win32') return true;
  return spawnSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).stdout.includes(data);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** The server that runs on a data folder now; a left-over file of a dead one, or of a stranger's process, is none. */
export function runningPostmaster(data: string): Postmaster | null {
  let lines: string[];
  try {
    lines = fs.readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n');
  } catch {
    return null;
  }
  const pid = Number(lines[0]);
  if (!Number.isInteger(pid) || pid <= 0 || !isAlive(pid) || !isPostmasterOf(pid, data)) return null;
  return { pid, port: Number(lines[3]), ready: lines[7]?.trim() === 'ready' };
}

/** Ends a server: `fast` in order, `immediate` as a crash would; resolves once it is gone. */
export async function stopPostmaster(pid: number, data: string, mode: 'fast' | 'immediate'): Promise<void> {
  const signal = (name: 'SIGINT' | 'SIGQUIT') => {
    try {
      process.kill(pid, name);
    } catch {
      // It has ended by itself.
    }
  };
  signal(mode === 'fast' ? 'SIGINT' : 'SIGQUIT');
  const hurry = Date.now() + 30_000;
  let hurried = false;
  while (isAlive(pid) && isPostmasterOf(pid, data)) {
    if (!hurried && Date.now() > hurry) {
      hurried = true;
      signal('SIGQUIT');
    }
    await sleep(15);
  }
}

/** After a power cut the number in the file may belong to a stranger; PostgreSQL then refuses, unless it finds its own parent there. */
export function disownStrangersPid(data: string): void {
  const path = join(data, 'postmaster.pid');
  if (!fs.existsSync(path)) return;
  const [first, ...rest] = fs.readFileSync(path, 'utf8').split('\n');
  if (isAlive(Number(first))) fs.writeFileSync(path, [String(process.pid), ...rest].join('\n'));
}

/** Takes away the sockets that killed servers left in their data folder. */
export function dropSockets(data: string): void {
  for (const name of fs.readdirSync(data)) if (name.startsWith('.s.PGSQL.')) fs.rmSync(join(data, name));
}
