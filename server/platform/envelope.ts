import { createCipheriv, createDecipheriv, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/** How something is sealed: AES-256-GCM, or SM4-CTR with HMAC-SM3 over what was encrypted (GB/T 32907, GB/T 32905). */
export const SUITES = ['aes', 'sm'] as const;
export type Suite = (typeof SUITES)[number];

export const KEY_BYTES = 32;

/** Where a sealed text belongs: opened anywhere else, it does not open. */
export interface Context {
  table: string;
  column: string;
  county: string;
  row: string;
}

/** A sealed text that was altered, stands where it does not belong, or meets another key. Says nothing of what is in it. */
export class DoesNotOpen extends Error {}

const VERSION = '1';
const SHAPE = /^1\.(aes|sm)\.([0-9a-f-]{8,36})\.([A-Za-z0-9_-]+)$/;

const associated = (head: string, { table, column, county, row }: Context): Buffer =>
  Buffer.from(JSON.stringify([head, table, column, county, row]));

interface Cipher {
  encrypt(key: Buffer, plain: Buffer, about: Buffer): Buffer;
  decrypt(key: Buffer, sealed: Buffer, about: Buffer): Buffer;
}

const GCM_NONCE = 12;
const GCM_TAG = 16;

const aes: Cipher = {
  encrypt(key, plain, about) {
    const nonce = randomBytes(GCM_NONCE);
    const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(about);
    return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
  },
  decrypt(key, sealed, about) {
    const nonce = sealed.subarray(0, GCM_NONCE);
    const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: GCM_TAG }).setAAD(about);
    decipher.setAuthTag(sealed.subarray(-GCM_TAG));
    return Buffer.concat([decipher.update(sealed.subarray(GCM_NONCE, -GCM_TAG)), decipher.final()]);
  },
};

const SM_IV = 16;
const SM_TAG = 32;
const sm3 = (key: Buffer, ...parts: Buffer[]): Buffer => {
  const mac = createHmac('sm3', key);
  for (const part of parts) mac.update(part);
  return mac.digest();
};
const cipherKey = (key: Buffer): Buffer => sm3(key, Buffer.from('sm4')).subarray(0, 16);
const macKey = (key: Buffer): Buffer => sm3(key, Buffer.from('mac'));
// The length keeps the end of what it is about apart from the beginning of what was encrypted.
const lengthOf = (about: Buffer): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(about.length);
  return bytes;
};

const sm: Cipher = {
  encrypt(key, plain, about) {
    const iv = randomBytes(SM_IV);
    const cipher = createCipheriv('sm4-ctr', cipherKey(key), iv);
    const body = Buffer.concat([iv, cipher.update(plain), cipher.final()]);
    return Buffer.concat([body, sm3(macKey(key), lengthOf(about), about, body)]);
  },
  decrypt(key, sealed, about) {
    const body = sealed.subarray(0, -SM_TAG);
    const tag = sm3(macKey(key), lengthOf(about), about, body);
    if (!timingSafeEqual(tag, sealed.subarray(-SM_TAG))) throw new Error('tag');
    const decipher = createDecipheriv('sm4-ctr', cipherKey(key), body.subarray(0, SM_IV));
    return Buffer.concat([decipher.update(body.subarray(SM_IV)), decipher.final()]);
  },
};

const CIPHERS: Record<Suite, Cipher> = { aes, sm };
const LEAST: Record<Suite, number> = { aes: GCM_NONCE + GCM_TAG, sm: SM_IV + SM_TAG };

/** `1.suite.key id.bytes`: version, suite and key id stand in the clear and are authenticated with the context. The key has 32 bytes. */
export function seal(suite: Suite, key: Buffer, keyId: string, context: Context, plain: Buffer): string {
  const head = `${VERSION}.${suite}.${keyId}`;
  return `${head}.${CIPHERS[suite].encrypt(key, plain, associated(head, context)).toString('base64url')}`;
}

/** The key a sealed text names. @throws DoesNotOpen when it is no sealed text */
export function keyIdOf(sealed: string): string {
  const [, , id] = SHAPE.exec(sealed) ?? [];
  if (!id) throw new DoesNotOpen('This is no sealed text of a version this program knows.');
  return id;
}

/** What was sealed. @throws DoesNotOpen for another key, another place, or one bit that differs */
export function unseal(key: Buffer, context: Context, sealed: string): Buffer {
  const [, suite, id, text] = SHAPE.exec(sealed) ?? [];
  if (!suite || !id || !text) throw new DoesNotOpen('This is no sealed text of a version this program knows.');
  const bytes = Buffer.from(text, 'base64url');
  try {
    // Base64 has several spellings of the same bytes; only the one we write is taken.
    if (bytes.length < LEAST[suite as Suite] || bytes.toString('base64url') !== text) throw new Error('shape');
    return CIPHERS[suite as Suite].decrypt(key, bytes, associated(`${VERSION}.${suite}.${id}`, context));
  } catch {
    throw new DoesNotOpen(
      `What is sealed in ${context.table}.${context.column} does not open: altered, moved from another row, or of another key.`,
    );
  }
}
