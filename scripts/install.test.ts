import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { isInstalled } from './install.mjs';

interface Entry {
  version: string;
  dev?: boolean;
  optional?: boolean;
  os?: string[];
  cpu?: string[];
}

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'linli-install-test-'));
  mkdirSync(join(root, 'node_modules'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const served: Entry = { version: '1.0.0' };
const developed: Entry = { version: '1.0.0', dev: true };
const elsewhere: Entry = { version: '1.0.0', optional: true, os: [process.platform === 'linux' ? 'darwin' : 'linux'], cpu: [process.arch] };
const here: Entry = { version: '1.0.0', optional: true, os: [process.platform], cpu: [process.arch] };

function lockfile(packages: Record<string, Entry>) {
  writeFileSync(join(root, 'package-lock.json'), JSON.stringify({ packages: { '': { version: '1.0.0' }, ...packages } }));
}

/** What npm writes into node_modules after it has installed. */
function installed(packages: Record<string, Entry>) {
  writeFileSync(join(root, 'node_modules', '.package-lock.json'), JSON.stringify({ packages }));
}

describe('whether node_modules matches the lockfile', () => {
  test('nothing installed, or an installation that was broken off, does not', () => {
    lockfile({ 'node_modules/a': served });
    expect(isInstalled(root, false)).toBe(false);
  });

  test('development packages are needed only for tests, and do no harm otherwise', () => {
    lockfile({ 'node_modules/a': served, 'node_modules/b': developed });
    installed({ 'node_modules/a': served });
    expect([isInstalled(root, false), isInstalled(root, true)]).toEqual([true, false]);
    installed({ 'node_modules/a': served, 'node_modules/b': developed });
    expect([isInstalled(root, false), isInstalled(root, true)]).toEqual([true, true]);
  });

  test('another version does not', () => {
    lockfile({ 'node_modules/a': { version: '1.0.1' } });
    installed({ 'node_modules/a': served });
    expect(isInstalled(root, false)).toBe(false);
  });

  test('programs for another system may be missing, those for this one may not', () => {
    lockfile({ 'node_modules/a': elsewhere });
    installed({});
    expect(isInstalled(root, false)).toBe(true);
    lockfile({ 'node_modules/a': here });
    expect(isInstalled(root, false)).toBe(false);
  });
});

test.skipIf(process.platform === 'win32')('an old Node gets one sentence and exit code 1', () => {
  const script = fileURLToPath(new URL('./node-version.mjs', import.meta.url));
  const pretend = `Object.defineProperty(process.versions, 'node', { value: '18.20.8' }); await import(${JSON.stringify(script)});`;
  const { status, stderr, stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', pretend], { encoding: 'utf8' });
  expect([status, stdout, stderr.trim().split('\n').length]).toEqual([1, '', 1]);
  expect(stderr).toContain('needs Node.js 20.19 or newer');
});
