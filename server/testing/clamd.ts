import { createServer, type Socket } from 'node:net';

/** The text every scanner finds though it does nothing (EICAR), in two halves, so that no scanner finds this file. */
export const EICAR = `X5O!P%@AP[4\\PZX54(P^)7CC)7}$${'EICAR-STANDARD-ANTIVIRUS-TEST-FILE'}!$H+H*`;

/** How it behaves: judges, never answers, hangs up in the middle, or says that the stream is too large for it. */
export type Mood = 'judging' | 'silent' | 'hanging-up' | 'too-large';

/** A server on loopback that speaks as clamd does (z-commands INSTREAM and PING), and knows EICAR alone; `streams` are the contents it was sent. */
export interface TestClamd {
  port: number;
  mood: Mood;
  streams: Buffer[];
  stop(): Promise<void>;
}

/** The content of a whole stream after the command; null while some of it is still to come. */
function contentOf(said: Buffer): Buffer | null {
  const pieces: Buffer[] = [];
  for (let at = 'zINSTREAM\0'.length; ; ) {
    if (said.length < at + 4) return null;
    const length = said.readUInt32BE(at);
    if (length === 0) return Buffer.concat(pieces);
    if (said.length < at + 4 + length) return null;
    pieces.push(said.subarray(at + 4, at + 4 + length));
    at += 4 + length;
  }
}

export async function testClamd(): Promise<TestClamd> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket)).on('error', () => {});
    let said = Buffer.alloc(0);
    socket.on('data', (piece) => {
      said = Buffer.concat([said, piece]);
      if (clamd.mood === 'silent') return;
      if (said.toString('latin1') === 'zPING\0') socket.end('PONG\0');
      else if (clamd.mood === 'hanging-up') socket.destroy();
      else if (clamd.mood === 'too-large') socket.end('INSTREAM size limit exceeded. ERROR\0');
      else {
        const content = contentOf(said);
        if (!content) return;
        clamd.streams.push(content);
        socket.end(content.includes(EICAR) ? 'stream: Eicar-Test-Signature FOUND\0' : 'stream: OK\0');
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const clamd: TestClamd = {
    port: (server.address() as { port: number }).port,
    mood: 'judging',
    streams: [],
    stop: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
  return clamd;
}
