import { Command } from 'commander';
import { answer } from './answer.ts';
import { withDatabase } from './with-database.ts';

/** `linli migrate`: brings the tables to the newest state. */
export const migrateCommand = new Command('migrate')
  .description('bring the tables to the newest state')
  .option('--json', 'print JSON')
  .action(async (options: { json?: boolean }) => {
    const { migrate } = await import('../server/migrations/migrate.ts');
    const result = await withDatabase((databaseUrl) => migrate(databaseUrl));
    answer(options, result, [...result.applied.map((name) => `applied ${name}`), `The tables are at ${result.current}.`]);
  });
