import { Agent, request } from 'node:http';

/** One request of the day. */
export interface Call {
  method: 'GET' | 'POST';
  path: string;
  headers: Record<string, string>;
  body?: string;
}

export interface Answer {
  status: number;
  retryAfter: string | undefined;
  /** The JSON of an answer, or what a page weighs. */
  body: Record<string, unknown>;
}

/** The longest anything may take before it counts as not answered. */
const PATIENCE_MS = 20_000;
/** A connection nobody uses is closed long before the server closes it, which a request on its way would take for a refusal. */
const IDLE_MS = 10_000;

/** Sends requests to one address over connections that are kept, as many as are needed at once. `close` ends them. */
export function exchangeWith(url: string): { send(call: Call): Promise<Answer>; close(): void } {
  const { hostname, port } = new URL(url);
  const agent = new Agent({ keepAlive: true, timeout: IDLE_MS, maxSockets: Number.POSITIVE_INFINITY, scheduling: 'lifo' });
  const send = ({ method, path, headers, body }: Call) =>
    new Promise<Answer>((resolve, reject) => {
      const sent = request({ agent, hostname, port, method, path, headers, timeout: PATIENCE_MS }, (response) => {
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part));
        response.once('error', reject);
        response.once('end', () => {
          const content = Buffer.concat(parts);
          const isJson = String(response.headers['content-type']).includes('json');
          const answer = { status: response.statusCode ?? 0, retryAfter: response.headers['retry-after'] };
          try {
            resolve({ ...answer, body: isJson ? JSON.parse(content.toString('utf8')) : { bytes: content.length } });
          } catch (error) {
            reject(error as Error);
          }
        });
      });
      sent.once('timeout', () => sent.destroy(new Error(`no answer in ${PATIENCE_MS / 1000} s`)));
      sent.once('error', reject);
      sent.end(body);
    });
  return { send, close: () => agent.destroy() };
}
