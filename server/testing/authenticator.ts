import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';
import { isoCBOR } from '@simplewebauthn/server/helpers';

export const ORIGIN = 'http://localhost:80';
export const text = (bytes: Uint8Array | Buffer) => Buffer.from(bytes).toString('base64url');
const sha256 = (bytes: Uint8Array | string) => createHash('sha256').update(bytes).digest();
export const USER_PRESENT_AND_VERIFIED = 0x05;
const WITH_KEY = 0x40;

/** An authenticator in software: one key, made and used as a phone would. */
export class Authenticator {
  readonly id = randomBytes(32);
  readonly publicKey: KeyObject;
  readonly #privateKey: KeyObject;
  counter = 0;
  origin = ORIGIN;
  flags = USER_PRESENT_AND_VERIFIED;
  /** Whose key it is, as the site named them when it was made. */
  userHandle: string | undefined;

  constructor() {
    const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    this.publicKey = pair.publicKey;
    this.#privateKey = pair.privateKey;
  }

  #data(flags: number, rest: Uint8Array = new Uint8Array()): Buffer {
    const counter = Buffer.alloc(4);
    counter.writeUInt32BE(this.counter);
    return Buffer.concat([sha256('localhost'), Buffer.from([flags]), counter, rest]);
  }

  #client(type: string, challenge: string): Buffer {
    return Buffer.from(JSON.stringify({ type, challenge, origin: this.origin, crossOrigin: false }));
  }

  #respond(response: Record<string, unknown>) {
    return { id: text(this.id), rawId: text(this.id), type: 'public-key', clientExtensionResults: {}, response };
  }

  make(options: { challenge: string; user?: { id: string } }) {
    this.userHandle = options.user?.id;
    const { x, y } = this.publicKey.export({ format: 'jwk' });
    const key = isoCBOR.encode(
      new Map<number, number | Uint8Array>([
        [1, 2],
        [3, -7],
        [-1, 1],
        [-2, new Uint8Array(Buffer.from(x ?? '', 'base64url'))],
        [-3, new Uint8Array(Buffer.from(y ?? '', 'base64url'))],
      ]),
    );
    const length = Buffer.alloc(2);
    length.writeUInt16BE(this.id.length);
    const data = this.#data(this.flags | WITH_KEY, Buffer.concat([Buffer.alloc(16), length, this.id, key]));
    const attestationObject = isoCBOR.encode(
      new Map<string, unknown>([
        ['fmt', 'none'],
        ['attStmt', new Map()],
        ['authData', new Uint8Array(data)],
      ]) as never,
    );
    return this.#respond({
      clientDataJSON: text(this.#client('webauthn.create', options.challenge)),
      attestationObject: text(attestationObject),
      transports: ['internal'],
    });
  }

  use(options: { challenge: string }) {
    this.counter++;
    const client = this.#client('webauthn.get', options.challenge);
    const data = this.#data(this.flags);
    const signature = sign('sha256', Buffer.concat([data, sha256(client)]), this.#privateKey);
    return this.#respond({
      clientDataJSON: text(client),
      authenticatorData: text(data),
      signature: text(signature),
      userHandle: this.userHandle,
    });
  }
}
