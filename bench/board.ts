import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import pg from 'pg';
import pino from 'pino';
import { migrate } from '../server/migrations/migrate.ts';
import { countCounty, judgeAgain } from '../server/modules/board/index.ts';
import { openKeysOf } from '../server/modules/keys/index.ts';
import { importDivisions } from '../server/modules/territory/index.ts';
import type { App } from '../server/platform/app.ts';
import { systemClock } from '../server/platform/clock.ts';
import { openPool, type Tx, transaction } from '../server/platform/database.ts';
import { startEmbeddedPostgres } from '../server/platform/embedded-postgres.ts';
import { keysFolder } from '../server/platform/erased-list.ts';
import { openFileStore } from '../server/platform/file-store.ts';
import { makeMetrics } from '../server/platform/metrics.ts';
import { newSealKey } from '../server/platform/seal-key.ts';
import { type FilledRegion, fillRegion } from './fill-region.ts';
import { median } from './load.ts';

const ROUNDS = Number(process.env.BENCH_ROUNDS) || 3;
const COUNTIES = "select distinct left(code, 6) as county from division where level = 'village' order by 1";
const HOUSEHOLDS = Number(process.env.BENCH_HOUSEHOLDS) || 2_500_000;

/** How long the clause board takes: the whole region as each night, the register counted, one village as after each change. */
const kept = process.env.BENCH_HOME;
const home = kept ? resolve(kept) : await mkdtemp(join(tmpdir(), 'linli-bench-'));
const postgres = await startEmbeddedPostgres({ home });
try {
  const filled = await filledRegion(postgres.url);
  const keys = await openKeysOf(postgres.url, home);
  const pool = openPool(postgres.url, { max: 2, keys });
  const app: App = {
    pool,
    clock: systemClock,
    config: {
      demo: false,
      personas: [],
      tiles: null,
      publicUrl: null,
      provider: null,
      webhookHosts: [],
      witnesses: [],
      trustedProxies: false,
      requestsPerMinute: 1,
      pressure: { waiting: 1, delayMs: 1 },
    },
    log: pino({ level: 'silent' }),
    sealKey: newSealKey(),
    keys,
    files: openFileStore(home),
    metrics: makeMetrics(),
    keysFolder: keysFolder(home),
    checkOutputs: false,
  };
  const timed = async (work: (tx: Tx) => Promise<unknown>) => {
    const started = performance.now();
    await transaction(pool, { kind: 'system', name: 'bench' }, work);
    return performance.now() - started;
  };
  const counties = (await withOwner<{ county: string }>(postgres.url, COUNTIES)).map(({ county }) => county);
  const eachCounty = async (work: (tx: Tx, county: string) => Promise<unknown>) => {
    let sum = 0;
    for (const county of counties) sum += await timed((tx) => work(tx, county));
    return sum;
  };
  const judgeAll = () => eachCounty((tx, county) => judgeAgain(tx, app, county, []));
  const { village } = filled;
  const grid = `${village}001`;
  const first = await judgeAll();
  // As the autovacuum of a real database does it: what was just written in bulk is known to the planner.
  await withOwner(postgres.url, 'vacuum analyze clause_cell, clause_change, grid_register');
  const [nights, counts, posts, households]: number[][] = [[], [], [], []];
  for (let round = 0; round < ROUNDS; round++) {
    nights?.push(await judgeAll());
    counts?.push(
      await eachCounty(async (tx, county) => {
        const wrong = await countCounty(tx, app, county);
        if (wrong.length) throw new Error(`kept counts of ${wrong.length} grids of ${county} are wrong`);
      }),
    );
    for (const [until, relation] of [
      ['current_date - 1', ''],
      ['null', '户主'],
    ]) {
      await withOwner(postgres.url, `update appointment set valid_until = ${until} where role = 'grid-worker' and territory = '${grid}'`);
      posts?.push(await timed((tx) => judgeAgain(tx, app, village, [])));
      await withOwner(postgres.url, `update person set relation = '${relation}' where territory = '${grid}'`);
      households?.push(await timed((tx) => judgeAgain(tx, app, village, [], [grid])));
    }
  }
  console.log(
    `${filled.villages} villages, ${filled.households} households, ${filled.persons} residents, ${filled.grids} grids, ${filled.matters} matters`,
  );
  console.log('| what | ms (median) |\n|---|---|');
  const print = (what: string, times: number[] = []) => console.log(`| ${what} | ${median(times).toFixed(0)} |`);
  print('the whole region for the first time: register counted, every cell written', [first]);
  print('the whole region, every place by every rule, as each night', nights);
  print('the whole register counted anew and compared, as each night after it', counts);
  print('one village after a change of posts, all ten rules', posts);
  print('one village after a change of residents, their grid counted again, all ten rules', households);
  await pool.end();
} finally {
  await postgres.stop();
  if (!kept) await rm(home, { recursive: true, force: true });
}

/** The filled region; a kept folder (`BENCH_HOME`) spares the filling, and what an earlier run judged is forgotten. */
async function filledRegion(databaseUrl: string): Promise<FilledRegion> {
  await migrate(databaseUrl);
  const comment = `select shobj_description(oid, 'pg_database') as filled from pg_database where datname = current_database()`;
  const [known] = await withOwner<{ filled: string | null }>(databaseUrl, comment);
  if (known?.filled) {
    await withOwner(databaseUrl, 'truncate clause_cell, clause_change, board_run, grid_register, register_run');
    return JSON.parse(known.filled) as FilledRegion;
  }
  await importDivisions(databaseUrl, readFileSync(new URL('../server/data/territory/divisions.csv', import.meta.url), 'utf8'));
  const filled = await fillRegion(databaseUrl, HOUSEHOLDS);
  await withOwner(databaseUrl, `comment on database linli is ${pg.escapeLiteral(JSON.stringify(filled))}`);
  return filled;
}

async function withOwner<Row extends pg.QueryResultRow>(databaseUrl: string, statement: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  const { rows } = await client.query<Row>(statement);
  await client.end();
  return rows;
}
