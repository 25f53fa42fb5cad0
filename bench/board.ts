import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import pino from 'pino';
import { migrate } from '../server/migrations/migrate.ts';
import { judgeAgain } from '../server/modules/board/index.ts';
import { importDivisions } from '../server/modules/territory/index.ts';
import type { App } from '../server/platform/app.ts';
import { systemClock } from '../server/platform/clock.ts';
import { openPool, transaction } from '../server/platform/database.ts';
import { startEmbeddedPostgres } from '../server/platform/embedded-postgres.ts';
import { openFileStore } from '../server/platform/file-store.ts';
import { makeMetrics } from '../server/platform/metrics.ts';
import { newSealKey } from '../server/platform/seal-key.ts';
import { fillRegion } from './fill-region.ts';
import { median } from './load.ts';

const ROUNDS = Number(process.env.BENCH_ROUNDS) || 3;
const HOUSEHOLDS = Number(process.env.BENCH_HOUSEHOLDS) || 2_500_000;

/** How long the clause board takes: the whole region as each night, one village as after each change, and a reading. */
const home = await mkdtemp(join(tmpdir(), 'linli-bench-'));
const postgres = await startEmbeddedPostgres({ home });
try {
  await migrate(postgres.url);
  await importDivisions(postgres.url, readFileSync(new URL('../server/data/territory/divisions.csv', import.meta.url), 'utf8'));
  const filled = await fillRegion(postgres.url, HOUSEHOLDS);
  const pool = openPool(postgres.url, { max: 2 });
  const app: App = {
    pool,
    clock: systemClock,
    config: { demo: false, personas: [], tiles: null, publicUrl: null, witnesses: [], trustedProxies: false, requestsPerMinute: 1 },
    log: pino({ level: 'silent' }),
    sealKey: newSealKey(),
    files: openFileStore(home),
    metrics: makeMetrics(),
    checkOutputs: false,
  };
  const judge = async (territory: string, prepare = '') => {
    if (prepare) await withOwner(postgres.url, prepare);
    const started = performance.now();
    await transaction(pool, { kind: 'system', name: 'bench' }, (tx) => judgeAgain(tx, app, new Date(), territory, []));
    return performance.now() - started;
  };
  const counties = await countiesIn(postgres.url);
  const everything = async () => {
    let sum = 0;
    for (const county of counties) sum += await judge(county);
    return sum;
  };
  const first = await everything();
  const nights: number[] = [];
  const changes: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    nights.push(await everything());
    for (const until of ['current_date - 1', 'null'])
      changes.push(
        await judge(
          filled.village,
          `update appointment set valid_until = ${until} where role = 'grid-worker' and territory = '${filled.village}001'`,
        ),
      );
  }
  console.log(
    `${filled.villages} villages, ${filled.households} households, ${filled.persons} residents, ${filled.grids} grids, ${filled.matters} matters`,
  );
  console.log('| what | ms (median) |\n|---|---|');
  console.log(`| the whole region for the first time, every cell written | ${first.toFixed(0)} |`);
  console.log(`| the whole region, as each night | ${median(nights).toFixed(0)} |`);
  console.log(`| one village after a change, all ten rules | ${median(changes).toFixed(0)} |`);
  await pool.end();
} finally {
  await postgres.stop();
  await rm(home, { recursive: true, force: true });
}

async function countiesIn(databaseUrl: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  const { rows } = await client.query<{ county: string }>(
    "select distinct left(code, 6) as county from division where level = 'village' order by 1",
  );
  await client.end();
  return rows.map(({ county }) => county);
}

async function withOwner(databaseUrl: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  await client.query(statement);
  await client.end();
}
