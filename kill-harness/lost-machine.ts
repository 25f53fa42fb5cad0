import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { backupNames, claimedMoment, readBackupKey, restoreBackup } from '../server/platform/backup/index.ts';
import { startEmbeddedPostgres } from '../server/platform/embedded-postgres.ts';
import { jobSchedulesAll } from '../server/start.ts';
import { checkCommands, type Fault, UNDONE_JOBS } from './check-commands.ts';
import { checkFiles } from './check-effects.ts';
import { Ledger } from './ledger.ts';
import { runLoad } from './load.ts';
import { openStage } from './stage.ts';

export interface LostMachineOptions {
  /** Whether the log is followed; off, the harness has to report losses. */
  continuous: boolean;
  /** Seconds between two links. */
  everySeconds: number;
  /** What was confirmed so many seconds before the end has to be there; null: what was confirmed before the moment the restore itself names. */
  pointSeconds: number | null;
  /** How long the load runs, at the least. */
  loadSeconds: number;
  log?: (line: string) => void;
}

export interface LostMachine {
  acknowledged: number;
  /** Confirmed early enough, so that they have to be there. */
  due: number;
  /** Confirmed in the last seconds, and there or not there. */
  later: { there: number; lost: number };
  links: number;
  changes: number;
  /** Between the moment the restore says it reached and the end. */
  behindSeconds: number;
  restoreSeconds: number;
  files: number;
  faults: Fault[];
}

/**
 * A server and its PostgreSQL under load, killed at a random moment (`kill -9`), and the whole folder with them. What is restored from the target alone is compared
 * with what clients were told: confirmed early enough it is there once, confirmed later it is there wholly or not at all.
 */
export async function loseMachine(options: LostMachineOptions): Promise<LostMachine> {
  const { continuous, everySeconds, pointSeconds, loadSeconds, log = () => {} } = options;
  const root = mkdtempSync(join(tmpdir(), 'linli-lost-'));
  const [home, target, safe, again] = ['home', 'target', 'safe', 'again'].map((name) => join(root, name)) as [
    string,
    string,
    string,
    string,
  ];
  const set = { LINLI_BACKUP_TO: target, LINLI_BACKUP_CONTINUOUS: continuous ? String(everySeconds) : 'off' };
  const ledger = new Ledger();
  try {
    const stage = await openStage({ home, synchronousCommit: true, environment: set });
    let going = true;
    let endedAt = 0;
    let load: Promise<void> = Promise.resolve();
    try {
      const patience = Date.now() + 180_000;
      // What would come before the first whole backup has no promise yet.
      while (!(await backupNames(target)).length) {
        if (Date.now() > patience) throw new Error('no whole backup was made in three minutes');
        await sleep(200);
      }
      log('the first whole backup is there, the load begins');
      load = runLoad({ stage, ledger, going: () => going });
      await sleep((loadSeconds + Math.random() * everySeconds * 2) * 1000);
      endedAt = Date.now();
      await stage.killForEver();
    } finally {
      going = false;
      await stage.close();
    }
    await load;
    mkdirSync(safe);
    cpSync(join(home, 'keys'), join(safe, 'keys'), { recursive: true });
    rmSync(home, { recursive: true, force: true });
    log(
      `the machine is lost with ${ledger.acknowledged} writes acknowledged; its target claims ${(await claimedMoment(target))?.toISOString() ?? 'no chain'}`,
    );

    const key = await readBackupKey(join(safe, 'keys', 'backup.key'));
    const restored = await restoreBackup({ target, key, home: again });
    const reached = new Date(restored.chain?.reached ?? restored.made).getTime();
    const point = pointSeconds === null ? reached : endedAt - pointSeconds * 1000;
    const before = ledger.confirmedBefore(point);
    const postgres = await startEmbeddedPostgres({ home: again });
    const client = new pg.Client({ connectionString: postgres.url });
    await client.connect();
    try {
      const later = [...ledger.commands.values()].filter(({ commandId, ending }) => ending === 'acknowledged' && !before.has(commandId));
      const { rows } = await client.query<{ n: number }>('select count(*)::int as n from command where command_id = any ($1::uuid[])', [
        later.map(({ commandId }) => commandId),
      ]);
      const there = rows[0]?.n ?? 0;
      // What waits for its time or was under way: the restored place has no server that would do it.
      const faults = (
        await checkCommands(
          client,
          ledger.forgettingAfter(point),
          jobSchedulesAll.map(({ kind }) => kind),
        )
      ).filter(({ what }) => what !== UNDONE_JOBS);
      const files = await checkFiles(client, again);
      if (restored.chain?.broken) faults.push({ kind: 'wrong', what: 'the chain is broken', count: 1, examples: [restored.chain.broken] });
      return {
        ...{ acknowledged: ledger.acknowledged, due: before.size, later: { there, lost: later.length - there } },
        ...{ links: restored.chain?.links ?? 0, changes: restored.chain?.changes ?? 0, behindSeconds: (endedAt - reached) / 1000 },
        ...{ restoreSeconds: restored.seconds, files: files.files, faults: [...faults, ...files.faults] },
      };
    } finally {
      await client.end();
      await postgres.stop();
    }
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}
