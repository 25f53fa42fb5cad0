import { Command } from 'commander';
import { answer } from './answer.ts';
import { backupTarget, missingLines } from './backup.ts';
import { showProgress } from './progress.ts';
import { databaseSetting, homeSetting } from './settings.ts';

/** `linli restore`: everything or nothing, into an empty place. */
export const restoreCommand = new Command('restore')
  .description('bring a backup back into an empty LINLI_HOME or DATABASE_URL')
  .option('--from <folder>', 'where the backups lie, else LINLI_BACKUP_TO')
  .option('--backup <name>', 'which, else the newest')
  .option('--json', 'print JSON')
  .action(async (options: { from?: string; backup?: string; json?: boolean }) => {
    const { backupKeyFile, readBackupKey, restoreBackup } = await import('../server/platform/backup/index.ts');
    const { eraseAfterRestore } = await import('../server/modules/own-data/index.ts');
    const { keysFolder } = await import('../server/platform/erased-list.ts');
    const home = homeSetting();
    const result = await restoreBackup({
      target: backupTarget(options.from),
      name: options.backup,
      key: await readBackupKey(backupKeyFile(home)),
      home,
      databaseUrl: databaseSetting(),
      reapply: async (client) => {
        const { keys, people } = await eraseAfterRestore(client, keysFolder(home), new Date());
        if (keys || people) console.error(`Erased again, since it was erased after the backup: ${keys} keys and ${people} people.`);
      },
      progress: showProgress(),
      log: (line) => console.error(line),
    });
    answer(options, result, [
      `${result.name} is back in ${home}: ${result.rows} rows, ${result.files} files, as of ${result.made}, in ${result.seconds.toFixed(1)} s.`,
      ...missingLines(result.missing),
    ]);
  });
