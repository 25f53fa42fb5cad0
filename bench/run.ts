import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import pg from 'pg';
import { startEmbeddedPostgres } from '../server/platform/embedded-postgres.ts';
import { MATTERS, VILLAGE } from './fill.ts';
import { filledCopy } from './filled-copy.ts';
import { type Figures, load, median, start } from './load.ts';
import { measureStart } from './measure-start.ts';
import { measurePgbench } from './pgbench.ts';

const ROUNDS = Number(process.env.BENCH_ROUNDS) || 3;
const SECONDS = Number(process.env.BENCH_SECONDS) || 5;
const LINLI = 18_201;
const BARE = 18_202;
const LINLI_WITH_JOBS = 18_204;

interface Target {
  url: string;
  body: string;
  headers: Record<string, string>;
}

interface Case {
  name: string;
  ours: Target;
  bare: Target;
}

/** Measures both in turns, with one client and with ten, and prints a row for each. */
async function compare({ name, ours, bare }: Case): Promise<void> {
  await load(ours, 2, 2);
  await load(bare, 2, 2);
  for (const clients of [1, 10]) {
    const mine: Figures[] = [];
    const theirs: Figures[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      mine.push(await load(ours, clients, SECONDS));
      theirs.push(await load(bare, clients, SECONDS));
    }
    const errors = [...mine, ...theirs].reduce((sum, figures) => sum + figures.errors, 0);
    if (errors) throw new Error(`${name}: ${errors} requests failed, the figures mean nothing`);
    const rate = (figures: Figures[]) => median(figures.map((one) => one.perSecond));
    const p99 = (figures: Figures[]) => median(figures.map((one) => one.p99));
    const ratio = median(mine.map((one, at) => one.perSecond / (theirs[at]?.perSecond ?? 1)));
    console.log(
      `| ${name} | ${clients} | ${rate(mine).toFixed(0)} | ${p99(mine)} | ${rate(theirs).toFixed(0)} | ${p99(theirs)} | ${(ratio * 100).toFixed(0)} % |`,
    );
  }
}

/** What earlier cases queued is not this case's work. */
async function forgetJobs(databaseUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  await client.query('delete from job');
  await client.end();
}

const kept = process.env.BENCH_HOME;
const home = kept ? resolve(kept) : await mkdtemp(join(tmpdir(), 'linli-bench-'));
const postgres = await startEmbeddedPostgres({ home });
const children: { kill(): unknown }[] = [];
try {
  const { url: databaseUrl, filled } = await filledCopy(postgres.url);
  // Notices are jobs: left to another process while requests are measured, sent by the same one in the last case.
  const alone = await start('./linli-server.ts', [databaseUrl, String(LINLI), home], { LINLI_JOBS: 'off' });
  children.push(alone);
  children.push(await start('./bare-server.ts', [databaseUrl, String(BARE), JSON.stringify(filled), home]));
  const signedIn = { 'x-linli': '1', cookie: `linli_session=${filled.token}` };
  const appeal = JSON.stringify({
    words: '学校门口路灯坏了一星期，孩子放学看不见路。',
    category: 'roads.lamp',
    village: VILLAGE,
    channel: 'counter',
    contact: { name: '王秀兰', phone: '13895550001' },
  });
  const cases: Case[] = [
    {
      name: 'create a matter',
      ours: { url: `http://127.0.0.1:${LINLI}/api/matters/file`, body: appeal, headers: signedIn },
      bare: { url: `http://127.0.0.1:${BARE}/create`, body: appeal, headers: {} },
    },
    {
      name: 'create a matter, the bare handler in one round trip too',
      ours: { url: `http://127.0.0.1:${LINLI}/api/matters/file`, body: appeal, headers: signedIn },
      bare: { url: `http://127.0.0.1:${BARE}/create-at-once`, body: appeal, headers: {} },
    },
    {
      name: 'queue page of 50',
      ours: { url: `http://127.0.0.1:${LINLI}/api/matters/queue`, body: '{"tab":"mine"}', headers: signedIn },
      bare: { url: `http://127.0.0.1:${BARE}/queue`, body: '{}', headers: {} },
    },
  ];
  console.log(
    `| what (${MATTERS} matters stored, ${ROUNDS} rounds of ${SECONDS} s in turns) | clients | Linli /s | p99 ms | bare handler /s | p99 ms | ratio |`,
  );
  console.log('|---|---|---|---|---|---|---|');
  for (const one of cases) await compare(one);
  alone.kill();
  await forgetJobs(databaseUrl);
  children.push(await start('./linli-server.ts', [databaseUrl, String(LINLI_WITH_JOBS), home]));
  const [create] = cases as [Case, ...Case[]];
  const url = create.ours.url.replace(String(LINLI), String(LINLI_WITH_JOBS));
  await compare({ ...create, name: 'create a matter, its notices sent meanwhile', ours: { ...create.ours, url } });
  console.log(await measurePgbench(databaseUrl, filled, SECONDS));
} finally {
  for (const child of children) child.kill();
  await postgres.stop();
  if (!kept) await rm(home, { recursive: true, force: true });
}
if (!process.env.BENCH_NO_START) console.log(await measureStart());
