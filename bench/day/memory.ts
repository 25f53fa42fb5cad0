import { existsSync, readdirSync, readFileSync } from 'node:fs';

/** Megabytes that processes hold. */
export interface Sample {
  seconds: number;
  server: number;
  postgres: number;
}

/** A line through the second half of a run: how much is held on average, how fast it grows. */
export interface Trend {
  mean: number;
  /** Megabytes a minute. */
  slope: number;
  /** Megabytes by which the line rises over the half. */
  rise: number;
}

/** A process is flat when over the second half of the run its line rises by less than this part of what it holds, or by less than the megabytes a garbage collector takes and gives back. */
export const FLAT_SHARE = 0.05;
export const FLAT_MB = 16;

export const isFlat = ({ mean, rise }: Trend): boolean => rise < Math.max(FLAT_MB, mean * FLAT_SHARE);

/** The line of least squares through the second half of the samples. */
export function trendOf(samples: readonly Sample[], of: 'server' | 'postgres'): Trend {
  const half = samples.slice(Math.floor(samples.length / 2));
  const mean = half.reduce((sum, sample) => sum + sample[of], 0) / half.length;
  const middle = half.reduce((sum, { seconds }) => sum + seconds, 0) / half.length;
  const spread = half.reduce((sum, { seconds }) => sum + (seconds - middle) ** 2, 0);
  const slope = spread ? half.reduce((sum, sample) => sum + (sample.seconds - middle) * (sample[of] - mean), 0) / spread : 0;
  const length = (half.at(-1)?.seconds ?? 0) - (half[0]?.seconds ?? 0);
  return { mean, slope: slope * 60, rise: slope * length };
}

/**
 * Megabytes of a process that are its own: no files, and none of PostgreSQL's buffers, whose size is set. Only on Linux, and told by a counter the
 * system keeps: summing pages (`smaps`) holds up both the process and whoever asks for as long as two gigabytes of buffers take to walk through.
 */
const held = (pid: number | string): number =>
  Number(/^RssAnon:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;

export const canMeasure = (): boolean => existsSync('/proc/self/status');

function childrenOf(parent: number): string[] {
  return readdirSync('/proc').filter((name) => {
    if (!/^\d+$/.test(name)) return false;
    try {
      return (
        Number(
          readFileSync(`/proc/${name}/stat`, 'utf8')
            .replace(/^.*\) /s, '')
            .split(' ')[1],
        ) === parent
      );
    } catch {
      return false;
    }
  });
}

/** What the server and PostgreSQL with all its processes hold now; a process that ends meanwhile counts nothing. */
export function sample(seconds: number, server: number, postmaster: number): Sample {
  const sum = (pids: readonly (number | string)[]) =>
    pids.reduce<number>((total, pid) => {
      try {
        return total + held(pid);
      } catch {
        return total;
      }
    }, 0);
  return { seconds, server: sum([server]), postgres: sum([postmaster, ...childrenOf(postmaster)]) };
}
