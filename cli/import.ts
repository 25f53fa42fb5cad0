import { readFile } from 'node:fs/promises';
import { Argument, Command } from 'commander';
import { answer } from './answer.ts';
import { withMigratedDatabase } from './with-database.ts';

const importers = {
  divisions: async () => (await import('../server/modules/territory/index.ts')).importDivisions,
  bodies: async () => (await import('../server/modules/bodies/index.ts')).importBodies,
  calendar: async () => (await import('../server/modules/policy/index.ts')).importCalendar,
  catalogue: async () => (await import('../server/modules/services/index.ts')).importCatalogue,
};

/** Reads a CSV file as UTF-8, or as the GB 18030 that Chinese spreadsheets still write. */
async function readTable(file: string): Promise<string> {
  let bytes: Buffer;
  try {
    bytes = await readFile(file);
  } catch (error) {
    throw new Error(`The file ${file} cannot be read (${(error as NodeJS.ErrnoException).code}).`);
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('gb18030').decode(bytes);
  }
}

/** `linli import`: takes rows in, twice without harm, and says row by row what it refused. */
export const importCommand = new Command('import')
  .description('take in a CSV file; says which rows it refused and why')
  .addArgument(new Argument('<what>', 'what the rows are').choices(Object.keys(importers)))
  .argument('<file>', 'a CSV file with a heading line')
  .option('--county <code>', 'whose catalogue it is')
  .option('--json', 'print JSON')
  .action(async (what: keyof typeof importers, file: string, { county, ...options }: { county?: string; json?: boolean }) => {
    if ((what === 'catalogue') !== (county !== undefined))
      throw new Error('A catalogue belongs to a county: give --county <code>; nothing else takes one.');
    if (county !== undefined && !/^\d{6}$/.test(county)) throw new Error(`--county is "${county}", not the six digits of a county.`);
    const text = await readTable(file);
    const load = await importers[what]();
    const result = await withMigratedDatabase((databaseUrl) => load(databaseUrl, text, county ?? ''));
    answer(options, result, [
      ...result.refused.map(({ row, reason }) => `row ${row}: ${reason}`),
      `${result.inserted} new, ${result.updated} changed, ${result.unchanged} as before, ${result.refused.length} refused.`,
    ]);
    if (result.refused.length > 0) process.exitCode = 1;
  });
