import { randomBytes } from 'node:crypto';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import https from 'node:https';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { connect as connectTls } from 'node:tls';
import { seenCertificate } from '../cli/doctor-certificate.ts';
import { migrate } from '../server/migrations/migrate.ts';
import { openKeysOf } from '../server/modules/keys/index.ts';
import { openPool, transaction } from '../server/platform/database.ts';
import { startThrowAwayPostgres } from '../server/platform/embedded-postgres.ts';
import { serve } from '../server/start.ts';
import { miniCounty } from '../server/testing/people.ts';
import { checkCredentials } from './operate/credentials.ts';
import { checkLines } from './operate/lines.ts';
import { checkPeer } from './operate/peer.ts';
import { checkRelease } from './operate/release.ts';
import { checkScanner } from './operate/scanner.ts';
import { expectThat, FILES, run, skipped, wrongThings } from './operate/told.ts';
import { HOST, isThere, makeCertificate, type ReverseProxy, startCaddy, startNginx } from './proxies.ts';
import { freshWeb } from './web.mjs';

/**
 * `npm run operate-check [-- --only lines]`: the files and steps of docs/operate tried with the programs they are for: promtool, systemd-analyze, systemd-creds, clamd,
 * the journal's upload, Debian's PostgreSQL, a release made by git, and nginx and Caddy in front of a server.
 * What is not installed is SKIPPED and named; exit code 1 at the first thing that is not as the pages say.
 */
const folder = mkdtempSync(join(tmpdir(), 'linli-operate-'));
/** systemd's own measure, from 0 to 10; what is left is the network, which a server needs. */
const MOST_EXPOSED = 2.5;

function checkRules(): void {
  if (!isThere('promtool')) {
    skipped('promtool is not installed: the alerts were not tried');
    return;
  }
  const rules = run('promtool', ['test', 'rules', 'alerts.test.yml']);
  expectThat('each alert comes when it should, and none when all is well', rules.good, rules.said);
  const [, block = ''] = /```yaml\n([\s\S]*?)```/.exec(readFileSync(join(FILES, '..', 'watch.md'), 'utf8')) ?? [];
  copyFileSync(join(FILES, 'alerts.yml'), join(folder, 'linli-alerts.yml'));
  writeFileSync(join(folder, 'prometheus.yml'), block.replace('/etc/prometheus/linli-alerts.yml', join(folder, 'linli-alerts.yml')));
  const config = run('promtool', ['check', 'config', join(folder, 'prometheus.yml')]);
  expectThat('the configuration of watch.md is one', block !== '' && config.good, config.said);
}

function checkUnit(): void {
  if (!isThere('systemd-analyze')) {
    skipped('systemd-analyze is not installed: the unit was not tried');
    return;
  }
  const verified = run('systemd-analyze', ['verify', join(FILES, 'linli.service')]);
  expectThat('systemd reads the unit without a word', verified.good && verified.said.trim() === '', verified.said);
  const { said } = run('systemd-analyze', ['security', '--offline=true', join(FILES, 'linli.service')]);
  const exposed = Number(/exposure level[^:]*: ([\d.]+)/.exec(said)?.[1] ?? Number.NaN);
  expectThat(`the unit is exposed by ${exposed} of 10, at most ${MOST_EXPOSED}`, exposed <= MOST_EXPOSED, said.slice(-200));
}

async function freePorts(count: number): Promise<number[]> {
  const servers = await Promise.all(
    Array.from(
      { length: count },
      () =>
        new Promise<ReturnType<typeof createServer>>((resolve) => {
          const server = createServer().listen(0, '127.0.0.1', () => resolve(server));
        }),
    ),
  );
  const ports = servers.map((server) => (server.address() as { port: number }).port);
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
}

interface Answered {
  status: number;
  headers: http.IncomingHttpHeaders;
  body: string;
}

/** Asks the proxy as a browser would, by its name and with its certificate. */
function ask(
  proxy: ReverseProxy,
  certificate: string,
  path: string,
  options: { method?: string; headers?: Record<string, string>; body?: Buffer } = {},
): Promise<Answered> {
  return new Promise((resolve, reject) => {
    const { body, method = 'GET', headers = {} } = options;
    const request = https.request(
      {
        host: '127.0.0.1',
        port: proxy.https,
        servername: HOST,
        ca: readFileSync(certificate),
        path,
        method,
        headers: { host: `${HOST}:${proxy.https}`, ...headers },
      },
      (response) => {
        const read: Buffer[] = [];
        response.on('data', (chunk: Buffer) => read.push(chunk));
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(read).toString() }),
        );
      },
    );
    request.on('error', reject);
    request.end(body);
  });
}

/** What the port without TLS answers. */
const inTheClear = (proxy: ReverseProxy, path: string): Promise<{ status: number; location: string }> =>
  new Promise((resolve, reject) => {
    http
      .get({ host: '127.0.0.1', port: proxy.http, path, headers: { host: `${HOST}:${proxy.http}` } }, (response) => {
        response.resume();
        resolve({ status: response.statusCode ?? 0, location: response.headers.location ?? '' });
      })
      .on('error', reject);
  });

/** Whether a proxy agrees to suites of TLS 1.2. */
const speaks = (proxy: ReverseProxy, ciphers: string): Promise<boolean> =>
  new Promise((resolve) => {
    const options = {
      host: '127.0.0.1',
      port: proxy.https,
      servername: HOST,
      ciphers,
      maxVersion: 'TLSv1.2' as const,
      rejectUnauthorized: false,
    };
    const socket = connectTls(options, () => resolve(socket.destroy() !== undefined));
    socket.once('error', () => resolve(false));
  });

function form(content: Buffer): { headers: Record<string, string>; body: Buffer } {
  const edge = 'linli-operate-check';
  const body = Buffer.concat([
    Buffer.from(`--${edge}\r\ncontent-disposition: form-data; name="file"; filename="a.pdf"\r\ncontent-type: application/pdf\r\n\r\n`),
    content,
    Buffer.from(`\r\n--${edge}--\r\n`),
  ]);
  return { headers: { 'content-type': `multipart/form-data; boundary=${edge}`, 'content-length': String(body.length) }, body };
}

const paper = (bytes: number): Buffer => Buffer.concat([Buffer.from('%PDF-1.4\n'), randomBytes(bytes - 16), Buffer.from('\n%%EOF\n')]);
const MB = 1024 * 1024;

async function checkProxy(proxy: ReverseProxy, certificate: string, cookie: string): Promise<void> {
  const get = (path: string, headers?: Record<string, string>) => ask(proxy, certificate, path, { headers });
  const page = await get('/');
  expectThat(`${proxy.name}: the portal comes by TLS`, page.status === 200 && page.body.includes('<html'), page.status);
  expectThat(
    `${proxy.name}: https is kept for a year, for every name below`,
    /^max-age=31536000; includeSubDomains$/.test(String(page.headers['strict-transport-security'])),
    JSON.stringify(page.headers),
  );
  for (const header of ['content-security-policy', 'x-content-type-options', 'referrer-policy'])
    expectThat(
      `${proxy.name}: ${header} passes through, once`,
      typeof page.headers[header] === 'string' && !String(page.headers[header]).includes(', default-src'),
      page.headers[header],
    );
  expectThat(`${proxy.name}: /metrics stays inside`, (await get('/metrics')).status === 404);
  expectThat(`${proxy.name}: /readyz answers`, (await get('/readyz')).status === 200);
  const plain = await inTheClear(proxy, '/office/sign-in');
  expectThat(`${proxy.name}: http leads a person to https`, plain.status === 301 && /^https:/.test(plain.location), plain.status);
  for (const path of ['/api/accounts/signIn', '/open311/v2/requests.json', '/api', '/open311']) {
    const { status, location } = await inTheClear(proxy, path);
    expectThat(`${proxy.name}: http takes nothing of a program: ${path}`, status === 403 && location === '', `${status} ${location}`);
  }
  const seen = await seenCertificate(new URL(`https://${HOST}:${proxy.https}`), '127.0.0.1');
  expectThat(
    `${proxy.name}: linli doctor sees that no public authority vouches for this certificate`,
    !seen.publicly && seen.why !== '',
    seen.why,
  );
  expectThat(`${proxy.name}: speaks no suite without authenticated encryption`, !(await speaks(proxy, 'ECDHE-ECDSA-AES128-SHA')));
  expectThat(`${proxy.name}: speaks TLS 1.2 with forward secrecy`, await speaks(proxy, 'ECDHE-ECDSA-AES256-GCM-SHA384'));
  const signedIn = { cookie, 'x-linli': '1' };
  const upload = async (bytes: number) => {
    const { headers, body } = form(paper(bytes));
    for (let tries = 1; ; tries += 1) {
      const answered = await ask(proxy, certificate, '/api/files', { method: 'POST', headers: { ...signedIn, ...headers }, body });
      // A busy machine is asked again, as a browser of ours does.
      if (answered.status !== 503 || tries === 5) return answered;
      await sleep(2000);
    }
  };
  const large = await upload(20 * MB - 1024);
  expectThat(
    `${proxy.name}: a file of 20 MB arrives`,
    large.status === 200 && JSON.parse(large.body).bytes > 19 * MB,
    `${large.status} ${large.body}`,
  );
  const larger = await upload(22 * MB).catch((error: Error) => ({ status: 0, body: error.message }));
  expectThat(`${proxy.name}: one of 22 MB is refused`, larger.status === 413, `${larger.status} ${larger.body}`);
  // Ten filings a minute from one address: whoever could name another address each time would never be stopped.
  const codes: number[] = [];
  for (let at = 1; at <= 12; at += 1) {
    const body = Buffer.from('{}');
    const headers = {
      'content-type': 'application/json',
      'x-linli': '1',
      'x-forwarded-for': `10.9.${at}.1`,
      forwarded: `for=10.9.${at}.1`,
    };
    codes.push((await ask(proxy, certificate, '/api/matters/file', { method: 'POST', headers, body })).status);
  }
  expectThat(`${proxy.name}: an address a client claims is not believed`, codes[0] !== 429 && codes.at(-1) === 429, codes.join(' '));
}

/** A server with one of the proxies in front; one for each, since what one used up of its limits the other has not. */
async function inFront(start: typeof startNginx, databaseUrl: string, tls: ReturnType<typeof makeCertificate>) {
  const [linliPort = 0, secure = 0, plain = 0] = await freePorts(3);
  Object.assign(process.env, {
    ...{ LINLI_TRUST_PROXY: 'loopback', LINLI_PUBLIC_URL: `https://${HOST}:${secure}` },
    ...{ LINLI_JOBS: 'off', LINLI_LOG: 'silent' },
  });
  const server = await serve({ port: linliPort, databaseUrl, home: join(folder, 'home'), demo: false });
  return { server, proxy: await start({ folder, linliPort, ports: { https: secure, http: plain }, tls }) };
}

async function checkProxies(): Promise<void> {
  freshWeb((line) => console.log(line));
  if (!isThere('openssl')) {
    skipped('openssl is not installed: no proxy was tried');
    return;
  }
  const all = [
    ['nginx', startNginx],
    ['caddy', startCaddy],
  ] as const;
  for (const [name] of all) if (!isThere(name)) skipped(`${name} is not installed: its configuration was not tried`);
  const tls = makeCertificate(folder);
  const postgres = await startThrowAwayPostgres();
  const started: Awaited<ReturnType<typeof inFront>>[] = [];
  try {
    await migrate(postgres.url);
    const pool = openPool(postgres.url, { max: 1, keys: await openKeysOf(postgres.url, join(folder, 'home')) });
    const prepare = (work: Parameters<typeof transaction>[2]) => transaction(pool, { kind: 'system', name: 'check' }, work);
    const county = await miniCounty({ clock: { now: () => new Date() }, prepare: prepare as Parameters<typeof miniCounty>[0]['prepare'] });
    await pool.end();
    for (const [name, start] of all) if (isThere(name)) started.push(await inFront(start, postgres.url, tls));
    for (const { proxy } of started) await checkProxy(proxy, tls.certificate, `__Host-linli_session=${county.as.clerk}`);
    await postgres.stop();
    for (const { proxy } of started) {
      const { status, headers } = await ask(proxy, tls.certificate, '/readyz');
      expectThat(`${proxy.name}: 503 passes through, with when to ask again`, status === 503 && headers['retry-after'] === '5', status);
    }
  } finally {
    for (const { proxy, server } of started) {
      await proxy.stop();
      await server.close().catch(() => {});
    }
    await postgres.stop();
  }
}

const CHECKS: Record<string, () => void | Promise<void>> = {
  alerts: checkRules,
  unit: checkUnit,
  credentials: () => checkCredentials(folder),
  scanner: () => checkScanner(folder),
  async lines() {
    const [secure = 0, plain = 0] = await freePorts(2);
    await checkLines(folder, [secure, plain]);
  },
  peer: checkPeer,
  async release() {
    const postgres = await startThrowAwayPostgres();
    await checkRelease(folder, postgres.url, (await freePorts(1))[0] as number).finally(() => postgres.stop());
  },
  proxies: checkProxies,
};
const only = process.argv[2] === '--only' ? (process.argv[3] ?? '') : '';
if (only && !(only in CHECKS)) throw new Error(`--only is one of ${Object.keys(CHECKS).join(', ')}`);
try {
  for (const [name, check] of Object.entries(CHECKS)) if (only === '' || only === name) await check();
} finally {
  rmSync(folder, { recursive: true, force: true });
}
const wrong = wrongThings();
console.log(wrong ? `${wrong} things are not as the pages say.` : 'As the pages say.');
process.exit(wrong ? 1 : 0);
