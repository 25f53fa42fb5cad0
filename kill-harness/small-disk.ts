import { spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Stage } from './stage.ts';

const MEGABYTES = 400;

interface SmallDisk {
  home: string;
  megabytes: number;
  /** Takes the last byte for some milliseconds, then gives it back and starts PostgreSQL again, as an operator would. */
  fillFor(stage: Stage, milliseconds: number): Promise<void>;
  release(): void;
}

/** A file system of memory small enough to be filled; only root may mount one, and only on Linux. */
export function smallDisk(): SmallDisk | { skipped: string } {
  if (process.platform !== 'linux') return { skipped: `no file system of memory on ${process.platform}` };
  const home = mkdtempSync(join(tmpdir(), 'linli-small-disk-'));
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${MEGABYTES}m,mode=755`, 'tmpfs', home], { encoding: 'utf8' });
  if (mounted.status !== 0) {
    rmSync(home, { recursive: true, force: true });
    return { skipped: (mounted.stderr || mounted.error?.message || 'mount failed').trim() };
  }
  const ballast = join(home, 'ballast');
  let released = false;
  const release = () => {
    if (released) return;
    released = true;
    spawnSync('umount', ['-l', home]);
    rmSync(home, { recursive: true, force: true });
  };
  process.once('exit', release);
  return {
    home,
    megabytes: MEGABYTES,
    async fillFor(stage, milliseconds) {
      const end = Date.now() + milliseconds;
      const file = openSync(ballast, 'w');
      const block = Buffer.alloc(64 * 1024);
      // What is freed meanwhile is taken too.
      while (Date.now() < end) {
        try {
          for (;;) writeSync(file, block);
        } catch (error) {
          if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
        }
        await sleep(20);
      }
      closeSync(file);
      rmSync(ballast);
      await stage.killPostgres();
      await sleep(1_000);
    },
    release,
  };
}
