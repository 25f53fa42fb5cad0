import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { LongestFirst } from './scripts/longest-first.ts';
import { memoryDisk } from './scripts/memory-disk.ts';

const journeys = ['e2e/**/*.journey.ts'];
const memory = memoryDisk();
/** Where the tests put what they throw away. */
const env: Record<string, string> = memory ? { TMPDIR: memory } : {};

/**
 * `domain` and `scripts` need no database; `server` shares one throw-away PostgreSQL; `journeys` also drive a browser each.
 * A worker loads each module once for all its files: what a module keeps, it keeps by App, so that no file meets another's.
 */
export default defineConfig({
  cacheDir: 'node_modules/.cache/linli/vitest',
  test: {
    // Vitest leaves one core free, which on two cores is half of them; the tests wait often enough for both to be used.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        test: {
          name: 'domain',
          include: ['{domain,web}/**/*.test.{ts,tsx}', '{scripts,cli,kill-harness}/**/*.test.ts'],
          environment: 'node',
          isolate: false,
          env,
          testTimeout: 20_000,
        },
      },
      {
        test: {
          name: 'server',
          include: ['{server,bench}/**/*.test.ts'],
          globalSetup: ['scripts/test-database.ts'],
          isolate: false,
          env,
          testTimeout: 20_000,
          hookTimeout: 60_000,
          // A second is too short on a busy machine.
          expect: { poll: { timeout: 10_000 } },
        },
      },
      {
        test: {
          name: 'journeys',
          include: journeys,
          globalSetup: ['e2e/shared-demo.ts'],
          isolate: false,
          testTimeout: 120_000,
          hookTimeout: 120_000,
          // As long as a page is waited for; a second is too short on a busy machine.
          expect: { poll: { timeout: 15_000 } },
          // A journey that fails is played once more; `npm test` names each that needed it.
          retry: 1,
        },
      },
    ],
  },
});
