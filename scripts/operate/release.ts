import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { blockOf, expectThat, PAGES, run, skipped, until } from './told.ts';

const PROJECT = fileURLToPath(new URL('../..', import.meta.url));
/** What is not needed to serve people, and packages only those need who develop. */
const EXTRANEOUS =
  /\.(test|journey)\.tsx?$|(^|\/)testing\/|^(e2e|bench|kill-harness|\.ci)\/|^server\/demo\/|^server\/migrations\/fixtures\//;
const DEVELOPING = ['vitest', 'typescript', 'playwright-core', '@biomejs/biome', 'dependency-cruiser'];

/** The release `git archive` makes, unpacked in an empty folder, installed by the lines of install.md, and started on a database of its own. */
export async function checkRelease(folder: string, databaseUrl: string, port: number): Promise<void> {
  const at = join(folder, 'release');
  mkdirSync(at);
  if (!run('git', ['rev-parse', 'HEAD'], { cwd: PROJECT }).good) {
    skipped('this is no git checkout: no release was made');
    return;
  }
  const archive = spawnSync('git', ['archive', 'HEAD'], { cwd: PROJECT, maxBuffer: 1 << 30 });
  const unpacked = spawnSync('tar', ['-x', '-C', at], { input: archive.stdout });
  expectThat('release: git archive makes it', archive.status === 0 && unpacked.status === 0, archive.stderr);
  const files = readdirSync(at, { recursive: true, encoding: 'utf8' });
  const extraneous = files.filter((path) => EXTRANEOUS.test(path));
  expectThat(
    `release: no demo, no tests, nothing that measures, in ${files.length} files`,
    files.length > 500 && extraneous.length === 0,
    extraneous.slice(0, 5),
  );
  const steps = blockOf(readFileSync(join(PAGES, 'install.md'), 'utf8'), '3\\. The program', 'sh')
    .split('\n')
    .filter((line) => /^(npm|node) /.test(line));
  for (const step of steps) {
    const { good, said } = run('sh', ['-c', step], { cwd: at });
    expectThat(`release: ${step.replace(/\s+#.*/, '')}`, good, said);
  }
  const packages = DEVELOPING.filter((name) => existsSync(join(at, 'node_modules', name)));
  expectThat('release: no development package', steps.length === 2 && packages.length === 0, packages);

  const env = {
    ...{
      PATH: process.env.PATH,
      NODE_ENV: 'production',
      PORT: String(port),
      DATABASE_URL: databaseUrl,
      LINLI_HOME: join(folder, 'release-home'),
    },
    ...{ LINLI_LOG: 'error' },
  };
  const linli = (...args: string[]) => run(process.execPath, ['cli/linli.mjs', ...args], { cwd: at, env });
  const program = spawn(process.execPath, ['cli/linli.mjs', 'start'], { cwd: at, env, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  const hear = (chunk: Buffer) => {
    said += chunk;
  };
  for (const stream of [program.stdout, program.stderr]) stream.on('data', hear);
  const url = `http://127.0.0.1:${port}`;
  const ask = (path: string, init?: RequestInit) => fetch(`${url}${path}`, init).catch(() => null);
  try {
    expectThat('release: it starts and is ready', await until(async () => (await ask('/readyz'))?.status === 200, 60_000), said);
    for (const face of ['/', '/office', '/field/']) {
      const page = await ask(face);
      expectThat(`release: ${face} is a page`, page?.status === 200 && (await page.text()).includes('<html'), page?.status);
    }
    const headers = { 'content-type': 'application/json', 'x-linli': '1' };
    const personas = await ask('/api/accounts/personas', { method: 'POST', headers, body: '{}' });
    const found = personas?.status === 200 ? await personas.text() : personas?.status;
    expectThat('release: nobody of the demo is there', found === '{"personas":[]}', found);
    const doctor = linli('doctor');
    expectThat('release: linli doctor looks at everything', /^ok +tables/m.test(doctor.said), doctor.said);
    const demo = linli('demo');
    expectThat('release: linli demo says that it has none', !demo.good && /has no demo county/.test(demo.said), demo.said);
  } finally {
    const ended = new Promise((resolve) => program.once('exit', resolve));
    program.kill();
    if (program.exitCode === null) await ended;
  }
}
