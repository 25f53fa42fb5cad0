import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { promisify } from 'node:util';
import { constants, deflateRaw, inflateRaw } from 'node:zlib';

const pack = promisify(deflateRaw);
const unpack = promisify(inflateRaw);

/** Plain bytes of a chunk: small enough to hold a few in memory, large enough that sealing each costs nothing. */
export const CHUNK = 1024 * 1024;
const LENGTH = 4;
const NONCE = 12;
const TAG = 16;
/** A packed chunk that grew, with its mark, nonce and tag; anything longer is no frame of ours. */
const LONGEST_FRAME = 2 * CHUNK;

/** What a backup says that its reader must tell the operator: a sentence. */
export class BackupProblem extends Error {}

export const damaged = (what: string, how: string): BackupProblem =>
  new BackupProblem(`The backup is damaged: ${what} ${how}. Nothing of it was used. Take an older one, or another copy of it.`);

/** The content of a stream, before packing and sealing. */
export interface Content {
  bytes: number;
  chunks: number;
  sha256: string;
}

/** Which stream of which backup: bound to each chunk, so that none opens in another place. */
export interface Place {
  backup: string;
  stream: string;
}

const streamKey = (key: Buffer, { backup, stream }: Place): Buffer =>
  Buffer.from(hkdfSync('sha256', key, backup, `linli backup 1 ${stream}`, 32));
const positionOf = ({ backup, stream }: Place, index: number): Buffer => Buffer.from(JSON.stringify([1, backup, stream, index]));

/** Seals one piece (AES-256-GCM): a fresh nonce, the sealed bytes, the tag. */
export function seal(key: Buffer, plain: Buffer, position: Buffer): Buffer {
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(position);
  return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

/** Opens one piece; null when key, place or bytes are not those it was sealed with. */
export function unseal(key: Buffer, sealed: Buffer, position: Buffer): Buffer | null {
  if (sealed.length < NONCE + TAG) return null;
  const opener = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, NONCE)).setAAD(position).setAuthTag(sealed.subarray(-TAG));
  try {
    return Buffer.concat([opener.update(sealed.subarray(NONCE, -TAG)), opener.final()]);
  } catch {
    return null;
  }
}

async function frameOf(key: Buffer, place: Place, index: number, plain: Buffer): Promise<Buffer> {
  const packed = await pack(plain, { level: constants.Z_BEST_SPEED });
  const smaller = packed.length < plain.length;
  const body = seal(key, Buffer.concat([Buffer.from([smaller ? 1 : 0]), smaller ? packed : plain]), positionOf(place, index));
  const frame = Buffer.allocUnsafe(LENGTH + body.length);
  frame.writeUInt32BE(body.length);
  body.copy(frame, LENGTH);
  return frame;
}

/** A sealed file being written. */
export interface SealedFile {
  /** Takes at most CHUNK bytes; resolves when they are handed to the disk. */
  write(plain: Buffer): Promise<void>;
  /** Everything is on the disk when this resolves. */
  close(): Promise<Content>;
  /** Gives the file up. */
  abandon(): Promise<void>;
}

/** Opens a new file for sealed content; throws when it is there already. */
export async function sealedFile(path: string, key: Buffer, place: Place): Promise<SealedFile> {
  const file = await open(path, 'wx', 0o600);
  const own = streamKey(key, place);
  const hash = createHash('sha256');
  let [bytes, chunks] = [0, 0];
  return {
    async write(plain) {
      hash.update(plain);
      bytes += plain.length;
      await file.appendFile(await frameOf(own, place, chunks++, plain));
    },
    async close() {
      await file.sync();
      await file.close();
      return { bytes, chunks, sha256: hash.digest('hex') };
    },
    abandon: () => file.close(),
  };
}

/** The frames of a file as they lie there, without opening them. */
async function* framesOf(path: string, stream: string): AsyncGenerator<Buffer> {
  let held: Buffer = Buffer.alloc(0);
  try {
    for await (const read of createReadStream(path, { highWaterMark: CHUNK })) {
      held = held.length ? Buffer.concat([held, read as Buffer]) : (read as Buffer);
      while (held.length >= LENGTH) {
        const length = held.readUInt32BE();
        if (length > LONGEST_FRAME) throw damaged(stream, 'holds bytes that are no part of it');
        if (held.length < LENGTH + length) break;
        yield held.subarray(LENGTH, LENGTH + length);
        held = held.subarray(LENGTH + length);
      }
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') throw damaged(stream, 'is missing');
    throw error;
  }
  if (held.length) throw damaged(stream, 'is cut off');
}

/** Reads a sealed file chunk by chunk; throws a BackupProblem at the first that is not what was written, or at the end when it is not all of it. */
export async function* readSealed(path: string, key: Buffer, place: Place, expected: Content): AsyncGenerator<Buffer> {
  const own = streamKey(key, place);
  const hash = createHash('sha256');
  let [bytes, chunks] = [0, 0];
  for await (const frame of framesOf(path, place.stream)) {
    const opened = unseal(own, frame, positionOf(place, chunks));
    if (!opened) throw damaged(place.stream, `has a piece (number ${chunks + 1}) that is not the one written there`);
    const plain = opened[0] === 1 ? await unpack(opened.subarray(1)) : opened.subarray(1);
    hash.update(plain);
    bytes += plain.length;
    chunks += 1;
    yield plain;
  }
  if (chunks !== expected.chunks || bytes !== expected.bytes || hash.digest('hex') !== expected.sha256) {
    throw damaged(place.stream, `holds ${chunks} of its ${expected.chunks} pieces`);
  }
}
