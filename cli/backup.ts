import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { Command } from 'commander';
import { answer } from './answer.ts';
import { showProgress } from './progress.ts';
import { homeSetting } from './settings.ts';
import { withDatabase } from './with-database.ts';

/** Where backups lie: the option, else LINLI_BACKUP_TO. Throws a sentence when neither says. */
export function backupTarget(option: string | undefined): string {
  const target = option ?? process.env.LINLI_BACKUP_TO;
  if (!target) throw new Error('Say where the backups lie: --to or --from with a folder, or LINLI_BACKUP_TO.');
  return resolve(target);
}

/** What to say of contents that were lost before the backup was made. */
export const missingLines = (missing: readonly string[]): string[] =>
  missing.length ? [`${missing.length} files that rows name were not on the disk when it was made: ${missing.slice(0, 5).join(', ')}`] : [];

/** `linli backup`: rows of one moment and the files they name, sealed, read back. */
export const backupCommand = new Command('backup')
  .description('write an encrypted backup of database and files, and read it back')
  .option('--to <folder>', 'where to, best on another machine; else LINLI_BACKUP_TO')
  .option('--keep <rule>', 'what stays: 14d8w is the last 14 days and 8 weeks that have one; else LINLI_BACKUP_KEEP')
  .option('--json', 'print JSON')
  .action(async (options: { to?: string; keep?: string; json?: boolean }) => {
    const { backupDatabaseUrl, backupKeyFile, keptSetting, makeBackup, ownBackupKey } = await import('../server/platform/backup/index.ts');
    const target = backupTarget(options.to);
    const kept = keptSetting(options.keep ?? process.env.LINLI_BACKUP_KEEP);
    const home = homeSetting();
    const file = backupKeyFile(home);
    const { key, made } = await ownBackupKey(file);
    if (made) console.error(`The backup key was made in ${file}: keep a copy apart from the backups. Without it nobody can read them.`);
    const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as { version: string };
    const result = await withDatabase((databaseUrl) =>
      makeBackup({
        databaseUrl: backupDatabaseUrl(databaseUrl),
        home,
        target,
        key,
        program: version,
        now: new Date(),
        kept,
        progress: showProgress(),
      }),
    );
    answer(options, result, [
      `${result.name}: ${result.rows} rows, ${result.files} files (${result.filesAdded} new), read back, in ${result.seconds.toFixed(1)} s.`,
      ...missingLines(result.missing),
      ...(result.removed.length ? [`No longer kept: ${result.removed.join(', ')}`] : []),
    ]);
  });
