import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, lstatSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const require = createRequire(import.meta.url);
const uid = process.getuid?.() ?? 0;

interface Found {
  executable: string;
  /** Folder of shared libraries for systems that lack NSS. */
  libraries?: string;
}

/** Runs in a process of its own: the package unpacks to the temporary folder it is given, and its libraries only on the cloud it was made for. */
const unpackScript = `const { default: chromium } = await import(process.argv[1]); await chromium.executablePath();`;

/** A folder made before by somebody else could hold anybody's program. */
function isOurs(folder: string): boolean {
  const stat = lstatSync(folder, { throwIfNoEntry: false });
  return stat?.isDirectory() === true && stat.uid === uid;
}

function unpacked(): string {
  const entry = require.resolve('@sparticuz/chromium');
  const { version } = JSON.parse(readFileSync(join(dirname(dirname(dirname(entry))), 'package.json'), 'utf8')) as { version: string };
  const folder = join(tmpdir(), `linli-chromium-${version}-${uid}`);
  if (isOurs(folder)) return folder;
  const half = mkdtempSync(`${folder}-`);
  try {
    const done = spawnSync(process.execPath, ['--input-type=module', '-e', unpackScript, require.resolve('@sparticuz/chromium')], {
      env: { ...process.env, TMPDIR: half, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs20.x' },
      encoding: 'utf8',
    });
    if (done.status !== 0) throw new Error(`Chromium could not be unpacked: ${done.stderr.trim()}`);
    chmodSync(half, 0o755);
    // As root the archives would keep the numbers of their makers' machine, which here may be somebody's.
    if (uid === 0) spawnSync('chown', ['-R', '0:0', half]);
    renameSync(half, folder);
  } catch (error) {
    // Another run may have been first; its copy is as good.
    if (!isOurs(folder)) throw error;
  } finally {
    rmSync(half, { recursive: true, force: true });
  }
  return folder;
}

function runs(executable: string, libraries?: string): string | null {
  const done = spawnSync(executable, ['--version', '--no-sandbox'], { env: environment(libraries), encoding: 'utf8' });
  return done.status === 0 ? null : (done.error?.message ?? done.stderr.trim().split('\n')[0] ?? `exit code ${done.status}`);
}

let looked: Found | string | undefined;

function find(): Found | string {
  const named = process.env.CHROMIUM_PATH;
  if (named) {
    const wrong = existsSync(named) ? runs(named) : 'no such file';
    return wrong ? `CHROMIUM_PATH names ${named}, which does not run: ${wrong}` : { executable: named };
  }
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    return `no Chromium comes with the packages for ${process.platform}-${process.arch}: set CHROMIUM_PATH`;
  }
  try {
    const folder = unpacked();
    const executable = join(folder, 'chromium');
    if (runs(executable) === null) return { executable };
    const libraries = join(folder, 'al2023', 'lib');
    const wrong = runs(executable, libraries);
    return wrong ? `the Chromium of the packages does not run here: ${wrong}` : { executable, libraries };
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** Chinese text is boxes without a font, so the browser sees exactly the two weights the packages bring, on every machine. */
function fontSettings(): string {
  const fonts = dirname(require.resolve('@expo-google-fonts/noto-sans-sc/package.json'));
  const folder = join(tmpdir(), `linli-fonts-${uid}`);
  mkdirSync(folder, { recursive: true });
  const file = join(folder, 'fonts.conf');
  const alias = ['sans-serif', 'serif', 'monospace', 'system-ui']
    .map((family) => `<alias binding="same"><family>${family}</family><prefer><family>Noto Sans SC</family></prefer></alias>`)
    .join('');
  const half = `${file}.${process.pid}`;
  writeFileSync(
    half,
    `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><dir>${join(fonts, '400Regular')}</dir><dir>${join(fonts, '700Bold')}</dir>` +
      `<cachedir>${join(folder, 'cache')}</cachedir>${alias}</fontconfig>\n`,
  );
  renameSync(half, file);
  return file;
}

function environment(libraries?: string): Record<string, string> {
  const inherited = Object.fromEntries(Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined));
  const path = [libraries, inherited.LD_LIBRARY_PATH].filter(Boolean).join(':');
  // Without a language a bare machine gives downloads no Chinese names.
  return { ...inherited, LANG: 'C.UTF-8', FONTCONFIG_FILE: fontSettings(), ...(path ? { LD_LIBRARY_PATH: path } : {}) };
}

/** Why browser journeys cannot run on this machine; null when they can. */
export function whyNoBrowser(): string | null {
  looked ??= find();
  return typeof looked === 'string' ? looked : null;
}

/**
 * The Chromium of this machine and how it is started.
 * @throws the sentence of `whyNoBrowser`
 */
export function chromiumHere(): { executablePath: string; env: Record<string, string> } {
  looked ??= find();
  if (typeof looked === 'string') throw new Error(looked);
  return { executablePath: looked.executable, env: environment(looked.libraries) };
}
