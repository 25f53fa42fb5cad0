import { Command } from 'commander';
import { answer } from './answer.ts';
import { withMigratedDatabase } from './with-database.ts';

const map = new Command('map')
  .description('each column with its purpose, legal basis, retention and who may read it')
  .option('--table <name>', 'one table only')
  .option('--json', 'print JSON')
  .action(async (options: { table?: string; json?: boolean }) => {
    const { dataMap } = await import('../server/data-map/data-map.ts');
    const { mapLines } = await import('../server/data-map/page.ts');
    const tables = (await withMigratedDatabase(dataMap)).filter(({ name }) => !options.table || name === options.table);
    if (!tables.length) throw new Error(`There is no table ${options.table}.`);
    answer(options, tables, mapLines(tables));
  });

const retention = new Command('retention')
  .description('what has been kept long enough: show it, or carry it out now instead of tonight')
  .option('--dry-run', 'show what would go and why, and change nothing')
  .option('--carry-out', 'do now what the nightly jobs do')
  .option('--json', 'print JSON')
  .action(async (options: { dryRun?: boolean; carryOut?: boolean; json?: boolean }) => {
    if (Boolean(options.dryRun) === Boolean(options.carryOut)) throw new Error('Say --dry-run to look or --carry-out to do it.');
    const { carryOut, dryRun } = await import('../server/modules/retention/index.ts');
    const now = new Date();
    const report = await withMigratedDatabase((databaseUrl) => (options.carryOut ? carryOut(databaseUrl, now) : dryRun(databaseUrl, now)));
    const done = options.carryOut ? '' : 'would be ';
    answer(options, report, [
      ...report.due.map(({ rule, rows, how, term, why }) => `${String(rows).padStart(7)} ${rule}: ${done}${how}, ${term}; ${why}`),
      ...report.kept.map(({ table, why, beyond }) => `   kept ${table}: ${why}${beyond ? ` (${beyond} rows older than their term)` : ''}`),
      `${report.due.reduce((sum, { rows }) => sum + rows, 0)} rows ${options.carryOut ? 'went' : 'would go'} at ${report.at}.`,
    ]);
  });

/** `linli data`: what is kept of whom, why and how long. */
export const dataCommand = new Command('data').description('what is kept, why and how long').addCommand(map).addCommand(retention);
