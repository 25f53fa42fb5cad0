import type { Socket } from 'node:net';
import type pg from 'pg';
import { CHUNK } from './sealed-stream.ts';

/** The part of the driver's connection that COPY needs; the driver has it and its types do not. */
export interface CopyConnection {
  stream: Socket;
  query(text: string): void;
  sendCopyFromChunk(chunk: Buffer): void;
  endCopyFrom(): void;
  sendCopyFail(why: string): void;
}

/** What the driver calls on a query of one's own. */
interface CopyQuery {
  submit(connection: CopyConnection): void;
  handleRowDescription(): void;
  handleDataRow(): void;
  handleCopyInResponse(connection: CopyConnection): void;
  handleCopyData(message: { chunk: Buffer }, connection: CopyConnection): void;
  handleCommandComplete(message: { text: string }): void;
  handleError(error: Error): void;
  handleReadyForQuery(): void;
}

/** Hands a query of our own to the driver; `settle` gets the tag of the command or the error. */
export function submitCopy(
  client: pg.Client,
  text: string,
  parts: Partial<CopyQuery>,
  settle: (error: Error | null, tag: string) => void,
): void {
  let tag = '';
  const query: CopyQuery = {
    submit: (connection) => connection.query(text),
    handleRowDescription() {},
    handleDataRow() {},
    handleCopyInResponse(connection) {
      connection.sendCopyFail('nothing was to be sent');
    },
    handleCopyData() {},
    handleCommandComplete(message) {
      tag = message.text;
    },
    handleError: (error) => settle(error, tag),
    handleReadyForQuery: () => settle(null, tag),
    ...parts,
  };
  client.query(query as unknown as pg.Submittable);
}

/** Collects small messages into chunks and hands them on one after the other, holding the socket back while the disk is slower. */
export class Chunks {
  readonly #take: (chunk: Buffer) => Promise<void>;
  #buffer = Buffer.allocUnsafe(CHUNK);
  #filled = 0;
  #waiting = 0;
  #last: Promise<void> = Promise.resolve();

  constructor(take: (chunk: Buffer) => Promise<void>) {
    this.#take = take;
  }

  /** Copies the bytes: the driver uses its buffer again. */
  add(bytes: Buffer, socket: Socket): void {
    for (let at = 0; at < bytes.length; ) {
      const copied = bytes.copy(this.#buffer, this.#filled, at);
      this.#filled += copied;
      at += copied;
      if (this.#filled === CHUNK) this.#hand(socket);
    }
  }

  #hand(socket: Socket | null): void {
    const chunk = this.#buffer.subarray(0, this.#filled);
    this.#buffer = Buffer.allocUnsafe(CHUNK);
    this.#filled = 0;
    this.#waiting += 1;
    if (this.#waiting > 2) socket?.pause();
    this.#last = this.#last.then(async () => {
      await this.#take(chunk);
      this.#waiting -= 1;
      socket?.resume();
    });
    // Heard where the end is waited for.
    this.#last.catch(() => socket?.resume());
  }

  /** Hands on what is left; resolves when all of it was taken. */
  async end(): Promise<void> {
    if (this.#filled) this.#hand(null);
    await this.#last;
  }
}

/** `copy … to stdout`: hands the text on in chunks. @returns the number of rows */
export async function copyOut(client: pg.Client, statement: string, take: (chunk: Buffer) => Promise<void>): Promise<number> {
  const chunks = new Chunks(take);
  const tag = await new Promise<string>((resolve, reject) => {
    submitCopy(client, statement, { handleCopyData: ({ chunk }, connection) => chunks.add(chunk, connection.stream) }, (error, said) =>
      error ? reject(error) : resolve(said),
    );
  });
  await chunks.end();
  return Number(tag.split(' ')[1]);
}

/** `copy … from stdin`: sends what the source yields; a source that throws ends the command, and its error is thrown. @returns the number of rows */
export function copyIn(client: pg.Client, statement: string, source: AsyncIterable<Buffer>): Promise<number> {
  let cause: Error | null = null;
  let over = false;
  const send = async (connection: CopyConnection) => {
    try {
      for await (const chunk of source) {
        if (over) return;
        connection.sendCopyFromChunk(chunk);
        if (connection.stream.writableNeedDrain) await new Promise<void>((go) => drained(connection.stream, go));
      }
      connection.endCopyFrom();
    } catch (error) {
      cause = error as Error;
      connection.sendCopyFail('the source broke off');
    }
  };
  return new Promise((resolve, reject) => {
    submitCopy(client, statement, { handleCopyInResponse: (connection) => void send(connection) }, (error, tag) => {
      over = true;
      if (error) reject(cause ?? error);
      else resolve(Number(tag.split(' ')[1]));
    });
  });
}

/** Goes on when the socket takes more, or when it takes nothing any more. */
function drained(socket: Socket, go: () => void): void {
  const on = () => {
    socket.off('drain', on).off('close', on);
    go();
  };
  socket.once('drain', on).once('close', on);
}
