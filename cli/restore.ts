import { Command, InvalidArgumentError } from 'commander';
import type { Replayed } from '../server/platform/backup/replay.ts';
import { answer } from './answer.ts';
import { backupTarget, missingLines } from './backup.ts';
import { showProgress } from './progress.ts';
import { databaseSetting, homeSetting } from './settings.ts';

const instant = (text: string) => {
  if (!/T.*(Z|[+-]\d\d:?\d\d)$/.test(text) || Number.isNaN(Date.parse(text)))
    throw new InvalidArgumentError('Write an instant with its time zone, as 2026-12-31T09:30+08:00.');
  return new Date(text);
};

/** What the chain brought on top of a whole backup, and where it broke off. */
const chainLines = ({ links, changes, reached, broken }: Replayed) => [
  reached
    ? `Everything confirmed before ${reached} is there: ${changes} changes from ${links} links were done again.`
    : 'Nothing that was written after it is there.',
  ...(broken ? [`It goes no further: ${broken}`] : []),
];

/** `linli restore`: everything or nothing, into an empty place. */
export const restoreCommand = new Command('restore')
  .description('bring a backup back into an empty LINLI_HOME or DATABASE_URL')
  .option('--from <folder>', 'where the backups lie, else LINLI_BACKUP_TO')
  .option('--backup <name>', 'which, else the newest')
  .option('--until <instant>', 'leave out what was written later, as 2026-12-31T09:30+08:00', instant)
  .option('--json', 'print JSON')
  .action(async (options: { from?: string; backup?: string; until?: Date; json?: boolean }) => {
    const { backupKeyFile, readBackupKey, restoreBackup } = await import('../server/platform/backup/index.ts');
    const { eraseAfterRestore } = await import('../server/modules/own-data/index.ts');
    const { keysFolder } = await import('../server/platform/keys-folder.ts');
    const home = homeSetting();
    const result = await restoreBackup({
      target: backupTarget(options.from),
      name: options.backup,
      until: options.until,
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
      ...(result.chain ? chainLines(result.chain) : []),
      ...missingLines(result.missing),
    ]);
  });
