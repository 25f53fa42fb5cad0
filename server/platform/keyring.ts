import { createHmac, randomBytes } from 'node:crypto';
import { type Context, DoesNotOpen, KEY_BYTES, keyIdOf, type Suite, seal, unseal } from './envelope.ts';
import { newId } from './ids.ts';
import type { MasterKey } from './master-key.ts';

/** A data key as it is stored: readable only with the master key it is wrapped by. */
export interface WrappedKey {
  county: string;
  id: string;
  /** Whose numbers it seals: erasing every key of a subject erases them. */
  subject: string;
  master: string;
  wrapped: string;
}

/** A data key in hand. */
export interface DataKey {
  id: string;
  secret: Buffer;
}

/** Thrown for a key that none of the master keys of this server unwraps. */
export class UnknownMaster extends Error {}

const wrapping = (county: string, id: string): Context => ({ table: 'data_key', column: 'wrapped', county, row: id });

/** The master keys of this server, and what is done with them: wrapping data keys, sealing with those, and blind indexes. */
export class Keyring {
  readonly suite: Suite;
  #masters = new Map<string, MasterKey>();
  #current: MasterKey | null = null;
  #index: { algorithm: string; secret: Buffer } | null = null;
  readonly #indexOf = new Map<string, Buffer>();

  constructor(suite: Suite) {
    this.suite = suite;
  }

  /** The master keys there are; new data keys are wrapped by `current`. */
  hold(masters: readonly MasterKey[], current: string): void {
    const found = masters.find(({ id }) => id === current);
    if (!found) throw new UnknownMaster(`The master key ${current} is missing.`);
    this.#masters = new Map(masters.map((master) => [master.id, master]));
    this.#current = found;
  }

  holds(master: string): boolean {
    return this.#masters.has(master);
  }

  get current(): string {
    if (!this.#current) throw new Error('No master key has been opened.');
    return this.#current.id;
  }

  newKey(county: string, subject: string): { key: DataKey; row: WrappedKey } {
    const key = { id: newId(), secret: randomBytes(KEY_BYTES) };
    return { key, row: { county, id: key.id, subject, master: this.current, wrapped: this.wrap(county, key.id, key.secret) } };
  }

  wrap(county: string, id: string, secret: Buffer): string {
    if (!this.#current) throw new Error('No master key has been opened.');
    return seal(this.suite, this.#current.secret, this.#current.id, wrapping(county, id), secret);
  }

  unwrap(county: string, id: string, wrapped: string): DataKey {
    const master = this.#masters.get(keyIdOf(wrapped));
    if (!master) throw new UnknownMaster(`A number is sealed under the master key ${keyIdOf(wrapped)}, which this server does not hold.`);
    return { id, secret: unseal(master.secret, wrapping(county, id), wrapped) };
  }

  seal(key: DataKey, context: Context, plain: string): string {
    return seal(this.suite, key.secret, key.id, context, Buffer.from(plain, 'utf8'));
  }

  /**
   * What is sealed in a column read together with its key (`withKey`), `sealed wrapped`; null where nothing is, or where the key was erased.
   * @throws DoesNotOpen what was altered or moved
   */
  open(context: Context, read: string | null): string | null {
    if (!read) return null;
    const key = this.keyOf(context.county, read);
    return key ? unseal(key.secret, context, read.slice(0, read.indexOf(' '))).toString('utf8') : null;
  }

  /** The key that came along with what it seals, null where it was erased. */
  keyOf(county: string, read: string): DataKey | null {
    const at = read.indexOf(' ');
    if (at < 0) return null;
    return this.unwrap(county, keyIdOf(read.slice(0, at)), read.slice(at + 1));
  }

  /** The root of the blind indexes: made once, wrapped like a data key, and never changed, or nothing would be found any more. */
  holdIndex(root: string): void {
    const [algorithm, secret] = root.split(':');
    if (!algorithm || !secret) throw new DoesNotOpen('The key of the blind indexes is damaged.');
    this.#index = { algorithm, secret: Buffer.from(secret, 'base64') };
    this.#indexOf.clear();
  }

  newIndexRoot(): string {
    return `${this.suite === 'sm' ? 'sm3' : 'sha256'}:${randomBytes(KEY_BYTES).toString('base64')}`;
  }

  /** What a value is found by: the same for the same value of the same county and kind, and nothing can be read from it without the key. */
  blind(county: string, kind: string, value: string): string {
    if (!this.#index) throw new Error('The key of the blind indexes has not been opened.');
    const { algorithm, secret } = this.#index;
    let key = this.#indexOf.get(county);
    if (!key) {
      key = createHmac(algorithm, secret).update(`county ${county}`).digest();
      this.#indexOf.set(county, key);
    }
    return createHmac(algorithm, key).update(`${kind} ${value}`).digest('base64url').slice(0, 22);
  }
}
