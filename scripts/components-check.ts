import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Advisory, concerns, heldLines, overdueUpdate } from './component-ages.ts';

/**
 * `npm run components-check [-- --osv <folder>]`: whether the time frames of docs/dependencies.md are kept by what serves people. Known weaknesses are asked of the
 * registry (`npm audit`) or, where it answers none, looked up in an unpacked export of https://osv.dev (its npm/all.zip); when each package should have
 * moved up is asked of the registry. Exit code 1 for a breach, and where nobody could be asked.
 */
const PROJECT = fileURLToPath(new URL('..', import.meta.url));
const MOST_DAYS = 90;
let breaches = 0;
const breach = (what: string): void => {
  breaches += 1;
  console.log(`BREACH  ${what}`);
};

interface Locked {
  version?: string;
  dev?: boolean;
}
const lock = JSON.parse(readFileSync(join(PROJECT, 'package-lock.json'), 'utf8')) as { packages: Record<string, Locked> };
/** Every package of a release, those of packages too, with its version. */
const released = Object.entries(lock.packages).flatMap(([path, { version, dev }]) =>
  path === '' || dev || !version ? [] : [{ name: path.replace(/^.*node_modules\//, ''), version }],
);

const npm = (...args: string[]): unknown => {
  const { stdout } = spawnSync('npm', [...args, '--json'], { cwd: PROJECT, encoding: 'utf8', maxBuffer: 1 << 28 });
  try {
    return JSON.parse(stdout);
  } catch {
    return null;
  }
};

function askOsv(folder: string): void {
  const names = new Set(released.map(({ name }) => name));
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.json'));
  for (const file of files) {
    const advisory = JSON.parse(readFileSync(join(folder, file), 'utf8')) as Advisory;
    if (!advisory.affected?.some((part) => part.package && names.has(part.package.name))) continue;
    for (const { name, version } of released) if (concerns(advisory, name, version)) breach(`${name} ${version}: ${advisory.id}`);
  }
  if (files.length < 1_000) breach(`${folder} holds ${files.length} advisories: that is no export of npm`);
  console.log(`${files.length} advisories of ${folder} held against ${released.length} packages.`);
}

function askAudit(): void {
  const said = npm('audit', '--omit=dev') as { vulnerabilities?: Record<string, { severity: string; range: string }> } | null;
  if (!said?.vulnerabilities) {
    breach('the registry answers no audit, so nothing is known of weaknesses: name an export with --osv');
    return;
  }
  for (const [name, { severity, range }] of Object.entries(said.vulnerabilities)) breach(`${name} ${range}: ${severity} (npm audit)`);
  console.log(`npm audit held against ${released.length} packages.`);
}

const at = process.argv.indexOf('--osv');
if (at > 0) askOsv(process.argv[at + 1] ?? '');
else askAudit();

const { dependencies } = JSON.parse(readFileSync(join(PROJECT, 'package.json'), 'utf8')) as { dependencies: Record<string, string> };
const held = heldLines(readFileSync(join(PROJECT, 'docs', 'dependencies.md'), 'utf8'));
for (const [name, own] of Object.entries(dependencies)) {
  const times = npm('view', name, 'time') as Record<string, string> | null;
  if (!times?.[own]) {
    breach(`${name} ${own}: the registry does not know it`);
    continue;
  }
  const overdue = overdueUpdate(own, times, { held: held.get(name) ?? null, days: MOST_DAYS, now: new Date() });
  if (overdue) breach(`${name} ${own}: ${overdue.version} has been there for ${overdue.days} days`);
}
console.log(`${Object.keys(dependencies).length} packages asked for newer versions; ${breaches} breaches of the time frames.`);
process.exit(breaches > 0 ? 1 : 0);
