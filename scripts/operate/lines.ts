import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import { join } from 'node:path';
import { HOST, isThere } from '../proxies.ts';
import { expectThat, FILES, run, skipped, until } from './told.ts';

const openssl = (...args: string[]) => {
  const { status, stderr } = spawnSync('openssl', args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`openssl ${args[0]}: ${stderr}`);
};

/** An authority, and one end's certificate by it, in a folder laid out as /etc/linli/logs. */
function certificates(folder: string, authority: string, name: string): string {
  const [ca, caKey] = [join(folder, `${authority}.pem`), join(folder, `${authority}.key`)];
  const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];
  if (!readdirSync(folder).includes(`${authority}.pem`))
    openssl('req', '-x509', ...curve, '-keyout', caKey, '-out', ca, '-days', '2', '-subj', `/CN=${authority}`);
  const place = join(folder, `${authority}-${name}`);
  mkdirSync(place);
  openssl('req', ...curve, '-keyout', join(place, 'key.pem'), '-out', join(place, 'csr'), '-subj', `/CN=${name}`);
  writeFileSync(join(place, 'names'), `subjectAltName=DNS:${name}\n`);
  const signed = ['-CA', ca, '-CAkey', caKey, '-CAcreateserial', '-days', '2', '-extfile', join(place, 'names')];
  openssl('x509', '-req', '-in', join(place, 'csr'), ...signed, '-out', join(place, 'cert.pem'));
  writeFileSync(join(place, 'ca.pem'), readFileSync(ca));
  return place;
}

const REMOTE = '/lib/systemd/systemd-journal-remote';
const UPLOAD = '/lib/systemd/systemd-journal-upload';

interface Running {
  stop(): Promise<void>;
}

function running(program: string, ...args: string[]): Running {
  const child = spawn(program, args, { stdio: 'ignore' });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  return {
    async stop() {
      child.kill();
      await ended;
    },
  };
}

/** Whether somebody takes calls at a port of this machine, and as what. */
const answers = (port: number): Promise<number> =>
  new Promise((resolve) => {
    http
      .get({ host: '127.0.0.1', port, path: '/upload' }, (response) => resolve(response.resume().statusCode ?? 0))
      .on('error', () => resolve(0));
  });

/** The journal of the machine carried to another one, as install.md says: it arrives, it waits, and nobody else gets in or in between. */
export async function checkLines(folder: string, [secure, plain]: readonly [number, number]): Promise<void> {
  if (!existsSync(REMOTE) || !existsSync(UPLOAD) || !isThere('nginx') || !isThere('openssl')) {
    skipped('systemd-journal-remote, nginx or openssl is not installed: carrying the lines was not tried');
    return;
  }
  const here = join(folder, 'lines');
  const [from, received] = [join(here, 'from'), join(here, 'received.journal')];
  for (const place of [here, from]) mkdirSync(place);
  // nginx' workers are nobody's; what they read of the folder is public.
  chmodSync(folder, 0o711);
  // Named as this machine, since a name of its own cannot be looked up here.
  const far = certificates(here, 'authority', 'localhost');
  const ours = certificates(here, 'authority', HOST);
  const collectorConf = (certificate: string) =>
    readFileSync(join(FILES, 'nginx-collector.conf'), 'utf8')
      .replaceAll('/etc/linli/logs', certificate)
      .replace('listen 19532', `listen 127.0.0.1:${secure}`)
      .replace('127.0.0.1:19533;', `127.0.0.1:${plain};`);
  const nginx = async (certificate: string): Promise<Running> => {
    const file = join(here, 'nginx.conf');
    const main = `daemon off; pid ${here}/nginx.pid; error_log ${here}/nginx.log; events {}`;
    writeFileSync(
      file,
      `${main}\nhttp { access_log off; client_body_temp_path ${here}/body; proxy_temp_path ${here}/proxy;\n${collectorConf(certificate)}}\n`,
    );
    const server = running('nginx', '-p', here, '-c', file);
    await until(async () => (await answers(secure)) !== 0);
    return server;
  };
  // As systemd starts it: with the socket handed over.
  const remote = () =>
    running('systemd-socket-activate', '-l', `127.0.0.1:${plain}`, REMOTE, '--listen-http=-3', '--split-mode=none', `--output=${received}`);
  let second = Math.floor(Date.now() / 1000);
  /** A line of the service, in the journal of its machine. */
  const say = (words: string) => {
    second += 1;
    const fields = {
      ...{ __REALTIME_TIMESTAMP: `${second}000000`, __MONOTONIC_TIMESTAMP: `${second}`, _BOOT_ID: 'f'.repeat(32) },
      ...{ SYSLOG_IDENTIFIER: 'linli', _HOSTNAME: HOST, MESSAGE: JSON.stringify({ level: 40, words }) },
    };
    const input = `${Object.entries(fields)
      .map(([name, value]) => `${name}=${value}`)
      .join('\n')}\n\n`;
    run(REMOTE, [`--output=${join(from, 'system.journal')}`, '-'], { input });
  };
  const setting = (name: string) =>
    new RegExp(`^${name}=(.+)$`, 'm').exec(readFileSync(join(FILES, 'journal-upload.conf'), 'utf8'))?.[1] ?? '';
  /** Carries what is new, once, as the service does without an end. */
  const carry = (certificate: string, address = setting('URL').replace('logs.county.gov:19532', `localhost:${secure}`)) => {
    const [key, own] = ['ServerKeyFile', 'ServerCertificateFile'].map((name) => setting(name).replace('/etc/linli/logs', certificate));
    // Whoever carries trusts the collector, so that it is the collector who refuses.
    const trust = setting('TrustedCertificateFile').replace('/etc/linli/logs', ours);
    const args = [`--url=${address}`, `--key=${key}`, `--cert=${own}`, `--trust=${trust}`, `--save-state=${join(here, 'state')}`];
    return run('timeout', ['20', UPLOAD, ...args, `--directory=${from}`, '--follow=no']);
  };
  const text = (): string => run('journalctl', [`--file=${received}`, '-o', 'cat', '--no-pager', '-q']).said;
  const arrives = (words: string, milliseconds = 10_000) => until(() => text().includes(words), milliseconds);

  let front = await nginx(far);
  let back = remote();
  try {
    say('the first line');
    const first = carry(ours);
    expectThat(
      'lines: what the service writes arrives at the collector',
      first.good && (await arrives('the first line')),
      first.said + text(),
    );
    await back.stop();
    say('while it was away');
    const away = carry(ours);
    back = remote();
    const then = carry(ours);
    expectThat('lines: while the collector is away that is seen', !away.good, away.said);
    expectThat(
      'lines: what was written meanwhile arrives when it is back',
      then.good && (await arrives('while it was away')),
      then.said + text(),
    );

    say('by somebody else');
    const strangers = ['another authority', 'authority'].map((authority) => carry(certificates(here, authority, 'other.example.cn')));
    expectThat(
      'lines: nobody is let in with another name or authority',
      strangers.every(({ good }) => !good),
      strangers.map(({ said }) => said).join(),
    );
    const clear = carry(ours, `http://localhost:${secure}`);
    expectThat('lines: nor in the clear', !clear.good && !(await arrives('by somebody else', 1_000)), clear.said);
    await front.stop();
    // With a certificate of the right authority, but not the collector's.
    front = await nginx(certificates(here, 'authority', 'between.example.cn'));
    const between = carry(ours);
    expectThat(
      'lines: nothing goes to who is not the collector',
      !between.good && !(await arrives('by somebody else', 1_000)),
      between.said,
    );
  } finally {
    await back.stop();
    await front.stop();
  }
  const metrics = join(here, 'linli-lines.prom');
  const newest = readFileSync(join(FILES, 'lines-newest'), 'utf8')
    .replace('/var/log/journal/remote/linli.journal', received)
    .replace(/^metrics=.*$/m, `metrics=${metrics}`);
  const ran = run('sh', ['-c', newest]);
  const said = ran.good ? readFileSync(metrics, 'utf8').trim() : ran.said;
  expectThat('lines: the collector says when the newest came', /^lines_newest_seconds\{host="[^"]+"\} \d{10}$/.test(said), said);
}
