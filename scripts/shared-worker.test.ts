import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { LONGEST } from './longest-first.ts';

const project = fileURLToPath(new URL('..', import.meta.url));

/** Every file of ours with its text, and whether vitest runs it. */
const files = ['domain', 'server', 'web', 'cli', 'scripts', 'e2e', 'bench', 'kill-harness'].flatMap((folder) =>
  readdirSync(join(project, folder), { recursive: true, withFileTypes: true })
    .filter(({ name }) => /\.tsx?$/.test(name))
    .map(({ parentPath, name }) => join(parentPath, name))
    .map((path) => ({ name: relative(project, path), text: readFileSync(path, 'utf8'), isTest: /\.(test|journey)\.tsx?$/.test(path) })),
);

test('a file that tests share sets up nothing by being imported: with the second test file of a worker it would not happen', () => {
  expect(files.filter(({ isTest }) => isTest).length).toBeGreaterThan(200);
  const hooks = files.filter(({ isTest, text }) => !isTest && /^(before|after)(Each|All)\(/m.test(text));
  expect(hooks.map(({ name }) => name)).toEqual([]);
});

test('no test replaces a module that others of its worker have loaded', () => {
  const replacing = files.filter(({ text }) => /\bvi\s*\.(mock|doMock)\(/.test(text));
  expect(replacing.map(({ name }) => name)).toEqual([]);
});

test('what begins first is there, and named once', () => {
  expect(LONGEST.filter((name) => !existsSync(join(project, name)))).toEqual([]);
  expect(new Set(LONGEST).size).toBe(LONGEST.length);
});
