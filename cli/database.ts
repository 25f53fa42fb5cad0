import { Command } from 'commander';
import { answer } from './answer.ts';
import { databaseSetting, homeSetting } from './settings.ts';

const url = new Command('url')
  .description('print the connection string of the running database, for psql and back-ups')
  .option('--json', 'print JSON')
  .action(async (options: { json?: boolean }) => {
    const { runningEmbeddedPostgres } = await import('../server/platform/embedded-postgres.ts');
    const found = databaseSetting() ?? runningEmbeddedPostgres(homeSetting());
    if (!found) throw new Error(`No embedded PostgreSQL is running on ${homeSetting()}: start Linli first.`);
    answer(options, { url: found }, [found]);
  });

/** `linli database`: for those who look into it with other tools. */
export const databaseCommand = new Command('database').description('print the connection string of the database').addCommand(url);
