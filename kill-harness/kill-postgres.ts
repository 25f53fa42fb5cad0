import { spawnSync } from 'node:child_process';
import { readFileSync, readlinkSync, realpathSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { processStart } from '../server/platform/home-lock.ts';
import { runningPostmaster } from '../server/platform/postmaster.ts';

function childrenOf(pid: number): number[] {
  const text =
    process.platform === 'linux'
      ? readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8')
      : spawnSync('pgrep', ['-P', String(pid)], { encoding: 'utf8' }).stdout;
  return text.split(/\s+/).filter(Boolean).map(Number);
}

/** A number may have been given to a stranger meanwhile; only what still works in our data folder is ours. */
function worksIn(pid: number, data: string): boolean {
  if (process.platform !== 'linux') return true;
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(data);
  } catch {
    return false;
  }
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
}

/** SIGKILL to the postmaster of a data folder and to all its processes; resolves when none is left, throws when one stays. */
export async function killPostgres(data: string): Promise<void> {
  const postmaster = runningPostmaster(data);
  if (!postmaster) return;
  const children = childrenOf(postmaster.pid);
  // The postmaster first: one that saw a child die would begin to mend things.
  kill(postmaster.pid);
  for (const child of children) if (worksIn(child, data)) kill(child);
  const patience = Date.now() + 10_000;
  const left = () => [postmaster.pid, ...children].filter((pid) => processStart(pid) !== '' && worksIn(pid, data));
  while (left().length > 0) {
    if (Date.now() > patience) throw new Error(`processes of a killed PostgreSQL stay: ${left().join(', ')}`);
    await sleep(5);
  }
}
