import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const project = fileURLToPath(new URL('..', import.meta.url));

/** One file for each border, which crosses it; a border that no longer stops anything fails here. */
const crossings: Record<string, [path: string, text: string]> = {
  'domain-is-pure': ['domain/clock.ts', "import { readFileSync } from 'node:fs';\nexport const read = readFileSync;\n"],
  'modules-meet-through-index': ['server/modules/matters/operations.ts', "export { people } from '../people/store.ts';\n"],
  'modules-are-entered-through-index': ['server/start.ts', "export { people } from './modules/people/store.ts';\n"],
  'platform-knows-no-module': ['server/platform/jobs.ts', "export { people } from '../modules/people/index.ts';\n"],
  'only-stores-hold-sql': ['server/modules/people/operations.ts', "import { sql } from 'kysely';\nexport const now = sql`now()`;\n"],
  'web-never-imports-server': ['web/kit/call.ts', "export { people } from '../../server/modules/people/index.ts';\n"],
  'server-never-imports-web': ['server/web-files.ts', "export { screen } from '../web/office/screen.ts';\n"],
  'faces-do-not-meet': ['web/portal/home.ts', "export { screen } from '../office/screen.ts';\n"],
  'kit-knows-no-face': ['web/kit/page.ts', "export { screen } from '../office/screen.ts';\n"],
  'no-cycles': ['domain/a.ts', "export { b } from './b.ts';\nexport const a = 1;\n"],
  'nothing-unresolved': ['cli/main.ts', "import '../server/nowhere.ts';\n"],
  'no-development-package-in-production': [
    'server/browser.ts',
    "import { chromium } from 'playwright-core';\nexport const browser = chromium;\n",
  ],
  'release-needs-nothing-left-out': ['server/http.ts', "export { people } from './demo/people.ts';\n"],
  'no-unlisted-package': ['server/parse.ts', "import { parse } from 'acorn';\nexport const tree = parse;\n"],
};

const allowed: [path: string, text: string][] = [
  ['domain/b.ts', "export { a } from './a.ts';\nexport const b = 1;\n"],
  ['server/demo/people.ts', 'export const people = [];\n'],
  ['server/modules/people/store.ts', "import { sql } from 'kysely';\nexport const people = sql`select 1`;\n"],
  ['server/modules/people/index.ts', "export { people } from './store.ts';\n"],
  ['web/office/screen.ts', "import { z } from 'zod';\nexport const screen = z;\n"],
];

test('each border stops the file that crosses it, and nothing else', () => {
  const root = mkdtempSync(join(tmpdir(), 'linli-borders-test-'));
  try {
    for (const file of ['.dependency-cruiser.cjs', 'tsconfig.json', 'package.json']) cpSync(join(project, file), join(root, file));
    symlinkSync(join(project, 'node_modules'), join(root, 'node_modules'));
    for (const [path, text] of [...Object.values(crossings), ...allowed]) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    }
    const cruise = join(project, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
    const args = [cruise, '--config', '.dependency-cruiser.cjs', '--output-type', 'json', 'domain', 'server', 'web', 'cli'];
    const { stdout } = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8', maxBuffer: 1 << 26 });
    const { summary } = JSON.parse(stdout) as { summary: { violations: { rule: { name: string }; from: string }[] } };
    const found = new Set(summary.violations.map(({ rule, from }) => `${rule.name} ${from}`));
    for (const [rule, [path]] of Object.entries(crossings)) expect(found, rule).toContain(`${rule} ${path}`);
    for (const [path] of allowed.slice(1)) expect([...found].filter((line) => line.endsWith(` ${path}`))).toEqual([]);
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}, 60_000);
