import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type pg from 'pg';
import { afterAll, beforeAll } from 'vitest';
import { loadDemo } from '../demo/load.ts';
import { openKeysOf } from '../modules/keys/index.ts';
import { openPool, type Tx, transaction } from '../platform/database.ts';
import type { Keyring } from '../platform/keyring.ts';
import { testDatabase } from './database.ts';

/** The present of the demo that tests look at: a Tuesday morning. */
export const NOW = new Date('2026-11-24T10:40:00+08:00');

/** The demo county as it was loaded, and ways to look into it; filled before the tests of a file run. */
export interface LoadedDemo {
  url: string;
  home: string;
  pool: pg.Pool;
  keys: Keyring;
  loaded: Awaited<ReturnType<typeof loadDemo>>;
  read<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  rows<T>(statement: string): Promise<T[]>;
  /** Counts the rows of what follows `from`. */
  count(from: string): Promise<number>;
}

/** Loads the demo county for the tests of a file; `before` looks at the empty database first. */
export function withLoadedDemo(before?: (url: string) => Promise<void>): LoadedDemo {
  const read: LoadedDemo['read'] = (work) => transaction(demo.pool, { kind: 'system', name: 'test' }, work);
  const rows = <T>(statement: string): Promise<T[]> => read(async (tx) => ((await tx.send(statement))[0]?.rows ?? []) as T[]);
  const demo = {
    read,
    rows,
    count: async (from) => (await rows<{ count: number }>(`select count(*) as count from ${from}`))[0]?.count ?? 0,
  } as LoadedDemo;
  let drop: (() => Promise<void>) | undefined;
  beforeAll(async () => {
    const database = await testDatabase();
    drop = database.drop;
    demo.url = database.url;
    demo.home = await mkdtemp(join(tmpdir(), 'linli-demo-'));
    await before?.(database.url);
    demo.loaded = await loadDemo(database.url, { home: demo.home, now: NOW });
    demo.keys = await openKeysOf(database.url, demo.home);
    demo.pool = openPool(database.url, { max: 2, keys: demo.keys });
  }, 120_000);
  afterAll(async () => {
    await demo.pool?.end();
    await drop?.();
    if (demo.home) await rm(demo.home, { recursive: true, force: true });
  });
  return demo;
}

/** The list by what `keyOf` says of each. */
export function grouped<T>(list: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of list) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return groups;
}
