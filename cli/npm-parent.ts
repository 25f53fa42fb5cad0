import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

interface Known {
  parent: number;
  command: string;
}

function look(pid: number): Known | null {
  if (process.platform === 'linux') {
    try {
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
      const parent = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
      return { parent, command: readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ') };
    } catch {
      return null;
    }
  }
  if (process.platform === 'win32') return null;
  const [, parent, command] =
    /^\s*(\d+)\s+(.*)/.exec(spawnSync('ps', ['-o', 'ppid=,command=', '-p', String(pid)], { encoding: 'utf8' }).stdout) ?? [];
  return parent && command ? { parent: Number(parent), command } : null;
}

/** The npm that runs us, directly or through a shell; null when nobody typed `npm start`. */
function npmParent(): number | null {
  if (process.env.npm_lifecycle_event === undefined) return null;
  let pid = process.ppid;
  for (let level = 0; level < 2 && pid > 1; level++) {
    const known = look(pid);
    if (!known) return null;
    if (/\bnpm\b/.test(known.command) && !/^\S*sh\s/.test(known.command)) return pid;
    pid = known.parent;
  }
  return null;
}

/** Calls back when the npm that started us was killed: it cannot pass that on, and would leave a server nobody knows of. */
export function whenNpmIsGone(gone: () => void): void {
  const npm = npmParent();
  if (npm === null) return;
  const timer = setInterval(() => {
    try {
      process.kill(npm, 0);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') return;
      clearInterval(timer);
      gone();
    }
  }, 200);
  timer.unref();
}
