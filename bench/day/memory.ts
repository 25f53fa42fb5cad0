import type { ChildProcess } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { constants, PerformanceObserver } from 'node:perf_hooks';

/** Megabytes held at a moment of the run. */
export interface Point {
  seconds: number;
  mb: number;
}

/** A line through the second half of a run: how much is held on average, how fast it grows. */
export interface Trend {
  mean: number;
  /** Megabytes a minute. */
  slope: number;
  /** Megabytes by which the line rises over the half. */
  rise: number;
}

/** Memory is flat when over the second half of the run its line rises by less than this part of what is held, or by less than so many megabytes. */
export const FLAT_SHARE = 0.05;
export const FLAT_MB = 16;

export const isFlat = ({ mean, rise }: Trend): boolean => rise < Math.max(FLAT_MB, mean * FLAT_SHARE);

/** The line of least squares through the second half of the points. */
export function trendOf(points: readonly Point[]): Trend {
  const half = points.slice(Math.floor(points.length / 2));
  const mean = half.reduce((sum, { mb }) => sum + mb, 0) / half.length;
  const middle = half.reduce((sum, { seconds }) => sum + seconds, 0) / half.length;
  const spread = half.reduce((sum, { seconds }) => sum + (seconds - middle) ** 2, 0);
  const slope = spread ? half.reduce((sum, { seconds, mb }) => sum + (seconds - middle) * (mb - mean), 0) / spread : 0;
  const length = (half.at(-1)?.seconds ?? 0) - (half[0]?.seconds ?? 0);
  return { mean, slope: slope * 60, rise: slope * length };
}

/** The least of each minute: what a query takes to sort and gives back is not in it, what is never given back is. */
export function leastOfEachMinute(points: readonly Point[]): Point[] {
  const least = new Map<number, Point>();
  for (const point of points) {
    const minute = Math.floor(point.seconds / 60);
    const before = least.get(minute);
    if (!before || point.mb < before.mb) least.set(minute, point);
  }
  return [...least.values()];
}

/**
 * Megabytes the server kept after each whole collection of its garbage since it was last asked: objects and buffers. How much garbage lies about
 * depends on when the engine last cared to collect it, and tells nothing about a leak; to have it collected would hold everything up.
 */
export function keptBy(server: ChildProcess): Promise<number[]> {
  return new Promise((resolve) => {
    server.once('message', (kept: number[]) => resolve(kept));
    server.send('kept');
  });
}

/** Has the process it is called in answer `keptBy`. */
export function tellKept(): void {
  let kept: number[] = [];
  const collections = new PerformanceObserver((list) => {
    const whole = list
      .getEntries()
      .some((entry) => (entry as unknown as { detail: { kind: number } }).detail.kind === constants.NODE_PERFORMANCE_GC_MAJOR);
    if (!whole) return;
    const { heapUsed, external } = process.memoryUsage();
    kept.push((heapUsed + external) / 1024 ** 2);
  });
  collections.observe({ entryTypes: ['gc'] });
  process.on('message', (asked) => {
    if (asked !== 'kept') return;
    process.send?.(kept);
    kept = [];
  });
}

/**
 * Megabytes of a process that are its own: no files, and none of PostgreSQL's buffers, whose size is set. Only on Linux, and told by a counter the
 * system keeps: summing pages (`smaps`) holds up both the process and whoever asks for as long as two gigabytes of buffers take to walk through.
 */
const held = (pid: string): number => Number(/^RssAnon:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;

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

/** What PostgreSQL with all its processes holds now; a process that ends meanwhile counts nothing. */
export const heldByPostgres = (postmaster: number): number =>
  [String(postmaster), ...childrenOf(postmaster)].reduce((total, pid) => {
    try {
      return total + held(pid);
    } catch {
      return total;
    }
  }, 0);
