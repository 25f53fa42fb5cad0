import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const ROOT = join(import.meta.dirname, '..');
const FOLDER = join(ROOT, 'server', 'modules');
const page = readFileSync(join(ROOT, 'docs', 'security', 'signing-in.md'), 'utf8');

test('whatever gives out a session stands on the page about signing in', () => {
  const giving = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => path.endsWith('.ts') && !/\.test\.ts$|start-session\.ts$/.test(path))
    .filter((path) => /\b(startSession|enterAsStaff|setSession|addSession)\(/.test(readFileSync(join(FOLDER, path), 'utf8')));
  expect(giving.length).toBeGreaterThan(4);
  // The first two end a session, and their setSession(null) takes the cookie away.
  // Open311 knows no cookie.
  const ending = ['accounts/sessions.ts', 'accounts/session-store.ts', 'open311/routes.ts'];
  expect(giving.filter((path) => !ending.includes(path) && !page.includes(path.split('/').at(-1) as string))).toEqual([]);
});
