import { request as plain } from 'node:http';
import { request as secure } from 'node:https';
import { addressFor, whyNot } from './address.ts';

const PATIENCE_MS = 5_000;

/** Posts a body and answers the status; follows no redirect, reads no answer. Rejects with a sentence. */
export async function post(target: string, body: string, headers: Record<string, string>, inner: readonly string[]): Promise<number> {
  const refused = whyNot(target, inner);
  if (refused) throw new Error(refused);
  const url = new URL(target);
  const { address, family } = await addressFor(url, inner).catch((error: NodeJS.ErrnoException) =>
    Promise.reject(new Error(error.code ? '找不到这个域名' : error.message)),
  );
  return new Promise((resolve, reject) => {
    const sending = (url.protocol === 'https:' ? secure : plain)(url, {
      method: 'POST',
      agent: false,
      signal: AbortSignal.timeout(PATIENCE_MS),
      lookup: (_host, options, done) => (options.all ? done(null, [{ address, family }]) : done(null, address, family)),
      headers: { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body), 'user-agent': 'Linli', ...headers },
    });
    sending.on('response', (response) => {
      resolve(response.statusCode ?? 0);
      response.destroy();
    });
    sending.on('error', (error: NodeJS.ErrnoException) =>
      reject(
        new Error(error.name === 'AbortError' || error.name === 'TimeoutError' ? '5 秒没有回答' : `连不上（${error.code ?? error.name}）`),
      ),
    );
    sending.end(body);
  });
}
