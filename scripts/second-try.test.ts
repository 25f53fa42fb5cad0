import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import config from '../vitest.config.ts';
import { closingLines, countReport, type VitestReport } from './test-report.ts';

const project = fileURLToPath(new URL('..', import.meta.url));
const projects = (config.test?.projects ?? []) as { test: { name: string; retry?: number } }[];
const triesOf = (name: string) => projects.find(({ test }) => test.name === name)?.test.retry ?? 0;

const JOURNEYS = `
import { expect, test } from 'vitest';
let tries = 0;
test('shaky', () => { tries += 1; expect(tries, 'the page was late').toBe(2); });
test('sound', () => {});
test('broken', () => { throw new Error('never'); });
`;

let folder: string;

beforeAll(() => {
  const cache = join(project, 'node_modules', '.cache', 'linli');
  mkdirSync(cache, { recursive: true });
  folder = mkdtempSync(join(cache, 'second-try-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('only journeys are played again, and only once', () => {
  expect(projects.map(({ test }) => [test.name, triesOf(test.name)])).toEqual([
    ['domain', 0],
    ['server', 0],
    ['journeys', 1],
  ]);
});

test('what passed on a second try is counted as passed, and named with what went wrong first', () => {
  writeFileSync(join(folder, 'shaky.journey.ts'), JOURNEYS);
  const settings = { test: { include: ['*.journey.ts'], retry: triesOf('journeys') } };
  writeFileSync(join(folder, 'vitest.config.mjs'), `export default ${JSON.stringify(settings)};`);
  const report = join(folder, 'report.json');
  const vitest = join(project, 'node_modules', 'vitest', 'vitest.mjs');
  const ran = spawnSync(process.execPath, [vitest, 'run', '--root', folder, '--reporter=json', `--outputFile=${report}`], {
    cwd: folder,
    encoding: 'utf8',
  });
  expect(ran.status, ran.stderr).toBe(1);
  const outcome = countReport(JSON.parse(readFileSync(report, 'utf8')) as VitestReport, folder);
  expect(closingLines([outcome])).toEqual([
    expect.stringMatching(/^AGAIN {3}shaky\.journey\.ts: shaky \(first: .*the page was late.*\)$/),
    'FAILED  shaky.journey.ts: broken',
    '2 passed, 1 failed, 0 skipped',
  ]);
}, 60_000);
