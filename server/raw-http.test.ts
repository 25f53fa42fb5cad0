import { once } from 'node:events';
import { type AddressInfo, connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestServer, testServer } from './testing/server.ts';

let server: TestServer;
let port: number;
beforeAll(async () => {
  server = await testServer();
  await server.http.listen({ port: 0, host: '127.0.0.1' });
  port = (server.http.server.address() as AddressInfo).port;
});
afterAll(() => server.stop());

/** What a socket answers to bytes that no library would send. */
async function send(bytes: string): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  let heard = '';
  socket.on('data', (data) => {
    heard += data.toString('latin1');
  });
  socket.on('error', () => {});
  socket.write(bytes);
  const patience = setTimeout(() => socket.end(), 1_500);
  await once(socket, 'close');
  clearTimeout(patience);
  return heard;
}
const statuses = (heard: string) => [...heard.matchAll(/HTTP\/1\.1 (\d{3})/g)].map(([, status]) => Number(status));
const HEAD = 'POST /api/accounts/me HTTP/1.1\r\nHost: linli.example\r\nContent-Type: application/json\r\nX-Linli: 1\r\n';
const HIDDEN = 'GET /healthz HTTP/1.1\r\nHost: linli.example\r\n\r\n';

describe('a message whose end two readers would see in two places', () => {
  it.each([
    ['both a length and chunks', `${HEAD}Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n${HIDDEN}`],
    ['two lengths', `${HEAD}Content-Length: 2\r\nContent-Length: 60\r\n\r\n{}${HIDDEN}`],
    ['chunks named twice', `${HEAD}Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n0\r\n\r\n${HIDDEN}`],
    ['chunks named with a blank before the colon', `${HEAD}Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n${HIDDEN}`],
    ['a length that is no number', `${HEAD}Content-Length: +2\r\n\r\n{}${HIDDEN}`],
    ['a chunk whose size is no number', `${HEAD}Transfer-Encoding: chunked\r\n\r\n2;\n{}\r\n0\r\n\r\n${HIDDEN}`],
  ])('is refused, and nothing behind it is answered: %s', async (_what, bytes) => {
    expect(statuses(await send(bytes))).toEqual([400]);
  });

  it('two whole messages are two, so the refusals above are about the ends', async () => {
    expect(statuses(await send(`${HEAD}Content-Length: 2\r\n\r\n{}${HIDDEN}`))).toEqual([200, 200]);
  });
});

it('TRACE and CONNECT give nothing back of what was sent', async () => {
  for (const method of ['TRACE /', 'TRACE /api/accounts/me', 'CONNECT linli.example:443']) {
    const heard = await send(`${method} HTTP/1.1\r\nHost: linli.example\r\nCookie: linli_session=secret\r\nConnection: close\r\n\r\n`);
    expect(heard, method).not.toContain('secret');
    for (const status of statuses(heard)) expect([400, 404, 405], method).toContain(status);
  }
});
