import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const project = fileURLToPath(new URL('..', import.meta.url));
const stamp = join(project, 'dist', 'web', '.stamp');

/** @param {string} path @returns {string[]} */
function filesOf(path) {
  return readdirSync(path, { withFileTypes: true })
    .flatMap((entry) => (entry.isDirectory() ? filesOf(join(path, entry.name)) : [join(path, entry.name)]))
    .filter((file) => !/\.test\.tsx?$/.test(file));
}

/** One hash over everything a web build is made from. */
export function webSources() {
  const hash = createHash('sha256');
  const files = ['web', 'domain'].flatMap((folder) => filesOf(join(project, folder)));
  for (const file of [
    ...files,
    ...['vite.config.ts', 'package.json', 'package-lock.json', 'tsconfig.json'].map((name) => join(project, name)),
  ].sort()) {
    hash.update(relative(project, file)).update('\0').update(readFileSync(file)).update('\0');
  }
  return hash.digest('hex');
}

/** Whether `dist/web` was built from the sources as they are now. */
export function isWebFresh() {
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === webSources();
}

/**
 * Builds the faces when they are stale, in a process of its own so that the builder's memory is given back.
 * @param {(line: string) => void} log
 * @throws one sentence with what the builder said
 */
export function freshWeb(log) {
  if (isWebFresh()) return;
  log('Building the web pages …');
  const built = spawnSync(process.execPath, ['--import', 'tsx', join(project, 'scripts', 'build-web.ts')], {
    cwd: project,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, NODE_ENV: 'production' },
  });
  if (built.status !== 0)
    throw new Error(`The web pages could not be built: ${(built.stderr || built.stdout || String(built.error)).trim()}`);
}
