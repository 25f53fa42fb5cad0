import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { accessSync, constants, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir, userInfo } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * @typedef {{ version?: string, dev?: boolean, devOptional?: boolean, optional?: boolean, peer?: boolean, link?: boolean, os?: string[], cpu?: string[], libc?: string[] }} Locked
 */

const project = fileURLToPath(new URL('..', import.meta.url));
const glibc = () => {
  const report = /** @type {{ header: { glibcVersionRuntime?: string } }} */ (/** @type {unknown} */ (process.report.getReport()));
  return report.header.glibcVersionRuntime !== undefined;
};

/** @param {string[] | undefined} allowed @param {string} mine */
const allows = (allowed, mine) =>
  !allowed || (!allowed.includes(`!${mine}`) && (allowed.some((name) => name.startsWith('!')) || allowed.includes(mine)));

/** @param {Locked} entry */
const isForThisMachine = (entry) =>
  allows(entry.os, process.platform) &&
  allows(entry.cpu, process.arch) &&
  (process.platform !== 'linux' || allows(entry.libc, glibc() ? 'glibc' : 'musl'));

/** @param {string} path @returns {Record<string, Locked>} */
const packagesOf = (path) => JSON.parse(readFileSync(path, 'utf8')).packages;

/**
 * Whether `node_modules` holds what the lockfile asks for on this machine, whoever installed it and with whatever else beside.
 * @param {string} root the project's folder
 * @param {boolean} development whether the development dependencies are needed too
 */
export function isInstalled(root, development) {
  const lockfile = join(root, 'package-lock.json');
  const stamp = join(root, 'node_modules', '.linli-lock');
  if (existsSync(stamp)) {
    const said = readFileSync(stamp, 'utf8');
    if (said === stampOf(lockfile, true) || (!development && said === stampOf(lockfile, false))) return true;
  }
  const written = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(written)) return false;
  const present = packagesOf(written);
  return Object.entries(packagesOf(lockfile)).every(([path, wanted]) => {
    if (path === '' || wanted.link || present[path]?.version === wanted.version) return true;
    if (!development && (wanted.dev || wanted.devOptional)) return true;
    return wanted.optional === true && (!isForThisMachine(wanted) || !(wanted.os || wanted.cpu));
  });
}

/** @param {string} lockfile @param {boolean} development */
function stampOf(lockfile, development) {
  const hash = createHash('sha256').update(readFileSync(lockfile)).digest('hex');
  return `${hash} ${process.platform}-${process.arch} ${development ? 'with' : 'without'} development\n`;
}

/** The nearest folder that exists decides whether a path can be written. @param {string} path */
function canWrite(path) {
  let at = path;
  while (!existsSync(at) && dirname(at) !== at) at = dirname(at);
  try {
    accessSync(at, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

/** npm stops at a cache it cannot write (made by root before, or a home folder that does not exist); then a temporary one serves. */
function cacheArguments() {
  const cache = process.env.npm_config_cache ?? join(homedir(), '.npm');
  if ([cache, join(cache, '_cacache'), join(cache, '_cacache', 'tmp')].every(canWrite)) return [];
  return temporaryCache();
}

function temporaryCache() {
  const folder = join(tmpdir(), `linli-npm-cache-${process.getuid ? process.getuid() : userInfo().username}`);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return ['--cache', folder];
}

/** @param {string[]} args */
function npm(args) {
  const self = process.env.npm_execpath;
  const viaNode = self && /npm-cli\.c?js$/.test(self);
  return spawnSync(viaNode ? process.execPath : process.platform === 'win32' ? 'npm.cmd' : 'npm', [...(viaNode ? [self] : []), ...args], {
    cwd: project,
    stdio: ['ignore', 'pipe', 'pipe'],
    encoding: 'utf8',
    maxBuffer: 1 << 26,
    shell: !viaNode && process.platform === 'win32',
    env: { ...process.env, npm_config_update_notifier: 'false', NODE_ENV: '' },
  });
}

/**
 * Installs from the lockfile when it is not installed yet; ends the process with one sentence when it cannot.
 * @param {{ development: boolean }} options
 */
export function install({ development }) {
  if (isInstalled(project, development)) return;
  if (!canWrite(join(project, 'node_modules'))) {
    fail(`The packages are not installed and ${project} cannot be written: run it once as the owner of that folder.`);
  }
  console.log('Installing the packages named in package-lock.json …');
  const args = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', development ? '--include=dev' : '--omit=dev', '--include=optional'];
  let done = npm([...args, ...cacheArguments()]);
  if (done.status !== 0 && /\b(EACCES|EPERM|EROFS)\b/.test(done.stderr)) done = npm([...args, ...temporaryCache()]);
  if (done.status !== 0) {
    const why =
      done.error?.message ??
      (done.stderr.split('\n').filter((line) => /^npm (error|ERR!)/.test(line))[0] || `npm ci ended with ${done.status}`);
    if (process.env.LINLI_DEBUG) console.error(done.stderr);
    fail(
      `The packages could not be installed (${why.replace(/^npm (error|ERR!) /, '')}): check the network and the npm registry, then start again.`,
    );
  }
  writeFileSync(join(project, 'node_modules', '.linli-lock'), stampOf(join(project, 'package-lock.json'), development));
}

/** @param {string} sentence @returns {never} */
function fail(sentence) {
  console.error(sentence);
  process.exit(1);
}
