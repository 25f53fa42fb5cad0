import { createHash, createPublicKey, sign, verify } from 'node:crypto';
import type { SealKey } from '../../platform/seal-key.ts';

/** A tree as it was at one moment. */
export interface Checkpoint {
  county: string;
  size: number;
  root: Uint8Array;
  at: Date;
}

const SIGNER = 'linli-seal';
const originOf = (county: string): string => `linli/${county}`;

/** The four bytes by which a signature names its key (C2SP signed-note): of its name, the number of Ed25519, the key. */
const keyHash = (publicKey: Uint8Array): Buffer =>
  createHash('sha256').update(`${SIGNER}\n`).update(Buffer.of(1)).update(publicKey).digest().subarray(0, 4);

const bodyOf = ({ county, size, root, at }: Checkpoint): string =>
  `${originOf(county)}\n${size}\n${Buffer.from(root).toString('base64')}\n${at.toISOString()}\n`;

/** A checkpoint as a signed note (C2SP tlog-checkpoint): what is said, a blank line, the signature. The time is an extension line. */
export function signedNote(checkpoint: Checkpoint, key: SealKey): string {
  const body = bodyOf(checkpoint);
  const signature = Buffer.concat([keyHash(key.public), sign(null, Buffer.from(body), key.secret)]);
  return `${body}\n— ${SIGNER} ${signature.toString('base64')}\n`;
}

const NOTE =
  /^linli\/(\d{6})\n(\d{1,15})\n([A-Za-z0-9+/]{43}=)\n(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)\n\n— linli-seal ([A-Za-z0-9+/]{90,92}={0,2})\n$/;

/** What a note says; null for anything that is not a note of ours. */
export function readNote(note: string): (Checkpoint & { signature: Buffer }) | null {
  const [, county, size, root, at, signature] = NOTE.exec(note) ?? [];
  if (!county || !size || !root || !at || !signature) return null;
  return { county, size: Number(size), root: Buffer.from(root, 'base64'), at: new Date(at), signature: Buffer.from(signature, 'base64') };
}

/** A note as it was printed, scanned or typed off: whatever stands between its parts becomes what belongs there. Null when parts are missing. */
export function noteFromPaper(text: string): string | null {
  const [origin, size, root, at, dash, signer, signature, ...more] = text.trim().split(/\s+/);
  if (!signature || more.length) return null;
  const note = `${origin}\n${size}\n${root}\n${at}\n\n${dash} ${signer} ${signature}\n`;
  return readNote(note) ? note : null;
}

/** Whether one of these keys (32 bytes each) signed the note. */
export function isSigned(note: string, keys: readonly Uint8Array[]): boolean {
  const said = readNote(note);
  if (said?.signature.length !== 68) return false;
  return keys.some((key) => {
    if (!keyHash(key).equals(said.signature.subarray(0, 4))) return false;
    const wrapped = Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), key]);
    const publicKey = createPublicKey({ key: wrapped, type: 'spki', format: 'der' });
    return verify(null, Buffer.from(bodyOf(said)), publicKey, said.signature.subarray(4));
  });
}
