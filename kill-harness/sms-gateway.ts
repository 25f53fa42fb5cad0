import { createServer } from 'node:http';

/** A gateway for short messages that remembers how often it was given each, by `phone text`. */
export interface SmsGateway {
  url: string;
  taken: Map<string, number>;
  close(): void;
}

/** Takes every message, as a gateway on loopback. */
export async function smsGateway(): Promise<SmsGateway> {
  const taken = new Map<string, number>();
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => {
      body += chunk;
    });
    request.on('end', () => {
      const { phone, text } = JSON.parse(body) as { phone: string; text: string };
      const message = `${phone} ${text}`;
      taken.set(message, (taken.get(message) ?? 0) + 1);
      response.end('{}');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as { port: number }).port}/`,
    taken,
    close: () => void server.close().closeAllConnections(),
  };
}
