import { connect, type NetConnectOpts } from 'node:net';
import type { Logger } from 'pino';
import type { Metrics } from './metrics.ts';
import { LOOPBACK } from './outgoing.ts';

/** What a virus scanner says of a content: nothing, or the name it knows it by. */
export interface Scanner {
  /** @throws ScannerAway when no judgement came, for whatever reason: then nothing may be kept. */
  judge(content: Buffer): Promise<{ found: string | null }>;
  /** Whether it answers at all; for `linli doctor`. @throws ScannerAway */
  ping(): Promise<void>;
}

/** The scanner did not judge. Its message is for the operator. */
export class ScannerAway extends Error {}

/** As long as somebody waits for an upload; clamd takes about a second for 20 MB. */
const PATIENCE_MS = 15_000;
const CHUNK = 64 * 1024;

/**
 * Where the scanner listens: LINLI_SCANNER, the path of clamd's socket or `host:port` on this machine; null where none is set.
 * @throws one sentence for anything else: clamd speaks without encryption, so files of people must not cross a network to it
 */
export function scannerPlace(environment: NodeJS.ProcessEnv): NetConnectOpts | null {
  const setting = environment.LINLI_SCANNER;
  if (!setting) return null;
  if (setting.startsWith('/')) return { path: setting };
  const [, host = '', port = ''] = /^(.+):(\d{1,5})$/.exec(setting) ?? [];
  if (!LOOPBACK.includes(host) || Number(port) < 1 || Number(port) > 65_535)
    throw new Error(`LINLI_SCANNER is "${setting}": it must be the path of clamd's socket, or 127.0.0.1 and a port.`);
  return { host: host.replace(/[[\]]/g, ''), port: Number(port) };
}

/** One command to clamd and its answer, each ended by a zero byte (clamd(8), commands with the prefix z). */
function ask(place: NetConnectOpts, send: readonly Buffer[], patience: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(place);
    let said = '';
    const away = (why: string) => {
      socket.destroy();
      reject(new ScannerAway(`The scanner of LINLI_SCANNER ${why}.`));
    };
    const timer = setTimeout(() => away(`did not answer within ${patience / 1000} seconds`), patience);
    socket.once('connect', () => {
      for (const piece of send) socket.write(piece);
    });
    socket.setEncoding('utf8');
    socket.on('data', (piece: string) => {
      said += piece;
      if (said.endsWith('\0')) socket.destroy();
    });
    socket.on('error', (error: NodeJS.ErrnoException) => {
      // It may hang up on what is too large for it, and has said so before.
      if (!said) away(`cannot be reached (${error.code ?? error.name})`);
    });
    socket.once('close', () => {
      clearTimeout(timer);
      if (said.endsWith('\0')) resolve(said.slice(0, -1));
      else away('hung up without an answer');
    });
  });
}

/** The content as INSTREAM takes it: pieces, each after its length in four bytes, and a length of zero at the end. */
function streamed(content: Buffer): Buffer[] {
  const pieces: Buffer[] = [Buffer.from('zINSTREAM\0')];
  for (let at = 0; at < content.length; at += CHUNK) {
    const piece = content.subarray(at, at + CHUNK);
    const length = Buffer.alloc(4);
    length.writeUInt32BE(piece.length);
    pieces.push(length, piece);
  }
  return [...pieces, Buffer.alloc(4)];
}

/** A clamd that listens at `place`; `patience` in milliseconds. */
export function clamd(place: NetConnectOpts, patience = PATIENCE_MS): Scanner {
  return {
    async judge(content) {
      const answer = await ask(place, streamed(content), patience);
      if (answer === 'stream: OK') return { found: null };
      const [, found] = /^stream: (.+) FOUND$/.exec(answer) ?? [];
      // Too large for its limits, out of memory, no signatures: no judgement.
      if (found === undefined) throw new ScannerAway(`The scanner of LINLI_SCANNER did not judge: ${answer.slice(0, 200)}.`);
      return { found };
    },
    async ping() {
      const answer = await ask(place, [Buffer.from('zPING\0')], patience);
      if (answer !== 'PONG') throw new ScannerAway(`What listens at LINLI_SCANNER is no clamd: it said ${answer.slice(0, 40)}.`);
    },
  };
}

/** Counts what a scanner says, and writes down when it says nothing. */
export function watched(scanner: Scanner, log: Logger, { scans }: Pick<Metrics, 'scans'>): Scanner {
  // From nought on, or an alert would not see the first.
  for (const outcome of ['clean', 'found', 'away']) scans.inc({ outcome }, 0);
  return {
    ...scanner,
    async judge(content) {
      try {
        const judged = await scanner.judge(content);
        scans.inc({ outcome: judged.found === null ? 'clean' : 'found' });
        return judged;
      } catch (error) {
        scans.inc({ outcome: 'away' });
        log.error({ problem: (error as Error).message }, 'a file was not taken, since nobody scanned it');
        throw error;
      }
    },
  };
}
