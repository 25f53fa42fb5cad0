import { existsSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Command } from 'commander';
import type { DatabaseHealth } from '../server/platform/examine-database.ts';
import { answer } from './answer.ts';
import { certificateFindings } from './doctor-certificate.ts';
import { type Finding, finding } from './finding.ts';
import { databaseSetting, homeSetting } from './settings.ts';
import { withDatabase } from './with-database.ts';

const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error));

async function disk(home: string): Promise<Finding> {
  let at = home;
  while (!existsSync(at)) at = dirname(at);
  const { bavail, bsize } = await statfs(at);
  const free = (bavail * bsize) / 1e9;
  const state = free < 1 ? 'fail' : free < 5 ? 'warn' : 'ok';
  return finding(
    'disk',
    state,
    `${free.toFixed(1)} GB free for ${home}${state === 'ok' ? '' : ': make room before photos and the database fill it'}`,
  );
}

/** What each measured number means; pure, so that its limits can be read and tested in one place. */
export function judge(health: DatabaseHealth, years: readonly number[]): Finding[] {
  const { version, latency, skew, jobs } = health;
  const findings = [
    finding(
      'database',
      latency > 20 ? 'warn' : 'ok',
      `PostgreSQL ${version}, answers in ${latency} ms${latency > 20 ? ': put it nearer to Linli' : ''}`,
    ),
    finding(
      'clock',
      Math.abs(skew) > 5000 ? 'fail' : Math.abs(skew) > 1000 ? 'warn' : 'ok',
      `${Math.abs(skew)} ms apart from the database's${Math.abs(skew) > 1000 ? ': set both by NTP, deadlines depend on it' : ''}`,
    ),
  ];
  for (const [index, year] of years.entries()) {
    const days = health.calendarDays[year] ?? 0;
    const missing = `no holidays of ${year}: linli import calendar <file> with the State Council's notice`;
    findings.push(
      days > 0 ? finding('calendar', 'ok', `${days} special days of ${year}`) : finding('calendar', index === 0 ? 'fail' : 'warn', missing),
    );
  }
  findings.push(
    jobs.dead > 0
      ? finding('jobs', 'warn', `${jobs.dead} dead jobs: look at them in the office, then run them again or drop them`)
      : finding(
          'jobs',
          jobs.late > 0 ? 'warn' : 'ok',
          `${jobs.waiting} waiting, ${jobs.late} more than 10 minutes late${jobs.late > 0 ? ': is Linli running?' : ''}`,
        ),
  );
  return findings;
}

async function database(years: readonly number[]): Promise<Finding[]> {
  try {
    return await withDatabase(async (databaseUrl) => {
      const { examineDatabase, pendingMigrations } = await import('../server/platform/examine-database.ts');
      const pending = await pendingMigrations(databaseUrl);
      if (pending.length > 0) {
        return [
          finding('database', 'ok', 'reachable'),
          finding('tables', 'fail', `${pending.length} migrations are not applied: linli migrate`),
        ];
      }
      return [...judge(await examineDatabase(databaseUrl, years), years), finding('tables', 'ok', 'at the newest state')];
    });
  } catch (error) {
    return [finding('database', 'fail', messageOf(error))];
  }
}

const HOUR = 3_600_000;

/** How old the newest backup is; pure, so that its limits can be tested. */
export function judgeBackup(target: string | undefined, newest: Date | null, now: Date): Finding {
  if (!target) return finding('backup', 'warn', 'none is made by itself: name a place in LINLI_BACKUP_TO, on another machine');
  if (!newest) return finding('backup', 'fail', `none in ${target} yet: linli backup makes one`);
  const hours = (now.getTime() - newest.getTime()) / HOUR;
  const age = hours < 1 ? `${Math.max(0, Math.round(hours * 60))} minutes` : `${Math.round(hours)} hours`;
  const state = hours > 72 ? 'fail' : hours > 26 ? 'warn' : 'ok';
  return finding(
    'backup',
    state,
    `the last is ${age} old, in ${target}${state === 'ok' ? '' : ': linli backup makes one and says what stops it'}`,
  );
}

/** How far the continuous backup is; pure, so that its limits can be tested. */
export function judgeChain(reached: Date | null, now: Date): Finding {
  if (!reached) return finding('chain', 'warn', 'no continuous backup yet: is Linli running? Its log says what stops it');
  const seconds = Math.max(0, Math.round((now.getTime() - reached.getTime()) / 1000));
  if (seconds <= 60) return finding('chain', 'ok', `everything until ${seconds} s ago lies in the target`);
  const age = seconds < 7200 ? `${Math.round(seconds / 60)} minutes` : `${Math.round(seconds / 3600)} hours`;
  return finding('chain', 'warn', `the continuous backup is ${age} old: is Linli running? Its log says what stops it`);
}

async function lastBackup(): Promise<Finding[]> {
  const target = process.env.LINLI_BACKUP_TO;
  if (!target) return [judgeBackup(undefined, null, new Date())];
  try {
    const { backupNames, claimedMoment, continuousSetting, madeOf } = await import('../server/platform/backup/index.ts');
    const newest = (await backupNames(target)).at(-1);
    const whole = judgeBackup(target, newest ? madeOf(newest) : null, new Date());
    const followed = continuousSetting(process.env.LINLI_BACKUP_CONTINUOUS) !== null;
    return followed ? [whole, judgeChain(await claimedMoment(target), new Date())] : [whole];
  } catch (error) {
    return [finding('backup', 'fail', `${target} cannot be read: ${messageOf(error)}`)];
  }
}

/** Whether the scanner of uploaded files answers; a warning where none is named for an installation people reach. */
export async function scannerFindings(env: NodeJS.ProcessEnv): Promise<Finding[]> {
  const { clamd, scannerPlace } = await import('../server/platform/scanner.ts');
  try {
    const place = scannerPlace(env);
    if (place) {
      await clamd(place).ping();
      return [finding('scanner', 'ok', `answers at ${env.LINLI_SCANNER}`)];
    }
  } catch (error) {
    return [finding('scanner', 'fail', `${messageOf(error)} Until it answers nobody can send files.`)];
  }
  return env.LINLI_PUBLIC_URL ? [finding('scanner', 'warn', 'none: files people send are not searched for viruses (LINLI_SCANNER)')] : [];
}

/** `linli doctor`: one line for each thing that is known to go wrong, with what to do about it. */
export const doctorCommand = new Command('doctor')
  .description('check node, database, tables, disk, clock, calendar, jobs, backup, scanner, certificate')
  .option('--json', 'print JSON')
  .action(async (options: { json?: boolean }) => {
    const year = new Date(Date.now() + 8 * 3600_000).getUTCFullYear();
    const home = homeSetting();
    // Looking must not make a data folder where none was.
    const made = databaseSetting() !== undefined || existsSync(home);
    const findings = [
      finding('node', 'ok', `${process.versions.node} on ${process.platform}-${process.arch}`),
      await disk(home),
      ...(made ? await database([year, year + 1]) : [finding('database', 'warn', `nothing in ${home} yet: linli start makes it`)]),
      ...(await lastBackup()),
      ...(await scannerFindings(process.env)),
      ...(await certificateFindings(process.env.LINLI_PUBLIC_URL, new Date())),
    ];
    answer(
      options,
      findings,
      findings.map(({ check, state, text }) => `${state.padEnd(5)} ${check.padEnd(9)} ${text}`),
    );
    if (findings.some(({ state }) => state === 'fail')) process.exitCode = 1;
  });
