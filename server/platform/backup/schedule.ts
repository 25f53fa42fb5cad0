import program from '../../../package.json' with { type: 'json' };
import type { App } from '../app.ts';
import type { JobHandler, Schedule } from '../jobs.ts';
import { backupDatabaseUrl } from './backup-database.ts';
import { backupKeyFile, ownBackupKey } from './backup-key.ts';
import { continuousSetting, type Following, followAlways } from './continuous.ts';
import { makeBackup } from './make-backup.ts';
import { backupNames, findBackup, madeOf, openManifest } from './manifest.ts';
import { keptSetting } from './retention.ts';
import { BackupProblem } from './sealed-stream.ts';

const JOB = 'backup.due';
const DAY = 86_400_000;
const SHANGHAI = 8 * 3_600_000;

/** When backups are made: once a day at a time of the region (`02:30`), or every so many minutes (`every 15`). Throws a sentence otherwise. */
export function backupTimes(text: string | undefined): { dailyAtMinute: number } | { everyMinutes: number } {
  const [, hour, minute] = /^(\d\d):(\d\d)$/.exec(text || '02:30') ?? [];
  if (hour && minute && Number(hour) < 24 && Number(minute) < 60) return { dailyAtMinute: Number(hour) * 60 + Number(minute) };
  const [, every] = /^every (\d{1,4})$/.exec(text ?? '') ?? [];
  if (every && Number(every) > 0) return { everyMinutes: Number(every) };
  throw new Error(`LINLI_BACKUP_AT is "${text}": write a time of day as 02:30, or "every 15" for minutes.`);
}

/** The last instant at which a backup should have begun. */
export function lastDue(times: ReturnType<typeof backupTimes>, now: Date): Date {
  if ('everyMinutes' in times) {
    const every = times.everyMinutes * 60_000;
    return new Date(Math.floor(now.getTime() / every) * every);
  }
  const today = Math.floor((now.getTime() + SHANGHAI) / DAY) * DAY - SHANGHAI + times.dailyAtMinute * 60_000;
  return new Date(today <= now.getTime() ? today : today - DAY);
}

export interface ScheduledBackups {
  handlers: Record<string, JobHandler>;
  schedules: Schedule[];
  /** Begins to follow the log of the database, where that is set. */
  follow(): void;
  /** Ends the following and waits for a backup under way. */
  settled(): Promise<void>;
}

/**
 * The job that looks every minute whether a backup is due and begins it, so that a server that was down or a place that was full catches up. It runs beside the
 * jobs, not in the transaction of one: that would hold them all up. A whole one is also due where a chain began that no backup goes on with yet. Without LINLI_BACKUP_TO there is none.
 */
export function scheduledBackups(
  app: App,
  options: { databaseUrl: string; home: string },
  env: NodeJS.ProcessEnv = process.env,
): ScheduledBackups {
  const target = env.LINLI_BACKUP_TO;
  let running: Promise<void> | null = null;
  let following: Following | null = null;
  const settled = async () => {
    await following?.stop();
    await running;
  };
  // A job queued while a place was named must not die where none is.
  if (!target) return { handlers: { [JOB]: async () => {} }, schedules: [], follow() {}, settled };
  const times = backupTimes(env.LINLI_BACKUP_AT);
  const kept = keptSetting(env.LINLI_BACKUP_KEEP);
  const everySeconds = continuousSetting(env.LINLI_BACKUP_CONTINUOUS);
  const databaseUrl = backupDatabaseUrl(options.databaseUrl, env);
  const ownKey = async () => (await ownBackupKey(backupKeyFile(options.home, env))).key;

  const make = async (now: Date) => {
    try {
      const key = await ownKey();
      const { name, missing, seconds } = await makeBackup({
        databaseUrl,
        home: options.home,
        target,
        key,
        program: program.version,
        now,
        kept,
      });
      app.metrics.backupWhole.set(now.getTime() / 1000);
      app.log.info({ backup: name, missing: missing.length, seconds }, 'backup made');
    } catch (error) {
      app.log.error({ problem: (error as Error).message }, 'no backup was made');
    }
  };
  /** Whether links are written that no whole backup leads to. */
  const chainIsLoose = async (newest: string) => {
    const chain = following?.chain();
    if (!chain) return false;
    try {
      const { manifest } = await openManifest(await findBackup(target, newest), await ownKey());
      return manifest.chain?.name !== chain;
    } catch (error) {
      if (error instanceof BackupProblem) return true;
      throw error;
    }
  };
  const look = async (now: Date) => {
    if (running) return;
    const newest = (await backupNames(target)).at(-1);
    if (newest) app.metrics.backupWhole.set(madeOf(newest).getTime() / 1000);
    if (newest && madeOf(newest).getTime() >= lastDue(times, now).getTime() - 1000 && !(await chainIsLoose(newest))) return;
    running ??= make(now).finally(() => {
      running = null;
    });
  };
  const lookSoon = () =>
    void look(app.clock.now()).catch((error: Error) => app.log.error({ problem: error.message }, 'no backup was made'));
  return {
    handlers: { [JOB]: ({ now }) => look(now) },
    schedules: [{ kind: JOB, everyMinutes: 1 }],
    follow() {
      if (everySeconds !== null)
        following ??= followAlways(app, { databaseUrl, home: options.home, target, key: ownKey }, everySeconds, lookSoon);
    },
    settled,
  };
}
