import { type ChildProcess, fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import autocannon from 'autocannon';

export interface Figures {
  perSecond: number;
  p50: number;
  p99: number;
  errors: number;
}

/** Starts one of the two servers as a process of its own. */
export function start(file: string, args: string[], environment: Record<string, string> = {}): Promise<ChildProcess> {
  return new Promise((resolve, reject) => {
    const child = fork(new URL(file, import.meta.url), args, {
      execArgv: ['--import', 'tsx'],
      env: { ...process.env, ...environment },
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    child.once('message', () => resolve(child));
    child.once('exit', (code) => reject(new Error(`${file} ended with ${code}`)));
  });
}

/** Sends requests to loopback for some seconds; every request carries a new command id. */
export async function load(
  target: { url: string; body: string; headers: Record<string, string> },
  clients: number,
  seconds: number,
): Promise<Figures> {
  const result = await autocannon({
    url: target.url,
    method: 'POST',
    connections: clients,
    duration: seconds,
    requests: [
      {
        method: 'POST',
        setupRequest: (request) => ({
          ...request,
          body: target.body,
          headers: { ...target.headers, 'content-type': 'application/json', 'linli-command': randomUUID() },
        }),
      },
    ],
  });
  // A server that hangs answers with neither an error nor anything else.
  if (!result.requests.total) throw new Error(`${target.url} answered nothing in ${seconds} s`);
  return { perSecond: result.requests.average, p50: result.latency.p50, p99: result.latency.p99, errors: result.errors + result.non2xx };
}

export const median = (values: number[]): number => [...values].sort((one, other) => one - other)[Math.floor(values.length / 2)] ?? 0;
