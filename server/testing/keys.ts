import type pg from 'pg';
import { enrol } from '../modules/keys/index.ts';
import type { Suite } from '../platform/envelope.ts';
import { Keyring } from '../platform/keyring.ts';
import { type MasterKey, masterKeyOf } from '../platform/master-key.ts';

/** One master key for all tests, so that two pools on one database read each other. */
export const TEST_MASTER: MasterKey = masterKeyOf(Buffer.alloc(32, 7));

/** A keyring that can seal nothing before a pool was opened with it and `enrolled` was called. */
export const testKeys = (suite: Suite = 'aes'): Keyring => new Keyring(suite);

export const enrolled = (pool: pg.Pool, keys: Keyring): Promise<Keyring> => enrol(pool, keys, [TEST_MASTER], 'The test');
