import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import testDatabaseServer from '../scripts/test-database.ts';
import { operations } from '../server/operations.ts';
import { demoServer } from './demo-server.ts';
import { CONTROL, CONTROL_PAGE, type Door, openDoor, type Target, targets } from './outside-door.ts';

/**
 * `npm run outside-attack -- [--minutes 10] [--only sqlmap|wapiti]`: sqlmap and wapiti, where the machine has them, against the demo on loopback, each for so
 * many minutes at most. Reports go to the git-ignored folder `outside-reports/`. Exit code 1 for a finding, or when a tool does not find the fault made
 * on purpose; a tool that is missing is skipped with a sentence.
 */
const option = (name: string, otherwise: string): string => {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? otherwise : (process.argv[at + 1] ?? '');
};
const minutes = Number(option('minutes', '10'));
if (!(minutes > 0)) throw new Error('--minutes needs a number of minutes');
const FOLDER = join(import.meta.dirname, '..', 'outside-reports');

function emptyFolder(tool: string): string {
  const folder = join(FOLDER, tool);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  return folder;
}

/** What a tool found in the product, and whether it found the fault made on purpose. */
interface Verdict {
  findings: string[];
  control: boolean;
  said: string;
}

/** Runs a tool for so long at most, at low priority; gives back what it wrote. */
function run(command: string, args: readonly string[], milliseconds: number): Promise<string> {
  return new Promise((resolve) => {
    const child = spawn('nice', ['-n', '10', command, ...args], { stdio: ['ignore', 'pipe', 'pipe'], detached: true });
    let said = '';
    const hear = (chunk: Buffer) => {
      said += chunk;
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    const late = setTimeout(() => process.kill(-(child.pid as number), 'SIGKILL'), milliseconds);
    child.once('close', () => {
      clearTimeout(late);
      resolve(said);
    });
  });
}

const SQLMAP = [
  '--batch',
  '--ignore-stdin',
  '--disable-coloring',
  '--dbms=PostgreSQL',
  '--time-sec=3',
  '--timeout=15',
  '--retries=1',
  '--ignore-code=401',
  '--flush-session',
];

/** What is searched with free text goes into queries most directly; sign-ins take their time on purpose and come last of those with free text. */
const promising = ({ name, free }: Target): number =>
  (free.length > 0 ? 4 : 0) + (free.includes('q') ? 2 : 0) + (name.startsWith('accounts.') ? 0 : 1);

/** One operation after another until the time is up: those with free text first, each of these fields thoroughly; the rest by what looks promising. */
async function sqlmap(door: Door, until: number): Promise<Verdict> {
  const folder = emptyFolder('sqlmap');
  const attack = async (target: Target): Promise<boolean> => {
    const file = join(folder, `${target.name}.http`);
    writeFileSync(
      file,
      `POST /api/${target.name.replace('.', '/')} HTTP/1.1\r\nHost: ${new URL(door.url).host}\r\nContent-Type: application/json\r\n\r\n${JSON.stringify(target.body)}`,
    );
    const which = target.free.length > 0 ? ['-p', target.free.join(',')] : ['--smart'];
    const left = Math.max(5_000, Math.min(120_000, until - Date.now()));
    const said = await run('sqlmap', ['-r', file, ...SQLMAP, ...which, `--output-dir=${join(folder, 'out')}`], left);
    writeFileSync(join(folder, `${target.name}.txt`), said);
    return /identified the following injection point/.test(said);
  };
  const control = await attack(CONTROL);
  const order = targets()
    .filter(({ body }) => Object.keys(body).length > 0)
    .sort((one, other) => promising(other) - promising(one));
  const findings: string[] = [];
  let done = 0;
  for (const target of order) {
    if (Date.now() > until) break;
    if (await attack(target)) findings.push(`sqlmap: ${target.name} takes SQL (${join(folder, `${target.name}.txt`)})`);
    done += 1;
  }
  const free = order.filter((target) => target.free.length > 0).length;
  return { findings, control, said: `${done} of ${order.length} operations with fields (${free} with free text come first)` };
}

/** Not among them: `backup`, since the portal answers every address outside of /api/ with its page; and what asks addresses elsewhere (ssrf, xxe, nikto, wapp). */
const MODULES = 'sql,exec,file,xss,permanentxss,crlf,redirect,cookieflags,csp,http_headers,htaccess,methods,shellshock,blindsql';
/** What every server of the product answers by GET, with its questions. */
const ADDRESSES = [
  '/forms',
  '/',
  '/office/',
  '/field/',
  '/progress?code=x',
  '/sign-in?then=/me',
  '/api/openapi.json',
  '/api/files/x?y=1',
  '/api/board/export?territory=640121104',
  '/open311/v2/services.json?jurisdiction_id=x',
  '/open311/v2/requests.json?service_code=x&status=open&start_date=2026-01-01T00:00:00Z',
  '/open311/v2/requests/x.json?jurisdiction_id=x',
  '/healthz',
];

interface WapitiReport {
  vulnerabilities: Record<string, { path: string; parameter: string; info: string; level: number }[]>;
}

/** What wapiti says of a whole site for want of a rule of its own, looked at by hand; the tests of `server/page-headers.test.ts` say why. */
const KNOWN: readonly RegExp[] = [
  // The demo is asked by plain HTTP on loopback; the reverse proxy adds it where TLS is.
  /Strict-Transport-Security is not set/i,
  // An old header browsers no longer heed; the policy forbids scripts of others.
  /X-XSS-Protection is not set/i,
];

async function wapiti(door: Door, until: number): Promise<Verdict> {
  const folder = emptyFolder('wapiti');
  /** Looks at a page and what it leads to with some modules, for so many seconds; null when there is no report. */
  const look = async (name: string, page: string, modules: string, seconds: number, addresses: readonly string[] = []) => {
    const file = join(folder, `${name}.json`);
    const times = ['--max-scan-time', String(Math.round(seconds / 3)), '--max-attack-time', String(Math.max(20, Math.round(seconds / 6)))];
    const said = await run(
      'wapiti',
      [
        ...['-u', `${door.url}${page}`, '--scope', 'domain', '-d', '2', '-m', modules, ...times, '-v', '1'],
        ...['-f', 'json', '-o', file, '--flush-session', '--no-bugreport', '--store-session', join(folder, `${name}-session`)],
        ...addresses.flatMap((address) => ['-s', `${door.url}${address}`]),
      ],
      seconds * 1000 + 60_000,
    );
    writeFileSync(join(folder, `${name}.txt`), said);
    if (!existsSync(file)) return null;
    const { vulnerabilities } = JSON.parse(readFileSync(file, 'utf8')) as WapitiReport;
    return Object.entries(vulnerabilities).flatMap(([sort, list]) => list.map((one) => ({ sort, ...one })));
  };
  const isControl = ({ path, sort }: { path: string; sort: string }) => path.startsWith('/form/control/') && /SQL/.test(sort);
  // By itself first: among all the forms a busy machine may not come to it in its time.
  const control = await look('control', CONTROL_PAGE, 'sql', 90);
  const all = await look('report', '/forms', MODULES, Math.max(30, Math.round((until - Date.now()) / 1000)), ADDRESSES);
  if (!all) return { findings: ['wapiti: no report'], control: control?.some(isControl) ?? false, said: 'no report' };
  const others = all.filter(
    ({ path, info }) => !path.startsWith('/forms') && !path.startsWith('/form/control/') && !KNOWN.some((known) => known.test(info)),
  );
  const forms = [...targets()].filter(({ free }) => free.length > 0).length;
  door.forms.delete(CONTROL.name);
  return {
    findings: others.map(({ sort, path, parameter, info }) => `wapiti: ${sort}: ${path} ${parameter ?? ''} ${info}`),
    control: control?.some(isControl) ?? false,
    said: `${MODULES.split(',').length} modules, ${door.forms.size} of ${forms} forms filled in${all.some(isControl) ? ', the fault found among them too' : ''}`,
  };
}

const TOOLS = { sqlmap, wapiti };
const chosen = (Object.keys(TOOLS) as (keyof typeof TOOLS)[]).filter((tool) => option('only', tool) === tool);
const here = chosen.filter((tool) => {
  const there = spawnSync(tool, ['--version'], { stdio: 'ignore' }).error === undefined;
  if (!there) console.log(`SKIPPED: ${tool} is not on this machine; Debian has it (apt-get install ${tool}).`);
  return there;
});
if (here.length > 0) {
  // How often one may call is another test's.
  for (const operation of operations) delete operation.perMinute;
  const stopDatabase = await testDatabaseServer();
  const server = await demoServer();
  const door = await openDoor(server.url, server.databaseUrl);
  let wrong = 0;
  try {
    for (const tool of here) {
      const since = Date.now();
      const { findings, control, said } = await TOOLS[tool](door, since + minutes * 60_000);
      console.log(
        `${tool}: ${said}, ${Math.round((Date.now() - since) / 1000)} s; the fault made on purpose ${control ? 'found' : 'NOT FOUND'}; ${findings.length} findings`,
      );
      for (const finding of findings) console.log(`  ${finding}`);
      wrong += findings.length + (control ? 0 : 1);
    }
    console.log(
      `The product answered ${Object.entries(door.answers)
        .map(([status, n]) => `${n} times ${status}`)
        .join(', ')}; ${door.failures.size} failures`,
    );
    for (const [name, what] of door.failures) console.log(`  FAILURE ${name}: ${what}`);
    process.exitCode = wrong + door.failures.size > 0 ? 1 : 0;
  } finally {
    await door.close();
    await server.stop();
    await stopDatabase?.();
  }
}
