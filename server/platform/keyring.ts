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

/** A root of the blind indexes: which algorithm, which key, and the version its values name. */
interface IndexRoot {
  algorithm: string;
  secret: Buffer;
  version: number;
  ofCounty: Map<string, Buffer>;
}

function indexRootOf(text: string): IndexRoot {
  const [algorithm, secret, version = '1'] = text.split(':');
  if (!algorithm || !secret || !/^\d+$/.test(version)) throw new DoesNotOpen('The key of the blind indexes is damaged.');
  return { algorithm, secret: Buffer.from(secret, 'base64'), version: Number(version), ofCounty: new Map() };
}

/** What values of a version begin with; those of the first, from before there were versions, with nothing. No other value begins so. */
export const indexPrefix = (version: number): string => (version > 1 ? `${version}.` : '');

/** The version a root is of. */
export const indexVersion = (root: string): number => indexRootOf(root).version;

/** The master keys of this server, and what is done with them: wrapping data keys, sealing with those, and blind indexes. */
export class Keyring {
  readonly suite: Suite;
  #masters = new Map<string, MasterKey>();
  #current: MasterKey | null = null;
  #index: IndexRoot[] | null = null;

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

  /**
   * The roots of the blind indexes, wrapped like a data key: `algorithm:secret` or `algorithm:secret:version`, where values move to another form
   * two of them with a blank between; the first is the one that is written, all are found by.
   */
  holdIndex(roots: string): void {
    this.#index = roots.split(' ').map(indexRootOf);
  }

  /** A new root for the next version, of the algorithm of this suite. */
  newIndexRoot(version = 1): string {
    return `${this.suite === 'sm' ? 'sm3' : 'sha256'}:${randomBytes(KEY_BYTES).toString('base64')}${version > 1 ? `:${version}` : ''}`;
  }

  /** What a value is found by: the same for the same value of the same county and kind, and nothing can be read from it without the key. */
  blind(county: string, kind: string, value: string): string {
    return this.blindForms(county, kind, value)[0] as string;
  }

  /** Every form a value may stand under while indexes move from one root to another, the one that is written first. */
  blindForms(county: string, kind: string, value: string): string[] {
    if (!this.#index) throw new Error('The key of the blind indexes has not been opened.');
    return this.#index.map(({ algorithm, secret, version, ofCounty }) => {
      let key = ofCounty.get(county);
      if (!key) {
        key = createHmac(algorithm, secret).update(`county ${county}`).digest();
        ofCounty.set(county, key);
      }
      return indexPrefix(version) + createHmac(algorithm, key).update(`${kind} ${value}`).digest('base64url').slice(0, 22);
    });
  }
}
