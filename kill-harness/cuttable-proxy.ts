import { connect, createServer, type Socket } from 'node:net';

/** The wire between the server and its database; its far end may move, and it may be cut. */
export interface CuttableProxy {
  port: number;
  /** Where new connections go from now on. */
  leadTo(port: number): void;
  /** Holds answers back for some milliseconds while what was asked still arrives, then breaks every connection. */
  cut(deafMs: number): Promise<void>;
  close(): void;
}

/** A wire on loopback. Connections that find nobody at the far end are refused at once. */
export async function cuttableProxy(): Promise<CuttableProxy> {
  let target = 0;
  const pairs = new Set<{ near: Socket; far: Socket }>();
  const server = createServer((near) => {
    const far = connect(target, '127.0.0.1');
    const pair = { near, far };
    pairs.add(pair);
    const end = () => {
      pairs.delete(pair);
      near.destroy();
      far.destroy();
    };
    for (const socket of [near, far]) socket.setNoDelay(true).on('error', end).on('close', end);
    near.pipe(far);
    far.pipe(near);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as { port: number }).port,
    leadTo(port) {
      target = port;
    },
    async cut(deafMs) {
      const before = [...pairs];
      for (const { near, far } of before) far.unpipe(near).pause();
      await new Promise((resolve) => setTimeout(resolve, deafMs));
      for (const { near } of before) near.resetAndDestroy();
    },
    close() {
      server.close();
      for (const { near } of pairs) near.destroy();
    },
  };
}
