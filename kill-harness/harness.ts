import { setTimeout as sleep } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import pg from 'pg';
import { openKeysOf } from '../server/modules/keys/index.ts';
import { verifyAudit, witnessed } from '../server/modules/sealing/index.ts';
import { verifyRates } from '../server/modules/statistics/index.ts';
import { sealKeyFile, sealKeyIn } from '../server/platform/seal-key.ts';
import { jobSchedulesAll } from '../server/start.ts';
import { checkCommands, type Fault } from './check-commands.ts';
import { checkFiles, checkMessages, checkSwept } from './check-effects.ts';
import { Client } from './client.ts';
import { Ledger } from './ledger.ts';
import { runLoad } from './load.ts';
import { openStage, type Stage } from './stage.ts';

/** How often each thing happens, in random order. */
export interface Plan {
  server: number;
  postgres: number;
  cuts: number;
  jumps: number;
}

export interface Report {
  happened: Plan & { both: number };
  acknowledged: number;
  refused: number;
  /** Commands whose answer was lost and never asked for again. */
  open: number;
  losses: number;
  /** Acknowledged commands that needed more than one try. */
  repeated: number;
  /** Acknowledged commands asked again at the end, each answered as the first time. */
  asked: number;
  files: number;
  messages: number;
  /** Short messages the gateway was given more than once: killed between its answer and ours. */
  sentTwice: number;
  sealed: number;
  rates: number;
  faults: Fault[];
  seconds: number;
}

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
/** Back and forth within what the seals take as the same moment (LATEST_MS of sealing). */
const LARGEST_JUMP = 4 * MINUTE;
const ASKED_AGAIN = 300;
const PERIODIC = jobSchedulesAll.map(({ kind }) => kind);

const WRITES_BETWEEN = 10;

/** Resolves when so many writes were acknowledged; throws when a minute brings none, since then what was killed has not come back. */
async function underWay(ledger: Ledger, writes: number): Promise<void> {
  let [known, patience] = [ledger.acknowledged, Date.now() + MINUTE];
  while (ledger.acknowledged < writes) {
    if (ledger.acknowledged > known) [known, patience] = [ledger.acknowledged, Date.now() + MINUTE];
    if (Date.now() > patience) throw new Error('for a minute nothing was acknowledged: what was killed has not come back');
    await sleep(5);
  }
}

type Happening = keyof Plan;

function shuffled(plan: Plan): Happening[] {
  const all = (Object.keys(plan) as Happening[]).flatMap((what) => Array.from({ length: plan[what] }, () => what));
  return all
    .map((what) => ({ what, at: Math.random() }))
    .sort((one, other) => one.at - other.at)
    .map(({ what }) => what);
}

/** Lets everything of the plan happen at random moments; a tenth of the kills of PostgreSQL take the server along. */
async function play(stage: Stage, plan: Plan, ledger: Ledger, report: Report['happened'], log: (line: string) => void): Promise<void> {
  const order = shuffled(plan);
  for (const [at, what] of order.entries()) {
    // Without writes between them kills prove nothing; now and then one that has just come up is killed before it did anything.
    const enough = ledger.acknowledged + (Math.random() < 0.1 ? 0 : WRITES_BETWEEN);
    await underWay(ledger, enough);
    await sleep(Math.random() * 200);
    if (what === 'server') await stage.killServer();
    else if (what === 'cuts') await stage.cut();
    else if (what === 'jumps') stage.jump((2 * Math.random() - 1) * LARGEST_JUMP);
    else if (Math.random() < 0.1) {
      await stage.killBoth();
      report.both += 1;
    } else await stage.killPostgres();
    report[what] += 1;
    if ((at + 1) % 20 === 0) log(`${at + 1} of ${order.length}: ${ledger.acknowledged} writes acknowledged, ${ledger.losses} answers lost`);
  }
}

async function until(client: pg.Client, query: string, values: unknown[], patienceMs: number): Promise<void> {
  const patience = Date.now() + patienceMs;
  while (Date.now() < patience) {
    const { rows } = await client.query<{ done: boolean }>(query, values);
    if (rows[0]?.done) return;
    await sleep(200);
  }
}

/** Sends acknowledged commands once more; those not answered as the first time. */
async function askAgain(stage: Stage, ledger: Ledger): Promise<{ asked: number; faults: Fault[] }> {
  const acknowledged = [...ledger.commands.values()].filter(({ ending }) => ending === 'acknowledged');
  const every = Math.max(1, Math.floor(acknowledged.length / ASKED_AGAIN));
  const different: string[] = [];
  const some = acknowledged.filter((_, at) => at % every === 0);
  for (const { who, commandId, operation, input, answer } of some) {
    const client = new Client(stage, ledger, who);
    let again = await client.send(operation, input, commandId);
    // All of them at once may be more than one person may send in a minute.
    for (const patience = Date.now() + 2 * MINUTE; again.kind === 'lost' && again.pause && Date.now() < patience; ) {
      await sleep(again.pause);
      again = await client.send(operation, input, commandId);
    }
    if (again.kind !== 'answer' || !isDeepStrictEqual(again.answer, answer))
      different.push(`${operation} ${commandId}: ${JSON.stringify(again)}`);
  }
  const faults: Fault[] = different.length
    ? [{ kind: 'wrong', what: 'commands sent again were answered otherwise', count: different.length, examples: different.slice(0, 3) }]
    : [];
  return { asked: some.length, faults };
}

const dayOf = (instant: Date): string => new Date(instant.getTime() + 8 * 60 * MINUTE).toISOString().slice(0, 10);

/** Everything that can be proven from rows, files and seals once all is quiet. */
async function check(stage: Stage, ledger: Ledger, report: Report): Promise<void> {
  const client = new pg.Client({ connectionString: stage.databaseUrl() });
  await client.connect();
  try {
    // What failed waits ten seconds and more for its next try.
    await until(client, `select not exists (select from job where state = 'waiting' and kind <> all ($1)) as done`, [PERIODIC], 5 * MINUTE);
    report.faults.push(
      ...(await checkCommands(client, ledger, PERIODIC)),
      ...(await checkMessages(client, await openKeysOf(stage.databaseUrl(), stage.home), stage.taken)),
    );
    const { files, faults } = await checkFiles(client, stage.home);
    report.files = files;
    report.messages = (await client.query<{ n: number }>('select count(*)::int as n from message')).rows[0]?.n ?? 0;
    report.faults.push(...faults);
    if (ledger.unmade.length)
      report.faults.push({
        kind: 'lost',
        what: 'uploads whose parts were all acknowledged made no file',
        count: ledger.unmade.length,
        examples: ledger.unmade.slice(0, 3),
      });
    const again = await askAgain(stage, ledger);
    report.asked = again.asked;
    report.faults.push(...again.faults);
    const day = dayOf(stage.now());
    const rates = await verifyRates(stage.databaseUrl(), { territory: '64', from: day, until: day, now: stage.now() });
    report.rates = rates.checked;
    if (rates.differences.length)
      report.faults.push({
        ...{ kind: 'wrong', what: 'rates differ from their actions', count: rates.differences.length },
        examples: rates.differences.slice(0, 3).map((difference) => JSON.stringify(difference)),
      });
    // Two days on the daily sweep is queued, a day later it is due: what was uploaded today and forgotten has to go.
    const done = (kind: string) =>
      until(
        client,
        `select exists (select from job where kind = $1 and state = 'done' and finished_at >= $2) as done`,
        [kind, new Date(stage.now().getTime() - 1_000)],
        MINUTE,
      );
    stage.jump(3 * DAY);
    await sleep(3_000);
    stage.jump(5 * DAY);
    await done('files.sweep');
    report.faults.push(...(await checkSwept(client, stage.home)));
    await done('sealing.seal');
    const { public: key } = await sealKeyIn(sealKeyFile(stage.home));
    const notes = await witnessed(`${stage.home}/witness.notes`).catch(() => []);
    const audit = await verifyAudit(stage.databaseUrl(), { county: null, keys: [key], witnessed: notes, now: stage.now() });
    report.sealed = audit.records;
    if (audit.records === 0)
      report.faults.push({ kind: 'wrong', what: 'nothing was sealed', count: 1, examples: ['verify audit read no record'] });
    if (audit.findings.length)
      report.faults.push({
        ...{ kind: 'wrong', what: 'the seals do not fit the records', count: audit.findings.length },
        examples: audit.findings.slice(0, 3).map(({ county, where, what }) => `${county} ${where} ${what}`),
      });
  } finally {
    await client.end();
  }
}

/** Runs the load while everything of the plan happens, then checks each promise. The home must be empty and is the caller's to delete. */
export async function runHarness(
  options: { home: string; plan: Plan; synchronousCommit?: boolean; log?: (line: string) => void },
  also: (stage: Stage) => Promise<void> = async () => {},
): Promise<Report> {
  const { home, plan, synchronousCommit = true, log = () => {} } = options;
  const since = performance.now();
  const stage = await openStage({ home, synchronousCommit });
  const ledger = new Ledger();
  const happened = { server: 0, postgres: 0, cuts: 0, jumps: 0, both: 0 };
  const report: Report = {
    happened,
    ...{ acknowledged: 0, refused: 0, open: 0, losses: 0, repeated: 0, asked: 0, files: 0, messages: 0, sentTwice: 0, sealed: 0, rates: 0 },
    ...{ faults: [], seconds: 0 },
  };
  try {
    let going = true;
    const load = runLoad({ stage, ledger, going: () => going });
    try {
      await underWay(ledger, 20);
      await play(stage, plan, ledger, happened, log);
      await also(stage);
      await sleep(500);
    } finally {
      going = false;
    }
    await load;
    stage.jump(LARGEST_JUMP);
    log('all is quiet, checking');
    report.acknowledged = ledger.acknowledged;
    report.refused = ledger.count('refused');
    report.open = ledger.count('open');
    report.losses = ledger.losses;
    report.repeated = ledger.repeated;
    await check(stage, ledger, report);
    report.sentTwice = [...stage.taken.values()].filter((times) => times > 1).length;
    if (stage.fell.length)
      report.faults.push({ kind: 'wrong', what: 'the server ended by itself', count: stage.fell.length, examples: stage.fell.slice(0, 3) });
  } finally {
    await stage.close();
  }
  report.seconds = (performance.now() - since) / 1000;
  return report;
}

/** What was lost and what is there twice; the rest of the faults is neither. */
export const sumOf = ({ faults }: { faults: readonly Fault[] }, kind: Fault['kind']): number =>
  faults.filter((fault) => fault.kind === kind).reduce((sum, { count }) => sum + count, 0);
