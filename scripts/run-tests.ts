import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { budgets, weighFace } from './bundle-size.ts';
import { checkDependencies } from './dependencies.ts';
import testDatabase from './test-database.ts';
import { closingLines, countReport, type Outcome, type VitestReport } from './test-report.ts';
import { freshWeb } from './web.mjs';

const project = fileURLToPath(new URL('..', import.meta.url));
const bin = (name: string) => join(project, 'node_modules', name);
const reports = bin('.cache/linli/reports');

interface Ended {
  code: number | null;
  output: string;
}

/** Runs one Node program of the project; quiet ones keep their words for the case that they fail. */
function node(args: readonly string[], quiet: boolean, env: Record<string, string> = {}): Promise<Ended> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, {
      cwd: project,
      stdio: ['ignore', quiet ? 'pipe' : 'inherit', quiet ? 'pipe' : 'inherit'],
      env: { ...process.env, ...env },
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => (output += chunk));
    child.once('error', (error) => resolve({ code: 1, output: error.message }));
    child.once('close', (code) => resolve({ code, output }));
  });
}

const seconds = (since: number) => `${((Date.now() - since) / 1000).toFixed(1)} s`;

/** One check counts as one test: it passes without a word, or its whole output is shown. */
async function check(name: string, run: () => Promise<Ended>): Promise<Outcome> {
  const since = Date.now();
  const { code, output } = await run().catch((error: Error) => ({ code: 1, output: error.message }));
  console.log(`${code === 0 ? 'passed ' : 'FAILED '} ${name} (${seconds(since)})`);
  if (code !== 0) console.log(output.trim().replace(/^/gm, '    '));
  return { passed: code === 0 ? 1 : 0, failed: code === 0 ? [] : [name], skipped: [], again: [] };
}

const sentences = (found: readonly string[]): Ended => ({ code: found.length === 0 ? 0 : 1, output: found.join('\n') });

const lint = () => check('lint', () => node([bin('@biomejs/biome/bin/biome'), 'check', '--max-diagnostics=50', '--colors=off'], true));

const types = () => check('types', () => node([bin('typescript-7/bin/tsc'), '--noEmit', '--pretty', 'false'], true));

const borders = () => {
  const folders = ['domain', 'server', 'web', 'cli', 'scripts', 'e2e', 'bench', 'kill-harness'].filter((folder) =>
    existsSync(join(project, folder)),
  );
  return check('borders', () =>
    node([bin('dependency-cruiser/bin/dependency-cruise.mjs'), '--config', '.dependency-cruiser.cjs', ...folders], true),
  );
};

const dependencies = () => check('dependencies', async () => sentences(checkDependencies()));

const generated = () => check('generated files', () => node(['--import', 'tsx', 'scripts/generate.ts', '--check'], true));

const web = () =>
  check('web build', async () => {
    freshWeb(() => {});
    return sentences([]);
  });

async function inTurn(...checks: (() => Promise<Outcome>)[]): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const run of checks) outcomes.push(await run());
  return outcomes;
}

const sizes = () =>
  Promise.all(
    (Object.keys(budgets) as (keyof typeof budgets)[]).map((face) =>
      check(`weight of ${face}`, async () => {
        const weight = weighFace(face, project);
        return sentences(
          weight <= budgets[face] ? [] : [`${weight.toFixed(1)} KB of gzip to the first screen, the budget is ${budgets[face]}`],
        );
      }),
    ),
  );

async function vitest(name: string, projects: readonly string[]): Promise<Outcome> {
  const since = Date.now();
  const file = join(reports, `${name}.json`);
  rmSync(file, { force: true });
  const chosen = projects.flatMap((chosenProject) => ['--project', chosenProject]);
  const { code } = await node(
    [bin('vitest/vitest.mjs'), 'run', ...chosen, '--reporter=dot', '--reporter=json', `--outputFile.json=${file}`, '--passWithNoTests'],
    false,
  );
  const report = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as VitestReport) : { testResults: [] };
  const outcome = countReport(report, project);
  // An error outside any test (an unhandled rejection, a crash of the runner) shows only in the exit code.
  if (code !== 0 && outcome.failed.length === 0) outcome.failed.push(`${name}: the test run ended with code ${code}`);
  console.log(`${outcome.failed.length === 0 ? 'passed ' : 'FAILED '} ${name}: ${outcome.passed} tests (${seconds(since)})`);
  return outcome;
}

async function journeys(): Promise<Outcome> {
  const { whyNoBrowser } = await import('./chromium.ts');
  const reason = whyNoBrowser();
  if (reason === null) return vitest('journeys', ['journeys']);
  const files = readdirSync(join(project, 'e2e')).filter((name) => name.endsWith('.journey.ts'));
  return { passed: 0, failed: [], skipped: files.map((name) => `e2e/${name}: ${reason}`), again: [] };
}

/**
 * Everything that must hold before a change is kept. `JOURNEYS=required` counts a skipped browser journey as failed.
 * @returns the exit code
 */
export async function runTests(): Promise<number> {
  const since = Date.now();
  mkdirSync(reports, { recursive: true });
  const outcomes: Outcome[] = [];
  const stopDatabase = await testDatabase();
  try {
    // Two lanes that take about as long as each other.
    const lanes = await Promise.all([inTurn(types, dependencies, generated), inTurn(lint, borders, web)]);
    outcomes.push(...lanes.flat());
    outcomes.push(...(outcomes.at(-1)?.failed.length === 0 ? await sizes() : []));
    outcomes.push(await vitest('unit and HTTP tests', ['domain', 'server']));
    const browsed = await journeys();
    outcomes.push(
      process.env.JOURNEYS === 'required' ? { ...browsed, failed: [...browsed.failed, ...browsed.skipped], skipped: [] } : browsed,
    );
  } finally {
    await stopDatabase?.();
  }
  console.log(`\nAll of it took ${seconds(since)}.`);
  for (const line of closingLines(outcomes)) console.log(line);
  return outcomes.every((outcome) => outcome.failed.length === 0) ? 0 : 1;
}
