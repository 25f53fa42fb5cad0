import { Command } from 'commander';
import { answer } from './answer.ts';

const coverage = new Command('coverage')
  .description('each of the 81 clauses with its rule, its feature, done by hand, or nothing yet')
  .option('--json', 'print JSON')
  .action(async (options: { json?: boolean }) => {
    const { countCoverings, coverageLine, coverageSentence, policyCoverage } = await import('../domain/policy/coverage.ts');
    const { operations } = await import('../server/operations.ts');
    const clauses = policyCoverage(operations);
    answer(options, { counts: countCoverings(clauses), clauses }, [...clauses.map(coverageLine), coverageSentence(clauses)]);
  });

/** `linli policy`: what of the opinion runs here; needs no database. */
export const policyCommand = new Command('policy').description('show what carries out each clause of the opinion').addCommand(coverage);
