import { Command } from 'commander';
import { answer } from './answer.ts';
import { demoCounty, NO_DEMO_COUNTY } from './demo-county.ts';
import { homeSetting } from './settings.ts';
import { withMigratedDatabase } from './with-database.ts';

/** `linli demo`: fills an empty database with the demo county, and refuses any other. */
export const demoCommand = new Command('demo')
  .description('load the demo county into an empty database')
  .option('--json', 'print JSON')
  .action(async (options: { json?: boolean }) => {
    const county = await demoCounty();
    if (!county) throw new Error(NO_DEMO_COUNTY);
    const loaded = await withMigratedDatabase(async (databaseUrl) => {
      if (!(await county.isEmpty(databaseUrl)))
        throw new Error('The database is not empty: the demo county is only loaded into an empty one.');
      return county.loadDemo(databaseUrl, { home: homeSetting() });
    });
    answer(options, loaded, [`Loaded ${loaded.households} households and ${loaded.matters} matters in ${loaded.seconds.toFixed(1)} s.`]);
  });
