import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** The host the files in docs/operate/files are written for. */
export const HOST = 'linli.example.cn';
const files = new URL('../docs/operate/files/', import.meta.url);

/** A reverse proxy that runs with a configuration of ours, on ports of its own. */
export interface ReverseProxy {
  name: string;
  https: number;
  http: number;
  stop(): Promise<void>;
}

export const isThere = (program: string): boolean => spawnSync(program, ['--help'], { stdio: 'ignore' }).error === undefined;

/** Replaces what an installation may set itself, and throws where the file does not have it. */
function adapted(text: string, changes: readonly (readonly [string, string])[]): string {
  return changes.reduce((before, [from, to]) => {
    if (!before.includes(from)) throw new Error(`the configuration no longer says "${from}"`);
    return before.replaceAll(from, to);
  }, text);
}

/** A certificate of an authority of its own, as on a network without one. */
export function makeCertificate(folder: string): { certificate: string; key: string } {
  const [certificate, key] = [join(folder, 'fullchain.pem'), join(folder, 'key.pem')];
  const made = spawnSync('openssl', [
    ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2', '-subj', `/CN=${HOST}`],
    ...['-addext', `subjectAltName=DNS:${HOST}`, '-keyout', key, '-out', certificate],
  ]);
  if (made.status !== 0) throw new Error(`no certificate: ${made.stderr}`);
  return { certificate, key };
}

async function answering(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => resolve(socket.destroy() !== undefined));
    socket.once('error', () => resolve(false));
  });
}

async function running(name: string, child: ChildProcess, ports: { https: number; http: number }): Promise<ReverseProxy> {
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (text: Buffer) => (said += text));
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const patience = Date.now() + 20_000;
  while (!(await answering(ports.https))) {
    if (child.exitCode !== null || Date.now() > patience) throw new Error(`${name} did not start: ${said.slice(-600)}`);
    await sleep(100);
  }
  return {
    name,
    ...ports,
    async stop() {
      child.kill('SIGTERM');
      await ended;
    },
  };
}

export interface Behind {
  folder: string;
  linliPort: number;
  ports: { https: number; http: number };
  tls: { certificate: string; key: string };
}

/** nginx with docs/operate/files/nginx.conf. */
export async function startNginx({ folder, linliPort, ports, tls }: Behind): Promise<ReverseProxy> {
  const site = adapted(readFileSync(new URL('nginx.conf', files), 'utf8'), [
    ['listen 80;', `listen 127.0.0.1:${ports.http};`],
    ['listen 443 ssl;', `listen 127.0.0.1:${ports.https} ssl;`],
    ['/etc/linli/tls/fullchain.pem', tls.certificate],
    ['/etc/linli/tls/key.pem', tls.key],
    ['127.0.0.1:8200', `127.0.0.1:${linliPort}`],
  ]);
  mkdirSync(join(folder, 'nginx'), { recursive: true });
  writeFileSync(join(folder, 'nginx', 'linli.conf'), site);
  // What stands around a site in the distribution's own nginx.conf; the temporary files are ours.
  const paths = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((what) => `${what}_temp_path ${folder}/nginx/${what};`).join(' ');
  writeFileSync(
    join(folder, 'nginx', 'nginx.conf'),
    `${process.getuid?.() === 0 ? 'user root;\n' : ''}worker_processes 1; pid ${folder}/nginx/pid; error_log stderr;
events {}
http { include /etc/nginx/mime.types; access_log off; ${paths} include ${folder}/nginx/linli.conf; }\n`,
  );
  const child = spawn('nginx', ['-p', join(folder, 'nginx'), '-c', join(folder, 'nginx', 'nginx.conf'), '-g', 'daemon off;'], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  return running('nginx', child, ports);
}

/** Caddy with docs/operate/files/Caddyfile, and the certificate it names for a network without ACME. */
export async function startCaddy({ folder, linliPort, ports, tls }: Behind): Promise<ReverseProxy> {
  const site = adapted(readFileSync(new URL('Caddyfile', files), 'utf8'), [
    [`\n${HOST} {`, `\n${HOST}:${ports.https} {`],
    [`\nhttp://${HOST} {`, `\nhttp://${HOST}:${ports.http} {`],
    ['# tls /etc/linli/tls/fullchain.pem /etc/linli/tls/key.pem', `tls ${tls.certificate} ${tls.key}`],
    ['127.0.0.1:8200', `127.0.0.1:${linliPort}`],
  ]);
  const file = join(folder, 'Caddyfile');
  writeFileSync(file, `{\n\tadmin off\n\tauto_https disable_redirects\n}\n${site}`);
  const child = spawn('caddy', ['run', '--config', file, '--adapter', 'caddyfile'], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, HOME: folder, XDG_DATA_HOME: folder, XDG_CONFIG_HOME: folder },
  });
  return running('caddy', child, ports);
}
