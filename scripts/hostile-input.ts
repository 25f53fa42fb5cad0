import { writeFileSync } from 'node:fs';
import { attackAll } from '../server/testing/hostile-run.ts';
import testDatabase from './test-database.ts';

/** `npm run hostile-input -- [--each 1200] [--seed 1] [--report file.json]`: hostile inputs to every operation; exit code 1 when one is answered as it must not be. */
const option = (name: string, otherwise: string): string => {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? otherwise : (process.argv[at + 1] ?? '');
};
const whole = (name: string, otherwise: number): number => {
  const value = Number(option(name, String(otherwise)));
  if (!Number.isSafeInteger(value) || value < 1) throw new Error(`--${name} needs a whole number`);
  return value;
};

const since = performance.now();
const stopDatabase = await testDatabase();
try {
  const report = await attackAll({ each: whole('each', 1_200), seed: whole('seed', 1), progress: console.log });
  const answers = Object.entries(report.answers).map(([status, count]) => `${status}: ${count}`);
  console.log(
    `${report.inputs} inputs of ${Object.keys(report.sorts).length} sorts in ${Math.round((performance.now() - since) / 1000)} s; answers ${answers.join(', ')}; ` +
      `slowest ${Math.round(report.slowest.milliseconds)} ms (${report.slowest.operation}, ${report.slowest.sort}); ` +
      `memory ${(report.grown / 1024 / 1024).toFixed(1)} MB more at the end than after a tenth; signed out by an attack ${report.signedOut} times; ${report.faults.length} faults`,
  );
  for (const fault of report.faults) console.log(fault);
  const file = option('report', '');
  if (file) writeFileSync(file, JSON.stringify(report, null, 2));
  process.exitCode = report.faults.length > 0 ? 1 : 0;
} finally {
  await stopDatabase?.();
}
